#include "reading/name/name.h"

#include "reading/name/name_part.h"
#include "reading/name/name_run.h"
#include "reading/words.h"

namespace hearsay {

std::vector<Name> find_names(const Text& text) {
  const TextWords words(text);
  const CaseEvidence evidence(words);
  std::vector<NamePart> parts = split_runs(words, find_name_runs(words, evidence));
  find_roles(words, parts);
  type_parts(words, evidence, parts);
  std::vector<Name> names;
  names.reserve(parts.size());
  for (const NamePart& part : parts) {
    Name name;
    name.first = words[part.first].first;
    name.last = words[part.last - 1].last;
    name.span = words.span(part.first, part.last);
    name.type = part.type;
    name.title = words.span(part.title_first, part.title_last);
    if (part.type == EntityType::person) name.role = words.span(part.role_first, part.role_last);
    names.push_back(name);
  }
  return names;
}

}  // namespace hearsay
