#include "case/correction.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "case/case.h"
#include "case/state.h"
#include "make.h"
#include "temporary_folder.h"

namespace hearsay::test {
namespace {

// A case with documents a, b and c, and a connection to it.
class Corrections : public testing::Test {
 protected:
  Corrections() {
    CaseFile file = std::move(CaseFile::open(path_, CaseMode::read_write)).value();
    for (unsigned i = 0; i < 3; ++i) add(file, full_document(std::string(1, static_cast<char>('a' + i)), i), "first");
  }

  static void add(CaseFile& file, const Document& document, const std::string& reading) {
    if (!file.add(reading + document.id, document).value()) throw std::runtime_error("not added");
  }

  // The same report again with other words before everything: all spans move, and entities come in another order.
  void read_again_with_other_offsets(const std::string& id) {
    Document document = full_document(id, 7);
    const std::string before = "Corrected version. ";
    document.article.text.insert(0, before);
    const auto shift = static_cast<std::uint32_t>(before.size());
    const auto move = [shift](Span& span) {
      if (!(span == Span{})) span = {span.begin + shift, span.end + shift};
    };
    const auto move_all = [&](Spans& spans) { std::for_each(spans.begin(), spans.end(), move); };
    for (Block& block : document.article.blocks) move(block.span);
    Reading& reading = document.reading;
    for (Entity& entity : reading.entities) {
      for (Mention& mention : entity.mentions) move(mention.span);
    }
    for (Attribution& attribution : reading.attributions) {
      move_all(attribution.source), move_all(attribution.cue), move_all(attribution.content);
      for (Hop& hop : attribution.chain) move_all(hop.words);
    }
    for (Event& event : reading.events) {
      move_all(event.trigger), move(event.place_span);
      for (Participant& participant : event.participants) move(participant.span);
    }
    for (Figure& figure : reading.figures) move(figure.span), move(figure.what_span);
    for (TimeExpression& time : reading.times) move(time.span);
    CaseFile file = std::move(CaseFile::open(path_, CaseMode::read_write)).value();
    add(file, document, "second");
  }

  std::uint32_t log(const Correction& correction) {
    CaseFile file = std::move(CaseFile::open(path_, CaseMode::read_write)).value();
    return file.log(correction).value();
  }

  template <class Ask>
  auto ask(const Ask& ask) {
    sqlite::Database database(path_, SQLITE_OPEN_READONLY);
    auto answer = ask(database);
    EXPECT_TRUE(database.status().ok());
    return answer;
  }

  std::vector<StandingCorrection> standing() {
    return ask([](sqlite::Database& database) { return standing_corrections(database).value(); });
  }

