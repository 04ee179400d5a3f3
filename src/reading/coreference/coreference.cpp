#include "reading/coreference/coreference.h"

#include <algorithm>
#include <utility>

#include "reading/coreference/entity_table.h"
#include "reading/coreference/resolver.h"

namespace hearsay {

Coreference resolve_coreference(const Text& text, const std::vector<Name>& names, const std::vector<Attribution>& attributions) {
  const TextWords words(text);
  return Resolver(words, names, attributions).run();
}

}  // namespace hearsay
