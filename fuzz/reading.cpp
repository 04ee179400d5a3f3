// Any text through the whole reading.
#include "check.h"
#include "hearsay/hearsay.h"

namespace {

using namespace hearsay;

void check_entities(const Reading& reading, std::string_view text) {
  for (const Entity& entity : reading.entities) {
    fuzz::require(is_valid_utf8(entity.name), "entities have names");
    for (const Mention& mention : entity.mentions) fuzz::require_span(text, mention.span, "mentions lie in the text");
  }
}

void check_attributions(const Reading& reading, std::string_view text) {
  for (const Attribution& one : reading.attributions) {
    fuzz::require_spans(text, one.source, "sources lie in the text");
    fuzz::require_spans(text, one.cue, "cues lie in the text");
    fuzz::require_spans(text, one.content, "contents lie in the text");
    fuzz::require(!one.content.empty(), "an attribution has a content");
    fuzz::require_index(one.within, reading.attributions.size(), "attributions nest in attributions");
    if (one.speaker) fuzz::require_index(one.speaker->entity, reading.entities.size(), "speakers are entities");
    for (const Hop& hop : one.chain) {
      fuzz::require_spans(text, hop.words, "hands lie in the text");
      fuzz::require_index(hop.entity, reading.entities.size(), "hands are entities");
    }
  }
}

void check_rest(const Reading& reading, std::string_view text) {
  for (const TimeExpression& time : reading.times) fuzz::require_span(text, time.span, "times lie in the text");
  for (const Figure& figure : reading.figures) {
    fuzz::require_span(text, figure.span, "figures lie in the text");
    fuzz::require_span(text, figure.what_span, "what figures count lies in the text", true);
    fuzz::require_index(figure.attribution, reading.attributions.size(), "figures stand in attributions");
    fuzz::require_index(figure.time, reading.times.size(), "figures have times");
  }
  for (const Event& event : reading.events) {
    fuzz::require_spans(text, event.trigger, "triggers lie in the text");
    fuzz::require_span(text, event.place_span, "places lie in the text", true);
    fuzz::require_index(event.time, reading.times.size(), "events have times");
    fuzz::require_index(event.place, reading.entities.size(), "places are entities");
    fuzz::require_index(event.attribution, reading.attributions.size(), "events stand in attributions");
    for (const Participant& one : event.participants) {
      fuzz::require_index(one.entity, reading.entities.size(), "participants are entities");
      fuzz::require_span(text, one.span, "participants lie in the text", true);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Document document = annotate(fuzz::view(data, size), "2023-11-05");
  const std::string& text = document.article.text;
  fuzz::require_text(text, "the text is UTF-8");
  check_entities(document.reading, text);
  check_attributions(document.reading, text);
  check_rest(document.reading, text);
  return 0;
}
