#include "report/json.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/enums.h"
#include "core/unicode.h"
#include "reading/event/headline.h"
#include "report/tokens_json.h"

namespace hearsay {
namespace report {
namespace {

// Spans of one document in the unit that was asked for.
class SpanWriter {
 public:
  SpanWriter(std::string_view text, OffsetUnit unit) {
    if (unit == OffsetUnit::code_point) map_.emplace(text, OffsetMap::Unit::code_point);
    if (unit == OffsetUnit::utf16) map_.emplace(text, OffsetMap::Unit::utf16);
  }
  [[nodiscard]] Json operator()(Span span) const { return Json::array({offset(span.begin), offset(span.end)}); }
  [[nodiscard]] Json operator()(const Spans& spans) const {
    Json list = Json::array();
    for (const Span span : spans) list.push_back((*this)(span));
    return list;
  }

 private:
  [[nodiscard]] std::uint32_t offset(std::uint32_t byte) const { return map_ ? (*map_)(byte) : byte; }
  std::optional<OffsetMap> map_;
};

// What is not known is left out.
void set(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}
void set(Json& object, const char* key, const std::vector<std::string>& values) {
  if (!values.empty()) object[key] = values;
}
void set_id(Json& object, const char* key, char letter, Index index, std::size_t count) {
  if (index < count) object[key] = json_id(letter, index);
}

// 11517, not 11517.0; JSON has no infinity.
void set_number(Json& object, const char* key, double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (!std::isfinite(value)) return;
  if (value == std::floor(value) && std::abs(value) < kExact) {
    object[key] = static_cast<std::int64_t>(value);
  } else {
    object[key] = value;
  }
}

Json date_value(const Date& date) {
  Json out = {{"value", date.value}, {"precision", to_string(date.precision)}};
  set(out, "basis", date.basis);
  return out;
}

Json input_value(const InputInfo& input) {
  Json out = Json::object();
  set(out, "path", input.path);
  out["kind"] = to_string(input.kind);
  set(out, "url", input.url);
  if (input.offset > 0) out["offset"] = input.offset;
  return out;
}

Json article_value(const Article& article) {
  Json out = Json::object();
  set(out, "title", article.title);
  if (article.published && !article.published->value.empty()) out["published"] = date_value(*article.published);
  if (article.modified && !article.modified->value.empty()) out["modified"] = date_value(*article.modified);
  set(out, "authors", article.authors);
  set(out, "publisher", article.publisher);
  set(out, "credit", article.credit);
  set(out, "language", article.language);
  set(out, "section", article.section);
  set(out, "url", article.url);
  out["text"] = article.text;
  return out;
}

Json entity_value(const Entity& entity, Index index, const SpanWriter& spans) {
  Json out = Json::object();
  out["id"] = json_id('e', index);
  set(out, "name", entity.name);
  out["type"] = to_string(entity.type);
  set(out, "aliases", entity.aliases);
  set(out, "roles", entity.roles);
  out["mentions"] = Json::array();
  if (entity.location) {
    out["location"] = {{"country", entity.location->country},
                       {"latitude", entity.location->latitude},
                       {"longitude", entity.location->longitude}};
  }
  if (!entity.members.empty()) {
    out["members"] = Json::array();
    for (const Index member : entity.members) out["members"].push_back(json_id('e', member));
  }
  if (!entity.stands_for.empty()) {
    out["stands_for"] = {{"name", entity.stands_for}};
    if (entity.stands_for_entity != kNone) out["stands_for"]["entity"] = json_id('e', entity.stands_for_entity);
  }
  for (const Mention& mention : entity.mentions) {
    out["mentions"].push_back({{"span", spans(mention.span)}, {"form", to_string(mention.form)}});
  }
  return out;
}

Json hop_value(const Hop& hop, const Reading& reading, const SpanWriter& spans) {
  Json out = Json::object();
  set(out, "name", hop.name);
  set_id(out, "entity", 'e', hop.entity, reading.entities.size());
  out["kind"] = to_string(hop.kind);
  if (!hop.words.empty()) out["words"] = spans(hop.words);
  set(out, "basis", hop.basis);
  return out;
}

Json attribution_value(const Reading& reading, Index index, const SpanWriter& spans) {
  const Attribution& attribution = reading.attributions[index];
  Json out = Json::object();
  out["id"] = json_id('a', index);
  if (!attribution.source.empty()) out["source"] = spans(attribution.source);
  if (!attribution.cue.empty()) out["cue"] = spans(attribution.cue);
  out["content"] = spans(attribution.content);
  out["form"] = to_string(attribution.form);
  out["stance"] = to_string(attribution.stance);
  if (attribution.negated) out["negated"] = true;
  if (attribution.speaker) {
    Json speaker = Json::object();
    set(speaker, "name", attribution.speaker->name);
    set_id(speaker, "entity", 'e', attribution.speaker->entity, reading.entities.size());
    speaker["kind"] = to_string(attribution.speaker->kind);
    if (!attribution.speaker->role.empty()) speaker["role"] = spans(attribution.speaker->role);
    if (!attribution.speaker->proximity.empty()) speaker["proximity"] = spans(attribution.speaker->proximity);
    if (!attribution.speaker->anonymity.empty()) speaker["anonymity"] = spans(attribution.speaker->anonymity);
    out["speaker"] = std::move(speaker);
  }
  set_id(out, "within", 'a', attribution.within, reading.attributions.size());
  if (!attribution.chain.empty()) {
    out["chain"] = Json::array();
    for (const Hop& hop : attribution.chain) out["chain"].push_back(hop_value(hop, reading, spans));
  }
  return out;
}

Json event_value(const Reading& reading, Index index, const SpanWriter& spans, EventCodes codes) {
  const Event& event = reading.events[index];
  Json out = {{"id", json_id('v', index)}, {"type", event.type}};
  set(out, "subtype", event.subtype);
  if (codes == EventCodes::cameo) set(out, "code", event.code);
  out["trigger"] = spans(event.trigger);
  if (event.mentions.size() > 1) out["mentions"] = spans(event.mentions);
  out["participants"] = Json::array();
  for (const Participant& participant : event.participants) {
    Json one = Json::object();
    set_id(one, "entity", 'e', participant.entity, reading.entities.size());
    set(one, "role", participant.role);
    if (!participant.span.empty()) one["span"] = spans(participant.span);
    out["participants"].push_back(std::move(one));
  }
  if (event.time < reading.times.size()) {
    Json time = Json::object();
    set(time, "value", reading.times[event.time].value);
    time["span"] = spans(reading.times[event.time].span);
    out["time"] = std::move(time);
  }
  Json place = Json::object();
  set_id(place, "entity", 'e', event.place, reading.entities.size());
  if (!event.place_span.empty()) place["span"] = spans(event.place_span);
  if (!place.empty()) out["place"] = std::move(place);
  set(out, "modality", event.modality);
  set_id(out, "attribution", 'a', event.attribution, reading.attributions.size());
  return out;
}

Json figure_value(const Reading& reading, Index index, const SpanWriter& spans) {
  const Figure& figure = reading.figures[index];
  Json out = {{"id", json_id('f', index)}, {"span", spans(figure.span)}};
  set_number(out, "value", figure.value);
  if (figure.high) set_number(out, "high", *figure.high);
  out["bound"] = to_string(figure.bound);
  set(out, "unit", figure.unit);
  set(out, "what", figure.what);
  if (!figure.what_span.empty()) out["what_span"] = spans(figure.what_span);
  set(out, "place", figure.place);
  if (figure.part) out["part"] = true;
  set_id(out, "time", 't', figure.time, reading.times.size());
  set_id(out, "attribution", 'a', figure.attribution, reading.attributions.size());
  return out;
}

Json time_value(const TimeExpression& time, Index index, const SpanWriter& spans) {
  Json out = {{"id", json_id('t', index)}, {"span", spans(time.span)}, {"type", to_string(time.type)}};
  set(out, "value", time.value);
  set(out, "begin", time.begin);
  set(out, "end", time.end);
  return out;
}

Json main_event_value(const MainEvent& event, const SpanWriter& spans) {
  Json out = Json::object();
  const auto add = [&](const char* question, const Spans& answers) {
    if (!answers.empty()) out[question] = spans(answers);
  };
  add("who", event.who);
  add("what", event.what);
  add("when", event.when);
  add("where", event.where);
  add("why", event.why);
  add("how", event.how);
  return out;
}

template <class Items, class Write>
Json list_of(const Items& items, const Write& write) {
  Json list = Json::array();
  for (Index i = 0; i < items.size(); ++i) list.push_back(write(i));
  return list;
}

}  // namespace

std::string json_id(char letter, Index index) { return letter + std::to_string(static_cast<std::uint64_t>(index) + 1); }

Json document_value(const Document& document, OffsetUnit unit, EventCodes codes) {
  const Reading& reading = document.reading;
  const SpanWriter spans(document.article.text, unit);
  Json out = {
      {"id", document.id}, {"input", input_value(document.input)}, {"article", article_value(document.article)}};
  out["entities"] = list_of(reading.entities, [&](Index i) { return entity_value(reading.entities[i], i, spans); });
  out["attributions"] = list_of(reading.attributions, [&](Index i) { return attribution_value(reading, i, spans); });
  out["events"] = list_of(reading.events, [&](Index i) { return event_value(reading, i, spans, codes); });
  out["figures"] = list_of(reading.figures, [&](Index i) { return figure_value(reading, i, spans); });
  out["times"] = list_of(reading.times, [&](Index i) { return time_value(reading.times[i], i, spans); });
  Json main_event = main_event_value(reading.main_event, spans);
  if (const Span clause = headline_clause(document.article.title); !clause.empty() && !main_event.empty()) {
    main_event["headline"] = SpanWriter(document.article.title, unit)(clause);
  }
  if (!main_event.empty()) out["main_event"] = std::move(main_event);
  return out;
}

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace report

std::string document_json(const Document& document, OffsetUnit unit, EventCodes codes) {
  return report::dump(report::document_value(document, unit, codes));
}

std::string document_json(const Document& document, OffsetUnit unit, EventCodes codes, const std::vector<TaggedWord>& tokens) {
  report::Json out = report::document_value(document, unit, codes);
  const report::SpanWriter spans(document.article.text, unit);
  report::Json list = report::Json::array();
  for (const TaggedWord& token : tokens) {
    list.push_back({{"span", spans(token.span)}, {"pos", to_string(token.part)}, {"sentence", token.sentence + 1}});
  }
  out["tokens"] = std::move(list);
  return report::dump(out);
}

std::string article_json(const Document& document, bool furniture) {
  report::Json out = {{"id", document.id},
                      {"input", report::input_value(document.input)},
                      {"article", report::article_value(document.article)}};
  if (furniture) {
    out["furniture"] = report::Json::array();
    for (const Furniture& piece : document.article.furniture) {
      out["furniture"].push_back({{"type", piece.type}, {"text", piece.text}});
    }
  }
  return report::dump(out);
}

}  // namespace hearsay
