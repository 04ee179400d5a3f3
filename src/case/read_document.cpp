#include <algorithm>
#include <string>

#include "case/rows.h"

namespace hearsay {
namespace {

using sqlite::Database;
using sqlite::Query;

// One pass over each table for the whole range of documents. Rows come in the order of the documents, and within one in
// the order of their positions, so that each is appended where it belongs.
class DocumentReader {
 public:
  DocumentReader(Database& database, std::int64_t first, std::int64_t last)
      : database_(database), first_(first), last_(last) {}

  std::vector<NumberedDocument> read() {
    read_articles();
    read_names("SELECT document, name FROM author WHERE document BETWEEN ? AND ? ORDER BY document, position",
               [](Document& document) -> auto& { return document.article.authors; });
    read_names("SELECT document, name FROM credit WHERE document BETWEEN ? AND ? ORDER BY document, position",
               [](Document& document) -> auto& { return document.article.credit; });
    read_blocks();
    read_furniture();
    read_entities();
    read_entity_names("SELECT document, entity, name FROM alias WHERE document BETWEEN ? AND ? "
                      "ORDER BY document, entity, position", &Entity::aliases);
    read_entity_names("SELECT document, entity, name FROM role WHERE document BETWEEN ? AND ? "
                      "ORDER BY document, entity, position", &Entity::roles);
    read_mentions();
    read_attributions();
    read_attribution_spans();
    read_entity_members();
    read_hops();
    read_hop_spans();
    read_times();
    read_figures();
    read_events();
    read_event_spans();
    read_event_mentions();
    read_participants();
    read_answers();
    return std::move(documents_);
  }

 private:
  // Calls `take(document, query)` for each row; column 0 must be the document's number.
  template <class Take>
  void each(const char* sql, const Take& take) {
    Query query(database_, sql, first_, last_);
    std::size_t place = 0;
    while (query.row()) {
      const std::int64_t number = query.integer(0);
      while (place < documents_.size() && documents_[place].number < number) ++place;
      if (place < documents_.size() && documents_[place].number == number) {
        take(documents_[place].document, query);
      } else {
        damaged(sql, number);
      }
    }
  }

  void damaged(const char* sql, std::int64_t number) {
    database_.fail(Error{"the case file is damaged: a row of document " + std::to_string(number) +
                             " belongs to nothing (" + sql + ")",
                         database_.path(), "restore it from a copy, or read the inputs again into a new file"});
  }

  // list[index], or nullptr (and a failure) where a row names what is not there.
  template <class List>
  auto* at(List& list, const Query& query, int column, const char* what) {
    const Index index = query.index(column);
    if (index < list.size()) return &list[index];
    damaged(what, query.integer(0));
    return static_cast<decltype(list.data())>(nullptr);
  }

  static Span span(const Query& query, int column) {
    return {static_cast<std::uint32_t>(query.integer(column)), static_cast<std::uint32_t>(query.integer(column + 1))};
  }

  std::optional<Date> date(const Query& query, int column) {
    if (query.is_null(column)) return std::nullopt;
    return Date{query.text(column), read_word<DatePrecision>(database_, query, column + 1), query.text(column + 2)};
  }

  void read_articles() {
    Query query(database_,
                "SELECT number, id, path, record_offset, kind, url, title, published, published_precision, "
                "published_basis, modified, modified_precision, modified_basis, publisher, language, section, "
                "canonical_url, text FROM document WHERE number BETWEEN ? AND ? ORDER BY number",
                first_, last_);
    while (query.row()) {
      NumberedDocument& read = documents_.emplace_back();
      read.number = query.integer(0);
      Document& document = read.document;
      document.id = query.text(1);
      document.input.path = query.text(2);
      document.input.offset = static_cast<std::uint64_t>(query.integer(3));
      document.input.kind = read_word<InputKind>(database_, query, 4);
      document.input.url = query.text(5);
      Article& article = document.article;
      article.title = query.text(6);
      article.published = date(query, 7);
      article.modified = date(query, 10);
      article.publisher = query.text(13);
      article.language = query.text(14);
      article.section = query.text(15);
      article.url = query.text(16);
      article.text = query.text(17);
    }
  }

  template <class Names>
  void read_names(const char* sql, const Names& names) {
    each(sql, [&](Document& document, Query& query) { names(document).push_back(query.text(1)); });
  }

