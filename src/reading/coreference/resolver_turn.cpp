// Whose words a paragraph is by its form: the turns of a transcript, letters above their writers' names.
#include <algorithm>

#include "reading/coreference/resolver.h"

namespace hearsay {

// "HARL: I think so.": a line that opens with a name in capitals and a colon is that person's turn.
void Resolver::find_turns() {
  const Text& text = words_.text();
  turn_of_paragraph_.assign(text.paragraphs.size(), words_.size());
  for (std::size_t i = 0; i < text.paragraphs.size(); ++i) {
    std::size_t word = words_.word_at(text.paragraphs[i].span.begin);
    while (word < words_.size() && words_[word].kind == WordKind::mark && words_[word].span.end <= text.paragraphs[i].span.end) ++word;
    constexpr std::size_t kLongestLabel = 4;
    for (std::size_t at = word; at < std::min(words_.size(), word + kLongestLabel); ++at) {
      if (!words_[at].all_caps || name_of_word_[at] == kNone) break;
      if (!words_.is(at + 1, ":")) continue;
      turn_of_paragraph_[i] = at;
      break;
    }
  }
}

// "Q: Why?" and "A: The storm.": both labels at the heads of paragraphs make an interview.
void Resolver::find_interview() {
  const Text& text = words_.text();
  interview_turns_.assign(attributions_.size(), InterviewTurn::none);
  bool question = false;
  bool answer = false;
  for (std::size_t i = 0; i < attributions_.size(); ++i) {
    const Attribution& attribution = attributions_[i];
    if (attribution.source.size() != 1 || attribution.source.front().size() != 1) continue;
    const std::size_t word = words_.word_at(attribution.source.front().begin);
    if (word >= words_.size() || !words_.is(word + 1, ":")) continue;
    const Span paragraph = text.paragraphs[text.sentences[words_[word].sentence].paragraph].span;
    const std::string_view label = words_.exact(word);
    if (words_[word].span.begin != paragraph.begin || (label != "Q" && label != "A")) continue;
    if (!question && !answer) interview_begin_ = paragraph.begin;
    (label == "Q" ? question : answer) = true;
    interview_turns_[i] = label == "Q" ? InterviewTurn::question : InterviewTurn::answer;
  }
  if (!question || !answer) interview_turns_.assign(attributions_.size(), InterviewTurn::none);
}

// Who answers: the only person whom the lines above the first turn name, where they tell of asking, or the only one of
// them whom the title names too.
Index Resolver::find_interviewed() const {
  Index only = kNone;
  Index in_title = kNone;
  bool several = false;
  bool several_in_title = false;
  for (std::size_t i = 0; i < names_.size() && names_[i].span.end <= interview_begin_; ++i) {
    const Index entity = entity_of_name_[i];
    if (names_[i].type != EntityType::person || entity == kNone) continue;
    const std::size_t word = words_.word_at(names_[i].title.empty() ? names_[i].span.begin : names_[i].title.begin);
    if (word > 0 && words_.is(word - 1, "by")) continue;
    several = several || (only != kNone && only != entity);
    only = entity;
    const std::string_view name = words_.text().words(names_[i].span);
    if (title_.find(name.substr(name.rfind(' ') + 1)) == std::string_view::npos) continue;
    several_in_title = several_in_title || (in_title != kNone && in_title != entity);
    in_title = entity;
  }
  if (in_title != kNone && !several_in_title) return in_title;
  if (several) return kNone;
  static const WordSet kAsking("ask asked asks asking spoke speak speaks talk talked talks interview interviewed sat chat chatted questions answers answered conversation",
                               ' ');
  for (std::size_t word = 0; word < words_.size() && words_[word].span.end <= interview_begin_; ++word) {
    if (kAsking.has(words_.lower(word))) return only;
  }
  return kNone;
}

// Letters to an editor: each ends with a paragraph that is its writer's name and no more.
void Resolver::find_signatures() {
  const Text& text = words_.text();
  signature_of_paragraph_.assign(text.paragraphs.size(), kNone);
  std::size_t signatures = 0;
  Index below = kNone;
  for (std::size_t i = text.paragraphs.size(); i-- > 0;) {
    const Span span = text.paragraphs[i].span;
    const std::size_t first = words_.word_at(span.begin);
    const Index name = first < words_.size() ? name_of_word_[first] : kNone;
    if (name != kNone && names_[name].type == EntityType::person && words_[first].span.begin == span.begin) {
      std::size_t last = first;
      while (last < words_.size() && words_[last].span.end <= span.end && (name_of_word_[last] == name || words_.is(last, "."))) ++last;
      const bool alone = last >= words_.size() || words_[last].span.begin >= span.end;
      if (alone && names_[name].span.size() > words_[first].span.size()) {
        below = name;
        ++signatures;
      }
    }
    signature_of_paragraph_[i] = below;
  }
  if (signatures < 2) signature_of_paragraph_.assign(text.paragraphs.size(), kNone);
}

// Whose "I" stands in a letter.
Index Resolver::letter_writer(std::size_t word) {
  const Index name = signature_of_paragraph_[words_.text().sentences[words_[word].sentence].paragraph];
  if (name == kNone) return kNone;
  visit_name(words_.word_at(names_[name].span.begin));
  return entity_of_name_[name];
}

// "“HARL: I think so": what begins with the label of a turn is said by whom it names.
void Resolver::give_turns() {
  const Text& text = words_.text();
  for (std::size_t i = 0; i < attributions_.size(); ++i) {
    if (attributions_[i].content.empty()) continue;
    const Span content = attributions_[i].content.front();
    const std::size_t word = words_.word_at(content.begin);
    if (word >= words_.size()) continue;
    const std::size_t turn = turn_of_paragraph_[text.sentences[words_[word].sentence].paragraph];
    if (turn >= words_.size() || !content.contains(words_[turn].span) || turn > word + 5) continue;
    const Index entity = entity_of_name_[name_of_word_[turn]];
    if (entity != kNone) speakers_[i] = speaker_of(entity);
  }
}

}  // namespace hearsay
