#include <algorithm>
#include <unordered_map>

#include "article/feature_row.h"
#include "article/features.h"
#include "article/furniture.h"
#include "article/word_table.h"

namespace hearsay::article {

namespace {

constexpr int kClimb = 12;          // ancestors looked at
constexpr std::size_t kWindow = 6;  // blocks either side whose paragraphs are counted
constexpr std::uint32_t kBadPlace =
    kInNavigation | kInAside | kInFooter | kInFigure | kInCaption | kInForm | kHidden | kInButton | kInLink;

struct NamedHint {
  const char* name;
  std::uint32_t bit;
};
constexpr NamedHint kPlaceHints[] = {
    {"body", kHintBody},
    {"comment", kHintComment},
    {"related", kHintRelated},
    {"share", kHintShare},
    {"navigation", kHintNavigation},
    {"footer", kHintFooter},
    {"sidebar", kHintSidebar},
    {"advert", kHintAdvert},
    {"author", kHintAuthor},
    {"caption", kHintCaption},
    {"newsletter", kHintNewsletter},
    {"legal", kHintLegal},
    {"date", kHintDate},
    {"tags", kHintTags},
    {"title", kHintTitle},
    {"lead", kHintLead},
    {"teaser", kHintTeaser},
    {"hidden", kHintHidden},
    {"quote", kHintQuote},
    {"form", kHintForm},
};
constexpr std::size_t kPlaceHintCount = std::size(kPlaceHints);

double link_share(const PageBlock& block) { return ratio(block.link_bytes, block.span.size()); }

double tag_rank(Tag tag) {
  switch (tag) {
    case Tag::p:
      return 0;
    case Tag::div:
      return 1;
    case Tag::li:
      return 2;
    case Tag::h1:
      return 3;
    case Tag::h2:
      return 4;
    case Tag::h3:
      return 5;
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      return 6;
    case Tag::blockquote:
      return 7;
    case Tag::td:
    case Tag::th:
      return 8;
    case Tag::figcaption:
    case Tag::caption:
      return 9;
    case Tag::section:
    case Tag::article:
      return 10;
    case Tag::dd:
    case Tag::dt:
      return 11;
    case Tag::pre:
      return 12;
    case Tag::button:
      return 13;
    default:
      return 14;
  }
}

// How many blocks, and paragraphs, stand where another block's like does.
struct Kind {
  std::uint32_t blocks = 0;
  std::uint32_t words = 0;
  std::uint32_t paragraph_words = 0;
};

class HtmlFeatures {
 public:
  HtmlFeatures(const Page& page, const Dom& dom, const std::vector<Traits>& traits, const FeatureContext& context)
      : page_(page), dom_(dom), traits_(traits), count_(page.blocks.size()) {
    prepare();
    prepare_kinds();
    prepare_root();
    prepare_articles();
    prepare_linked(context.linked_body);
  }

  void write(RowWriter& out, std::size_t i) {
    if (out.naming()) out.prefix("");
    write_traits(out, traits_[i]);
    write_own(out, i);
    write_place(out, i);
    write_containers(out, i);
    write_article(out, i);
    write_order(out, i);
    constexpr int kNeighbours[] = {-2, -1, 1, 2};
    for (const int offset : kNeighbours) {
      const auto at = static_cast<std::ptrdiff_t>(i) + offset;
      const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(count_);
      if (out.naming()) out.prefix((offset < 0 ? "before" : "after") + std::to_string(std::abs(offset)) + "_");
      write_neighbour(out, inside ? &traits_[static_cast<std::size_t>(at)] : nullptr,
                      inside ? link_share(page_.blocks[static_cast<std::size_t>(at)]) : -1.0);
      out("same_parent", inside && parent(static_cast<std::size_t>(at)) == parent(i) ? 1.0 : 0.0);
      out("same_tag", inside && page_.blocks[static_cast<std::size_t>(at)].tag == page_.blocks[i].tag ? 1.0 : 0.0);
    }
  }

