#include "model/embedded.h"

// The assembler copies the file in; as a C++ array it would take the compiler minutes. Aligned as its tensors are.
asm(R"(
  .section .rodata
  .balign 64
  .global hearsay_fast_weights_begin
  .global hearsay_fast_weights_end
hearsay_fast_weights_begin:
  .incbin ")" HEARSAY_FAST_WEIGHTS R"("
hearsay_fast_weights_end:
  .byte 0
  .balign 64
  .global hearsay_mention_weights_begin
  .global hearsay_mention_weights_end
hearsay_mention_weights_begin:
  .incbin ")" HEARSAY_MENTION_WEIGHTS R"("
hearsay_mention_weights_end:
  .byte 0
  .balign 64
  .global hearsay_event_weights_begin
  .global hearsay_event_weights_end
hearsay_event_weights_begin:
  .incbin ")" HEARSAY_EVENT_WEIGHTS R"("
hearsay_event_weights_end:
  .byte 0
  .balign 64
  .global hearsay_name_weights_begin
  .global hearsay_name_weights_end
hearsay_name_weights_begin:
  .incbin ")" HEARSAY_NAME_WEIGHTS R"("
hearsay_name_weights_end:
  .byte 0
  .balign 64
  .global hearsay_meaning_weights_begin
  .global hearsay_meaning_weights_end
hearsay_meaning_weights_begin:
  .incbin ")" HEARSAY_MEANING_WEIGHTS R"("
hearsay_meaning_weights_end:
  .byte 0
  .balign 64
  .global hearsay_tag_weights_begin
  .global hearsay_tag_weights_end
hearsay_tag_weights_begin:
  .incbin ")" HEARSAY_TAG_WEIGHTS R"("
hearsay_tag_weights_end:
  .byte 0
  .balign 64
  .global hearsay_relation_weights_begin
  .global hearsay_relation_weights_end
hearsay_relation_weights_begin:
  .incbin ")" HEARSAY_RELATION_WEIGHTS R"("
hearsay_relation_weights_end:
  .byte 0
  .global hearsay_places_begin
  .global hearsay_places_end
hearsay_places_begin:
  .incbin ")" HEARSAY_PLACES R"("
hearsay_places_end:
  .byte 0
  .previous
)");

asm(R"(
  .section .rodata
  .balign 64
  .global hearsay_accurate_weights_begin
  .global hearsay_accurate_weights_end
hearsay_accurate_weights_begin:
  .incbin ")" HEARSAY_ACCURATE_WEIGHTS R"("
hearsay_accurate_weights_end:
  .byte 0
  .previous
)");

extern "C" {
extern const char hearsay_fast_weights_begin[];
extern const char hearsay_fast_weights_end[];
extern const char hearsay_accurate_weights_begin[];
extern const char hearsay_accurate_weights_end[];
extern const char hearsay_mention_weights_begin[];
extern const char hearsay_mention_weights_end[];
extern const char hearsay_event_weights_begin[];
extern const char hearsay_event_weights_end[];
extern const char hearsay_name_weights_begin[];
extern const char hearsay_name_weights_end[];
extern const char hearsay_tag_weights_begin[];
extern const char hearsay_tag_weights_end[];
extern const char hearsay_meaning_weights_begin[];
extern const char hearsay_meaning_weights_end[];
extern const char hearsay_relation_weights_begin[];
extern const char hearsay_relation_weights_end[];
extern const char hearsay_places_begin[];
extern const char hearsay_places_end[];
}

namespace hearsay::model {

std::string_view fast_attribution_weights() {
  return {hearsay_fast_weights_begin, static_cast<std::size_t>(hearsay_fast_weights_end - hearsay_fast_weights_begin)};
}

std::string_view accurate_attribution_weights() {
  return {hearsay_accurate_weights_begin,
          static_cast<std::size_t>(hearsay_accurate_weights_end - hearsay_accurate_weights_begin)};
}

std::string_view mention_weights() {
  return {hearsay_mention_weights_begin, static_cast<std::size_t>(hearsay_mention_weights_end - hearsay_mention_weights_begin)};
}

std::string_view event_weights() {
  return {hearsay_event_weights_begin, static_cast<std::size_t>(hearsay_event_weights_end - hearsay_event_weights_begin)};
}

std::string_view name_weights() {
  return {hearsay_name_weights_begin, static_cast<std::size_t>(hearsay_name_weights_end - hearsay_name_weights_begin)};
}

std::string_view tag_weights() {
  return {hearsay_tag_weights_begin, static_cast<std::size_t>(hearsay_tag_weights_end - hearsay_tag_weights_begin)};
}

std::string_view meaning_weights() {
  return {hearsay_meaning_weights_begin,
          static_cast<std::size_t>(hearsay_meaning_weights_end - hearsay_meaning_weights_begin)};
}

std::string_view relation_weights() {
  return {hearsay_relation_weights_begin,
          static_cast<std::size_t>(hearsay_relation_weights_end - hearsay_relation_weights_begin)};
}

std::string_view places_table() {
  return {hearsay_places_begin, static_cast<std::size_t>(hearsay_places_end - hearsay_places_begin)};
}

}  // namespace hearsay::model
