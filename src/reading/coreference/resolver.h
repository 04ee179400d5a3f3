// resolver: the walk over a document's mentions in text order, in which names, nominals and pronouns become entities
// and each attribution gets its speaker.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reading/coreference/coreference.h"
#include "reading/coreference/discourse.h"
#include "reading/coreference/entity_table.h"
#include "reading/coreference/ranking.h"
#include "reading/coreference/source.h"
#include "reading/coreference/source_phrase.h"

namespace hearsay {

class Resolver {
 public:
  // `nominals` in the order of their heads.
  Resolver(const TextWords& words, const std::vector<Name>& names, const std::vector<Attribution>& attributions,
           const std::vector<Nominal>& nominals, Chooser& chooser, std::string_view title);
  [[nodiscard]] Coreference run();

 private:
  void read_sources();
  void find_contents();
  void walk();
  void visit_name(std::size_t word);
  void visit_pronoun(std::size_t word, PronounKind kind);
  void visit_nominal(const Nominal& nominal);
  void find_roles();
  [[nodiscard]] MentionQuery pronoun_query(std::size_t word, PronounKind kind);
  [[nodiscard]] Index named_ahead(std::size_t word);
  [[nodiscard]] MentionQuery nominal_query(const Nominal& nominal) const;
  // Who is meant, asked of the chooser; `likely` is asked after as well where it is somebody.
  [[nodiscard]] Index choose(const MentionQuery& query, Index likely);
  [[nodiscard]] Index opening_speaker(const MentionQuery& query) const;
  [[nodiscard]] Index described_before(const Nominal& nominal) const;
  [[nodiscard]] Index predicate_of(const Nominal& nominal) const;
  [[nodiscard]] Index same_noun(const MentionQuery& query) const;
  [[nodiscard]] Index role_bearer(const MentionQuery& query) const;
  [[nodiscard]] Index likely_bearer(const MentionQuery& query) const;
  void note_noun(Index entity, const MentionQuery& query);
  [[nodiscard]] static std::string phrase_of(const MentionQuery& query);
  [[nodiscard]] Index phrase_entity(const MentionQuery& query) const;
  void visit_place_inside(const Name& name);
  void note_gender(Index entity, PronounKind kind);
  void note_speaker(Index entity, std::size_t word);
  void visit_source(std::size_t attribution, std::size_t word);
  void carry_speakers();
  void resolve_first_person();
  void find_turns();
  void find_signatures();
  [[nodiscard]] Index reporter_below(const MentionQuery& query) const;
  [[nodiscard]] Index letter_writer(std::size_t word);
  void give_turns();
  void find_interview();
  [[nodiscard]] Index find_interviewed() const;
  [[nodiscard]] Coreference finish();
  // Names that stand together.
  enum class Between { other, comma, conjunction };
  struct Together {
    std::vector<Index> names;
    Span span;
    Index entity = kNone;
  };
  [[nodiscard]] Between between(std::size_t left, std::size_t right) const;
  void find_together();
  void visit_together(Index name);
  void visit_pair(Index entity, std::size_t first, std::size_t last);
  [[nodiscard]] Index together_in(const SourceReading& reading, Span source);
  [[nodiscard]] Index several_meant(std::string_view noun, const std::vector<std::string_view>& modifiers, std::size_t word) const;

  [[nodiscard]] Speaker speaker_of(Index entity) const;
  [[nodiscard]] Index varied_speaker(const SourceReading& reading, Span source) const;
  [[nodiscard]] Index document_before(const SourceReading& reading, Span source);
  [[nodiscard]] bool only_in_headline(Index entity) const;
  [[nodiscard]] Index introduce(const SourceReading& reading, Span whole);
  [[nodiscard]] Index relative_antecedent(std::size_t word);
  [[nodiscard]] bool is_subject(std::size_t word) const;
  [[nodiscard]] bool in_source(std::size_t word) const;

  const TextWords& words_;
  const std::vector<Name>& names_;
  const std::vector<Attribution>& attributions_;
  const std::vector<Nominal>& nominals_;
  Chooser& chooser_;
  std::string_view title_;
  EntityTable table_;
  Discourse discourse_;
  std::vector<Index> name_of_word_;
  std::vector<std::size_t> turn_of_paragraph_;  // the word that labels the turn a paragraph belongs to; words_.size() for none
  std::vector<Index> signature_of_paragraph_;       // the name under the letter that it belongs to
  enum class InterviewTurn : std::uint8_t { none, question, answer };
  std::vector<InterviewTurn> interview_turns_;      // one per attribution
  std::uint32_t interview_begin_ = 0;               // where the first of them begins
  std::optional<Index> interviewed_;                // who answers, once an answer has asked for it
  std::vector<Index> role_of_word_;   // the name whose title or role a word belongs to
  std::vector<SourceReading> sources_;             // one per attribution
  std::vector<std::string> source_family_;         // the folded family name of a source that is a person's name
  std::vector<std::pair<std::size_t, Index>> source_begins_;  // (first word, attribution), ascending
  std::vector<Index> source_of_word_;              // the attribution in whose source a word lies
  std::vector<Index> content_of_word_;             // the innermost attribution in whose content a word lies
  std::vector<Index> entity_of_name_;
  std::vector<Index> entity_of_word_;              // whom a word mentions
  std::vector<std::optional<Speaker>> speakers_;
  std::vector<Together> together_;
  std::vector<Index> together_of_name_;
  std::unordered_map<std::string, Index> by_phrase_;  // an entity called by a noun and the words before it
  Span last_source_;                 // the unnamed source read last, and whom it introduced
  Index last_source_entity_ = kNone;
  Index last_speaker_ = kNone;       // the person who spoke last outside any content, and in which paragraph
  std::uint32_t last_speaker_paragraph_ = 0;
};

}  // namespace hearsay
