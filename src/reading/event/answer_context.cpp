#include "reading/event/answer_context.h"

#include <algorithm>

#include "core/unicode.h"
#include "reading/words.h"

namespace hearsay::event {
namespace {

constexpr std::size_t kSentences = 15;  // in which the main event is looked for
constexpr std::uint32_t kTokens = 80;   // of a sentence that are compared with the headline

}  // namespace

bool is_occasion(const Entity& entity) {
  static const WordSet kOccasions("prix cups games game olympics festival summit conference congress championship championships final finals series open "
                                  "derby regatta marathon carnival forum convention masters tournament election elections");
  const std::string_view name = entity.name;
  return entity.type != EntityType::person && kOccasions.has(lower(name.substr(name.find_last_of(' ') + 1)));
}

AnswerContext::AnswerContext(const Article& article, const EventText& words, const Reading& reading)
    : article_(article), words_(words), reading_(reading), title_(article.title), places_(reading.entities.size()) {
  const Text& text = words.text();
  for (std::size_t i = 0; i < places_.size(); ++i) {
    places_[i] = title_.find(reading.entities[i]);
    if (places_[i].found() && std::find(named_.begin(), named_.end(), places_[i]) == named_.end()) named_.push_back(places_[i]);
  }
  const std::size_t first = std::min(text.sentences.size(), kSentences);
  const std::uint32_t last = first == 0 ? 0 : text.sentences[first - 1].last;
  const std::uint32_t end = last == 0 ? 0 : text.tokens[last - 1].span.end;
  entity_at_.assign(last, kNone);
  spoken_.assign(last, 0);
  for (std::size_t i = 0; i < reading.entities.size(); ++i) {
    for (const Mention& mention : reading.entities[i].mentions) {
      if (mention.span.begin >= end) continue;
      for (std::uint32_t token = text.token_at(mention.span.begin); token < last && text.tokens[token].span.begin < mention.span.end; ++token) {
        entity_at_[token] = static_cast<Index>(i);
      }
    }
  }
  for (const Attribution& attribution : reading.attributions) {
    for (const Span span : attribution.content) {
      if (span.begin >= end) continue;
      for (std::uint32_t token = text.token_at(span.begin); token < last && text.tokens[token].span.begin < span.end; ++token) spoken_[token] = 1;
    }
  }
  rank_sentences();
  find_reasons();
}

// Sentences by how much of the headline they hold, the earlier first among equals.
void AnswerContext::rank_sentences() {
  std::vector<std::pair<double, std::size_t>> ranked;
  const Text& text = this->text();
  for (std::size_t i = 0; i < text.sentences.size() && i < kSentences; ++i) {
    const Sentence& sentence = text.sentences[i];
    std::vector<std::size_t> seen;
    for (std::uint32_t token = sentence.first; token < std::min(sentence.last, sentence.first + kTokens); ++token) {
      const std::size_t word = title_.content_word(text.word(token));
      if (word != kNone && std::find(seen.begin(), seen.end(), word) == seen.end()) seen.push_back(word);
    }
    shared_.push_back(static_cast<double>(seen.size()));
    ranked.emplace_back(0.3 * static_cast<double>(i) - shared_.back(), i);
  }
  std::stable_sort(ranked.begin(), ranked.end());
  rank_of_.assign(ranked.size(), 0);
  for (std::size_t i = 0; i < ranked.size(); ++i) rank_of_[ranked[i].second] = i;
}

void AnswerContext::find_reasons() {
  static const WordSet kIn("protest response retaliation revenge reprisal support");
  const Text& text = this->text();
  for (std::size_t i = 0; i < rank_of_.size(); ++i) {
    const Sentence& sentence = text.sentences[i];
    for (std::uint32_t token = sentence.first; token + 1 < sentence.last; ++token) {
      const std::string_view word = words_.lower(token);
      const std::string_view next = words_.lower(token + 1);
      const bool reason = word == "because" || (word == "due" && next == "to") || (word == "in" && kIn.has(next)) || word == "revenge" ||
                          word == "retaliation" || word == "reprisal" || word == "amid" || (word == "stemmed" && next == "from") ||
                          (word == "caused" && next == "by");
      if (reason) reasons_.push_back(text.token_span(token, sentence.last));
    }
  }
}

std::size_t AnswerContext::sentence_of(Span span) const {
  const std::uint32_t token = text().token_at(span.begin);
  return token < text().tokens.size() ? text().tokens[token].sentence : text().sentences.size();
}

double AnswerContext::closeness(std::size_t sentence) const {
  return sentence < rank_of_.size() ? 1 / (1 + 0.7 * static_cast<double>(rank_of_[sentence])) : 0;
}

std::uint32_t AnswerContext::after_dateline(const Sentence& sentence) const {
  for (std::uint32_t token = sentence.first + 1; token < std::min(sentence.last, sentence.first + 14); ++token) {
    const std::string_view word = text().word(token);
    const bool dash = word == "\xE2\x80\x93" || word == "\xE2\x80\x94" || word == "\xE2\x80\x95" ||
                      ((word == "-" || word == "--") && text().tokens[token].space_before);
    if (dash && token + 3 < sentence.last) return token + 1;
  }
  return sentence.first;
}

bool AnswerContext::in_dateline(Span span) const {
  const std::uint32_t token = text().token_at(span.begin);
  return token < text().tokens.size() && token < after_dateline(text().sentences[text().tokens[token].sentence]);
}

bool AnswerContext::in_reason(Span span) const {
  return std::any_of(reasons_.begin(), reasons_.end(), [&](Span reason) { return reason.contains(span); });
}

bool AnswerContext::is_attributive(Span span) const {
  const std::uint32_t next = text().token_at(span.end);
  if (next >= text().tokens.size() || text().tokens[next].sentence != sentence_of(span)) return false;
  return words_.kind(next) == WordClass::noun || words_.kind(next) == WordClass::name;
}

bool AnswerContext::is_time(Span span) const {
  const auto& times = reading_.times;
  const auto time = std::lower_bound(times.begin(), times.end(), span.begin, [](const TimeExpression& one, std::uint32_t at) { return one.span.end <= at; });
  return time != times.end() && time->span.overlaps(span);
}

bool AnswerContext::is_litter(Span span) const {
  static const WordSet kLitter("copyright caption image images getty email e-mail subscribe photo photograph playback whatsapp click share advertisement credit");
  for (std::uint32_t token = text().token_at(span.begin); token < text().tokens.size() && text().tokens[token].span.begin < span.end; ++token) {
    if (kLitter.has(words_.lower(token))) return true;
  }
  return false;
}

Span AnswerContext::words_for(const Entity& entity) const {
  Span best;
  Span titled;
  for (const Mention& mention : entity.mentions) {
    if (mention.form != MentionForm::name || (mention.span.size() > best.size() && is_litter(mention.span))) continue;
    if (mention.span.size() > best.size()) best = mention.span;
    const std::uint32_t words = text().token_at(mention.span.end) - text().token_at(mention.span.begin);
    if (words > 1 && mention.span.size() > titled.size() && title_.share(text(), mention.span) == words) titled = mention.span;
  }
  if (!titled.empty()) return titled;
  return best.empty() && !entity.mentions.empty() ? entity.mentions.front().span : best;
}

Answer AnswerContext::answer(Span span) const {
  Answer answer;
  answer.span = span;
  const Text& text = this->text();
  const std::uint32_t token = text.token_at(span.begin);
  const std::size_t sentence = sentence_of(span);
  AnswerRow& row = answer.row;
  row[0] = static_cast<float>(std::min<std::size_t>(sentence, 40));
  row[1] = static_cast<float>(closeness(sentence));
  row[2] = sentence < shared_.size() ? static_cast<float>(shared_[sentence] / static_cast<double>(std::max<std::size_t>(1, title_.content_words()))) : 0.0F;
  if (token < text.tokens.size()) {
    row[3] = text.tokens[token].quotation != kNone ? 2.0F : token < spoken_.size() && spoken_[token] != 0 ? 1.0F : 0.0F;
    row[4] = static_cast<float>(std::min(token - text.sentences[sentence].first, 60U));
    row[5] = static_cast<float>(std::min(text.token_at(span.end) - token, 30U));
  }
  row[6] = static_cast<float>(title_.share(text, span));
  row[7] = static_cast<float>(std::min<std::size_t>(text.sentences.size(), 60));
  return answer;
}

// "met the mayor, Ana Doe, in Harl": past the second comma, where the clause goes on.
std::uint32_t AnswerContext::after_aside(std::uint32_t comma, std::uint32_t last) const {
  static const WordSet kGoesOn("in on at to for with over about after from into by");
  constexpr std::uint32_t kAside = 9;
  // "said that, for want of notice, they would not".
  const bool that = comma > 0 && words_.lower(comma - 1) == "that";
  for (std::uint32_t token = comma + 1; token + 1 < std::min(last, comma + kAside); ++token) {
    if (text().word(token) == ",") return that || kGoesOn.has(words_.lower(token + 1)) ? token + 1 : comma;
    if (words_.kind(token) == WordClass::verb && !that) return comma;
  }
  return comma;
}

Span AnswerContext::clause_from(std::uint32_t token, std::uint32_t last, std::uint32_t most, std::uint32_t least) const {
  static const WordSet kEnds(", ; : . ! ? \xE2\x80\x94 \xE2\x80\x93 -- ( )");
  static const WordSet kBorders("in on at by for with from to that as after before and or but while when because over amid");
  static const WordSet kLoose("and or but to of in on at by for with from the a an that as after when while because");
  std::uint32_t end = token;
  while (end < last && end - token < most && (end < token + least || !kEnds.has(text().word(end)))) {
    ++end;
    if (end < last && text().word(end) == ",") end = after_aside(end, std::min(last, token + most));
  }
  if (end < last && end - token == most && !kEnds.has(text().word(end))) {
    // Too long: to where its last phrase begins.
    std::uint32_t border = end;
    while (border > token + most / 2 && !kBorders.has(words_.lower(border))) --border;
    if (border > token + most / 2) end = border;
    while (end > token + 2 && is_time(text().tokens[end].span) && is_time(text().tokens[end - 1].span)) --end;
  }
  while (end > token + 2 && kLoose.has(words_.lower(end - 1))) --end;
  while (end > token + 1 && text().tokens[end - 1].kind == TokenKind::punctuation && text().tokens[end - 1].quotation == kNone) --end;
  return text().token_span(token, end);
}

Answers find_answers(const Article& article, const EventText& words, const Reading& reading) {
  const AnswerContext context(article, words, reading);
  Answers answers;
  find_who(context, answers[0]);
  find_what(context, answers[1]);
  find_when(context, answers[2]);
  find_where(context, answers[3]);
  find_why_and_how(context, answers[4], answers[5]);
  return answers;
}

}  // namespace hearsay::event
