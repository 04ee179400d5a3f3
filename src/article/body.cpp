#include "article/body.h"

#include <algorithm>
#include <initializer_list>

#include "article/byline.h"
#include "article/classifier.h"
#include "article/features.h"
#include "article/furniture.h"
#include "article/vocabulary.h"

namespace hearsay::article {

namespace {

constexpr float kHtmlThreshold = 0.55f;
constexpr float kTextThreshold = 0.47f;
constexpr std::uint32_t kLeastWords = 12;  // fewer are no article

// A heading that nothing of the article follows announces something else.
void drop_last_headings(const Page& page, std::vector<bool>& keep) {
  for (std::size_t i = keep.size(); i-- > 0;) {
    if (!keep[i]) continue;
    if ((page.blocks[i].context & kInHeading) == 0) return;
    keep[i] = false;
  }
}

// Lines that are furniture whatever stands around them: "Also read: ...", "Click here to display ...", "Share this".
bool is_plain_furniture(const Traits& t, bool link) {
  constexpr std::uint32_t kOffers = kHintShare | kHintNewsletter | kHintLegal | kHintComment | kHintAdvert;
  if ((t.phrase_whole & (kOffers | kHintRelated | kHintMore | kHintTags | kHintNavigation | kHintAuthor)) != 0 &&
      t.words <= 8)
    return true;
  if ((t.phrase_strong & kOffers) != 0 && t.words <= 14 && t.sentences <= 1) return true;
  if ((t.phrase_strong & kHintRelated) == 0 || t.words > 30 || t.sentences > 1) return false;
  return link || !t.ends_sentence;
}

// The headline is the article's title and not of its text, nor are the lines of who and when below it; a last line that
// names the source is its credit.
void drop_title_and_source(const Page& page, const std::vector<Traits>& traits, std::vector<bool>& keep) {
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (!keep[i]) continue;
    if (traits[i].title_share < 0.9f || traits[i].title_cover < 0.9f) break;
    keep[i] = false;
  }
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (!keep[i]) continue;
    if (traits[i].is_paragraph()) break;
    if (is_byline(text_of(page, page.blocks[i]))) keep[i] = false;
  }
  for (std::size_t i = keep.size(); i-- > 0;) {
    if (!keep[i]) continue;
    if (traits[i].words <= 6 && is_source_line(text_of(page, page.blocks[i]))) keep[i] = false;
    break;
  }
}

void drop_little(const std::vector<Traits>& traits, std::vector<bool>& keep) {
  std::uint32_t words = 0;
  for (std::size_t i = 0; i < keep.size(); ++i) words += keep[i] ? traits[i].words : 0;
  if (words < kLeastWords) std::fill(keep.begin(), keep.end(), false);
}

// Whether what follows line `from` is teasers, a title and a summary each, and not an article that goes on: there
// paragraph follows upon paragraph.
bool are_teasers(const std::vector<Traits>& traits, const std::vector<bool>& keep, std::size_t from) {
  constexpr std::uint32_t kSummary = 15;  // words; titles have fewer
  std::size_t paragraphs = 0, running = 0;
  for (std::size_t i = from; i < keep.size(); ++i) {
    if (!keep[i] || !traits[i].is_paragraph() || traits[i].words < kSummary) continue;
    ++paragraphs;
    if (keep[i - 1] && traits[i - 1].is_paragraph() && traits[i - 1].words >= kSummary) ++running;
  }
  return running * 3 <= paragraphs;
}

// In a dump nothing but a line tells where comments begin, or other stories; what comes after it is not the article.
void cut_at_sections(const std::vector<Traits>& traits, std::vector<bool>& keep) {
  constexpr std::uint32_t kComments = 40;  // words of the article that must stand before such a line
  constexpr std::uint32_t kStories = 90;
  constexpr int kTries = 8;
  int tries = 0;
  std::uint32_t all = 0, before = 0;
  for (std::size_t i = 0; i < keep.size(); ++i) all += keep[i] ? traits[i].words : 0;
  for (std::size_t i = 0; i < keep.size(); ++i) {
    const Traits& t = traits[i];
    const bool comments = before >= kComments && (t.phrase_strong & kHintComment) != 0 && t.words <= 9 && !keep[i];
    const bool stories = before >= kStories && before * 5 >= all * 2 && (t.phrase_whole & kHintRelated) != 0 &&
                         t.words <= 6 && tries++ < kTries && are_teasers(traits, keep, i + 1);
    if (comments || stories) {
      std::fill(keep.begin() + static_cast<std::ptrdiff_t>(i), keep.end(), false);
      return;
    }
    before += keep[i] ? t.words : 0;
  }
}

bool is_one_of(std::string_view line, std::initializer_list<std::string_view> lines) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

// "About Velm Water" below a release on Velm Water: the name is the title's, or a contact follows.
bool is_about_publisher(const Page& page, const std::vector<Traits>& traits, std::size_t i, std::string_view low) {
  std::string_view name;
  for (const std::string_view lead : {"about ", "über ", "à propos de ", "acerca de "}) {
    if (low.starts_with(lead)) name = low.substr(lead.size());
  }
  const bool heading = (page.blocks[i].context & (kInHeading | kInBold)) != 0 || page.blocks[i].node == kNoNode;
  if (name.empty() || !heading || traits[i].ends_sentence || traits[i].words > 8) return false;
  if (traits[i].title_share > 0) return true;
  for (std::size_t k = i + 1; k < traits.size() && k <= i + 8; ++k) {
    if (traits[k].has_address) return true;
  }
  return false;
}

