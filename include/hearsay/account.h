// What a case says as a whole: stories, copies, origins and comparisons over its documents.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "hearsay/document.h"
#include "hearsay/span.h"

namespace hearsay {

// A person, body or place of the case: document-level entities that are one.
struct CaseEntity {
  std::string name;
  EntityType type = EntityType::other;
  std::vector<std::string> aliases;
  std::vector<std::string> roles;
  std::vector<std::pair<Index, Index>> members;  // (document, entity in that document), ascending
};

// `copy` is a document whose text derives from `original`'s. `containment` is the share of the copy's word 5-grams
// that the original holds, 0..1.
struct Copy {
  Index original = kNone;
  Index copy = kNone;
  double containment = 0;
};

// Words of `copy` that `original` holds as well: sentences taken over, edited or retold. `same` is the share of the copy's
// words, the rare ones weighing more, that stand in the original's, 0..1.
struct Passage {
  Index original = kNone;
  Index copy = kNone;
  Span original_span;  // into the original's text
  Span copy_span;
  double same = 0;
};

// Documents about one event. All indices are into Account::documents.
struct Story {
  std::string title;
  std::vector<Index> documents;             // in order of publication, then of input
  std::vector<Copy> copies;                 // within the story
  std::vector<std::vector<Index>> origins;  // a partition of `documents`: those that go back to one hand we can see
  std::string first;                        // ISO date of the first and the last dated report; empty if none is dated
  std::string last;
  std::vector<Passage> passages = {};       // of copies and of reports that hold matter of their own
};

enum class ComparisonKind { statement, event, figure, position, date };
enum class Verdict { agree, differ, conflict, update };

struct ComparisonMember {
  Index document = kNone;
  Span span;          // into that document's text
  std::string text;   // the exact words of `span`
  std::string value;  // normalised: "at least 11517", "2023-11-05"
  Index attribution = kNone;
};

// Claims of several documents of one story (or of one document against itself) lined up.
struct Comparison {
  Index story = kNone;
  ComparisonKind kind = ComparisonKind::statement;
  std::string what;  // what is compared: "deaths in Port Velm"
  Verdict verdict = Verdict::agree;
  std::string why;  // one sentence that names what agrees or differs
  std::uint32_t origins = 0;  // independent origins behind the members
  std::vector<ComparisonMember> members;
};

struct Account {
  std::vector<Document> documents;  // in the order they were read
  std::vector<CaseEntity> entities;
  std::vector<Story> stories;  // every document is in exactly one
  std::vector<Comparison> comparisons;
};

}  // namespace hearsay
