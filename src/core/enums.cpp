#include "core/enums.h"

#include <array>
#include <cstddef>

namespace hearsay {
namespace {

// The words of an enum in the order of its values.
template <class Enum>
struct Words;

#define HEARSAY_WORDS(Enum, ...)                                     \
  template <>                                                        \
  struct Words<Enum> {                                               \
    static constexpr auto kWords = std::to_array<std::string_view>(__VA_ARGS__); \
  };                                                                 \
  }                                                                  \
  std::string_view to_string(Enum value) { return Words<Enum>::kWords[static_cast<std::size_t>(value)]; } \
  template <>                                                        \
  std::optional<Enum> from_string<Enum>(std::string_view word) {     \
    for (std::size_t i = 0; i < Words<Enum>::kWords.size(); ++i) {   \
      if (Words<Enum>::kWords[i] == word) return static_cast<Enum>(i); \
    }                                                                \
    return std::nullopt;                                             \
  }                                                                  \
  namespace {

HEARSAY_WORDS(InputKind, {"text", "html", "jsonl", "warc", "feed"})
HEARSAY_WORDS(DatePrecision, {"year", "month", "day", "minute", "second"})
HEARSAY_WORDS(BlockKind, {"paragraph", "heading", "quote", "list_item"})
HEARSAY_WORDS(EntityType, {"person", "organization", "place", "group", "outlet", "document", "other"})
HEARSAY_WORDS(MentionForm, {"name", "nominal", "pronoun"})
HEARSAY_WORDS(Form, {"direct", "indirect", "mixed"})
HEARSAY_WORDS(Stance, {"states", "claims", "denies", "confirms", "reports", "asks", "demands", "warns", "threatens",
                       "promises", "praises", "accuses", "thanks", "condemns", "predicts", "believes", "hopes",
                       "declines"})
HEARSAY_WORDS(SpeakerKind, {"named", "unnamed", "collective", "outlet", "document"})
HEARSAY_WORDS(TimeType, {"date", "time", "duration", "set"})
HEARSAY_WORDS(Bound, {"exact", "about", "at_least", "at_most", "more_than", "less_than", "nearly", "between"})
HEARSAY_WORDS(ComparisonKind, {"statement", "event", "figure", "position", "date"})
HEARSAY_WORDS(Verdict, {"agree", "differ", "conflict", "update"})

#undef HEARSAY_WORDS

}  // namespace
int rank_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::conflict:
      return 0;
    case Verdict::differ:
      return 1;
    case Verdict::update:
      return 2;
    case Verdict::agree:
      return 3;
  }
  return 4;
}

}  // namespace hearsay
