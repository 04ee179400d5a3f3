// A small account made by hand: two stories about a made-up ferry fire and a made-up treaty.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "hearsay/account.h"

namespace hearsay::test {

// The place of the n-th occurrence of `words` in the text; a failure of the running test where there is none.
[[nodiscard]] Span span_of(std::string_view text, std::string_view words, int occurrence = 1);

// Writes documents word by word: spans are found by their words.
class DocumentBuilder {
 public:
  DocumentBuilder(std::string id, std::string publisher, std::string date, std::string title, std::string text);

  Index entity(std::string name, EntityType type, std::initializer_list<std::string_view> mentions,
               std::string role = {});
  Index attribute(std::string_view source, std::string_view cue, std::initializer_list<std::string_view> content,
                  Stance stance, Speaker speaker, std::vector<Hop> chain = {}, Index within = kNone);
  Index figure(std::string_view words, double value, Bound bound, std::string unit, Index attribution = kNone);

  Document document;
};

[[nodiscard]] ComparisonMember member_of(const Account& account, Index document, std::string_view words,
                                         std::string value, Index attribution = kNone);

// Four documents (one a copy, one of another story), a conflict, an update, an agreement.
[[nodiscard]] Account sample_account();

}  // namespace hearsay::test
