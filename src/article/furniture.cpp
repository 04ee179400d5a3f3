#include "article/furniture.h"

#include <algorithm>

#include "article/vocabulary.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

bool is_word_byte(char byte) { return (byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 0x80; }

// Hints of the block's nearest ancestors, down to the first that says anything.
std::uint32_t nearest_hints(const Page& page, const Dom& dom, const PageBlock& block, std::uint32_t mask, int levels) {
  NodeId id = block.node;
  for (int i = 0; i < levels && id != kNoNode && id != 0; ++i, id = dom[id].parent) {
    if ((page.node_hints[id] & mask) != 0) return page.node_hints[id] & mask;
  }
  return 0;
}

std::string_view type_of_hints(std::uint32_t hints) {
  if ((hints & kHintComment) != 0) return "comment";
  if ((hints & kHintLegal) != 0) return "legal";
  if ((hints & kHintNewsletter) != 0) return "newsletter";
  if ((hints & kHintShare) != 0) return "share";
  if ((hints & kHintCaption) != 0) return "caption";
  if ((hints & kHintAuthor) != 0) return "author";
  if ((hints & (kHintRelated | kHintTeaser)) != 0) return "teaser";
  if ((hints & (kHintMore | kHintTags)) != 0) return "link";
  if ((hints & (kHintNavigation | kHintFooter)) != 0) return "menu";
  if ((hints & (kHintAdvert | kHintForm | kHintSidebar)) != 0) return "boilerplate";
  return {};
}

std::string_view type_of(const Page& page, const Dom* dom, const PageBlock& block) {
  const std::string line = lower(text_of(page, block).substr(0, 200));
  const std::uint32_t phrase = phrase_hints(line).any;
  if ((block.context & (kInNavigation)) != 0) return "menu";
  if ((block.context & (kInFigure | kInCaption)) != 0) return "caption";
  if (dom != nullptr) {
    constexpr std::uint32_t kTyped = kHintLegal | kHintNewsletter | kHintShare | kHintCaption | kHintAuthor |
                                     kHintRelated | kHintTeaser | kHintTags | kHintNavigation | kHintFooter |
                                     kHintAdvert;
    if (const std::string_view type = type_of_hints(nearest_hints(page, *dom, block, kTyped, 8)); !type.empty())
      return type;
  }
  if (line.size() < 160) {
    if (const std::string_view type = type_of_hints(phrase & ~static_cast<std::uint32_t>(kHintComment)); !type.empty())
      return type;
  }
  if ((block.context & kInFooter) != 0) return "boilerplate";
  if ((block.context & (kInHeader)) != 0 && block.link_bytes > 0) return "menu";
  if (block.link_bytes * 2 > block.span.size()) return line.size() > 24 ? "teaser" : "link";
  return "other";
}

}  // namespace

