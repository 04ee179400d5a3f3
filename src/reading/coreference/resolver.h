// resolver: the walk over a document's mentions in text order, in which names, nominals and pronouns become entities
// and each attribution gets its speaker.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reading/coreference/coreference.h"
#include "reading/coreference/entity_table.h"
#include "reading/coreference/pronoun.h"
#include "reading/coreference/source.h"
#include "reading/coreference/source_phrase.h"

namespace hearsay {

class Resolver {
 public:
  Resolver(const TextWords& words, const std::vector<Name>& names, const std::vector<Attribution>& attributions);
  [[nodiscard]] Coreference run();

 private:
  void read_sources();
  void find_contents();
  void walk();
  void visit_name(std::size_t word);
  void visit_pronoun(std::size_t word, PronounKind kind);
  void visit_nominal(std::size_t word);
  void visit_source(std::size_t attribution, std::size_t word);
  void carry_speakers();
  void resolve_first_person();
  [[nodiscard]] Coreference finish();

  [[nodiscard]] Speaker speaker_of(Index entity) const;
  [[nodiscard]] Index introduce(const SourceReading& reading, Span whole);
  [[nodiscard]] Index relative_antecedent(std::size_t word);
  [[nodiscard]] bool is_subject(std::size_t word) const;
  [[nodiscard]] bool in_source(std::size_t word) const;

  const TextWords& words_;
  const std::vector<Name>& names_;
  const std::vector<Attribution>& attributions_;
  EntityTable table_;
  Discourse discourse_;
  std::vector<Index> name_of_word_;
  std::vector<SourceReading> sources_;             // one per attribution
  std::vector<std::string> source_family_;         // the folded family name of a source that is a person's name
  std::vector<std::pair<std::size_t, Index>> source_begins_;  // (first word, attribution), ascending
  std::vector<Index> source_of_word_;              // the attribution in whose source a word lies
  std::vector<Index> content_of_word_;             // the innermost attribution in whose content a word lies
  std::vector<Index> entity_of_name_;
  std::vector<Index> entity_of_word_;              // whom a word mentions
  std::vector<std::optional<Speaker>> speakers_;
  Span last_source_;                 // the unnamed source read last, and whom it introduced
  Index last_source_entity_ = kNone;
};

}  // namespace hearsay
