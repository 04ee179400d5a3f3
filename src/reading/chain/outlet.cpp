#include "reading/chain/outlet.h"

#include <algorithm>

#include "core/string_table.h"
#include "reading/attribution/phrase.h"

namespace hearsay {
namespace {

// Words that make their phrase an outlet.
bool is_outlet_word(std::string_view word) {
  static const StringSet kWords = {
      "newspaper", "newspapers", "daily",   "weekly", "agency",  "television", "tv",      "radio",   "broadcaster",
      "magazine",  "website",    "network", "media",  "channel", "outlet",     "outlets", "tabloid", "podcast"};
  return kWords.contains(word);
}

// Names of papers and agencies often end in one of these.
bool is_outlet_name_word(std::string_view word) {
  static const StringSet kWords = {
      "Times",    "Post",     "News",    "Herald",    "Tribune",  "Gazette", "Journal", "Telegraph",
      "Guardian", "Observer", "Courier", "Chronicle", "Dispatch", "Press",   "Mail",    "Mirror",
      "Examiner", "Inquirer", "Review",  "Reporter",  "Standard", "TV",      "Radio",   "Television"};
  return kWords.contains(word);
}

// The big agencies go without a word that says what they are.
bool is_agency_name(std::string_view word) {
  static const StringSet kWords = {
      "Reuters", "AP",  "AFP", "UPI", "Bloomberg", "Xinhua", "TASS",  "dpa",    "IRNA", "ANSA", "EFE", "Interfax",
      "Anadolu", "PTI", "ANI", "BBC", "CNN",       "NHK",    "Kyodo", "Yonhap", "SANA", "WAFA", "NPR"};
  return kWords.contains(word);
}

}  // namespace

OutletFinder::OutletFinder(const Text& text, const std::vector<Word>& words, const std::vector<Entity>& entities)
    : text_(text), words_(words), entities_(entities), entity_at_(text.tokens.size(), kNone) {
  for (Index e = 0; e < entities.size(); ++e) {
    if (entities[e].type != EntityType::outlet) continue;
    for (const Mention& mention : entities[e].mentions) {
      if (mention.form == MentionForm::pronoun) continue;
      for (std::uint32_t i = text.token_at(mention.span.begin);
           i < text.tokens.size() && text.tokens[i].span.begin < mention.span.end; ++i) {
        entity_at_[i] = e;
      }
    }
  }
}

// "the newspaper", "the paper": the outlet named last before it.
std::optional<Outlet> OutletFinder::named_before(std::uint32_t token) const {
  static const StringSet kBare = {"newspaper", "paper",  "broadcaster", "station", "agency",
                                                             "magazine",  "daily",  "weekly",      "tabloid", "channel",
                                                             "website",   "outlet", "network"};
  constexpr std::uint32_t kTokensBack = 600;
  if (!kBare.contains(words_[token].lower)) return std::nullopt;
  for (std::uint32_t back = 1; back <= kTokensBack && back < token; ++back) {
    const Index entity = entity_at_[token - 1 - back];
    if (entity == kNone) continue;
    const std::vector<Mention>& mentions = entities_[entity].mentions;
    const bool named = std::any_of(mentions.begin(), mentions.end(), [](const Mention& one) { return one.form == MentionForm::name; });
    if (named) return Outlet{entities_[entity].name, entity, text_.token_span(token, token + 1)};
  }
  return std::nullopt;
}

std::optional<Outlet> OutletFinder::at(std::uint32_t first, std::uint32_t limit) const {
  const Phrases phrases(text_, words_);
  if (first < limit && words_[first].kind == WordClass::determiner) ++first;
  const std::uint32_t end = phrases.simple_end(first, std::min(limit, first + 12));
  if (end <= first) return std::nullopt;
  if (end - first == 1 && first > 0 && words_[first - 1].lower == "the" && entity_at_[first] == kNone) {
    if (auto known = named_before(first)) return known;
  }
  std::uint32_t kind_word = end;
  for (std::uint32_t i = first; i < end; ++i) {
    if (entity_at_[i] != kNone) {
      const Entity& entity = entities_[entity_at_[i]];
      return Outlet{entity.name, entity_at_[i], text_.token_span(first, end)};
    }
    if (is_outlet_word(words_[i].lower)) kind_word = i;
  }
  const auto is_name = [&](std::uint32_t i) {
    return text_.tokens[i].capitalized || text_.word(i).find('-') != std::string_view::npos;
  };
  const auto give = [&](std::uint32_t begin, std::uint32_t last) {
    return Outlet{std::string(text_.words(text_.token_span(begin, last))), kNone, text_.token_span(first, end)};
  };
  if (kind_word < end && text_.tokens[kind_word].capitalized) {
    // "Radio Velm", "Velm Television": the word is part of the name.
    std::uint32_t begin = kind_word;
    std::uint32_t last = kind_word + 1;
    while (begin > first && is_name(begin - 1)) --begin;
    while (last < end && is_name(last)) ++last;
    return give(begin, last);
  }
  if (kind_word < end) {
    // "Norland's al-Dar newspaper": the name stands before the word; "the state news agency VNA": after it.
    std::uint32_t last = kind_word;
    while (last > first && (words_[last - 1].lower == "news" || words_[last - 1].lower == "press")) --last;
    std::uint32_t begin = last;
    while (begin > first && is_name(begin - 1) && words_[begin - 1].lower != "state-run" &&
           words_[begin - 1].lower != "state-owned")
      --begin;
    if (begin > first && words_[begin - 1].lower != "'s" && begin < last && words_[begin - 1].kind == WordClass::noun)
      begin = last;
    if (begin < last) return give(begin, last);
    if (kind_word + 1 < end && is_name(kind_word + 1)) return give(kind_word + 1, end);
    if (end < limit && words_[end].kind == WordClass::comma && end + 1 < limit && is_name(end + 1)) {
      return give(end + 1, phrases.simple_end(end + 1, limit));
    }
    return give(first, end);
  }
  for (std::uint32_t i = first; i < end; ++i) {
    if (is_agency_name(text_.word(i)) ||
        (i > first && is_outlet_name_word(text_.word(i)) && text_.tokens[first].capitalized)) {
      std::uint32_t last = i + 1;
      while (last < end && words_[last].lower != "'s" && is_name(last)) ++last;
      std::uint32_t begin = i;
      while (begin > first && is_name(begin - 1)) --begin;
      return give(begin, last);
    }
  }
  return std::nullopt;
}

}  // namespace hearsay
