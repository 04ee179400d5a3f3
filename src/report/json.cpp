#include "report/json.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "core/enums.h"
#include "core/unicode.h"
#include "reading/event/headline.h"
#include "report/json_text.h"
#include "report/tokens_json.h"

namespace hearsay {
namespace report {
namespace {

// Writes the values of one document; its spans in the unit that was asked for. What is not known is left out.
class DocumentWriter {
 public:
  DocumentWriter(const Document& document, OffsetUnit unit) : document_(document), reading_(document.reading), unit_(unit), offsets_(map_of(document.article.text)) {}

  void write(EventCodes codes, const DocumentParts& parts) {
    open_document();
    const bool all = !parts.only_attributions;
    if (all) list("entities", reading_.entities, [&](Index i) { write_entity(reading_.entities[i], i); });
    list("attributions", reading_.attributions, [&](Index i) { write_attribution(reading_.attributions[i], i); });
    if (all) {
      list("events", reading_.events, [&](Index i) { write_event(reading_.events[i], i, codes); });
      list("figures", reading_.figures, [&](Index i) { write_figure(reading_.figures[i], i); });
      list("times", reading_.times, [&](Index i) { write_time(reading_.times[i], i); });
      write_main_event();
    }
    if (parts.tokens != nullptr) list("tokens", *parts.tokens, [&](Index i) { write_token((*parts.tokens)[i]); });
    out_.close('}');
  }

  void write_article_alone(bool furniture) {
    open_document();
    if (furniture) list("furniture", document_.article.furniture, [&](Index i) { write_furniture(document_.article.furniture[i]); });
    out_.close('}');
  }

  [[nodiscard]] std::string take() { return out_.take(); }

 private:
  [[nodiscard]] std::optional<OffsetMap> map_of(std::string_view text) const {
    if (unit_ == OffsetUnit::code_point) return OffsetMap(text, OffsetMap::Unit::code_point);
    if (unit_ == OffsetUnit::utf16) return OffsetMap(text, OffsetMap::Unit::utf16);
    return std::nullopt;
  }

  void write(Span span, const std::optional<OffsetMap>& map) {
    out_.open('[');
    out_.number(std::uint64_t{map ? (*map)(span.begin) : span.begin});
    out_.number(std::uint64_t{map ? (*map)(span.end) : span.end});
    out_.close(']');
  }
  void write(Span span) { write(span, offsets_); }
  void write(const Spans& spans) {
    out_.open('[');
    for (const Span span : spans) write(span);
    out_.close(']');
  }
  void write_id(char letter, Index index) { out_.text(json_id(letter, index)); }

  void member(std::string_view key, std::string_view value) {
    out_.key(key);
    out_.text(value);
  }
  void known(std::string_view key, std::string_view value) {
    if (!value.empty()) member(key, value);
  }
  void known(std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) list(key, values, [&](Index i) { out_.text(values[i]); });
  }
  void known(std::string_view key, char letter, Index index, std::size_t count) {
    if (index >= count) return;
    out_.key(key);
    write_id(letter, index);
  }
  void known(std::string_view key, double value) {
    if (!std::isfinite(value)) return;  // JSON has no infinity
    out_.key(key);
    out_.number(value, true);
  }
  template <class Place>
  void member_span(std::string_view key, const Place& place) {
    out_.key(key);
    write(place);
  }
  template <class Place>
  void known_span(std::string_view key, const Place& place) {
    if (!place.empty()) member_span(key, place);
  }
  // A member that is an object.
  void open(std::string_view key) {
    out_.key(key);
    out_.open('{');
  }
  void open_with_id(char letter, Index index) {
    out_.open('{');
    out_.key("id");
    write_id(letter, index);
  }
  void flag(std::string_view key, bool value) {
    if (!value) return;
    out_.key(key);
    out_.truth(true);
  }
  template <class Items, class Write>
  void list(std::string_view key, const Items& items, const Write& write_one) {
    out_.key(key);
    out_.open('[');
    for (Index i = 0; i < items.size(); ++i) write_one(i);
    out_.close(']');
  }

  void write_date(std::string_view key, const std::optional<Date>& date) {
    if (!date || date->value.empty()) return;
    out_.key(key);
    out_.open('{');
    member("value", date->value);
    member("precision", to_string(date->precision));
    known("basis", date->basis);
    out_.close('}');
  }

  void open_document() {
    out_.open('{');
    member("id", document_.id);
    write_input();
    write_article();
  }

  void write_input() {
    const InputInfo& input = document_.input;
    open("input");
    known("path", input.path);
    member("kind", to_string(input.kind));
    known("url", input.url);
    if (input.offset > 0) {
      out_.key("offset");
      out_.number(std::uint64_t{input.offset});
    }
    out_.close('}');
  }

  void write_article() {
    const Article& article = document_.article;
    open("article");
    known("title", article.title);
    write_date("published", article.published);
    write_date("modified", article.modified);
    known("authors", article.authors);
    known("publisher", article.publisher);
    known("credit", article.credit);
    known("language", article.language);
    known("section", article.section);
    known("url", article.url);
    member("text", article.text);
    out_.close('}');
  }

  void write_furniture(const Furniture& piece) {
    out_.open('{');
    member("type", piece.type);
    member("text", piece.text);
    out_.close('}');
  }

