#include "reading/attribution/attribution.h"

#include "reading/attribution/finish.h"
#include "reading/attribution/nesting.h"
#include "reading/attribution/rule.h"
#include "reading/attribution/speech.h"
#include "reading/attribution/word_class.h"

namespace hearsay {

std::vector<Attribution> find_attributions(const Text& text, const std::vector<Name>&) {
  const std::vector<Word> words = classify_words(text);
  Split split = split_by_nesting(text, find_candidates(text, words));
  claim_quotations(text, words, split.outer);
  // The speech just claimed may hold what stood free before.
  Split again = split_by_nesting(text, std::move(split.outer));
  again.inner.insert(again.inner.end(), std::make_move_iterator(split.inner.begin()), std::make_move_iterator(split.inner.end()));
  std::vector<Candidate> tagged = outside_speech(text, std::move(again.outer));
  std::vector<Candidate> nested = nested_utterances(text, words, tagged, again.inner);
  tagged.insert(tagged.end(), std::make_move_iterator(nested.begin()), std::make_move_iterator(nested.end()));
  return finish_attributions(text, words, std::move(tagged));
}

}  // namespace hearsay
