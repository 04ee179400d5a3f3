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
  std::vector<Candidate> tagged = std::move(split.outer);
  std::vector<Candidate> nested = nested_utterances(text, words, tagged, split.inner);
  tagged.insert(tagged.end(), std::make_move_iterator(nested.begin()), std::make_move_iterator(nested.end()));
  return finish_attributions(text, words, std::move(tagged));
}

}  // namespace hearsay
