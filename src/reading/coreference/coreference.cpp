#include "reading/coreference/coreference.h"

#include "reading/coreference/mention.h"
#include "reading/coreference/metonym.h"
#include "reading/coreference/ranking.h"
#include "reading/coreference/resolver.h"
#include "reading/coreference/source.h"
#include "reading/coreference/speaker_facts.h"

namespace hearsay {

Coreference resolve_coreference(const Text& text, const std::vector<Name>& names, const std::vector<Attribution>& attributions) {
  return resolve_coreference(TextWords(text), names, attributions);
}

Coreference resolve_coreference(const TextWords& words, const std::vector<Name>& names, const std::vector<Attribution>& attributions,
                                std::string_view title) {
  const std::vector<Nominal> nominals = find_nominals(words, names, names_by_word(words, names), nominal_weights());
  ForestChooser chooser;
  Coreference found = Resolver(words, names, attributions, nominals, chooser, title).run();
  link_metonyms(found.speakers, found.entities);
  describe_speakers(words, names, attributions, found.speakers);
  return found;
}

}  // namespace hearsay