  void write_entity(const Entity& entity, Index index) {
    open_with_id('e', index);
    known("name", entity.name);
    member("type", to_string(entity.type));
    known("aliases", entity.aliases);
    known("roles", entity.roles);
    list("mentions", entity.mentions, [&](Index i) {
      out_.open('{');
      member_span("span", entity.mentions[i].span);
      member("form", to_string(entity.mentions[i].form));
      out_.close('}');
    });
    if (entity.location) {
      open("location");
      member("country", entity.location->country);
      out_.key("latitude");
      out_.number(entity.location->latitude, false);
      out_.key("longitude");
      out_.number(entity.location->longitude, false);
      out_.close('}');
    }
    if (!entity.members.empty()) list("members", entity.members, [&](Index i) { write_id('e', entity.members[i]); });
    if (!entity.stands_for.empty()) {
      open("stands_for");
      member("name", entity.stands_for);
      known("entity", 'e', entity.stands_for_entity, kNone);
      out_.close('}');
    }
    out_.close('}');
  }

  void write_hop(const Hop& hop) {
    out_.open('{');
    known("name", hop.name);
    known("entity", 'e', hop.entity, reading_.entities.size());
    member("kind", to_string(hop.kind));
    known_span("words", hop.words);
    known("basis", hop.basis);
    out_.close('}');
  }

  void write_speaker(const Speaker& speaker) {
    open("speaker");
    known("name", speaker.name);
    known("entity", 'e', speaker.entity, reading_.entities.size());
    member("kind", to_string(speaker.kind));
    known_span("role", speaker.role);
    known_span("proximity", speaker.proximity);
    known_span("anonymity", speaker.anonymity);
    out_.close('}');
  }

  void write_attribution(const Attribution& attribution, Index index) {
    open_with_id('a', index);
    known_span("source", attribution.source);
    known_span("cue", attribution.cue);
    member_span("content", attribution.content);
    member("form", to_string(attribution.form));
    member("stance", to_string(attribution.stance));
    flag("negated", attribution.negated);
    if (attribution.speaker) write_speaker(*attribution.speaker);
    known("within", 'a', attribution.within, reading_.attributions.size());
    if (!attribution.chain.empty()) list("chain", attribution.chain, [&](Index i) { write_hop(attribution.chain[i]); });
    out_.close('}');
  }

  void write_event(const Event& event, Index index, EventCodes codes) {
    open_with_id('v', index);
    member("type", event.type);
    known("subtype", event.subtype);
    if (codes == EventCodes::cameo) known("code", event.code);
    member_span("trigger", event.trigger);
    if (event.mentions.size() > 1) member_span("mentions", event.mentions);
    list("participants", event.participants, [&](Index i) {
      const Participant& participant = event.participants[i];
      out_.open('{');
      known("entity", 'e', participant.entity, reading_.entities.size());
      known("role", participant.role);
      known_span("span", participant.span);
      out_.close('}');
    });
    if (event.time < reading_.times.size()) {
      open("time");
      known("value", reading_.times[event.time].value);
      member_span("span", reading_.times[event.time].span);
      out_.close('}');
    }
    if (event.place < reading_.entities.size() || !event.place_span.empty()) {
      open("place");
      known("entity", 'e', event.place, reading_.entities.size());
      known_span("span", event.place_span);
      out_.close('}');
    }
    known("modality", event.modality);
    known("attribution", 'a', event.attribution, reading_.attributions.size());
    out_.close('}');
  }

  void write_figure(const Figure& figure, Index index) {
    open_with_id('f', index);
    member_span("span", figure.span);
    known("value", figure.value);
    if (figure.high) known("high", *figure.high);
    member("bound", to_string(figure.bound));
    known("unit", figure.unit);
    known("what", figure.what);
    known_span("what_span", figure.what_span);
    known("place", figure.place);
    flag("part", figure.part);
    known("time", 't', figure.time, reading_.times.size());
    known("attribution", 'a', figure.attribution, reading_.attributions.size());
    out_.close('}');
  }

  void write_time(const TimeExpression& time, Index index) {
    open_with_id('t', index);
    member_span("span", time.span);
    member("type", to_string(time.type));
    known("value", time.value);
    known("begin", time.begin);
    known("end", time.end);
    out_.close('}');
  }

  void write_main_event() {
    const MainEvent& event = reading_.main_event;
    const std::pair<const char*, const Spans*> answers[] = {{"who", &event.who},     {"what", &event.what}, {"when", &event.when},
                                                            {"where", &event.where}, {"why", &event.why},   {"how", &event.how}};
    if (std::all_of(std::begin(answers), std::end(answers), [](const auto& one) { return one.second->empty(); })) return;
    open("main_event");
    for (const auto& [question, spans] : answers) known_span(question, *spans);
    const std::string& title = document_.article.title;
    if (const Span clause = headline_clause(title); !clause.empty()) {
      out_.key("headline");
      write(clause, map_of(title));
    }
    out_.close('}');
  }

  void write_token(const TaggedWord& token) {
    out_.open('{');
    member_span("span", token.span);
    member("pos", to_string(token.part));
    out_.key("sentence");
    out_.number(std::uint64_t{token.sentence} + 1);
    out_.close('}');
  }

  const Document& document_;
  const Reading& reading_;
  const OffsetUnit unit_;
  const std::optional<OffsetMap> offsets_;
  JsonText out_;
};

}  // namespace

std::string json_id(char letter, Index index) { return letter + std::to_string(static_cast<std::uint64_t>(index) + 1); }

Json document_value(const Document& document, OffsetUnit unit, EventCodes codes) {
  return Json::parse(document_json(document, unit, codes));
}

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace report

std::string document_json(const Document& document, OffsetUnit unit, EventCodes codes) {
  return document_json(document, unit, codes, DocumentParts{});
}

std::string document_json(const Document& document, OffsetUnit unit, EventCodes codes, const DocumentParts& parts) {
  report::DocumentWriter writer(document, unit);
  writer.write(codes, parts);
  return writer.take();
}

std::string article_json(const Document& document, bool furniture) {
  report::DocumentWriter writer(document, OffsetUnit::byte);
  writer.write_article_alone(furniture);
  return writer.take();
}

}  // namespace hearsay
