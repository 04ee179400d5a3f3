// The rules for one sentence.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

class SentenceRules {
 public:
  SentenceRules(const Text& text, const std::vector<Word>& words, const Phrases& phrases, std::uint32_t sentence);
  [[nodiscard]] std::vector<Candidate> run();

 private:
  // The part of the sentence that a cue can reach: the sentence, or the quotation the cue stands in.
  struct Region {
    std::uint32_t first = 0;
    std::uint32_t last = 0;  // without the final stop
    Index quotation = kNone;
  };
  // A cue verb with its auxiliaries and adverbs.
  struct Group {
    std::uint32_t first = 0;
    std::uint32_t verb = 0;
    std::uint32_t last = 0;
    const CueWord* word = nullptr;
    bool passive = false;
    bool participial = false;  // "adding that"
  };

  void find_colon();
  void find_according(std::uint32_t i);
  void find_noun(std::uint32_t i);
  void find_adverb(std::uint32_t i);
  void find_verb(std::uint32_t i);
  bool read_group(std::uint32_t i, Group& group) const;
  [[nodiscard]] bool is_turn(Range name) const;
  [[nodiscard]] bool is_abstract(Range source) const;
  [[nodiscard]] bool another_speaks(std::uint32_t first, const Region& region) const;
  [[nodiscard]] Region within_fronted_clause(Region region, Range source) const;
  bool read_passive(const Group& group, const Region& region);
  bool read_quoted_as(const Group& group, const Region& region, Range source);
  bool read_inverted(const Group& group, const Region& region);
  bool read_left(const Group& group, const Region& region, Range source, std::uint32_t right);
  bool read_right(const Group& group, const Region& region, Range source);
  Range find_source(const Group& group, const Region& region) const;

  // The content that begins at `first`: where it ends, as one range or a quotation.
  [[nodiscard]] Range content_right(std::uint32_t first, const Region& region, bool object) const;
  [[nodiscard]] std::vector<Range> content_left(std::uint32_t end, const Region& region, bool whole = false) const;
  [[nodiscard]] std::uint32_t clause_end(std::uint32_t first, const Region& region, bool object) const;
  [[nodiscard]] Region region_of(std::uint32_t i) const;
  [[nodiscard]] std::uint32_t past_setting(std::uint32_t i, const Region& region, const CueWord& word) const;
  [[nodiscard]] bool has_verb(Range range) const;
  [[nodiscard]] bool is_clause(Range range) const;
  [[nodiscard]] std::uint32_t before_main_verb(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] bool opens_quotation(std::uint32_t i) const;
  [[nodiscard]] bool ends_clause(std::uint32_t i, const Region& region) const;
  [[nodiscard]] WordClass kind(std::uint32_t i) const { return words_[i].kind; }
  [[nodiscard]] const std::string& lower(std::uint32_t i) const { return words_[i].lower; }
  [[nodiscard]] bool is_scare(Index quotation) const;
  [[nodiscard]] Index speech_at(std::uint32_t i) const;
  void add(Range source, Range cue, std::vector<Range> content, const CueWord* word);

  const Text& text_;
  const std::vector<Word>& words_;
  const Phrases& phrases_;
  const Sentence& sentence_;
  std::uint32_t begin_ = 0;  // past a dateline
  std::uint32_t stop_ = 0;   // the sentence's final stop and what closes after it begin here
  std::vector<Candidate> found_;
};

}  // namespace hearsay
