#include "reading/coreference/coreference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/enums.h"
#include "reading/coreference/entity_table.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

// Where `words` stand nearest to byte `near`; empty where they don't.
Spans place(std::string_view text, std::string_view words, std::size_t near) {
  if (words.empty()) return {};
  std::size_t best = std::string_view::npos;
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const auto distance = [&](std::size_t one) { return one > near ? one - near : near - one; };
    if (best == std::string_view::npos || distance(at) < distance(best)) best = at;
  }
  EXPECT_NE(best, std::string_view::npos) << "not in the text: " << words;
  if (best == std::string_view::npos) return {};
  return {{static_cast<std::uint32_t>(best), static_cast<std::uint32_t>(best + words.size())}};
}

std::vector<std::string> fields(std::string_view line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == '|') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  for (std::string& field : out) {
    const std::size_t begin = field.find_first_not_of(' ');
    field = begin == std::string::npos ? "" : field.substr(begin, field.find_last_not_of(' ') - begin + 1);
  }
  out.resize(3);
  return out;
}

// Lines "> source | cue | content" behind the text are its attributions, in order of their first span: coreference is
// tested apart from what finds them.
std::string entities_of(std::string_view input) {
  const std::size_t marks = input.find("\n> ");
  const std::string_view content = input.substr(0, marks);
  std::vector<Attribution> attributions;
  for (std::size_t at = marks; at != std::string_view::npos; at = input.find("\n> ", at + 1)) {
    const std::size_t end = std::min(input.find('\n', at + 1), input.size());
    const std::vector<std::string> words = fields(input.substr(at + 3, end - at - 3));
    Attribution attribution;
    attribution.content = place(content, words[2], 0);
    const std::size_t near = attribution.content.empty() ? 0 : attribution.content.front().begin;
    attribution.cue = place(content, words[1], near);
    attribution.source = place(content, words[0], attribution.cue.empty() ? near : attribution.cue.front().begin);
    if (words[2].starts_with('"')) attribution.form = Form::direct;
    for (std::size_t i = 0; i < attributions.size() && !attribution.content.empty(); ++i) {
      if (!attributions[i].content.empty() && attributions[i].content.front().contains(attribution.content.front())) {
        attribution.within = static_cast<Index>(i);
      }
    }
    attributions.push_back(std::move(attribution));
  }
  const Text text = analyze_text(content);
  const Coreference found = resolve_coreference(text, find_names(text), attributions);
  std::string out;
  for (const Entity& entity : found.entities) {
    out += std::string(to_string(entity.type)) + "\t" + entity.name + "\t";
    for (std::size_t i = 0; i < entity.roles.size(); ++i) out += (i == 0 ? "(" : "; ") + entity.roles[i];
    out += entity.roles.empty() ? "-\t" : ")\t";
    if (!entity.stands_for.empty()) {
      out += "for " + entity.stands_for + (entity.stands_for_entity == kNone ? "" : " [" + found.entities[entity.stands_for_entity].name + "]") + "\t";
    }
    for (std::size_t i = 0; i < entity.mentions.size(); ++i) {
      out += (i == 0 ? "" : ", ") + std::string(text.words(entity.mentions[i].span));
    }
    out += "\n";
  }
  for (std::size_t i = 0; i < attributions.size(); ++i) {
    out += "> ";
    if (found.speakers[i]) {
      const Speaker& speaker = *found.speakers[i];
      out += speaker.name + " [" + std::string(to_string(speaker.kind)) + "]";
      const auto tell = [&](const char* what, Span span) {
        if (!span.empty()) out.append(" ").append(what).append(": ").append(text.words(span)).append(";");
      };
      tell("role", speaker.role);
      tell("proximity", speaker.proximity);
      tell("anonymity", speaker.anonymity);
    } else {
      out += "nobody";
    }
    out += "\n";
  }
  return out;
}

TEST(Coreference, Cases) { test::run_case_files("coreference", entities_of); }

TEST(Coreference, MentionsAscendAndSpeakersPointAtEntities) {
  const Text text = analyze_text("Anna Harl met Omar Dari. She told him that the ministry had paid. Harl left.");
  Attribution attribution;
  attribution.source = {{25, 28}};
  attribution.cue = {{29, 33}};
  attribution.content = {{38, 64}};
  const Coreference found = resolve_coreference(text, find_names(text), {attribution});
  ASSERT_EQ(found.speakers.size(), 1U);
  ASSERT_TRUE(found.speakers[0].has_value());
  ASSERT_LT(found.speakers[0]->entity, found.entities.size());
  EXPECT_EQ(found.speakers[0]->name, "Anna Harl");
  std::uint32_t first = 0;
  for (const Entity& entity : found.entities) {
    ASSERT_FALSE(entity.mentions.empty());
    EXPECT_LE(first, entity.mentions.front().span.begin);
    first = entity.mentions.front().span.begin;
    EXPECT_TRUE(std::is_sorted(entity.mentions.begin(), entity.mentions.end(),
                               [](const Mention& a, const Mention& b) { return a.span < b.span; }));
  }
}

TEST(NameKeys, SpellingsOfOneName) {
  EXPECT_EQ(fold_name("al-D\xC3\xA1r"), fold_name("Al Dar"));
  EXPECT_EQ(name_skeleton(fold_name("Muhammad")), name_skeleton(fold_name("Mohamed")));
  EXPECT_NE(name_skeleton(fold_name("Harl")), name_skeleton(fold_name("Prell")));
}

}  // namespace
}  // namespace hearsay
