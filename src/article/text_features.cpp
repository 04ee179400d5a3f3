#include <algorithm>
#include <unordered_map>

#include "article/feature_row.h"
#include "article/features.h"

namespace hearsay::article {

namespace {

constexpr std::size_t kWindow = 5;

class TextFeatures {
 public:
  TextFeatures(const Page& page, const std::vector<Traits>& traits)
      : page_(page), traits_(traits), count_(traits.size()) {
    paragraph_.resize(count_ + 1);
    words_.resize(count_ + 1);
    short_.resize(count_ + 1);
    before_.resize(count_);
    after_.resize(count_);
    std::unordered_map<std::uint64_t, std::uint32_t> seen;
    for (std::size_t i = 0; i < count_; ++i) {
      paragraph_[i + 1] = paragraph_[i] + (traits[i].is_paragraph() ? traits[i].words : 0);
      words_[i + 1] = words_[i] + traits[i].words;
      short_[i + 1] = short_[i] + (traits[i].words < 6 ? 1 : 0);
      repeats_.push_back(seen[traits[i].hash]++);
    }
    std::uint32_t distance = 50;
    for (std::size_t i = 0; i < count_; ++i) {
      before_[i] = distance;
      distance = traits[i].is_paragraph() ? 0 : std::min<std::uint32_t>(distance + 1, 50);
    }
    distance = 50;
    for (std::size_t i = count_; i-- > 0;) {
      after_[i] = distance;
      distance = traits[i].is_paragraph() ? 0 : std::min<std::uint32_t>(distance + 1, 50);
    }
    prepare_sections();
  }

  void write(RowWriter& out, std::size_t i) {
    if (out.naming()) out.prefix("");
    write_traits(out, traits_[i]);
    const PageBlock& block = page_.blocks[i];
    out("breaks", block.breaks);
    out("breaks_after", i + 1 < count_ ? page_.blocks[i + 1].breaks : 3);
    out("indent", block.indent);
    out("bullet", block.bullet);
    out("repeats", repeats_[i]);
    write_order(out, i);
    for (const int offset : {-3, -2, -1, 1, 2, 3}) {
      const auto at = static_cast<std::ptrdiff_t>(i) + offset;
      const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(count_);
      if (out.naming()) out.prefix((offset < 0 ? "before" : "after") + std::to_string(std::abs(offset)) + "_");
      const Traits* traits = inside ? &traits_[static_cast<std::size_t>(at)] : nullptr;
      write_neighbour(out, traits, traits != nullptr ? ratio(traits->marks, traits->words) : 0.0);
      out("year", traits != nullptr && (traits->has_year || traits->has_clock) ? 1.0 : 0.0);
      out("ellipsis", traits != nullptr && traits->ends_ellipsis ? 1.0 : 0.0);
      out("bullet", inside && page_.blocks[static_cast<std::size_t>(at)].bullet ? 1.0 : 0.0);
      out("capitalized", traits != nullptr ? ratio(traits->capitalized, traits->words) : 0.0);
    }
  }

 private:
  // How far back the last short line stands that opens comments, related stories or the rest of a page's end.
  void prepare_sections() {
    std::uint32_t comment = 200, related = 200, other = 200;
    for (std::size_t i = 0; i < count_; ++i) {
      const Traits& t = traits_[i];
      if (t.words <= 8 && !(t.ends_sentence && t.words > 5)) {
        if ((t.phrase_strong & kHintComment) != 0) comment = 0;
        if ((t.phrase_whole & (kHintRelated | kHintMore)) != 0 && t.words <= 6) related = 0;
        if ((t.phrase_strong & (kHintNewsletter | kHintLegal | kHintTags | kHintShare | kHintAuthor)) != 0) other = 0;
      }
      comment_.push_back(comment);
      related_.push_back(related);
      other_.push_back(other);
      comment = std::min(comment + 1, 200u);
      related = std::min(related + 1, 200u);
      other = std::min(other + 1, 200u);
    }
  }

  void write_order(RowWriter& out, std::size_t i) {
    const std::size_t from = i > kWindow ? i - kWindow : 0;
    const std::size_t to = std::min(count_, i + kWindow + 1);
    out("paragraphs_before", paragraph_[i] - paragraph_[from]);
    out("paragraphs_after", paragraph_[to] - paragraph_[i + 1]);
    out("words_before", words_[i] - words_[from]);
    out("words_after", words_[to] - words_[i + 1]);
    out("short_before", short_[i] - short_[from]);
    out("short_after", short_[to] - short_[i + 1]);
    out("paragraph_distance_before", before_[i]);
    out("paragraph_distance_after", after_[i]);
    out("position", ratio(paragraph_[i], paragraph_[count_]));
    out("paragraphs_left", paragraph_[count_] - paragraph_[i + 1]);
    out("paragraphs_passed", paragraph_[i]);
    out("line", log_of(static_cast<double>(i)));
    out("lines_left", log_of(static_cast<double>(count_ - i)));
    out("page_paragraphs", log_of(paragraph_[count_]));
    out("page_paragraph_share", ratio(paragraph_[count_], words_[count_]));
    out("page_lines", log_of(static_cast<double>(count_)));
    out("comment_section", comment_[i]);
    out("related_section", related_[i]);
    out("other_section", other_[i]);
  }

  const Page& page_;
  const std::vector<Traits>& traits_;
  std::size_t count_;
  std::vector<std::uint32_t> paragraph_, words_, short_;  // sums over the blocks before
  std::vector<std::uint32_t> before_, after_;             // lines to the next paragraph either side
  std::vector<std::uint32_t> repeats_, comment_, related_, other_;
};

}  // namespace

void text_features(const Page& page, const std::vector<Traits>& traits, const VisitRows& visit) {
  TextFeatures features(page, traits);
  write_rows(
      page.blocks.size(), [&](RowWriter& out, std::size_t i) { features.write(out, i); },
      [](std::size_t) { return false; }, visit);
}

std::vector<std::string> text_feature_names() {
  const Page page = text_blocks("one");
  const std::vector<Traits> traits = read_traits(page, {});
  std::vector<std::string> names;
  RowWriter out(nullptr, &names);
  TextFeatures(page, traits).write(out, 0);
  return names;
}

}  // namespace hearsay::article