  Correction reject(std::int64_t document, Index attribution) {
    Correction correction;
    correction.kind = CorrectionKind::reject;
    correction.at = "2031-04-05T10:00:00Z";
    correction.summary = "Rejected";
    correction.anchors = ask([&](sqlite::Database& database) {
      return attribution_anchors(database, {document, attribution});
    });
    return correction;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "one.case";
};

TEST_F(Corrections, TheLogKeepsEveryField) {
  Correction correction;
  correction.kind = CorrectionKind::edit;
  correction.at = "2031-04-05T10:00:00Z";
  correction.summary = "Changed “x”";
  correction.name = "";
  correction.speaker_kind = SpeakerKind::collective;
  correction.stance = Stance::warns;
  correction.negated = false;
  correction.anchors = {{0, "a", "content", "", Span{3, 9}, "words"}, {1, "b", "entity", "Name", std::nullopt, ""}};
  EXPECT_EQ(log(correction), 1U);
  const auto kept = ask([](sqlite::Database& database) { return logged_corrections(database).value(); });
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].number, 1U);
  EXPECT_EQ(kept[0].at, correction.at);
  EXPECT_EQ(kept[0].summary, correction.summary);
  EXPECT_EQ(kept[0].name, correction.name);
  EXPECT_EQ(kept[0].speaker_kind, correction.speaker_kind);
  EXPECT_EQ(kept[0].stance, correction.stance);
  EXPECT_EQ(kept[0].negated, correction.negated);
  ASSERT_EQ(kept[0].anchors.size(), 2U);
  EXPECT_EQ(kept[0].anchors[0].span, (Span{3, 9}));
  EXPECT_EQ(kept[0].anchors[0].words, "words");
  EXPECT_EQ(kept[0].anchors[1].name, "Name");
  EXPECT_FALSE(kept[0].anchors[1].span.has_value());
}

TEST_F(Corrections, StandWhereTheWordsHaveMovedTo) {
  log(reject(0, 1));
  Correction rename;
  rename.kind = CorrectionKind::rename;
  rename.name = "Iris Dalt-Moor";
  rename.anchors = ask([](sqlite::Database& database) { return entity_anchors(database, {{0, 0}}, 0); });
  log(rename);
  read_again_with_other_offsets("a");
  const std::vector<StandingCorrection> entries = standing();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_FALSE(entries[0].dangling);
  EXPECT_EQ(entries[0].parts.front().front(), (CorrectionPlace{0, 1}));
  EXPECT_FALSE(entries[1].dangling);
  EXPECT_EQ(entries[1].parts.front().front(), (CorrectionPlace{0, 0}));
}

TEST_F(Corrections, DangleWhereTheWordsAreGone) {
  log(reject(0, 1));
  Document other = full_document("a", 9);
  other.reading.attributions.clear();
  for (Figure& figure : other.reading.figures) figure.attribution = kNone;
  for (Event& event : other.reading.events) event.attribution = kNone;
  {
    CaseFile file = std::move(CaseFile::open(path_, CaseMode::read_write)).value();
    add(file, other, "second");
  }
  EXPECT_TRUE(standing().front().dangling);
}

TEST_F(Corrections, UndoAndRedoAreEntriesToo) {
  log(reject(0, 0));
  Correction undo;
  undo.kind = CorrectionKind::undo;
  undo.target = 1;
  EXPECT_EQ(log(undo), 2U);
  EXPECT_TRUE(standing().front().undone);
  undo.kind = CorrectionKind::redo;
  EXPECT_EQ(log(undo), 3U);
  EXPECT_FALSE(standing().front().undone);
  EXPECT_EQ(standing().size(), 1U);
}

TEST_F(Corrections, ARejectedAttributionLeavesNothingThatNamesIt) {
  log(reject(0, 0));
  Document document = full_document("a");
  const std::size_t before = document.reading.attributions.size();
  const std::vector<Index> kept = correct_document(standing(), 0, document);
  ASSERT_EQ(document.reading.attributions.size(), before - 1);
  ASSERT_EQ(kept.size(), before - 1);
  EXPECT_EQ(kept.front(), 1U);
  for (const Attribution& one : document.reading.attributions) {
    EXPECT_TRUE(one.within == kNone || one.within < before - 1);
  }
  for (const Figure& figure : document.reading.figures) {
    EXPECT_TRUE(figure.attribution == kNone || figure.attribution < before - 1);
  }
  Document other = full_document("b", 1);
  EXPECT_TRUE(correct_document(standing(), 1, other).empty());
  EXPECT_EQ(dump(other), dump(full_document("b", 1)));
}

TEST_F(Corrections, MergesFollowTheGreaterPartOfAnEntity) {
  // Five members stand for the entity; the linking of more documents has torn one of them off.
  std::vector<CaseEntity> entities(3);
  entities[0] = {"One", EntityType::person, {}, {"mayor"}, {{0, 0}, {1, 0}}};
  entities[1] = {"Other", EntityType::person, {"O."}, {"judge"}, {{2, 0}}};
  entities[2] = {"Torn off", EntityType::person, {}, {}, {{0, 1}}};
  StandingCorrection merge;
  merge.correction.number = 4;
  merge.correction.kind = CorrectionKind::merge;
  merge.parts = {{{0, 0}, {1, 0}, {0, 1}}, {{2, 0}}};
  const auto find = [](const CorrectionPlace& place) -> Index {
    if (place == CorrectionPlace{0, 1}) return 2;
    return place.document == 2 ? 1 : 0;
  };
  const auto member_of = [](const CorrectionPlace& place) {
    return std::pair(static_cast<Index>(place.document), place.position);
  };
  const EntityChanges changes = correct_entities({merge}, entities, find, member_of);
  EXPECT_EQ(changes.canonical(1), 0U);
  EXPECT_EQ(entities[0].members.size(), 3U);
  EXPECT_EQ(entities[0].aliases, (std::vector<std::string>{"Other", "O."}));
  EXPECT_EQ(entities[0].roles, (std::vector<std::string>{"mayor", "judge"}));
  EXPECT_TRUE(entities[1].members.empty());
  EXPECT_EQ(entities[2].members.size(), 1U);

  StandingCorrection split;
  split.correction.number = 5;
  split.correction.kind = CorrectionKind::split;
  split.fresh.name = "Third";
  split.parts = {{{2, 0}}};
  std::vector<CaseEntity> again(3);
  again[0] = {"One", EntityType::person, {}, {}, {{0, 0}, {1, 0}}};
  again[1] = {"Other", EntityType::person, {}, {}, {{2, 0}}};
  again[2] = {"Torn off", EntityType::person, {}, {}, {{0, 1}}};
  const EntityChanges both = correct_entities({merge, split}, again, find, member_of);
  ASSERT_EQ(again.size(), 4U);
  EXPECT_EQ(again[3].name, "Third");
  EXPECT_EQ(again[3].members, (std::vector<std::pair<Index, Index>>{{2, 0}}));
  EXPECT_EQ(both.now({2, 0}, 1), 3U);
  EXPECT_EQ(again[0].members.size(), 2U);
}

}  // namespace
}  // namespace hearsay::test