  // Short lines of links outside the main element, and short lines far from any paragraph: more than half of a page,
  // and one in a thousand of them was an article's.
  [[nodiscard]] bool is_hopeless(std::size_t i) const {
    const NodeId node = page_.blocks[i].node;
    if (traits_[i].words >= 9 || (node >= root_ && node < dom_[root_].subtree_end)) return false;
    if (link_share(page_.blocks[i]) > 0.9) return true;
    const auto [begin, end] = range(root_);
    const std::size_t from = i > kWindow ? i - kWindow : 0;
    const std::size_t to = std::min(count_, i + kWindow + 1);
    return (i + 5 < begin || i > end + 5) && paragraph_[to] == paragraph_[from];
  }

 private:
  [[nodiscard]] NodeId parent(std::size_t i) const { return dom_[page_.blocks[i].node].parent; }

  void prepare() {
    paragraph_.resize(count_ + 1);
    words_.resize(count_ + 1);
    links_.resize(count_ + 1);
    comments_ = find_comments(page_, &dom_);
    std::unordered_map<std::uint64_t, std::uint32_t> seen;
    repeats_.resize(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      const PageBlock& block = page_.blocks[i];
      const bool good =
          traits_[i].is_paragraph() && link_share(block) < 0.4 && (block.context & kBadPlace) == 0 && !comments_[i];
      const std::uint32_t words = traits_[i].words;
      paragraph_[i + 1] = paragraph_[i] + (good ? words : 0);
      words_[i + 1] = words_[i] + words;
      links_[i + 1] = links_[i] + static_cast<std::uint32_t>(words * link_share(block));
      repeats_[i] = seen[traits_[i].hash]++;
    }
    comments_before_.resize(count_);
    for (std::size_t i = 1; i < count_; ++i) comments_before_[i] = comments_before_[i - 1] + (comments_[i - 1] ? 1 : 0);
    before_.resize(count_);
    after_.resize(count_);
    std::uint32_t distance = 100;
    for (std::size_t i = 0; i < count_; ++i) {
      before_[i] = distance;
      distance = paragraph_[i + 1] > paragraph_[i] ? 0 : std::min<std::uint32_t>(distance + 1, 100);
    }
    distance = 100;
    for (std::size_t i = count_; i-- > 0;) {
      after_[i] = distance;
      distance = paragraph_[i + 1] > paragraph_[i] ? 0 : std::min<std::uint32_t>(distance + 1, 100);
    }
    // The last heading, or short line that reads like one, and what it announces.
    heading_hints_.resize(count_);
    heading_distance_.resize(count_);
    std::uint32_t hints = 0;
    distance = 100;
    for (std::size_t i = 0; i < count_; ++i) {
      heading_hints_[i] = hints;
      heading_distance_[i] = distance;
      distance = std::min<std::uint32_t>(distance + 1, 100);
      const bool heading =
          (page_.blocks[i].context & kInHeading) != 0 || (traits_[i].phrase_strong != 0 && traits_[i].words <= 6);
      if (heading) {
        hints = traits_[i].phrase_strong;
        distance = 0;
      }
    }
  }

  [[nodiscard]] std::uint64_t kind_key(std::size_t i) const {
    const PageBlock& block = page_.blocks[i];
    std::uint64_t key = static_cast<std::uint64_t>(block.tag) + 1;
    NodeId id = block.node;
    for (int level = 0; level < 3 && id != kNoNode; ++level, id = dom_[id].parent) {
      key = key * 1000003u + page_.node_class[id] + static_cast<std::uint64_t>(dom_[id].tag);
    }
    return key;
  }

  void prepare_kinds() {
    std::unordered_map<std::uint64_t, std::uint32_t> index;
    kind_.resize(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      const auto [at, added] = index.try_emplace(kind_key(i), static_cast<std::uint32_t>(kinds_.size()));
      if (added) kinds_.emplace_back();
      kind_[i] = at->second;
      Kind& kind = kinds_[kind_[i]];
      ++kind.blocks;
      kind.words += traits_[i].words;
      kind.paragraph_words += paragraph_[i + 1] - paragraph_[i];
    }
  }

  // Blocks inside a node, as a range.
  [[nodiscard]] std::pair<std::size_t, std::size_t> range(NodeId id) const {
    const Span blocks = page_.node_blocks[id];
    return {blocks.begin, blocks.end};
  }

