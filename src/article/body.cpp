#include "article/body.h"

#include <algorithm>

#include "article/furniture.h"
#include "article/vocabulary.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

std::vector<bool> choose_html(const Page& page, const Dom& dom) {
  std::vector<bool> keep(page.blocks.size(), false);
  const std::vector<bool> comments = find_comments(page, &dom);
  constexpr std::uint32_t kBad =
      kInNavigation | kInAside | kInFooter | kInFigure | kInCaption | kInForm | kHidden | kInButton | kInLink;
  constexpr std::uint32_t kBadHints = kHintRelated | kHintShare | kHintNavigation | kHintFooter | kHintSidebar |
                                      kHintAdvert | kHintAuthor | kHintCaption | kHintNewsletter | kHintLegal |
                                      kHintTags;
  std::vector<double> score(dom.size(), 0.0);
  std::vector<bool> good(page.blocks.size(), false);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    const std::size_t words = count_words(text_of(page, block));
    if (comments[i] || (block.context & kBad) != 0 || block.link_bytes * 2 > block.span.size()) continue;
    NodeId id = block.node;
    bool bad = false;
    for (int level = 0; level < 4 && id != 0; ++level, id = dom[id].parent) {
      bad = bad || ((page.node_hints[id] & kBadHints) != 0 && (page.node_hints[id] & kHintBody) == 0);
    }
    if (bad) continue;
    good[i] = true;
    if (words < 10) continue;
    double weight = static_cast<double>(words);
    id = block.node;
    for (int level = 0; level < 5 && id != 0; ++level, id = dom[id].parent) {
      score[id] += weight;
      weight *= level == 0 ? 1.0 : 0.75;
    }
  }
  const auto best = std::max_element(score.begin(), score.end());
  if (best == score.end() || *best < 30) return keep;
  const auto root = static_cast<NodeId>(best - score.begin());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    keep[i] = good[i] && block.node >= root && block.node < dom[root].subtree_end && block.tag != Tag::h1;
  }
  return keep;
}

bool ends_sentence(std::string_view text) {
  if (text.empty()) return false;
  const char last = text.back();
  return last == '.' || last == '!' || last == '?' || last == ':' || last == '"' || last == ')' ||
         text.ends_with("”") || text.ends_with("’") || text.ends_with("»") || text.ends_with("…");
}

std::vector<bool> choose_text(const Page& page, std::string_view title) {
  std::vector<bool> keep(page.blocks.size(), false);
  bool ended = false;
  bool begun = false;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const std::string_view text = text_of(page, page.blocks[i]);
    const std::string line = lower(text.substr(0, 200));
    const std::uint32_t phrase = line.size() < 80 ? phrase_hints(line) : 0;
    if (begun && (phrase & (kHintComment | kHintRelated)) != 0 && !ends_sentence(text) &&
        line.find(':') == std::string::npos)
      ended = true;
    if (ended || phrase != 0) continue;
    const bool paragraph = count_words(text) >= 8 && ends_sentence(text);
    if (paragraph) begun = true;
    keep[i] = begun && (paragraph || count_words(text) >= 3) && text != title;
  }
  while (!keep.empty()) {  // short lines at the end are no body
    std::size_t last = keep.size();
    while (last > 0 && !keep[last - 1]) --last;
    if (last == 0 || ends_sentence(text_of(page, page.blocks[last - 1]))) break;
    keep[last - 1] = false;
  }
  return keep;
}

BlockKind kind_of(const PageBlock& block) {
  if ((block.context & kInHeading) != 0) return BlockKind::heading;
  if ((block.context & kInQuote) != 0) return BlockKind::quote;
  if (block.tag == Tag::li || block.bullet) return BlockKind::list_item;
  return BlockKind::paragraph;
}

}  // namespace

std::vector<bool> choose_body(const Page& page, const Dom* dom, const BodyContext& context) {
  return dom != nullptr ? choose_html(page, *dom) : choose_text(page, context.title);
}

void write_body(const Page& page, const Dom*, const std::vector<bool>& keep, Article& article) {
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (!keep[i]) continue;
    if (!article.text.empty()) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += text_of(page, page.blocks[i]);
    article.blocks.push_back({{begin, static_cast<std::uint32_t>(article.text.size())}, kind_of(page.blocks[i])});
  }
}

}  // namespace hearsay::article
