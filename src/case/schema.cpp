#include "case/schema.h"

namespace hearsay {

const char* const kCaseSchema = R"sql(
CREATE TABLE state (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE document (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  record_offset INTEGER NOT NULL,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  published TEXT,
  published_precision TEXT,
  published_basis TEXT,
  modified TEXT,
  modified_precision TEXT,
  modified_basis TEXT,
  publisher TEXT NOT NULL,
  language TEXT NOT NULL,
  section TEXT NOT NULL,
  canonical_url TEXT NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE author (
  document INTEGER NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE credit (
  document INTEGER NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE block (
  document INTEGER NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE furniture (
  document INTEGER NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE entity (
  document INTEGER NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  country TEXT,
  latitude REAL,
  longitude REAL,
  stands_for TEXT,
  stands_for_entity INTEGER,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE alias (
  document INTEGER NOT NULL REFERENCES document,
  entity INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (document, entity, position)
) WITHOUT ROWID;

CREATE TABLE role (
  document INTEGER NOT NULL REFERENCES document,
  entity INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (document, entity, position)
) WITHOUT ROWID;

CREATE TABLE entity_member (
  document INTEGER NOT NULL REFERENCES document,
  entity INTEGER NOT NULL,
  position INTEGER NOT NULL,
  member INTEGER NOT NULL,
  PRIMARY KEY (document, entity, position)
) WITHOUT ROWID;

CREATE TABLE mention (
  document INTEGER NOT NULL REFERENCES document,
  entity INTEGER NOT NULL,
  position INTEGER NOT NULL,
  form TEXT NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (document, entity, position)
) WITHOUT ROWID;

CREATE TABLE attribution (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  form TEXT NOT NULL,
  stance TEXT NOT NULL,
  negated INTEGER NOT NULL,
  speaker TEXT,
  speaker_entity INTEGER,
  speaker_kind TEXT,
  within INTEGER,
  UNIQUE (document, position)
);

CREATE TABLE attribution_span (
  document INTEGER NOT NULL REFERENCES document,
  attribution INTEGER NOT NULL,
  role TEXT NOT NULL,
  position INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (document, attribution, role, position)
) WITHOUT ROWID;

CREATE TABLE hop (
  document INTEGER NOT NULL REFERENCES document,
  attribution INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  entity INTEGER,
  kind TEXT NOT NULL,
  basis TEXT NOT NULL,
  PRIMARY KEY (document, attribution, position)
) WITHOUT ROWID;

CREATE TABLE hop_span (
  document INTEGER NOT NULL REFERENCES document,
  attribution INTEGER NOT NULL,
  hop INTEGER NOT NULL,
  position INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (document, attribution, hop, position)
) WITHOUT ROWID;

CREATE TABLE time_expression (
  document INTEGER NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE figure (
  document INTEGER NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  value REAL,
  high REAL,
  bound TEXT NOT NULL,
  unit TEXT NOT NULL,
  what TEXT NOT NULL,
  attribution INTEGER,
  time INTEGER,
  place TEXT NOT NULL,
  part INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  what_begin_byte INTEGER,
  what_end_byte INTEGER,
  what_begin_char INTEGER,
  what_end_char INTEGER,
  what_words TEXT,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE event (
  document INTEGER NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  subtype TEXT NOT NULL,
  code TEXT NOT NULL,
  modality TEXT NOT NULL,
  attribution INTEGER,
  time INTEGER,
  place INTEGER,
  place_begin_byte INTEGER,
  place_end_byte INTEGER,
  place_begin_char INTEGER,
  place_end_char INTEGER,
  place_words TEXT,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE event_span (
  document INTEGER NOT NULL REFERENCES document,
  event INTEGER NOT NULL,
  position INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (document, event, position)
) WITHOUT ROWID;

CREATE TABLE event_mention (
  document INTEGER NOT NULL REFERENCES document,
  event INTEGER NOT NULL,
  position INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (document, event, position)
) WITHOUT ROWID;

CREATE TABLE participant (
  document INTEGER NOT NULL REFERENCES document,
  event INTEGER NOT NULL,
  position INTEGER NOT NULL,
  entity INTEGER,
  role TEXT NOT NULL,
  begin_byte INTEGER,
  end_byte INTEGER,
  begin_char INTEGER,
  end_char INTEGER,
  words TEXT,
  PRIMARY KEY (document, event, position)
) WITHOUT ROWID;

CREATE TABLE answer (
  document INTEGER NOT NULL REFERENCES document,
  question TEXT NOT NULL,
  position INTEGER NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (document, question, position)
) WITHOUT ROWID;

CREATE TABLE case_entity (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL
);

CREATE TABLE case_alias (
  entity INTEGER NOT NULL REFERENCES case_entity,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (entity, position)
) WITHOUT ROWID;

CREATE TABLE case_role (
  entity INTEGER NOT NULL REFERENCES case_entity,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (entity, position)
) WITHOUT ROWID;

CREATE TABLE case_member (
  entity INTEGER NOT NULL REFERENCES case_entity,
  position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document,
  document_entity INTEGER NOT NULL,
  PRIMARY KEY (entity, position)
) WITHOUT ROWID;

CREATE INDEX case_member_by_document ON case_member (document, document_entity);

CREATE TABLE story (
  number INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL
);

CREATE TABLE story_document (
  story INTEGER NOT NULL REFERENCES story,
  position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document,
  PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE INDEX story_document_by_document ON story_document (document);

CREATE TABLE story_origin (
  story INTEGER NOT NULL REFERENCES story,
  origin INTEGER NOT NULL,
  position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document,
  PRIMARY KEY (story, origin, position)
) WITHOUT ROWID;

CREATE TABLE copy (
  story INTEGER NOT NULL REFERENCES story,
  position INTEGER NOT NULL,
  original INTEGER NOT NULL REFERENCES document,
  copy INTEGER NOT NULL REFERENCES document,
  containment REAL NOT NULL,
  PRIMARY KEY (story, position)
) WITHOUT ROWID;

CREATE TABLE passage (
  story INTEGER NOT NULL REFERENCES story,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES document,
  same REAL NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (story, position, role)
) WITHOUT ROWID;

CREATE TABLE comparison (
  number INTEGER PRIMARY KEY,
  story INTEGER REFERENCES story,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  verdict TEXT NOT NULL,
  why TEXT NOT NULL,
  origins INTEGER NOT NULL
);

CREATE TABLE comparison_member (
  comparison INTEGER NOT NULL REFERENCES comparison,
  position INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document,
  value TEXT NOT NULL,
  attribution INTEGER,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  begin_char INTEGER NOT NULL,
  end_char INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (comparison, position)
) WITHOUT ROWID;

CREATE VIEW statement AS
SELECT a.number AS number, d.id AS document, d.publisher AS publisher, d.published AS published,
  a.position AS attribution, a.speaker AS speaker, a.speaker_kind AS speaker_kind, a.stance AS stance,
  a.form AS form, a.negated AS negated,
  (SELECT group_concat(words, ' ') FROM (SELECT words FROM attribution_span AS s WHERE s.document = a.document
    AND s.attribution = a.position AND s.role = 'source' ORDER BY s.position)) AS source,
  (SELECT group_concat(words, ' ') FROM (SELECT words FROM attribution_span AS s WHERE s.document = a.document
    AND s.attribution = a.position AND s.role = 'cue' ORDER BY s.position)) AS cue,
  (SELECT group_concat(words, ' ') FROM (SELECT words FROM attribution_span AS s WHERE s.document = a.document
    AND s.attribution = a.position AND s.role = 'content' ORDER BY s.position)) AS content,
  (SELECT group_concat(name, ' > ') FROM (SELECT name FROM hop AS h WHERE h.document = a.document
    AND h.attribution = a.position ORDER BY h.position)) AS chain
FROM attribution AS a JOIN document AS d ON d.number = a.document;

CREATE VIRTUAL TABLE document_search USING fts5(
  title, text, content='document', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE statement_search USING fts5(
  content, content='statement', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
CREATE INDEX comparison_by_story ON comparison (story);

CREATE INDEX passage_by_document ON passage (document);
CREATE INDEX comparison_member_by_document ON comparison_member (document);

CREATE TABLE correction (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  target INTEGER REFERENCES correction,
  summary TEXT NOT NULL,
  name TEXT,
  speaker_kind TEXT,
  stance TEXT,
  negated INTEGER
);

CREATE TABLE correction_anchor (
  correction INTEGER NOT NULL REFERENCES correction,
  position INTEGER NOT NULL,
  part INTEGER NOT NULL,
  role TEXT NOT NULL,
  document TEXT NOT NULL,
  name TEXT NOT NULL,
  begin_byte INTEGER,
  end_byte INTEGER,
  words TEXT,
  PRIMARY KEY (correction, position)
) WITHOUT ROWID;
)sql";

}  // namespace hearsay
