// Every claim as a W3C Web Annotation (https://www.w3.org/TR/annotation-model/).
#include <string>

#include "core/enums.h"
#include "core/unicode.h"
#include "report/json.h"
#include "report/linked_data.h"
#include "report/report.h"
#include "report/view.h"

namespace hearsay {
namespace {

using namespace report;

constexpr std::uint32_t kContext = 32;  // code points of prefix and suffix, as the model's own examples have

class Annotator {
 public:
  Annotator(const Document& document, std::string& out, bool& first)
      : document_(document),
        text_(document.article.text),
        offset_(text_, OffsetMap::Unit::code_point),
        out_(out),
        first_(first) {}

  void write() {
    const Reading& reading = document_.reading;
    for (Index i = 0; i < reading.attributions.size(); ++i) {
      const Attribution& attribution = reading.attributions[i];
      add('a', i, "attribution", who_says(attribution), attribution.content);
    }
    for (Index i = 0; i < reading.events.size(); ++i) {
      const Event& event = reading.events[i];
      add('v', i, "event", event.type + (event.subtype.empty() ? "" : ", " + event.subtype) + ", " + event.modality,
          event.trigger);
    }
    for (Index i = 0; i < reading.figures.size(); ++i) {
      const Figure& figure = reading.figures[i];
      add('f', i, "figure", figure_words(figure), {figure.span});
    }
    for (Index i = 0; i < reading.times.size(); ++i) {
      const TimeExpression& time = reading.times[i];
      add('t', i, "time", time.value.empty() ? std::string(to_string(time.type)) : time.value, {time.span});
    }
  }

 private:
  // "Mara Oksel denies" and the chain where it is longer.
  static std::string who_says(const Attribution& attribution) {
    std::string words = attribution.speaker ? printable(attribution.speaker->name) + " " : "";
    words += stance_words(attribution);
    const std::string chain = chain_line(chain_hands(attribution));
    return chain.empty() ? words : words + " (" + chain + ")";
  }

  static std::string figure_words(const Figure& figure) {
    std::string words = Json(figure.value).dump();
    if (figure.high) words += " to " + Json(*figure.high).dump();
    words = std::string(to_string(figure.bound)) + " " + words;
    return figure.unit.empty() ? words : words + " " + figure.unit;
  }

  void add(char letter, Index index, const char* kind, const std::string& words, const Spans& spans) {
    Json targets = Json::array();
    for (const Span span : spans) {
      if (!slice(text_, span).empty()) targets.push_back(target(span));
    }
    if (targets.empty()) return;
    const Json annotation = {
        {"id", claim_iri(document_, letter, index)},
        {"type", "Annotation"},
        {"motivation", "describing"},
        {"body", Json::array({{{"type", "TextualBody"}, {"purpose", "tagging"}, {"value", kind}},
                              {{"type", "TextualBody"}, {"purpose", "describing"}, {"value", words}}})},
        {"target", targets.size() == 1 ? targets[0] : targets}};
    out_ += first_ ? "\n" : ",\n";
    out_ += dump(annotation);
    first_ = false;
  }

  Json target(Span span) const {
    const Span before{back(span.begin), span.begin};
    const Span after{span.end, forward(span.end)};
    Json quote = {{"type", "TextQuoteSelector"}, {"exact", slice(text_, span)}};
    if (!before.empty()) quote["prefix"] = slice(text_, before);
    if (!after.empty()) quote["suffix"] = slice(text_, after);
    return {{"source", document_iri(document_)},
            {"selector", Json::array({{{"type", "TextPositionSelector"},
                                       {"start", offset_(span.begin)},
                                       {"end", offset_(span.end)}},
                                      quote})}};
  }

  std::uint32_t back(std::uint32_t at) const {
    for (std::uint32_t i = 0; i < kContext && at > 0; ++i) {
      do --at;
      while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80);
    }
    return at;
  }
  std::uint32_t forward(std::uint32_t at) const {
    std::size_t end = at;
    for (std::uint32_t i = 0; i < kContext && end < text_.size(); ++i) (void)next_code_point(text_, end);
    return static_cast<std::uint32_t>(end);
  }

  const Document& document_;
  std::string_view text_;
  OffsetMap offset_;
  std::string& out_;
  bool& first_;
};

}  // namespace

std::string web_annotations(const Account& account) {
  std::string out =
      R"({"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:hearsay:claims", "type": "AnnotationPage", "items": [)";
  bool first = true;
  for (const Document& document : account.documents) Annotator(document, out, first).write();
  return out + "\n]}\n";
}

}  // namespace hearsay
