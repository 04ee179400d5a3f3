// The words of furniture: what menus, share bars, comment forms and teasers say, and what their classes are called, as
// sets of bits. General words of the languages news comes in; none of a site.
#pragma once

#include <cstdint>
#include <string_view>

namespace hearsay::article {

// What a word or a class name hints at.
enum Hint : std::uint32_t {
  kHintBody = 1u << 0,         // "articlebody", "entry-content"
  kHintComment = 1u << 1,      // "comments", "reply", "Kommentare"
  kHintRelated = 1u << 2,      // "related", "recommended", "Mehr zum Thema"
  kHintShare = 1u << 3,        // "share", "tweet", "teilen"
  kHintNavigation = 1u << 4,   // "menu", "breadcrumb"
  kHintFooter = 1u << 5,       // "footer", "imprint"
  kHintSidebar = 1u << 6,      // "sidebar", "widget"
  kHintAdvert = 1u << 7,       // "advertisement", "Anzeige", "sponsored"
  kHintAuthor = 1u << 8,       // "author", "byline"
  kHintCaption = 1u << 9,      // "caption", "photo credit", "Foto"
  kHintNewsletter = 1u << 10,  // "newsletter", "subscribe"
  kHintLegal = 1u << 11,       // "cookie", "privacy", "copyright"
  kHintDate = 1u << 12,        // "published", "updated"
  kHintTags = 1u << 13,        // "tags", "topics"
  kHintTitle = 1u << 14,       // "headline", "title"
  kHintLead = 1u << 15,        // "lead", "standfirst", "teaser text"
  kHintHidden = 1u << 16,      // "hidden", "sr-only"
  kHintTeaser = 1u << 17,      // "card", "promo", "teaser"
  kHintMore = 1u << 18,        // "read more", "weiterlesen"
  kHintQuote = 1u << 19,       // "pullquote", "embed"
  kHintForm = 1u << 20,        // "search", "login", "e-mail"
};
inline constexpr int kHintCount = 21;

// Hints of one lower-case word of a class, id or role attribute; 0 for most.
[[nodiscard]] std::uint32_t class_hints(std::string_view word);
// Hints of all the words of an attribute value: "post-comments wp-block" gives kHintComment. Reads at most 256 bytes.
[[nodiscard]] std::uint32_t class_value_hints(std::string_view value);
// Hints of one lower-case word of the page's visible text. `hash`: its word_hash, here and below.
[[nodiscard]] std::uint32_t text_hints(std::string_view word, std::uint64_t hash);
// How a line begins: "You may also like", "Leave a reply", "Read: Dam breaks in Velm".
struct PhraseHints {
  std::uint32_t any = 0;     // of every phrase the line begins with
  std::uint32_t strong = 0;  // of phrases that are the whole line, end in a colon, or have several words
  std::uint32_t whole = 0;   // of phrases that are the whole line, but for digits and marks behind: "Comments 7"
};
// `line` is lower case and trimmed; its first 72 bytes are looked at.
[[nodiscard]] PhraseHints phrase_hints(std::string_view line);

// A bit for each language in which the lower-case word is a function word; see language.h for the order.
[[nodiscard]] std::uint32_t function_word(std::string_view word);
[[nodiscard]] std::uint32_t function_word(std::string_view word, std::uint64_t hash);

}  // namespace hearsay::article
