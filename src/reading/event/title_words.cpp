#include "reading/event/title_words.h"

#include <algorithm>

#include "core/unicode.h"
#include "reading/event/sentence_view.h"
#include "reading/name/name_words.h"
#include "reading/words.h"

namespace hearsay {
namespace {

constexpr std::size_t kTitleWords = 60;
constexpr std::size_t kNameWords = 8;

bool is_worded(const Token& token) { return token.kind == TokenKind::word || token.kind == TokenKind::number; }

}  // namespace

TitleWords::TitleWords(std::string_view title) {
  const Text text = analyze_text(title);
  for (std::uint32_t i = 0; i < text.tokens.size() && words_.size() < kTitleWords; ++i) {
    if (text.word(i) == ":" && i < 6) topic_end_ = words_.size();
    if (is_worded(text.tokens[i])) words_.push_back(fold(text.word(i)));
  }
  for (std::size_t i = 0; i < words_.size(); ++i) {
    places_.try_emplace(words_[i], i);
    content_words_ += is_function_word(words_[i]) ? 0 : 1;
  }
  find_verbs(text);
}

void TitleWords::find_verbs(const Text& text) {
  verb_ = words_.size();
  const std::vector<Name> none;
  const event::EventText words(text, none);
  for (const Sentence& sentence : text.sentences) {
    const event::SentenceView view = words.view(sentence);
    for (const event::Trigger& trigger : view.triggers) {
      if (!trigger.verb || trigger.first <= sentence.first) continue;
      std::size_t place = 0;
      for (std::uint32_t i = 0; i < trigger.group; ++i) place += is_worded(text.tokens[i]) ? 1 : 0;
      if (place < topic_end_) continue;
      verb_ = std::min(verb_, place);
      verbs_.push_back(place);
    }
  }
}

bool TitleWords::is_content(std::size_t place) const { return place < words_.size() && !is_function_word(words_[place]); }

bool TitleWords::has_stem(std::string_view lemma) const {
  if (lemma.size() < 3) return false;
  const std::string_view stem = lemma.substr(0, lemma.size() - (lemma.back() == 'e' || lemma.back() == 'y' ? 1 : 0));
  return std::any_of(words_.begin(), words_.end(), [&](const std::string& word) { return word.starts_with(stem) && word.size() <= stem.size() + 4; });
}

TitlePlace TitleWords::find(std::string_view name, bool person) const {
  // Nearly all names of a text are not in its headline: their last words tell.
  name = trim(name);
  if (words_.empty() || !places_.contains(fold(name.substr(name.find_last_of(' ') + 1)))) return {};
  std::vector<std::string> words;
  const Text text = analyze_text(name);
  for (std::uint32_t i = 0; i < text.tokens.size() && words.size() < kNameWords; ++i) {
    if (is_worded(text.tokens[i])) words.push_back(fold(text.word(i)));
  }
  if (words.empty()) return {};
  const auto found = std::search(words_.begin(), words_.end(), words.begin(), words.end());
  if (found != words_.end()) {
    const auto first = static_cast<std::size_t>(found - words_.begin());
    return {first, first + words.size()};
  }
  const auto last = places_.find(words.back());
  if (!person || words.size() < 2 || last == places_.end()) return {};
  return {last->second, last->second + 1};
}

TitlePlace TitleWords::find(const Entity& entity) const {
  const bool person = entity.type == EntityType::person;
  TitlePlace best = find(entity.name, person);
  for (const std::string& alias : entity.aliases) {
    const TitlePlace place = find(alias, person);
    if (place.found() && (!best.found() || place.first < best.first)) best = place;
  }
  return best;
}

std::size_t TitleWords::content_word(std::string_view word) const {
  const auto found = places_.find(fold(word));
  return found == places_.end() || is_function_word(found->first) ? kNone : found->second;
}

std::size_t TitleWords::share(const Text& text, Span phrase) const {
  std::size_t count = 0;
  for (std::uint32_t token = text.token_at(phrase.begin); token < text.tokens.size() && text.tokens[token].span.begin < phrase.end; ++token) {
    if (is_worded(text.tokens[token]) && content_word(text.word(token)) != kNone) ++count;
  }
  return count;
}

bool TitleWords::is_place_phrase(TitlePlace place) const {
  static const WordSet kWhere("in at near outside inside off");
  if (place.first > 0 && kWhere.has(words_[place.first - 1])) return true;
  return place.first > 1 && words_[place.first - 1] == "the" && kWhere.has(words_[place.first - 2]);
}

bool TitleWords::inside_name(TitlePlace place, const std::vector<TitlePlace>& others) const {
  return std::any_of(others.begin(), others.end(), [&](TitlePlace other) {
    return other.first <= place.first && other.last >= place.last && other.last - other.first > place.last - place.first;
  });
}

}  // namespace hearsay
