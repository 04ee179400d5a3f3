#include "reading/attribution/attribution.h"

#include "reading/attribution/finish.h"
#include "reading/attribution/nesting.h"
#include "reading/attribution/neural.h"
#include "reading/attribution/neural_candidate.h"
#include "reading/attribution/rule.h"
#include "reading/attribution/speech.h"
#include "reading/attribution/word_class.h"

namespace hearsay {

namespace {

// The model's attributions, and what the rules see inside their contents.
std::vector<Candidate> tag_by_model(const Text& text, const std::vector<Word>& words, const neural::Tagger& tagger) {
  std::vector<Candidate> tagged = to_candidates(text, tagger.tag(text.content));
  std::vector<Candidate> nested = nested_utterances(text, words, tagged, find_candidates(text, words));
  tagged.insert(tagged.end(), std::make_move_iterator(nested.begin()), std::make_move_iterator(nested.end()));
  return tagged;
}

std::vector<Candidate> tag_by_rules(const Text& text, const std::vector<Word>& words) {
  Split split = split_by_nesting(text, find_candidates(text, words));
  claim_quotations(text, words, split.outer);
  // The speech just claimed may hold what stood free before.
  Split again = split_by_nesting(text, std::move(split.outer));
  again.inner.insert(again.inner.end(), std::make_move_iterator(split.inner.begin()), std::make_move_iterator(split.inner.end()));
  std::vector<Candidate> tagged = outside_speech(text, std::move(again.outer));
  std::vector<Candidate> nested = nested_utterances(text, words, tagged, again.inner);
  tagged.insert(tagged.end(), std::make_move_iterator(nested.begin()), std::make_move_iterator(nested.end()));
  return tagged;
}

}  // namespace

std::vector<Attribution> find_attributions(const Text& text, const std::vector<Name>&, AttributionModel model) {
  const std::vector<Word> words = classify_words(text);
  const neural::Tagger* tagger = model == AttributionModel::fast ? neural::fast_tagger() : nullptr;
  return finish_attributions(text, words,
                             tagger != nullptr ? tag_by_model(text, words, *tagger) : tag_by_rules(text, words));
}

}  // namespace hearsay
