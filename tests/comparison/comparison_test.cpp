#include "comparison/comparison.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "comparison/quantity.h"
#include "comparison/thread.h"
#include "core/enums.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char character : line) {
    if (character == '|') {
      fields.emplace_back();
    } else {
      fields.back() += character;
    }
  }
  for (std::string& field : fields) {
    field.erase(0, std::min(field.find_first_not_of(' '), field.size()));
    while (!field.empty() && field.back() == ' ') field.pop_back();
  }
  fields.resize(std::max<std::size_t>(fields.size(), 7));
  return fields;
}

// One story, its documents as text with what was read in them below each:
//
//   # id | date | publisher
//   text
//   @ speaker | stance | content | cue     an attribution; content and cue as they stand in the text
//   & cue | content | content              one of nobody's within the attribution above it
//   $ words | value | bound | unit | what | place | number of its attribution
//   ! words | ISO date                    an expression of time
//   * TYPE | subtype | trigger | name, name | number of its time
//   ^ name                                a person's name, where it stands first in the text
//   = id                                  the document is a copy of another one
//
// Speakers and participants of one name are one entity of the case; a speaker in brackets is unnamed.
class StoryReader {
 public:
  explicit StoryReader(std::string_view input) {
    std::istringstream lines{std::string(input)};
    std::string line;
    while (std::getline(lines, line)) read(line);
    for (Index i = 0; i < documents.size(); ++i) {
      story.documents.push_back(i);
      if (copy_of_.contains(i)) {
        story.copies.push_back({copy_of_[i], i, 1.0});
        for (auto& origin : story.origins) {
          if (origin.front() == copy_of_[i]) origin.push_back(i);
        }
      } else {
        story.origins.push_back({i});
      }
    }
  }

  std::vector<Document> documents;
  std::vector<CaseEntity> entities;
  Story story;

 private:
  void read(const std::string& line) {
    if (line.size() < 2 || line[1] != ' ') {
      if (!documents.empty()) documents.back().article.text += line + "\n";
      return;
    }
    const std::vector<std::string> fields = fields_of(line.substr(2));
    switch (line[0]) {
      case '#':
        document(fields);
        break;
      case '@':
        attribution(fields);
        break;
      case '&':
        inner(fields);
        break;
      case '$':
        figure(fields);
        break;
      case '!':
        documents.back().reading.times.push_back({find(fields[0]), TimeType::date, fields[1]});
        break;
      case '*':
        event(fields);
        break;
      case '^':
        documents.back().reading.entities[entity(fields[0])].mentions.push_back({find(fields[0]), MentionForm::name});
        break;
      case '=':
        copy_of_[static_cast<Index>(documents.size() - 1)] = number_[fields[0]];
        break;
      default:
        documents.back().article.text += line + "\n";
    }
  }

  void document(const std::vector<std::string>& fields) {
    number_[fields[0]] = static_cast<Index>(documents.size());
    Document next;
    next.id = fields[0];
    if (!fields[1].empty()) next.article.published = Date{fields[1], DatePrecision::day, "meta"};
    next.article.publisher = fields[2];
    documents.push_back(next);
  }

  void attribution(const std::vector<std::string>& fields) {
    Attribution next;
    next.stance = from_string<Stance>(fields[1]).value();
    next.cue = {find(fields[3].empty() ? fields[2] : fields[3])};
    next.content = {find(fields[2])};
    next.form = fields[2].find("\u201C") != std::string::npos ? Form::direct : Form::indirect;
    if (fields[0].starts_with('(')) {
      next.speaker = Speaker{fields[0].substr(1, fields[0].size() - 2), kNone, SpeakerKind::unnamed};
    } else {
      next.speaker = Speaker{fields[0], entity(fields[0]), SpeakerKind::named};
    }
    documents.back().reading.attributions.push_back(next);
  }

  void inner(const std::vector<std::string>& fields) {
    Attribution next;
    next.cue = {find(fields[0])};
    for (const std::size_t i : {1U, 2U}) {
      if (!fields[i].empty()) next.content.push_back(find(fields[i]));
    }
    next.within = static_cast<Index>(documents.back().reading.attributions.size() - 1);
    documents.back().reading.attributions.push_back(next);
  }

  void figure(const std::vector<std::string>& fields) {
    Figure next;
    next.span = find(fields[0]);
    next.value = std::stod(fields[1]);
    next.bound = from_string<Bound>(fields[2]).value();
    next.unit = fields[3];
    next.what = fields[4];
    next.place = fields[5];
    if (!fields[6].empty()) next.attribution = static_cast<Index>(std::stoul(fields[6]));
    documents.back().reading.figures.push_back(next);
  }

  void event(const std::vector<std::string>& fields) {
    Event next;
    next.type = fields[0];
    next.subtype = fields[1];
    next.trigger = {find(fields[2])};
    std::istringstream names(fields[3]);
    std::string name;
    while (std::getline(names, name, ',')) {
      name.erase(0, name.find_first_not_of(' '));
      next.participants.push_back({entity(name), "agent", {}});
    }
    if (!fields[4].empty()) next.time = static_cast<Index>(std::stoul(fields[4]));
    documents.back().reading.events.push_back(next);
  }

