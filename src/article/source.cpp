#include "article/source.h"

#include "article/feature_row.h"
#include "article/furniture.h"
#include "article/vocabulary.h"

namespace hearsay::article {

namespace {

// A page that shows so little without its scripts keeps its text in <noscript>.
constexpr std::size_t kLittleText = 400;
constexpr std::size_t kTitleLines = 40;  // a title stands no deeper in a dump

// How much a line looks like the title of what follows: longer than a menu's entry, shorter than a paragraph.
double title_score(const Page& page, const std::vector<Traits>& traits, std::size_t i, std::size_t first_paragraph) {
  const Traits& t = traits[i];
  if (t.words < 3 || t.words > 32 || t.bytes > 260) return 0;
  if (t.phrase != 0 || t.has_clock || t.ends_colon || t.ends_ellipsis || t.digits * 3 > t.bytes) return 0;
  double score = t.words >= 5 ? 2.0 : 1.0;
  if (t.words > 20) score -= 1.0;
  if (t.ends_sentence) score -= 0.6;
  if (t.sentences > 1) score -= 1.0;
  score -= 2.0 * ratio(t.hint_words, t.words);
  if (t.function_words == 0) score -= 0.4;
  if (t.marks > 0) score -= 0.5;
  if (page.blocks[i].bullet) score -= 1.0;
  // A dump often has the title twice: once as the page's, once as the article's.
  for (std::size_t k = 0; k < i; ++k) {
    if (traits[k].hash == t.hash) score += 1.0;
  }
  score -= 0.03 * static_cast<double>(first_paragraph - i);
  return score;
}

std::string find_title(const Page& page, const std::vector<Traits>& traits) {
  if (traits.size() < 2) return {};  // a lone line is the text itself
  std::size_t first = 0;
  while (first < traits.size() && first < kTitleLines && !(traits[first].is_paragraph() && traits[first].words >= 14))
    ++first;
  double best_score = 0.5;
  std::size_t best = traits.size();
  for (std::size_t i = 0; i < first; ++i) {
    const double score = title_score(page, traits, i, first);
    if (score > best_score) {
      best_score = score;
      best = i;
    }
  }
  return best < traits.size() ? std::string(text_of(page, page.blocks[best])) : std::string();
}

// What a page of frames shows where there are none; the parser keeps it as text.
std::string noframes_text(const Dom& dom) {
  std::string text;
  for (NodeId id = 1; id + 1 < dom.size(); ++id) {
    if (dom[id].name == "noframes" && dom[id + 1].type == NodeType::text) text += dom[id + 1].text;
  }
  return text;
}

}  // namespace

HtmlSource read_html_source(std::string_view html) {
  HtmlSource source;
  source.dom = parse_html(html);
  source.page = html_blocks(source.dom);
  source.head = read_head(source.dom);
  if (source.page.text.size() < kLittleText) {
    if (const std::string inner = noframes_text(source.dom); !inner.empty()) source.dom = parse_html(inner);
    source.page = html_blocks(source.dom, true);
  }
  source.title = choose_title(source.head, source.dom, source.page);
  source.traits = read_traits(source.page, source.title);
  source.comments = find_comments(source.page, &source.dom);
  return source;
}

TextSource read_text_source(std::string_view text, std::string_view title) {
  TextSource source;
  source.page = text_blocks(text);
  source.traits = read_traits(source.page, title);
  source.title = std::string(title);
  if (source.title.empty()) {
    source.title = find_title(source.page, source.traits);
    if (!source.title.empty()) source.traits = read_traits(source.page, source.title);
  }
  return source;
}

}  // namespace hearsay::article