namespace {

bool is_reply_line(std::string_view text) {
  constexpr std::size_t kLongest = 36;
  constexpr std::string_view kLines[] = {"reply",
                                         "reply to this comment",
                                         "reply to comment",
                                         "antworten",
                                         "auf diesen kommentar antworten",
                                         "antwort",
                                         "répondre",
                                         "responder",
                                         "responde",
                                         "odpowiedz",
                                         "rispondi",
                                         "beantwoorden",
                                         "reageer",
                                         "svar",
                                         "svara",
                                         "yanıtla",
                                         "ответить",
                                         "відповісти",
                                         "رد",
                                         "返信",
                                         "回复",
                                         "답글",
                                         "melden antworten"};
  if (text.size() > kLongest) return false;
  const std::string low = lower(text);
  std::string_view line = low;
  while (!line.empty() && !is_word_byte(line.back())) line.remove_suffix(1);
  while (!line.empty() && !is_word_byte(line.front())) line.remove_prefix(1);
  return std::find(std::begin(kLines), std::end(kLines), line) != std::end(kLines);
}

// The blocks among which lines that say "Reply" stand one after the other; empty where there are none. Themes that call
// their comments by no name we know still let each be answered.
Span find_thread(const Page& page, const Dom& dom) {
  std::vector<std::uint32_t> replies;
  NodeId around = kNoNode;  // the innermost element that holds all of them
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    if ((block.context & kInNavigation) != 0 || !is_reply_line(text_of(page, block))) continue;
    if (replies.empty()) around = block.node;
    while (dom[around].subtree_end <= block.node) around = dom[around].parent;
    replies.push_back(i);
  }
  if (replies.size() < 2) return {};
  std::vector<std::uint32_t> gaps;
  for (std::size_t k = 1; k < replies.size(); ++k)
    gaps.push_back(page.blocks[replies[k]].span.begin - page.blocks[replies[k - 1]].span.begin);
  std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2), gaps.end());
  const std::uint32_t longest = 2 * gaps[gaps.size() / 2] + 300;
  // It begins with the widest element around the first of them before which not much more stands than between the
  // others.
  const PageBlock& first = page.blocks[replies.front()];
  Span thread = {replies.front(), replies.back() + 1};
  for (NodeId id = first.node; id != around; id = dom[id].parent) {
    const std::uint32_t begin = page.node_blocks[id].begin;
    if (begin > replies.front() || first.span.begin - page.blocks[begin].span.begin > longest) break;
    thread.begin = begin;
    if (dom[id].parent == around) thread.end = page.node_blocks[around].end;
  }
  for (std::uint32_t i = thread.begin; i < thread.end; ++i) {
    const PageBlock& block = page.blocks[i];
    if (block.tag == Tag::h1 || (block.context & kIsBodyProperty) != 0) return {};
  }
  return thread;
}

// The title, alone or with a kicker before it.
bool is_headline(std::string_view text, std::string_view title, const PageBlock& block) {
  return !title.empty() && (text == title || ((block.context & kInHeading) != 0 && text.ends_with(title)));
}

}  // namespace

std::vector<bool> find_comments(const Page& page, const Dom* dom) {
  std::vector<bool> comments(page.blocks.size(), false);
  if (dom == nullptr) return comments;  // in a dump only their place after such a line tells; see make_furniture
  const auto total = static_cast<std::uint32_t>(page.text.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if ((page.blocks[i].context & kIsCommentProperty) != 0) comments[i] = true;
    NodeId id = page.blocks[i].node;
    for (int level = 0; level < 14 && id != kNoNode && id != 0; ++level, id = (*dom)[id].parent) {
      if ((page.node_hints[id] & kHintComment) == 0) continue;
      // An element that holds most of the page and comes first is the page's, whatever its class says.
      const Span inside = page.node_text[id];
      if (inside.begin * 4 < total && inside.size() * 2 > total) continue;
      comments[i] = true;
      break;
    }
  }
  const Span thread = find_thread(page, *dom);
  std::fill(comments.begin() + thread.begin, comments.begin() + thread.end, true);
  return comments;
}

std::vector<Furniture> make_furniture(const Page& page, const Dom* dom, const std::vector<bool>& keep,
                                      std::string_view title) {
  std::vector<Furniture> furniture;
  const std::vector<bool> comments = find_comments(page, dom);
  std::string_view section;  // of a dump: what the last such line has opened
  bool begun = false;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (keep[i]) {
      begun = true;
      section = {};
      continue;
    }
    const std::string_view text = text_of(page, page.blocks[i]);
    std::string_view type = comments[i]                                ? "comment"
                            : is_headline(text, title, page.blocks[i]) ? "headline"
                                                                       : type_of(page, dom, page.blocks[i]);
    if (dom == nullptr && begun) {
      const PhraseHints phrase = phrase_hints(lower(text.substr(0, 80)));
      if (text.size() < 80 && (phrase.strong & kHintComment) != 0) section = "comment";
      if (text.size() < 80 && (phrase.whole & kHintRelated) != 0) section = "teaser";
      if (!section.empty() && (type == "other" || type == "link")) type = section;
    }
    const bool joins = i > 0 && !keep[i - 1] && !furniture.empty() && furniture.back().type == type;
    if (joins) {
      furniture.back().text += '\n';
      furniture.back().text += text;
    } else {
      furniture.push_back({std::string(type), std::string(text)});
    }
  }
  return furniture;
}

}  // namespace hearsay::article