  Index entity(const std::string& name) {
    auto& own = documents.back().reading.entities;
    for (Index i = 0; i < own.size(); ++i) {
      if (own[i].name == name) return i;
    }
    own.push_back({name, EntityType::person, {}, {}, {}});
    const std::pair<Index, Index> place(static_cast<Index>(documents.size() - 1), static_cast<Index>(own.size() - 1));
    for (CaseEntity& one : entities) {
      if (one.name == name) {
        one.members.push_back(place);
        return place.second;
      }
    }
    entities.push_back({name, EntityType::person, {}, {}, {place}});
    return place.second;
  }

  Span find(const std::string& words) {
    const std::size_t at = documents.back().article.text.find(words);
    EXPECT_NE(at, std::string::npos) << "not in the text: " << words;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  }

  std::map<std::string, Index> number_;
  std::map<Index, Index> copy_of_;
};

// conflict figure, 2 origins: what: why
//   id: value: words
std::string print_comparisons(std::string_view input) {
  const StoryReader reader(input);
  std::string out;
  for (const Comparison& comparison : compare_stories(reader.documents, reader.entities, {&reader.story, 1})) {
    out += std::string(to_string(comparison.verdict)) + " " + std::string(to_string(comparison.kind)) + ", " +
           std::to_string(comparison.origins) + (comparison.origins == 1 ? " origin: " : " origins: ") +
           comparison.what + ": " + comparison.why + "\n";
    for (const ComparisonMember& member : comparison.members) {
      EXPECT_EQ(member.text, slice(reader.documents[member.document].article.text, member.span));
      out += "  " + reader.documents[member.document].id + ": " + member.value + ": " + member.text + "\n";
    }
  }
  return out.empty() ? "nothing" : out;
}

TEST(Comparison, Cases) { test::run_case_files("comparison", print_comparisons); }

TEST(Comparison, NoStoriesGiveNothing) { EXPECT_TRUE(compare_stories({}, {}, {}).empty()); }

// Reports that grouping keeps apart and that name the same people tell of one matter; others don't.
TEST(Comparison, StoriesOfOneMatterAreOneThread) {
  std::vector<Document> documents(3);
  for (Document& document : documents) {
    document.reading.entities = {{"Mara Oksel", EntityType::person, {}, {}, {}}, {"Idris Payne", EntityType::person, {}, {}, {}}};
  }
  const std::vector<CaseEntity> entities = {{"Mara Oksel", EntityType::person, {}, {}, {{0, 0}, {1, 0}}},
                                            {"Idris Payne", EntityType::person, {}, {}, {{0, 1}, {1, 1}}},
                                            {"Wenna Halloran", EntityType::person, {}, {}, {{2, 0}}}};
  std::vector<Story> stories(3);
  for (Index i = 0; i < 3; ++i) {
    stories[i].documents = {i};
    stories[i].origins = {{i}};
  }
  const std::vector<comparison::Thread> threads = comparison::find_threads(documents, entities, stories);
  ASSERT_EQ(threads.size(), 2U);
  EXPECT_EQ(threads[0].stories, (std::vector<Index>{0, 1}));
  EXPECT_EQ(threads[0].story.documents, (std::vector<Index>{0, 1}));
  EXPECT_EQ(threads[1].stories, (std::vector<Index>{2}));
}

TEST(Comparison, SpansOutsideTheTextAreLeftOut) {
  Document document;
  document.article.text = "Short.";
  document.reading.attributions.resize(1);
  document.reading.attributions[0].content = {{2, 400}};
  document.reading.figures.push_back({{100, 104}, 7, std::nullopt, Bound::exact, "deaths", "people", {}, 12, 9, ""});
  document.reading.times.push_back({{7, 3}, TimeType::date, "2031-01-01"});
  const std::vector<Document> documents = {document, document};
  const Story story{"", {0, 1}, {}, {{0}, {1}}, "", ""};
  EXPECT_TRUE(compare_stories(documents, {}, {&story, 1}).empty());
}

TEST(Figures, RangesFollowTheBound) {
  const auto range = [](double value, Bound bound) {
    Figure figure;
    figure.value = value;
    figure.bound = bound;
    return comparison::range_of(figure);
  };
  EXPECT_EQ(range(16, Bound::exact).low, 16);
  EXPECT_EQ(range(16, Bound::exact).high, 16);
  EXPECT_GE(range(11500, Bound::exact).high, 11517);
  EXPECT_EQ(range(11517, Bound::exact).high, 11517);
  EXPECT_EQ(range(19, Bound::at_least).low, 19);
  EXPECT_GT(range(19, Bound::at_least).high, 1e9);
  EXPECT_EQ(range(19, Bound::less_than).low, 0);
  EXPECT_LT(range(1000, Bound::nearly).low, 970);
}

TEST(Figures, ValuesAreWords) {
  Figure figure;
  figure.value = 11517;
  figure.bound = Bound::at_least;
  EXPECT_EQ(comparison::value_of(figure), "at least 11517");
  figure.value = 3.5;
  figure.bound = Bound::exact;
  EXPECT_EQ(comparison::value_of(figure), "3.5");
  figure.high = 4;
  figure.bound = Bound::between;
  EXPECT_EQ(comparison::value_of(figure), "3.5 to 4");
}

}  // namespace
}  // namespace hearsay
