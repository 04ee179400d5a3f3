// source_phrase: where the words that name a source begin and end.
#pragma once

#include <vector>

#include "reading/coreference/source.h"

namespace hearsay {

// An unnamed source without what is only told of it: "a source" of "a source, who spoke on condition of anonymity,".
[[nodiscard]] Span head_phrase(const TextWords& words, const SourceReading& reading, Span source);

// "President Anna Harl" of "President Anna Harl met the envoys of Velm": a source that runs into its verb ends before it.
[[nodiscard]] Span end_before_verb(const TextWords& words, const std::vector<Name>& names, const std::vector<Index>& name_of_word,
                                   Span source);

// The phrase that "who" at a word stands for; empty where none is found.
[[nodiscard]] Span antecedent_before(const TextWords& words, const std::vector<Index>& name_of_word, std::size_t word);

}  // namespace hearsay
