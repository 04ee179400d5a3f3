#include <string>
#include <unordered_map>

#include "case/rows.h"

namespace hearsay {
namespace {

using sqlite::Database;
using sqlite::Query;

constexpr const char* kReadAgain = "restore it from a copy, or read the inputs again into a new file";

class AccountWriter {
 public:
  AccountWriter(Database& database, const Account& account) : database_(database), account_(account) {}

  void write() {
    for (const char* table : {"case_entity", "case_alias", "case_role", "case_member", "story", "story_document",
                              "story_origin", "copy", "passage", "comparison", "comparison_member"}) {
      database_.execute(("DELETE FROM " + std::string(table)).c_str());
    }
    number_documents();
    for (std::size_t i = 0; i < account_.entities.size(); ++i) write_entity(i, account_.entities[i]);
    for (std::size_t i = 0; i < account_.stories.size(); ++i) write_story(i, account_.stories[i]);
    for (std::size_t i = 0; i < account_.comparisons.size(); ++i) write_comparison(i, account_.comparisons[i]);
  }

 private:
  void number_documents() {
    for (const Document& document : account_.documents) {
      Query query(database_, "SELECT number FROM document WHERE id = ?", document.id);
      if (query.row()) {
        numbers_.push_back(query.integer(0));
      } else {
        database_.fail(Error{"the account tells of the document \"" + document.id + "\", which the case does not hold",
                             database_.path(), "make the account of the documents the case holds"});
      }
    }
  }

  // The number of account.documents[index]; a failure where there is none.
  std::int64_t number(Index index) {
    if (index < numbers_.size()) return numbers_[index];
    database_.fail(Error{"the account names document " + std::to_string(index) + " of " +
                             std::to_string(numbers_.size()),
                         database_.path(), "make the account again"});
    return 0;
  }

  void write_entity(std::size_t i, const CaseEntity& entity) {
    Query(database_, "INSERT INTO case_entity VALUES (?,?,?)", i, entity.name, to_string(entity.type)).run();
    for (std::size_t j = 0; j < entity.aliases.size(); ++j) {
      Query(database_, "INSERT INTO case_alias VALUES (?,?,?)", i, j, entity.aliases[j]).run();
    }
    for (std::size_t j = 0; j < entity.roles.size(); ++j) {
      Query(database_, "INSERT INTO case_role VALUES (?,?,?)", i, j, entity.roles[j]).run();
    }
    for (std::size_t j = 0; j < entity.members.size(); ++j) {
      const auto& [document, in_document] = entity.members[j];
      Query(database_, "INSERT INTO case_member VALUES (?,?,?,?)", i, j, number(document), in_document).run();
    }
  }

  void write_story(std::size_t i, const Story& story) {
    Query(database_, "INSERT INTO story VALUES (?,?,?,?)", i, story.title, story.first, story.last).run();
    for (std::size_t j = 0; j < story.documents.size(); ++j) {
      Query(database_, "INSERT INTO story_document VALUES (?,?,?)", i, j, number(story.documents[j])).run();
    }
    for (std::size_t j = 0; j < story.copies.size(); ++j) {
      const Copy& copy = story.copies[j];
      Query(database_, "INSERT INTO copy VALUES (?,?,?,?,?)", i, j, number(copy.original), number(copy.copy),
            copy.containment)
          .run();
    }
    for (std::size_t j = 0; j < story.passages.size(); ++j) {
      const Passage& passage = story.passages[j];
      write_side(i, j, "original", passage.original, passage.original_span, passage.same);
      write_side(i, j, "copy", passage.copy, passage.copy_span, passage.same);
    }
    for (std::size_t j = 0; j < story.origins.size(); ++j) {
      for (std::size_t k = 0; k < story.origins[j].size(); ++k) {
        Query(database_, "INSERT INTO story_origin VALUES (?,?,?,?)", i, j, k, number(story.origins[j][k])).run();
      }
    }
  }

  void write_side(std::size_t story, std::size_t position, const char* role, Index document, Span span, double same) {
    const std::int64_t row = number(document);
    if (database_.failed()) return;
    Query(database_, "INSERT INTO passage VALUES (?,?,?,?,?,?,?,?,?,?)", story, position, role, row, same,
          spans(document)(span))
        .run();
  }

  void write_comparison(std::size_t i, const Comparison& comparison) {
    Query(database_, "INSERT INTO comparison VALUES (?,?,?,?,?,?,?)", i, comparison.story, to_string(comparison.kind),
          comparison.what, to_string(comparison.verdict), comparison.why, comparison.origins)
        .run();
    for (std::size_t j = 0; j < comparison.members.size(); ++j) {
      const ComparisonMember& member = comparison.members[j];
      const std::int64_t document = number(member.document);
      if (database_.failed()) return;
      const SpanColumns span = spans(member.document).with_words(member.span, member.text);
      Query(database_, "INSERT INTO comparison_member VALUES (?,?,?,?,?,?,?,?,?,?)", i, j, document, member.value,
            member.attribution, span)
          .run();
    }
  }

  // Comparisons come story by story: the few documents of the last stories are worth keeping, all are not.
  const SpanMaker& spans(Index document) {
    if (spans_.size() > 256) spans_.clear();
    return spans_.try_emplace(document, account_.documents[document].article.text).first->second;
  }

