#include "entity/entity.h"

#include <gtest/gtest.h>

#include <sstream>

#include "core/enums.h"
#include "core/unicode.h"
#include "support/case_file.h"

namespace hearsay::test {
namespace {

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts;
  std::istringstream stream{std::string(text)};
  for (std::string part; std::getline(stream, part, mark);) {
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
}

// person Hugh Hill; role senator, doctor; alias Hill; nominal; speaker
void read_entity(const std::string& line, Document& document) {
  const std::vector<std::string> fields = split(line, ';');
  Entity entity;
  const std::size_t space = fields[0].find(' ');
  const auto type = from_string<EntityType>(fields[0].substr(0, space));
  if (!type) throw std::invalid_argument("no type of entity: " + line);
  entity.type = *type;
  entity.name = fields[0].substr(space + 1);
  entity.mentions = {{{0, 1}, MentionForm::name}};
  for (std::size_t i = 1; i < fields.size(); ++i) {
    const std::string& field = fields[i];
    if (field.starts_with("role ")) entity.roles = split(field.substr(5), ',');
    else if (field.starts_with("alias ")) entity.aliases = split(field.substr(6), ',');
    else if (field == "nominal") entity.mentions[0].form = MentionForm::nominal;
    else if (field == "unmentioned") entity.mentions.clear();
    else if (field == "speaker") {
      Attribution attribution;
      attribution.speaker = Speaker{entity.name, static_cast<Index>(document.reading.entities.size()), {}};
      document.reading.attributions.push_back(attribution);
    } else {
      throw std::invalid_argument("unknown field: " + field);
    }
  }
  document.reading.entities.push_back(entity);
}

// One entity a line; an empty line begins the next document.
std::vector<Document> read_documents(std::string_view input) {
  std::vector<Document> documents(1);
  std::istringstream lines{std::string(input)};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) documents.emplace_back();
    else read_entity(line, documents.back());
  }
  return documents;
}

std::string show(const std::vector<CaseEntity>& entities) {
  std::ostringstream out;
  for (const CaseEntity& entity : entities) {
    out << to_string(entity.type) << ' ' << entity.name;
    const char* mark = " = ";
    for (const std::string& alias : entity.aliases) out << std::exchange(mark, ", ") << alias;
    mark = " (";
    for (const std::string& role : entity.roles) out << std::exchange(mark, ", ") << role;
    if (!entity.roles.empty()) out << ')';
    out << ':';
    for (const auto& [document, index] : entity.members) out << ' ' << document + 1 << '.' << index + 1;
    out << '\n';
  }
  return out.str();
}

TEST(Entity, Cases) {
  run_case_files("entity", [](std::string_view input) { return show(link_entities(read_documents(input))); });
}

TEST(Entity, NothingComesOfNothing) {
  EXPECT_TRUE(link_entities({}).empty());
  const std::vector<Document> documents(3);
  EXPECT_TRUE(link_entities(documents).empty());
}

TEST(Entity, EveryNamedEntityIsAMemberOnce) {
  std::vector<Document> documents;
  for (int d = 0; d < 40; ++d) {
    Document& document = documents.emplace_back();
    for (int e = 0; e < 5; ++e) {
      const std::string first(1, static_cast<char>('A' + (d + e) % 7));
      read_entity("person " + first + "nna Hill" + std::string(static_cast<std::size_t>(e % 2), 's'), document);
      read_entity("person Hill; role mayor", document);
      read_entity("organization Velm Works " + std::to_string(d % 3), document);
    }
  }
  std::vector<std::pair<Index, Index>> members;
  for (const CaseEntity& entity : link_entities(documents)) {
    EXPECT_TRUE(std::is_sorted(entity.members.begin(), entity.members.end()));
    members.insert(members.end(), entity.members.begin(), entity.members.end());
  }
  std::sort(members.begin(), members.end());
  ASSERT_EQ(members.size(), 40U * 15);
  EXPECT_EQ(std::unique(members.begin(), members.end()), members.end());
}

TEST(Entity, HostileNamesDoNoHarm) {
  Document document;
  for (const std::string name : {"", " ", "-", "...", "\xFF\xFE", "'s", "al-", "Dr.", "Jr.", "abu", "X", "\xE2\x80\x93"}) {
    for (const EntityType type : {EntityType::person, EntityType::organization, EntityType::other}) {
      document.reading.entities.push_back({name, type, {name, ""}, {""}, {{{0, 1}, MentionForm::name}}});
    }
  }
  std::string thousand;
  for (int i = 0; i < 1000; ++i) thousand += "Word ";
  document.reading.entities.push_back({thousand, EntityType::person, {}, {}, {{{0, 1}, MentionForm::name}}});
  const std::vector<Document> documents{document, document};
  const std::vector<CaseEntity> entities = link_entities(documents);
  EXPECT_FALSE(entities.empty());
  EXPECT_EQ(show(entities), show(link_entities(documents)));
}

}  // namespace
}  // namespace hearsay::test
