// Words that all formats share. Whatever comes from a page is printable: one line, no control characters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/account.h"

namespace hearsay::report {

// One line: runs of white space become one space; control characters, which could drive a terminal, and marks that
// turn the direction of writing become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

// The publisher, else the host of the URL, else the id.
[[nodiscard]] std::string outlet_name(const Document& document);
// A chain's hands as the text names them: "Ana Ruk → Radio Velm".
[[nodiscard]] std::string chain_names(const std::vector<Hop>& chain);
// Stance in words: "denies", "does not deny".
[[nodiscard]] std::string stance_words(const Attribution& attribution);
// The words of the content's spans; " … " between parts that do not touch.
[[nodiscard]] std::string content_words(const Document& document, const Spans& spans);
// The cue that leads into a content that isn't a clause or a quotation, as the text has it: "downplayed" before
// "the recent threats", which would tell nobody what was said. Empty where the stance's word does.
[[nodiscard]] std::string leading_cue(const Document& document, const Attribution& attribution);

// "s1": how people and --story call the story.
[[nodiscard]] std::string story_id(Index story);
[[nodiscard]] std::string_view verdict_sign(Verdict verdict);  // "✗"
// Words without quotation marks of their own get some.
[[nodiscard]] std::string quoted(const std::string& words);
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between);
// "1 conflict", "2 conflicts".
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one, std::string_view many);
// "7 reports, 2 origins": what the comparison's members come from.
[[nodiscard]] std::string standing_of(const Comparison& comparison);

}  // namespace hearsay::report
