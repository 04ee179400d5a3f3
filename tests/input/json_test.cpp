#include <gtest/gtest.h>

#include <algorithm>

#include "support.h"

namespace hearsay::test {
namespace {

using Ids = std::vector<std::string>;

std::string line(const std::string& id) { return R"({"id":")" + id + R"(","text":"They said so."})"; }

TEST(JsonLines, EveryLineIsARecordAtItsOffset) {
  const std::string first = line("a") + "\n";
  const auto results = read_bytes(first + line("b") + "\r\n\n  \n" + line("c"));
  ASSERT_EQ(ids(results), (Ids{"a", "b", "c"}));
  EXPECT_EQ(results[0]->info.offset, 0u);
  EXPECT_EQ(results[1]->info.offset, first.size());
  EXPECT_EQ(results[2]->info.offset, first.size() + line("b").size() + 6);
  for (const auto& result : results) {
    EXPECT_TRUE(result->utf8);
    EXPECT_EQ(result->info.kind, InputKind::jsonl);
    EXPECT_EQ(result->bytes, "They said so.");
  }
}

TEST(JsonLines, GzippedInSeveralMembers) {
  const std::string text = line("a") + "\n" + line("b") + "\n";
  EXPECT_EQ(ids(read_bytes(gzip(text))), (Ids{"a", "b"}));
  EXPECT_EQ(ids(read_bytes(gzip(text.substr(0, 20)) + gzip(text.substr(20)))), (Ids{"a", "b"}));
}

// Lines that are no record, between two that are.
TEST(JsonLines, BadLinesCostThemselvesOnly) {
  struct Row {
    std::string line;
    std::string what;
  };
  const Row rows[] = {
      {R"({"text":"cut)", "a JSON string is not closed"},
      {R"({"text":"a")", "broken JSON"},
      {R"({"text" "a"})", "broken JSON"},
      {R"({"text":"a"} x)", "broken JSON"},
      {R"({"text":"a"}{"text":"b"})", "broken JSON"},
      {"plain words", "broken JSON"},
      {"[1,2]", "not a JSON object"},
      {"\"a\"", "not a JSON object"},
      {"{}", "the JSON object has neither \"text\" nor \"html\""},
      {R"({"text":null,"html":""})", "the JSON object has neither \"text\" nor \"html\""},
      {R"({"text":7})", "the JSON object has neither \"text\" nor \"html\""},
      {"{\"text\":\"\xD8re\"}", "the JSON is not UTF-8"},
      {"{\"text\":" + std::string(5000, '['), "broken JSON"},
      {"{\"text\":" + std::string(5000, '[') + std::string(5000, ']') + "}", "the JSON is nested too deeply"},
      {std::string("{\"text\":\"a\0b\"}", 14), "broken JSON"},
  };
  for (const Row& row : rows) {
    const std::string first = line("a") + "\n";
    const auto results = read_bytes(first + row.line + "\n" + line("c"));
    ASSERT_EQ(results.size(), 3u) << row.line;
    EXPECT_EQ(results[0]->id, "a");
    ASSERT_FALSE(results[1].ok()) << row.line;
    EXPECT_TRUE(results[1].error().what.starts_with(row.what)) << results[1].error().what;
    EXPECT_EQ(results[1].error().where, "pile.bin, offset " + std::to_string(first.size()));
    EXPECT_EQ(results[2]->id, "c");
  }
}

TEST(JsonLines, BrokenFirstLineDoesNotHideTheFormat) {
  const auto results = read_bytes("text\":\"a\"}\n" + line("b") + "\n" + line("c") + "\n");
  ASSERT_EQ(results.size(), 3u);
  EXPECT_FALSE(results[0].ok());
  EXPECT_EQ(results[1]->id, "b");
}

TEST(JsonLines, EndlessLineIsSkippedAndNamed) {
  InputOptions options;
  options.max_record_bytes = 100000;
  const std::string first = line("a") + "\n";
  const std::string endless = R"({"text":")" + std::string(3u << 20, 'x') + R"("})" + "\n";
  const auto results = read_bytes(first + endless + line("c"), options);
  EXPECT_EQ(ids(results), (Ids{"a", "!the line is larger than 100000 bytes", "c"}));
  EXPECT_EQ(results[1].error().where, "pile.bin, offset " + std::to_string(first.size()));
  // The same at the end, without a newline.
  EXPECT_EQ(ids(read_bytes(first + endless.substr(0, 2u << 20), options)),
            (Ids{"a", "!the line is larger than 100000 bytes"}));
}

TEST(JsonLines, HalfSurrogatesBecomeReplacements) {
  const auto results = read_bytes("{\"text\":\"cut \\ud83d off \\\\ud83d \\ud83d\\ude00 \\udE00\"}\n" + line("b"));
  ASSERT_EQ(ids(results), (Ids{"pile:1", "b"}));
  EXPECT_EQ(results[0]->bytes, "cut \uFFFD off \\ud83d \U0001F600 \uFFFD");
}

TEST(JsonLines, NumbersPythonDoesNotHaveAreNone) {
  const auto results = read_bytes(
      "{\"id\":\"a\",\"date\":NaN,\"text\":\"NaN \\\"Infinity\\\" \\ud800\",\"x\":[-Infinity,Infinity,NaN]}\n"
      "{\"id\":NaN,\"text\":\"y\"}\n{\"id\":\"c\",\"text\":NaN}\n{\"id\":\"d\",\"text\":\"z\",\"x\":NaNs}\n");
  ASSERT_EQ(results.size(), 4u);
  ASSERT_TRUE(results[0].ok() && results[1].ok());
  EXPECT_EQ(results[0]->date, "");
  EXPECT_EQ(results[0]->bytes, "NaN \"Infinity\" \uFFFD");
  EXPECT_EQ(results[1]->id, "pile:2");
  EXPECT_FALSE(results[2].ok());
  EXPECT_FALSE(results[3].ok());
}

TEST(JsonLines, CutGzipKeepsTheLinesBeforeIt) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += line("n" + std::to_string(i * 7919 % 3001)) + "\n";
  const std::string packed = gzip(text);
  const auto results = read_bytes(packed.substr(0, packed.size() / 2));
  ASSERT_GT(results.size(), 100u);
  ASSERT_LT(results.size(), 3000u);
  EXPECT_EQ(results.back().error().what, "the gzip data ends early");
  for (std::size_t i = 0; i + 1 < results.size(); ++i) EXPECT_TRUE(results[i].ok());
}

TEST(JsonLines, DamagedMemberIsPassed) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += line("n" + std::to_string(i * 7919 % 3001)) + "\n";
  std::string damaged = gzip(text);
  for (std::size_t i = 500; i < 520; ++i) damaged[i] = 'x';
  const Ids found = ids(read_bytes(gzip(line("a") + "\n") + damaged + gzip(line("z") + "\n")));
  EXPECT_EQ(found.front(), "a");
  EXPECT_EQ(found.back(), "z");
  // What unpacks wrongly before zlib sees the damage is told line by line; the damage itself once.
  EXPECT_EQ(std::count(found.begin(), found.end(), "!the gzip data is damaged"), 1);
}

