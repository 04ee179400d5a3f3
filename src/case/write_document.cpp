#include <string>

#include "case/rows.h"

namespace hearsay {
namespace {

using sqlite::Database;
using sqlite::Query;

void write_names(Database& database, const char* sql, std::int64_t number, const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) Query(database, sql, number, i, names[i]).run();
}

void write_names_of(Database& database, const char* sql, std::int64_t number, std::size_t owner,
                    const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) Query(database, sql, number, owner, i, names[i]).run();
}

std::optional<std::string_view> date_value(const std::optional<Date>& date) {
  return date ? std::optional<std::string_view>(date->value) : std::nullopt;
}
std::optional<std::string_view> date_precision(const std::optional<Date>& date) {
  return date ? std::optional<std::string_view>(to_string(date->precision)) : std::nullopt;
}
std::optional<std::string_view> date_basis(const std::optional<Date>& date) {
  return date ? std::optional<std::string_view>(date->basis) : std::nullopt;
}

void write_article(Database& database, std::int64_t number, std::string_view key, const Document& document,
                   const SpanMaker& spans) {
  const Article& article = document.article;
  Query(database,
        "INSERT INTO document (number, id, key, path, record_offset, kind, url, title, published, published_precision, "
        "published_basis, modified, modified_precision, modified_basis, publisher, language, section, canonical_url, "
        "text) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        number, document.id, key, document.input.path, document.input.offset, to_string(document.input.kind),
        document.input.url, article.title, date_value(article.published), date_precision(article.published),
        date_basis(article.published), date_value(article.modified), date_precision(article.modified),
        date_basis(article.modified), article.publisher, article.language, article.section, article.url, article.text)
      .run();
  write_names(database, "INSERT INTO author VALUES (?,?,?)", number, article.authors);
  write_names(database, "INSERT INTO credit VALUES (?,?,?)", number, article.credit);
  for (std::size_t i = 0; i < article.blocks.size(); ++i) {
    const Block& block = article.blocks[i];
    const SpanColumns columns = spans(block.span);
    Query(database, "INSERT INTO block VALUES (?,?,?,?,?,?,?)", number, i, to_string(block.kind), columns.begin_byte,
          columns.end_byte, columns.begin_char, columns.end_char)
        .run();
  }
  for (std::size_t i = 0; i < article.furniture.size(); ++i) {
    Query(database, "INSERT INTO furniture VALUES (?,?,?,?)", number, i, article.furniture[i].type,
          article.furniture[i].text)
        .run();
  }
}

void write_entities(Database& database, std::int64_t number, const std::vector<Entity>& entities,
                    const SpanMaker& spans) {
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const Entity& entity = entities[i];
    std::optional<std::string_view> country;
    std::optional<double> latitude;
    std::optional<double> longitude;
    if (entity.location) {
      country = entity.location->country;
      latitude = entity.location->latitude;
      longitude = entity.location->longitude;
    }
    std::optional<std::string_view> stands_for;
    if (!entity.stands_for.empty()) stands_for = entity.stands_for;
    Query(database, "INSERT INTO entity VALUES (?,?,?,?,?,?,?,?,?)", number, i, entity.name, to_string(entity.type), country, latitude,
          longitude, stands_for, entity.stands_for_entity)
        .run();
    for (std::size_t j = 0; j < entity.members.size(); ++j) {
      Query(database, "INSERT INTO entity_member VALUES (?,?,?,?)", number, i, j, entity.members[j]).run();
    }
    write_names_of(database, "INSERT INTO alias VALUES (?,?,?,?)", number, i, entity.aliases);
    write_names_of(database, "INSERT INTO role VALUES (?,?,?,?)", number, i, entity.roles);
    for (std::size_t j = 0; j < entity.mentions.size(); ++j) {
      const Mention& mention = entity.mentions[j];
      Query(database, "INSERT INTO mention VALUES (?,?,?,?,?,?,?,?,?)", number, i, j, to_string(mention.form),
            spans(mention.span))
          .run();
    }
  }
}

void write_spans(Database& database, std::int64_t number, std::size_t attribution, const char* role,
                 const Spans& list, const SpanMaker& spans) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    Query(database, "INSERT INTO attribution_span VALUES (?,?,?,?,?,?,?,?,?)", number, attribution, role, i,
          spans(list[i]))
        .run();
  }
}

void write_chain(Database& database, std::int64_t number, std::size_t attribution, const std::vector<Hop>& chain,
                 const SpanMaker& spans) {
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const Hop& hop = chain[i];
    Query(database, "INSERT INTO hop VALUES (?,?,?,?,?,?,?)", number, attribution, i, hop.name, hop.entity,
          to_string(hop.kind), hop.basis)
        .run();
    for (std::size_t j = 0; j < hop.words.size(); ++j) {
      Query(database, "INSERT INTO hop_span VALUES (?,?,?,?,?,?,?,?,?)", number, attribution, i, j,
            spans(hop.words[j]))
          .run();
    }
  }
}