  void read_blocks() {
    each("SELECT document, kind, begin_byte, end_byte FROM block WHERE document BETWEEN ? AND ? "
         "ORDER BY document, position",
         [&](Document& document, Query& query) {
           document.article.blocks.push_back({span(query, 2), read_word<BlockKind>(database_, query, 1)});
         });
  }

  void read_furniture() {
    each("SELECT document, type, text FROM furniture WHERE document BETWEEN ? AND ? ORDER BY document, position",
         [](Document& document, Query& query) {
           document.article.furniture.push_back({query.text(1), query.text(2)});
         });
  }

  void read_entities() {
    each("SELECT document, name, type, country, latitude, longitude, stands_for, stands_for_entity FROM entity "
         "WHERE document BETWEEN ? AND ? ORDER BY document, position",
         [&](Document& document, Query& query) {
           Entity& entity = document.reading.entities.emplace_back();
           entity.name = query.text(1);
           entity.type = read_word<EntityType>(database_, query, 2);
           if (!query.is_null(3)) entity.location = Location{query.text(3), query.real(4), query.real(5)};
           if (!query.is_null(6)) entity.stands_for = query.text(6);
           entity.stands_for_entity = query.index(7);
         });
  }

  void read_entity_members() {
    each("SELECT document, entity, member FROM entity_member WHERE document BETWEEN ? AND ? "
         "ORDER BY document, entity, position",
         [&](Document& document, Query& query) {
           if (Entity* entity = at(document.reading.entities, query, 1, "entity_member")) {
             entity->members.push_back(query.index(2));
           }
         });
  }

  void read_entity_names(const char* sql, std::vector<std::string> Entity::*names) {
    each(sql, [&](Document& document, Query& query) {
      if (Entity* entity = at(document.reading.entities, query, 1, sql)) (entity->*names).push_back(query.text(2));
    });
  }

  void read_mentions() {
    each("SELECT document, entity, form, begin_byte, end_byte FROM mention WHERE document BETWEEN ? AND ? "
         "ORDER BY document, entity, position",
         [&](Document& document, Query& query) {
           if (Entity* entity = at(document.reading.entities, query, 1, "mention")) {
             entity->mentions.push_back({span(query, 3), read_word<MentionForm>(database_, query, 2)});
           }
         });
  }

  void read_attributions() {
    each("SELECT document, form, stance, negated, speaker, speaker_entity, speaker_kind, within FROM attribution "
         "WHERE document BETWEEN ? AND ? ORDER BY document, position",
         [&](Document& document, Query& query) {
           Attribution& attribution = document.reading.attributions.emplace_back();
           attribution.form = read_word<Form>(database_, query, 1);
           attribution.stance = read_word<Stance>(database_, query, 2);
           attribution.negated = query.integer(3) != 0;
           if (!query.is_null(4)) {
             attribution.speaker = Speaker{query.text(4), query.index(5), read_word<SpeakerKind>(database_, query, 6)};
           }
           attribution.within = query.index(7);
         });
  }

  void read_attribution_spans() {
    each("SELECT document, attribution, role, begin_byte, end_byte FROM attribution_span "
         "WHERE document BETWEEN ? AND ? ORDER BY document, attribution, role, position",
         [&](Document& document, Query& query) {
           Attribution* attribution = at(document.reading.attributions, query, 1, "attribution_span");
           if (attribution == nullptr) return;
           const std::string_view role = query.view(2);
           if (role == "source" || role == "cue" || role == "content") {
             Spans& spans = role == "source" ? attribution->source
                            : role == "cue"  ? attribution->cue
                                             : attribution->content;
             spans.push_back(span(query, 3));
           } else if (attribution->speaker) {
             Speaker& speaker = *attribution->speaker;
             (role == "role" ? speaker.role : role == "proximity" ? speaker.proximity : speaker.anonymity) = span(query, 3);
           }
         });
  }

  void read_hops() {
    each("SELECT document, attribution, name, entity, kind, basis FROM hop WHERE document BETWEEN ? AND ? "
         "ORDER BY document, attribution, position",
         [&](Document& document, Query& query) {
           Attribution* attribution = at(document.reading.attributions, query, 1, "hop");
           if (attribution == nullptr) return;
           Hop& hop = attribution->chain.emplace_back();
           hop.name = query.text(2);
           hop.entity = query.index(3);
           hop.kind = read_word<SpeakerKind>(database_, query, 4);
           hop.basis = query.text(5);
         });
  }