  Database& database_;
  const Account& account_;
  std::vector<std::int64_t> numbers_;
  std::unordered_map<Index, SpanMaker> spans_;
};

class AccountReader {
 public:
  AccountReader(Database& database, const std::vector<std::int64_t>& numbers, Account& account)
      : database_(database), account_(account) {
    for (std::size_t i = 0; i < numbers.size(); ++i) indices_.emplace(numbers[i], static_cast<Index>(i));
  }

  void read() {
    read_entities();
    read_stories();
    read_comparisons();
  }

 private:
  Index document(const Query& query, int column) {
    const auto found = indices_.find(query.integer(column));
    if (found != indices_.end()) return found->second;
    damaged();
    return kNone;
  }

  template <class List>
  auto* owner(List& list, const Query& query) {
    const Index index = query.index(0);
    if (index < list.size()) return &list[index];
    damaged();
    return static_cast<decltype(list.data())>(nullptr);
  }

  void damaged() {
    database_.fail(Error{"the case file is damaged: its account tells of what is not there", database_.path(),
                         kReadAgain});
  }

  void read_names(const char* sql, std::vector<std::string> CaseEntity::*names) {
    for (Query query(database_, sql); query.row();) {
      if (CaseEntity* entity = owner(account_.entities, query)) (entity->*names).push_back(query.text(1));
    }
  }

  void read_entities() {
    for (Query query(database_, "SELECT name, type FROM case_entity ORDER BY number"); query.row();) {
      CaseEntity& entity = account_.entities.emplace_back();
      entity.name = query.text(0);
      entity.type = read_word<EntityType>(database_, query, 1);
    }
    read_names("SELECT entity, name FROM case_alias ORDER BY entity, position", &CaseEntity::aliases);
    read_names("SELECT entity, name FROM case_role ORDER BY entity, position", &CaseEntity::roles);
    for (Query query(database_, "SELECT entity, document, document_entity FROM case_member ORDER BY entity, position");
         query.row();) {
      CaseEntity* entity = owner(account_.entities, query);
      if (entity != nullptr) entity->members.emplace_back(document(query, 1), query.index(2));
    }
  }

  void read_stories() {
    for (Query query(database_, "SELECT title, first, last FROM story ORDER BY number"); query.row();) {
      Story& story = account_.stories.emplace_back();
      story.title = query.text(0);
      story.first = query.text(1);
      story.last = query.text(2);
    }
    for (Query query(database_, "SELECT story, document FROM story_document ORDER BY story, position"); query.row();) {
      if (Story* story = owner(account_.stories, query)) story->documents.push_back(document(query, 1));
    }
    for (Query query(database_, "SELECT story, original, copy, containment FROM copy ORDER BY story, position");
         query.row();) {
      if (Story* story = owner(account_.stories, query)) {
        story->copies.push_back({document(query, 1), document(query, 2), query.real(3)});
      }
    }
    // "copy" comes before "original".
    for (Query query(database_, "SELECT story, role, document, same, begin_byte, end_byte FROM passage ORDER BY story, "
                                "position, role");
         query.row();) {
      Story* story = owner(account_.stories, query);
      if (story == nullptr) continue;
      const bool copy = query.text(1) == "copy";
      if (copy) story->passages.emplace_back();
      if (story->passages.empty()) return damaged();
      Passage& passage = story->passages.back();
      const Span span{static_cast<std::uint32_t>(query.integer(4)), static_cast<std::uint32_t>(query.integer(5))};
      (copy ? passage.copy : passage.original) = document(query, 2);
      (copy ? passage.copy_span : passage.original_span) = span;
      passage.same = query.real(3);
    }
    for (Query query(database_, "SELECT story, origin, document FROM story_origin ORDER BY story, origin, position");
         query.row();) {
      Story* story = owner(account_.stories, query);
      if (story == nullptr) continue;
      const Index origin = query.index(1);
      // Origins are numbered without gaps and come in order.
      if (origin > story->origins.size()) return damaged();
      if (origin == story->origins.size()) story->origins.emplace_back();
      story->origins[origin].push_back(document(query, 2));
    }
  }

  void read_comparisons() {
    for (Query query(database_, "SELECT story, kind, what, verdict, why, origins FROM comparison ORDER BY number");
         query.row();) {
      Comparison& comparison = account_.comparisons.emplace_back();
      comparison.story = query.index(0);
      comparison.kind = read_word<ComparisonKind>(database_, query, 1);
      comparison.what = query.text(2);
      comparison.verdict = read_word<Verdict>(database_, query, 3);
      comparison.why = query.text(4);
      comparison.origins = static_cast<std::uint32_t>(query.integer(5));
    }
    for (Query query(database_,
                     "SELECT comparison, document, value, attribution, begin_byte, end_byte, words FROM "
                     "comparison_member ORDER BY comparison, position");
         query.row();) {
      Comparison* comparison = owner(account_.comparisons, query);
      if (comparison == nullptr) continue;
      ComparisonMember& member = comparison->members.emplace_back();
      member.document = document(query, 1);
      member.value = query.text(2);
      member.attribution = query.index(3);
      member.span = {static_cast<std::uint32_t>(query.integer(4)), static_cast<std::uint32_t>(query.integer(5))};
      member.text = query.text(6);
    }
  }

  Database& database_;
  Account& account_;
  std::unordered_map<std::int64_t, Index> indices_;
};

}  // namespace

void write_account(Database& database, const Account& account) { AccountWriter(database, account).write(); }

void read_account(Database& database, const std::vector<std::int64_t>& numbers, Account& account) {
  AccountReader(database, numbers, account).read();
}

}  // namespace hearsay