void write_attributions(Database& database, std::int64_t number, const std::vector<Attribution>& attributions,
                        const SpanMaker& spans) {
  for (std::size_t i = 0; i < attributions.size(); ++i) {
    const Attribution& attribution = attributions[i];
    std::optional<std::string_view> speaker;
    std::optional<std::string_view> kind;
    Index entity = kNone;
    if (attribution.speaker) {
      speaker = attribution.speaker->name;
      kind = to_string(attribution.speaker->kind);
      entity = attribution.speaker->entity;
    }
    Query(database,
          "INSERT INTO attribution (document, position, form, stance, negated, speaker, speaker_entity, speaker_kind, "
          "within) VALUES (?,?,?,?,?,?,?,?,?)",
          number, i, to_string(attribution.form), to_string(attribution.stance), attribution.negated, speaker, entity,
          kind, attribution.within)
        .run();
    write_spans(database, number, i, "source", attribution.source, spans);
    write_spans(database, number, i, "cue", attribution.cue, spans);
    write_spans(database, number, i, "content", attribution.content, spans);
    if (attribution.speaker) {
      const auto write_one = [&](const char* role, Span span) {
        if (!span.empty()) write_spans(database, number, i, role, {span}, spans);
      };
      write_one("role", attribution.speaker->role);
      write_one("proximity", attribution.speaker->proximity);
      write_one("anonymity", attribution.speaker->anonymity);
    }
    write_chain(database, number, i, attribution.chain, spans);
  }
}

void write_events(Database& database, std::int64_t number, const std::vector<Event>& events, const SpanMaker& spans) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    Query(database, "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", number, i, event.type, event.subtype,
          event.code, event.modality, event.attribution, event.time, event.place, spans.unless_absent(event.place_span))
        .run();
    for (std::size_t j = 0; j < event.trigger.size(); ++j) {
      Query(database, "INSERT INTO event_span VALUES (?,?,?,?,?,?,?,?)", number, i, j, spans(event.trigger[j])).run();
    }
    for (std::size_t j = 0; j < event.mentions.size(); ++j) {
      Query(database, "INSERT INTO event_mention VALUES (?,?,?,?,?,?,?,?)", number, i, j, spans(event.mentions[j])).run();
    }
    for (std::size_t j = 0; j < event.participants.size(); ++j) {
      const Participant& participant = event.participants[j];
      Query(database, "INSERT INTO participant VALUES (?,?,?,?,?,?,?,?,?,?)", number, i, j, participant.entity,
            participant.role, spans.unless_absent(participant.span))
          .run();
    }
  }
}

void write_figures_and_times(Database& database, std::int64_t number, const Reading& reading,
                             const SpanMaker& spans) {
  for (std::size_t i = 0; i < reading.figures.size(); ++i) {
    const Figure& figure = reading.figures[i];
    Query(database, "INSERT INTO figure VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", number, i, figure.value,
          figure.high, to_string(figure.bound), figure.unit, figure.what, figure.attribution, figure.time,
          figure.place, figure.part, spans(figure.span), spans.unless_absent(figure.what_span))
        .run();
  }
  for (std::size_t i = 0; i < reading.times.size(); ++i) {
    const TimeExpression& time = reading.times[i];
    Query(database, "INSERT INTO time_expression VALUES (?,?,?,?,?,?,?,?,?,?,?)", number, i, to_string(time.type),
          time.value, time.begin, time.end, spans(time.span))
        .run();
  }
}

void write_answers(Database& database, std::int64_t number, const MainEvent& event, const SpanMaker& spans) {
  const auto write = [&](const char* question, const Spans& answers) {
    for (std::size_t i = 0; i < answers.size(); ++i) {
      Query(database, "INSERT INTO answer VALUES (?,?,?,?,?,?,?,?)", number, question, i, spans(answers[i])).run();
    }
  };
  write("who", event.who);
  write("what", event.what);
  write("when", event.when);
  write("where", event.where);
  write("why", event.why);
  write("how", event.how);
}

}  // namespace

void write_document(Database& database, std::int64_t number, std::string_view key, const Document& document) {
  const SpanMaker spans(document.article.text);
  const Reading& reading = document.reading;
  write_article(database, number, key, document, spans);
  write_entities(database, number, reading.entities, spans);
  write_attributions(database, number, reading.attributions, spans);
  write_events(database, number, reading.events, spans);
  write_figures_and_times(database, number, reading, spans);
  write_answers(database, number, reading.main_event, spans);
  Query(database, "INSERT INTO document_search (rowid, title, text) VALUES (?,?,?)", number, document.article.title,
        document.article.text)
      .run();
  Query(database,
        "INSERT INTO statement_search (rowid, content) SELECT number, content FROM statement WHERE number IN "
        "(SELECT number FROM attribution WHERE document = ?)",
        number)
      .run();
}

void erase_document(Database& database, std::int64_t number) {
  // The full-text tables keep no texts of their own: to forget a document they must be told its words, so they go first.
  Query(database,
        "INSERT INTO statement_search (statement_search, rowid, content) SELECT 'delete', number, content FROM "
        "statement WHERE number IN (SELECT number FROM attribution WHERE document = ?)",
        number)
      .run();
  Query(database,
        "INSERT INTO document_search (document_search, rowid, title, text) SELECT 'delete', number, title, text FROM "
        "document WHERE number = ?",
        number)
      .run();
  for (const char* table : {"author", "credit", "block", "furniture", "entity", "alias", "role", "entity_member", "mention",
                            "attribution", "attribution_span", "hop", "hop_span", "time_expression", "figure", "event",
                            "event_span", "event_mention", "participant", "answer"}) {
    Query(database, ("DELETE FROM " + std::string(table) + " WHERE document = ?").c_str(), number).run();
  }
  Query(database, "DELETE FROM document WHERE number = ?", number).run();
}

}  // namespace hearsay
