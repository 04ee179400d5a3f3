#include "reading/attribution/rule.h"

#include <algorithm>

#include "reading/attribution/rule_sentence.h"

namespace hearsay {

std::vector<Candidate> find_candidates(const Text& text, const std::vector<Word>& words) {
  std::vector<Candidate> found;
  const Phrases phrases(text, words);
  for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
    SentenceRules rules(text, words, phrases, s);
    std::vector<Candidate> here = rules.run();
    found.insert(found.end(), std::make_move_iterator(here.begin()), std::make_move_iterator(here.end()));
  }
  return found;
}

}  // namespace hearsay