  // The element whose paragraphs outweigh the rest: each paragraph counts for its ancestors, less for farther ones.
  void prepare_root() {
    std::vector<float> score(dom_.size(), 0.0f);
    for (std::size_t i = 0; i < count_; ++i) {
      float weight = static_cast<float>(paragraph_[i + 1] - paragraph_[i]);
      if (weight <= 0) continue;
      NodeId id = dom_[page_.blocks[i].node].parent;
      for (int level = 0; level < 6 && id != kNoNode && id != 0; ++level, id = dom_[id].parent) {
        score[id] += weight;
        weight *= 0.8f;
      }
    }
    const auto best = std::max_element(score.begin(), score.end());
    root_ = best != score.end() && *best > 0 ? static_cast<NodeId>(best - score.begin()) : 0;
  }

  // Pages that show several articles, each in its own element: which is this page's?
  void prepare_articles() {
    constexpr std::size_t kNoTitle = static_cast<std::size_t>(-1);
    title_ = kNoTitle;
    for (std::size_t i = 0; i < count_ && title_ == kNoTitle; ++i) {
      const bool heading = (page_.blocks[i].context & kInHeading) != 0;
      if (heading && traits_[i].title_share >= 0.6f && traits_[i].title_cover >= 0.6f) title_ = i;
    }
    article_.resize(count_, 0);
    std::unordered_map<NodeId, std::uint32_t> order;
    for (std::size_t i = 0; i < count_; ++i) {
      if ((page_.blocks[i].context & kInArticle) == 0) continue;
      NodeId id = page_.blocks[i].node;
      while (id != kNoNode && id != 0 && dom_[id].tag != Tag::article) id = dom_[id].parent;
      if (id == kNoNode || id == 0) continue;
      article_[i] = id;
      order.try_emplace(id, static_cast<std::uint32_t>(order.size()));
    }
    article_order_ = std::move(order);
  }

  void write_article(RowWriter& out, std::size_t i) {
    const NodeId article = article_[i];
    const bool inside = article != 0;
    const auto [begin, end] = inside ? range(article) : std::pair<std::size_t, std::size_t>{0, 0};
    out("article_order", inside ? article_order_[article] : -1.0);
    out("article_count", static_cast<double>(std::min<std::size_t>(article_order_.size(), 50)));
    out("article_share", inside ? ratio(paragraph_[end] - paragraph_[begin], paragraph_[count_]) : -1.0);
    const bool has_title = title_ < count_;
    out("article_has_title", inside && has_title && title_ >= begin && title_ < end ? 1.0 : 0.0);
    out("from_title",
        !has_title ? -99.0 : std::clamp(static_cast<double>(i) - static_cast<double>(title_), -50.0, 200.0));
    out("words_from_title", !has_title || i < title_ ? -1.0 : paragraph_[i] - paragraph_[title_]);
    out("comments_before", log_of(comments_before_[i]));
  }

  // Hashes of the three-word runs of JSON-LD's articleBody.
  void prepare_linked(std::string_view body) {
    if (body.size() < 200) return;
    linked_ = true;
    for_runs(lower_in_place(body.substr(0, 200000)), [this](std::uint64_t run) { linked_runs_.push_back(run); });
    std::sort(linked_runs_.begin(), linked_runs_.end());
  }