TEST(JsonObjects, PrettyPrintedAndArrays) {
  const std::string object = "{\n  \"id\": \"a\",\n  \"text\": \"He said \\\"}\\\" twice.\"\n}\n";
  EXPECT_EQ(ids(read_bytes(object)), Ids{"a"});
  EXPECT_EQ(ids(read_bytes(object + object)), (Ids{"a", "a"}));
  EXPECT_EQ(ids(read_bytes("[" + line("a") + "," + line("b") + "]")), (Ids{"a", "b"}));
  EXPECT_EQ(ids(read_bytes("[\n" + line("a") + ",\n" + object + "]\n")), (Ids{"a", "a"}));
  EXPECT_EQ(ids(read_bytes("\xEF\xBB\xBF" + line("a"))), Ids{"a"});
  const auto results = read_bytes("[" + line("a") + ",{\"x\":1}," + line("b") + "]");
  EXPECT_EQ(ids(results), (Ids{"a", "!the JSON object has neither \"text\" nor \"html\"", "b"}));
  EXPECT_EQ(results[2]->info.offset, line("a").size() + 10);
}

TEST(JsonObjects, CutOnesAreOneError) {
  EXPECT_EQ(ids(read_bytes("[" + line("a") + "," + line("b"))), (Ids{"a", "b", "!the JSON array is not closed"}));
  EXPECT_EQ(ids(read_bytes("[" + line("a") + ",{\"text\":\"x")), (Ids{"a", "!the JSON object is not closed"}));
  EXPECT_EQ(ids(read_bytes("[" + line("a") + ",7," + line("b") + "]")), (Ids{"a", "!not a JSON object"}));
  EXPECT_EQ(ids(read_bytes("{\n\"text\": \"a\"")), Ids{"!the JSON object is not closed"});
}

TEST(JsonObjects, TooLargeOnesAreSkipped) {
  InputOptions options;
  options.max_record_bytes = 100000;
  const std::string large = R"({"text":")" + std::string(3u << 20, 'x') + R"("})";
  EXPECT_EQ(ids(read_bytes("[" + line("a") + "," + large + "," + line("c") + "]", options)),
            (Ids{"a", "!the object is larger than 100000 bytes", "c"}));
}

}  // namespace
}  // namespace hearsay::test