// What a press release ends with, whoever sent it: the mark of its end, whom to call, what the firm says of itself.
void cut_after_release(const Page& page, const std::vector<Traits>& traits, std::vector<bool>& keep) {
  constexpr std::uint32_t kRelease = 40;  // words that must stand before
  std::uint32_t all = 0, before = 0;
  for (std::size_t i = 0; i < keep.size(); ++i) all += keep[i] ? traits[i].words : 0;
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (before >= kRelease && before * 2 >= all && traits[i].words <= 8) {
      const std::string low = lower_in_place(text_of(page, page.blocks[i]).substr(0, 80));
      std::string_view line = low;
      while (!line.empty() && (line.back() == ':' || line.back() == ' ' || line.back() == '-')) line.remove_suffix(1);
      while (!line.empty() && (line.front() == ' ' || line.front() == '-')) line.remove_prefix(1);
      const bool end = is_one_of(
          line, {"###", "# # #", "ends", "– ends –", "notes to editors", "note to editors", "media contact",
                 "media contacts", "press contact", "press contacts", "pressekontakt", "hinweis an die redaktionen",
                 "rückfragehinweis", "contact presse", "contacts presse", "contacto de prensa"});
      if (end || is_about_publisher(page, traits, i, line)) {
        std::fill(keep.begin() + static_cast<std::ptrdiff_t>(i), keep.end(), false);
        return;
      }
    }
    before += keep[i] ? traits[i].words : 0;
  }
}

// Short lines between kept ones that are not hopeless in the mean: the dates of a tour, the results of a round.
void fill_gaps(const std::vector<float>& scores, const std::vector<Traits>& traits, std::vector<bool>& keep) {
  constexpr std::size_t kLongest = 25;
  constexpr float kLeastMean = 0.12f;
  std::size_t last = keep.size();  // the last kept line
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (!keep[i]) continue;
    const std::size_t first = last + 1;
    if (last < keep.size() && i > first && i - first <= kLongest) {
      float sum = 0;
      bool offers = false;
      for (std::size_t k = first; k < i; ++k) {
        sum += scores[k];
        offers =
            offers || (traits[k].phrase_strong & (kHintComment | kHintRelated | kHintShare | kHintNewsletter)) != 0;
      }
      if (!offers && sum >= kLeastMean * static_cast<float>(i - first))
        std::fill(keep.begin() + static_cast<std::ptrdiff_t>(first), keep.begin() + static_cast<std::ptrdiff_t>(i),
                  true);
    }
    last = i;
  }
}

BlockKind kind_of(const PageBlock& block) {
  if ((block.context & kInHeading) != 0) return BlockKind::heading;
  if ((block.context & kInQuote) != 0) return BlockKind::quote;
  if (block.tag == Tag::li || block.bullet) return BlockKind::list_item;
  return BlockKind::paragraph;
}

}  // namespace

std::vector<bool> choose_body(const HtmlSource& source) {
  std::vector<float> scores;
  html_features(source.page, source.dom, source.traits, {source.head.linked.body}, [&](const FeatureTable& rows) {
    const std::vector<float> some = classify_html(rows);
    scores.insert(scores.end(), some.begin(), some.end());
  });
  return choose_body(source, scores);
}

std::vector<bool> choose_body(const TextSource& source) {
  std::vector<float> scores;
  text_features(source.page, source.traits, [&](const FeatureTable& rows) {
    const std::vector<float> some = classify_text(rows);
    scores.insert(scores.end(), some.begin(), some.end());
  });
  return choose_body(source, scores);
}

std::vector<bool> choose_body(const HtmlSource& source, const std::vector<float>& scores) {
  std::vector<bool> keep(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const bool link = source.page.blocks[i].link_bytes * 2 > source.page.blocks[i].span.size();
    keep[i] = scores[i] >= kHtmlThreshold && !source.comments[i] && !is_plain_furniture(source.traits[i], link);
  }
  cut_after_release(source.page, source.traits, keep);
  drop_title_and_source(source.page, source.traits, keep);
  drop_last_headings(source.page, keep);
  drop_little(source.traits, keep);
  return keep;
}

std::vector<bool> choose_body(const TextSource& source, const std::vector<float>& scores) {
  if (source.traits.size() == 1) return {true};  // typed or piped in: nothing tells a lone line from an article
  std::vector<bool> keep(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    keep[i] = scores[i] >= kTextThreshold && !is_plain_furniture(source.traits[i], false);
  }
  fill_gaps(scores, source.traits, keep);
  cut_at_sections(source.traits, keep);
  cut_after_release(source.page, source.traits, keep);
  drop_title_and_source(source.page, source.traits, keep);
  drop_little(source.traits, keep);
  return keep;
}

void write_body(const Page& page, const std::vector<bool>& keep, Article& article) {
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (!keep[i]) continue;
    if (!article.text.empty()) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += text_of(page, page.blocks[i]);
    article.blocks.push_back({{begin, static_cast<std::uint32_t>(article.text.size())}, kind_of(page.blocks[i])});
  }
}

}  // namespace hearsay::article