  template <class Visit>
  static void for_runs(const std::string& text, Visit visit) {
    std::uint64_t last[3] = {0, 0, 0};
    std::size_t words = 0;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= '0' && text[end] <= '9')))
        ++end;
      if (end == i) {
        ++i;
        continue;
      }
      last[words++ % 3] = word_hash({text.data() + i, end - i});
      if (words >= 3) visit(last[words % 3] * 31 + last[(words + 1) % 3] * 7 + last[(words + 2) % 3]);
      i = end;
    }
  }

  [[nodiscard]] double linked_share(std::size_t i) {
    if (!linked_) return -1.0;
    std::size_t all = 0, found = 0;
    for_runs(lower_in_place(text_of(page_, page_.blocks[i]).substr(0, 400)), [&](std::uint64_t run) {
      ++all;
      found += std::binary_search(linked_runs_.begin(), linked_runs_.end(), run);
    });
    return all == 0 ? -0.5 : ratio(static_cast<double>(found), static_cast<double>(all));
  }

  void write_own(RowWriter& out, std::size_t i) {
    const PageBlock& block = page_.blocks[i];
    out("tag", tag_rank(block.tag));
    out("depth", dom_[block.node].depth);
    out("link_share", link_share(block));
    out("links", block.links);
    out("bold_share", ratio(block.bold_bytes, block.span.size()));
    out("breaks", block.breaks);
    constexpr NamedHint kContexts[] = {{"in_navigation", kInNavigation},
                                       {"in_aside", kInAside},
                                       {"in_footer", kInFooter},
                                       {"in_header", kInHeader},
                                       {"in_figure", kInFigure},
                                       {"in_form", kInForm},
                                       {"in_table", kInTable},
                                       {"in_list", kInList},
                                       {"in_quote", kInQuote},
                                       {"in_heading", kInHeading},
                                       {"in_article", kInArticle},
                                       {"in_main", kInMain},
                                       {"in_link", kInLink},
                                       {"hidden", kHidden},
                                       {"body_property", kIsBodyProperty},
                                       {"in_caption", kInCaption},
                                       {"in_code", kInCode}};
    for (const NamedHint& context : kContexts) out(context.name, bit(block.context, context.bit));
    out("in_comments", comments_[i] ? 1.0 : 0.0);
    out("repeats", repeats_[i]);
    out("linked_body", linked_share(i));
    const Kind& kind = kinds_[kind_[i]];
    out("kind_blocks", log_of(kind.blocks));
    out("kind_words", ratio(kind.words, kind.blocks));
    out("kind_paragraphs", ratio(kind.paragraph_words, paragraph_[count_]));
    out("kind_paragraph_share", ratio(kind.paragraph_words, kind.words));
  }

  // For each hint: how far up the nearest ancestor with it is, and how much of the page's paragraphs it holds.
  void write_place(RowWriter& out, std::size_t i) {
    double distance[kPlaceHintCount];
    double share[kPlaceHintCount];
    std::fill(std::begin(distance), std::end(distance), static_cast<double>(kClimb));
    std::fill(std::begin(share), std::end(share), -1.0);
    NodeId id = page_.blocks[i].node;
    std::uint32_t seen = 0;
    for (int level = 0; level < kClimb && id != kNoNode && id != 0; ++level, id = dom_[id].parent) {
      const std::uint32_t hints = page_.node_hints[id] & ~seen;
      if (hints == 0) continue;
      seen |= hints;
      const auto [begin, end] = range(id);
      const double held = ratio(paragraph_[end] - paragraph_[begin], paragraph_[count_]);
      for (std::size_t k = 0; k < kPlaceHintCount; ++k) {
        if ((hints & kPlaceHints[k].bit) == 0) continue;
        distance[k] = level;
        share[k] = held;
      }
    }
    for (std::size_t k = 0; k < kPlaceHintCount; ++k) {
      if (out.naming()) out.prefix(std::string("class_") + kPlaceHints[k].name + "_");
      out("distance", distance[k]);
      out("share", share[k]);
    }
    if (out.naming()) out.prefix("");
  }

  void write_containers(RowWriter& out, std::size_t i) {
    NodeId id = page_.blocks[i].node;
    for (int level = 1; level <= 3; ++level) {
      id = id == 0 || id == kNoNode ? 0 : dom_[id].parent;
      const auto [begin, end] = range(id);
      if (out.naming()) out.prefix("parent" + std::to_string(level) + "_");
      out("paragraphs", ratio(paragraph_[end] - paragraph_[begin], paragraph_[count_]));
      out("blocks", log_of(static_cast<double>(end - begin)));
      out("link_share", ratio(links_[end] - links_[begin], words_[end] - words_[begin]));
      out("paragraph_share", ratio(paragraph_[end] - paragraph_[begin], words_[end] - words_[begin]));
    }
    if (out.naming()) out.prefix("");
    // Where it stands to the main element.
    const NodeId node = page_.blocks[i].node;
    const bool inside = node >= root_ && node < dom_[root_].subtree_end;
    out("root_inside", inside);
    out("root_levels", inside ? static_cast<double>(dom_[node].depth) - static_cast<double>(dom_[root_].depth) : -1.0);
    const auto [begin, end] = range(root_);
    const double paragraphs = paragraph_[end] - paragraph_[begin];
    out("root_share", ratio(paragraphs, paragraph_[count_]));
    out("root_position",
        inside ? ratio(static_cast<double>(i) - static_cast<double>(begin), static_cast<double>(end - begin))
               : (i < begin ? -1.0 : 2.0));
    out("root_before", inside ? ratio(paragraph_[i] - paragraph_[begin], paragraphs) : (i < begin ? -1.0 : 2.0));
    out("root_left", inside ? ratio(paragraph_[end] - paragraph_[i], paragraphs) : (i < begin ? 2.0 : -1.0));
    out("root_gap", inside ? 0.0 : (i < begin ? static_cast<double>(begin - i) : static_cast<double>(i - end + 1)));
  }

  void write_order(RowWriter& out, std::size_t i) {
    const std::size_t from = i > kWindow ? i - kWindow : 0;
    const std::size_t to = std::min(count_, i + kWindow + 1);
    out("paragraphs_before", paragraph_[i] - paragraph_[from]);
    out("paragraphs_after", paragraph_[to] - paragraph_[i + 1]);
    out("words_before", words_[i] - words_[from]);
    out("words_after", words_[to] - words_[i + 1]);
    out("links_before", ratio(links_[i] - links_[from], words_[i] - words_[from]));
    out("links_after", ratio(links_[to] - links_[i + 1], words_[to] - words_[i + 1]));
    out("paragraph_distance_before", before_[i]);
    out("paragraph_distance_after", after_[i]);
    out("position", ratio(paragraph_[i], paragraph_[count_]));
    out("page_paragraphs", log_of(paragraph_[count_]));
    out("page_paragraph_share", ratio(paragraph_[count_], words_[count_]));
    out("page_blocks", log_of(static_cast<double>(count_)));
    out("heading_distance", heading_distance_[i]);
    out("heading_comment", bit(heading_hints_[i], kHintComment));
    out("heading_related", bit(heading_hints_[i], kHintRelated | kHintMore));
    out("heading_other", bit(heading_hints_[i], ~static_cast<std::uint32_t>(kHintComment | kHintRelated | kHintMore)));
  }

  const Page& page_;
  const Dom& dom_;
  const std::vector<Traits>& traits_;
  std::size_t count_;
  std::vector<std::uint32_t> paragraph_;  // words of paragraphs in the blocks before, sums
  std::vector<std::uint32_t> words_;
  std::vector<std::uint32_t> links_;  // words in links, sums
  std::vector<std::uint32_t> repeats_;
  std::vector<std::uint32_t> before_, after_;  // blocks to the next paragraph either side
  std::vector<std::uint32_t> heading_hints_, heading_distance_;
  std::vector<bool> comments_;
  std::vector<std::uint32_t> comments_before_;
  std::vector<NodeId> article_;  // the <article> a block stands in, 0 where it stands in none
  std::unordered_map<NodeId, std::uint32_t> article_order_;
  std::size_t title_ = 0;
  std::vector<Kind> kinds_;
  std::vector<std::uint32_t> kind_;
  NodeId root_ = 0;
  bool linked_ = false;
  std::vector<std::uint64_t> linked_runs_;
};

}  // namespace

void html_features(const Page& page, const Dom& dom, const std::vector<Traits>& traits, const FeatureContext& context,
                   const VisitRows& visit) {
  HtmlFeatures features(page, dom, traits, context);
  write_rows(
      page.blocks.size(), [&](RowWriter& out, std::size_t i) { features.write(out, i); },
      [&](std::size_t i) { return features.is_hopeless(i); }, visit);
}

std::vector<std::string> html_feature_names() {
  const Dom dom = parse_html("<p>one");
  const Page page = html_blocks(dom);
  const std::vector<Traits> traits = read_traits(page, {});
  std::vector<std::string> names;
  RowWriter out(nullptr, &names);
  HtmlFeatures(page, dom, traits, {}).write(out, 0);
  return names;
}

}  // namespace hearsay::article
