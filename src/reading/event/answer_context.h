// answer_context: what all that may answer one of the six questions is measured by: the headline's words, how much of
// them a sentence holds, where attributions and datelines stand.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "reading/event/answer.h"
#include "reading/event/participants.h"
#include "reading/event/title_words.h"

namespace hearsay::event {

// The first features of every row; a question's own ones follow.
inline constexpr std::size_t kSharedFeatures = 8;

class AnswerContext {
 public:
  AnswerContext(const Article& article, const EventText& words, const Reading& reading);

  [[nodiscard]] const Article& article() const { return article_; }
  [[nodiscard]] const Reading& reading() const { return reading_; }
  [[nodiscard]] const EventText& words() const { return words_; }
  [[nodiscard]] const Text& text() const { return words_.text(); }
  [[nodiscard]] const TitleWords& title() const { return title_; }
  [[nodiscard]] TitlePlace title_place(std::size_t entity) const { return places_[entity]; }
  // Where in the headline each name stands, once each.
  [[nodiscard]] const std::vector<TitlePlace>& named() const { return named_; }
  // Of the first sentences, in which the main event is told.
  [[nodiscard]] const std::vector<SentenceView>& views() const { return words_.first_views(); }
  // The sentence a span begins in.
  [[nodiscard]] std::size_t sentence_of(Span span) const;
  // 1 in the sentence that holds the most of the headline, less in the next ones, 0 in those far off.
  [[nodiscard]] double closeness(std::size_t sentence) const;
  [[nodiscard]] bool in_dateline(Span span) const;
  // Behind "PORT HARL, May 10 (KENA) -".
  [[nodiscard]] std::uint32_t after_dateline(const Sentence& sentence) const;
  // The entity that a token of the first sentences belongs to; kNone where it is none's.
  [[nodiscard]] Index entity_at(std::uint32_t token) const { return token < entity_at_.size() ? entity_at_[token] : kNone; }
  // A report's reasons have a time and a place of their own: "in retaliation for an air raid near Korr last week".
  [[nodiscard]] bool in_reason(Span span) const;
  // Says what kind the next word is: "Harl police", "the Jan. 6 panel".
  [[nodiscard]] bool is_attributive(Span span) const;
  // "New Year's Eve" is when.
  [[nodiscard]] bool is_time(Span span) const;
  // Words around a picture or a form that a page's text kept, glued to a name: "Image caption Ana Doe".
  [[nodiscard]] bool is_litter(Span span) const;
  // The fullest of its names in the text, the headline's own before longer ones, the earliest of those.
  [[nodiscard]] Span words_for(const Entity& entity) const;
  // An answer with the shared features.
  [[nodiscard]] Answer answer(Span span) const;
  // From a word to the end of its clause, at most `most` words; an end before `least` words is none.
  [[nodiscard]] Span clause_from(std::uint32_t token, std::uint32_t last, std::uint32_t most, std::uint32_t least) const;

 private:
  [[nodiscard]] std::uint32_t after_aside(std::uint32_t comma, std::uint32_t last) const;
  void rank_sentences();
  void find_reasons();

  const Article& article_;
  const EventText& words_;
  const Reading& reading_;
  TitleWords title_;
  std::vector<TitlePlace> places_;
  std::vector<TitlePlace> named_;
  std::vector<double> shared_;       // content words of the headline, of each of the first sentences
  std::vector<std::size_t> rank_of_;
  std::vector<Index> entity_at_;
  std::vector<char> spoken_;  // of each token: 1 in an attribution's content
  Spans reasons_;
};

// "at the Harbour Cup": what has a place and a time of its own.
[[nodiscard]] bool is_occasion(const Entity& entity);

void find_who(const AnswerContext& context, std::vector<Answer>& answers);
void find_when(const AnswerContext& context, std::vector<Answer>& answers);
void find_where(const AnswerContext& context, std::vector<Answer>& answers);
// Clauses.
void find_what(const AnswerContext& context, std::vector<Answer>& answers);
void find_why_and_how(const AnswerContext& context, std::vector<Answer>& why, std::vector<Answer>& how);

}  // namespace hearsay::event
