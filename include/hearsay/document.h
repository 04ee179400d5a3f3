// A document: one report as read, as a plain value. Every claim in it carries spans (byte offsets) into
// `article.text`. Where something is not known it is absent (empty, nullopt or kNone), never invented.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/span.h"

namespace hearsay {

// --- where it came from -------------------------------------------------------------------------------------------

enum class InputKind { text, html, jsonl, warc, feed };

struct InputInfo {
  std::string path;          // as given on the command line or found in a folder; "-" for stdin
  std::uint64_t offset = 0;  // of the record in the file, in bytes (of the decompressed stream for .gz)
  InputKind kind = InputKind::text;
  std::string url;  // as the container or the page's canonical link tells it
};

// --- the article --------------------------------------------------------------------------------------------------

enum class DatePrecision { year, month, day, minute, second };

// ISO 8601. `value` is cut to its precision: "2023", "2023-11", "2023-11-05", "2023-11-05T17:27+02:00" (without zone
// where none is known). `basis` names what it rests on: "json-ld", "meta", "time", "byline", "dateline", "url",
// "text", "record" (told by the container: JSON Lines field, feed item).
struct Date {
  std::string value;
  DatePrecision precision = DatePrecision::day;
  std::string basis;
};

enum class BlockKind { paragraph, heading, quote, list_item };

// One block of the article's text: a line without line breaks.
struct Block {
  Span span;
  BlockKind kind = BlockKind::paragraph;
};

// What was on the page and is not the article: "menu", "headline", "comment", "teaser", "caption", "share", "newsletter",
// "author", "legal" (cookie, consent, paywall text), "link", "boilerplate", "other".
struct Furniture {
  std::string type;
  std::string text;
};

struct Article {
  std::string title;
  std::optional<Date> published;
  std::optional<Date> modified;
  std::vector<std::string> authors;
  std::string publisher;
  std::vector<std::string> credit;  // agencies credited in byline, dateline or tail line
  std::string language;             // BCP 47 primary tag ("en"); empty if not known
  std::string section;
  std::string url;   // canonical
  std::string text;  // UTF-8; blocks with a blank line between them (verbatim: the input's own text)
  std::vector<Block> blocks;
  std::vector<Furniture> furniture;
};

// --- the reading --------------------------------------------------------------------------------------------------

enum class EntityType { person, organization, place, group, outlet, document, other };
enum class MentionForm { name, nominal, pronoun };

struct Mention {
  Span span;
  MentionForm form = MentionForm::name;
};

// Where a place lies, as the gazetteer knows it.
struct Location {
  std::string country;  // ISO 3166-1 alpha-2
  double latitude = 0;  // degrees; of a country its capital's
  double longitude = 0;
};

struct Entity {
  std::string name;  // the fullest form the text gives, without titles and honorifics
  EntityType type = EntityType::other;
  std::vector<std::string> aliases;  // other forms as they stand in the text, without pronouns
  std::vector<std::string> roles;    // "supreme leader", "spokesman"
  std::vector<Mention> mentions;     // ascending
  std::vector<Index> members = {};   // of "Anna Harl and Tom Brook", who are meant together
  std::optional<Location> location = std::nullopt;  // of a place that is known
  // A capital or a palace that speaks: the country whose government is meant, and its entity where the text has it.
  std::string stands_for = {};
  Index stands_for_entity = kNone;
};

enum class Form { direct, indirect, mixed };

enum class Stance {
  states, claims, denies, confirms, reports, asks, demands, warns, threatens, promises, praises, accuses, thanks,
  condemns, predicts, believes, hopes, declines,
};

enum class SpeakerKind { named, unnamed, collective, outlet, document };

struct Speaker {
  std::string name;  // the entity's, or the source's own words for an unnamed one
  Index entity = kNone;
  SpeakerKind kind = SpeakerKind::named;
  // What the words around the source say of whoever speaks; empty where they say nothing.
  Span role = {};       // office: "a spokesman for the ministry"
  Span proximity = {};  // how they know: "familiar with the matter", "close to Harl"
  Span anonymity = {};  // why without a name: "because he was not authorised to speak"
};

// One hand an utterance passed through.
struct Hop {
  std::string name;
  Index entity = kNone;
  SpeakerKind kind = SpeakerKind::named;
  Spans words;        // what in the text names this hand; empty where it is the credit or the publisher
  std::string basis;  // "source", "nested", "told", "outlet", "citing", "credit", "publisher"
};

struct Attribution {
  Spans source;  // may be empty: "was said to"
  Spans cue;
  Spans content;  // one or more spans, ascending, quotation marks and a leading "that" included
  Form form = Form::indirect;
  Stance stance = Stance::states;
  bool negated = false;            // "did not say that"
  std::optional<Speaker> speaker;  // absent where nobody can be named
  Index within = kNone;            // the attribution whose content holds this one
  std::vector<Hop> chain;          // utterer first, the page's publisher last
};

// TIMEX3's types.
enum class TimeType { date, time, duration, set };

struct TimeExpression {
  Span span;
  TimeType type = TimeType::date;
  std::string value;  // TIMEX3/ISO 8601: "2023-11-05", "2023-11-05TEV", "P3D", "2023-W45"; empty if unresolved
  // The first and the last day it covers, "2023-11-05"; empty where it is no stretch of the calendar or unresolved.
  std::string begin = {};
  std::string end = {};
};

enum class Bound { exact, about, at_least, at_most, more_than, less_than, nearly, between };

struct Figure {
  Span span;  // the number with its bound words: "at least 11,517"
  double value = 0;
  std::optional<double> high;  // upper end of a range
  Bound bound = Bound::exact;
  std::string unit;  // "deaths", "injured", "missing", "detained", "people", "percent", "USD", "km", ...; may be empty
  std::string what;  // the words that say what is counted: "Palestinians"
  Span what_span;
  Index attribution = kNone;  // the innermost attribution whose content holds it
  Index time = kNone;         // index into times
  std::string place;
  bool part = false;  // of a total that the text gives too: "12 people, four of them children"
};

struct Participant {
  Index entity = kNone;
  std::string role;  // "agent", "patient", "host", "guest", "recipient"
  Span span;
};

// PLOVER's sixteen classes as text ("CONSULT"), finer in `subtype` ("meeting").
struct Event {
  std::string type;
  std::string subtype;
  std::string code;  // CAMEO's: "042"
  Spans trigger;     // where it is told first or best
  Spans mentions;    // every place where it is told, the trigger's included, ascending; one span each
  std::vector<Participant> participants;
  Index time = kNone;  // index into times
  Index place = kNone;  // entity
  Span place_span;
  std::string modality = "asserted";  // "asserted", "denied", "planned", "hypothetical", "demanded"
  Index attribution = kNone;
};

// What the report is mainly about, as the words that answer: who did what, when, where, why and how. Best first; empty
// where the text gives no answer.
struct MainEvent {
  Spans who;
  Spans what;
  Spans when;
  Spans where;
  Spans why;
  Spans how;
};

struct Reading {
  std::vector<Entity> entities;
  std::vector<Attribution> attributions;  // in order of their first span
  std::vector<Event> events;
  std::vector<Figure> figures;
  std::vector<TimeExpression> times;
  MainEvent main_event;
};

struct Document {
  std::string id;  // the record's own, else the file's name without its ending
  InputInfo input;
  Article article;
  Reading reading;
};

}  // namespace hearsay