  void read_hop_spans() {
    each("SELECT document, attribution, hop, begin_byte, end_byte FROM hop_span WHERE document BETWEEN ? AND ? "
         "ORDER BY document, attribution, hop, position",
         [&](Document& document, Query& query) {
           Attribution* attribution = at(document.reading.attributions, query, 1, "hop_span");
           Hop* hop = attribution == nullptr ? nullptr : at(attribution->chain, query, 2, "hop_span");
           if (hop != nullptr) hop->words.push_back(span(query, 3));
         });
  }

  void read_times() {
    each("SELECT document, type, value, first_day, last_day, begin_byte, end_byte FROM time_expression WHERE document BETWEEN ? AND ? "
         "ORDER BY document, position",
         [&](Document& document, Query& query) {
           document.reading.times.push_back(
               {span(query, 5), read_word<TimeType>(database_, query, 1), query.text(2), query.text(3), query.text(4)});
         });
  }

  void read_figures() {
    each("SELECT document, value, high, bound, unit, what, attribution, time, place, begin_byte, end_byte, "
         "what_begin_byte, what_end_byte, part FROM figure WHERE document BETWEEN ? AND ? ORDER BY document, position",
         [&](Document& document, Query& query) {
           Figure& figure = document.reading.figures.emplace_back();
           figure.value = query.real(1);
           if (!query.is_null(2)) figure.high = query.real(2);
           figure.bound = read_word<Bound>(database_, query, 3);
           figure.unit = query.text(4);
           figure.what = query.text(5);
           figure.attribution = query.index(6);
           figure.time = query.index(7);
           figure.place = query.text(8);
           figure.span = span(query, 9);
           figure.what_span = span(query, 11);
           figure.part = query.integer(13) != 0;
         });
  }

  void read_events() {
    each("SELECT document, type, subtype, modality, attribution, time, place, place_begin_byte, place_end_byte, code "
         "FROM event WHERE document BETWEEN ? AND ? ORDER BY document, position",
         [&](Document& document, Query& query) {
           Event& event = document.reading.events.emplace_back();
           event.type = query.text(1);
           event.subtype = query.text(2);
           event.modality = query.text(3);
           event.attribution = query.index(4);
           event.time = query.index(5);
           event.place = query.index(6);
           event.place_span = span(query, 7);
           event.code = query.text(9);
         });
  }

  void read_event_spans() {
    each("SELECT document, event, begin_byte, end_byte FROM event_span WHERE document BETWEEN ? AND ? "
         "ORDER BY document, event, position",
         [&](Document& document, Query& query) {
           if (Event* event = at(document.reading.events, query, 1, "event_span")) {
             event->trigger.push_back(span(query, 2));
           }
         });
  }

  void read_event_mentions() {
    each("SELECT document, event, begin_byte, end_byte FROM event_mention WHERE document BETWEEN ? AND ? "
         "ORDER BY document, event, position",
         [&](Document& document, Query& query) {
           if (Event* event = at(document.reading.events, query, 1, "event_mention")) {
             event->mentions.push_back(span(query, 2));
           }
         });
  }

  void read_answers() {
    each("SELECT document, question, begin_byte, end_byte FROM answer WHERE document BETWEEN ? AND ? "
         "ORDER BY document, question, position",
         [&](Document& document, Query& query) {
           MainEvent& event = document.reading.main_event;
           const std::string question = query.text(1);
           Spans& answers = question == "who"     ? event.who
                            : question == "what"  ? event.what
                            : question == "when"  ? event.when
                            : question == "where" ? event.where
                            : question == "why"   ? event.why
                                                  : event.how;
           answers.push_back(span(query, 2));
         });
  }

  void read_participants() {
    each("SELECT document, event, entity, role, begin_byte, end_byte FROM participant WHERE document BETWEEN ? AND ? "
         "ORDER BY document, event, position",
         [&](Document& document, Query& query) {
           if (Event* event = at(document.reading.events, query, 1, "participant")) {
             event->participants.push_back({query.index(2), query.text(3), span(query, 4)});
           }
         });
  }

  Database& database_;
  std::int64_t first_;
  std::int64_t last_;
  std::vector<NumberedDocument> documents_;
};

}  // namespace

std::vector<NumberedDocument> read_documents(Database& database, std::int64_t first, std::int64_t last) {
  return DocumentReader(database, first, last).read();
}

}  // namespace hearsay
