#include <gtest/gtest.h>

#include "support.h"

namespace hearsay::test {
namespace {

using Ids = std::vector<std::string>;

const std::string kPage = "<html><body><p>The bridge at Velm was closed.</p></body></html>";

std::string long_page(std::uint32_t seed) {
  std::string page = "<html><body>";
  for (int i = 0; i < 4000; ++i) {
    seed = seed * 1664525 + 1013904223;
    page += "<p>" + std::to_string(seed) + "</p>";
  }
  return page;
}

TEST(Warc, ReadsPlainAndGzippedAlike) {
  const std::string info = warc_record("warcinfo", {{"Content-Type", "application/warc-fields"}}, "software: none");
  const std::string plain = info + warc_page(1, kPage) + warc_page(2, kPage + " ");
  const std::string members = gzip(info) + gzip(warc_page(1, kPage)) + gzip(warc_page(2, kPage + " "));
  for (const std::string& bytes : {plain, gzip(plain), members}) {
    const auto results = read_bytes(bytes);
    ASSERT_EQ(ids(results), (Ids{"0000-1", "0000-2"}));
    EXPECT_EQ(results[0]->info.url, "https://velm.example/1");
    EXPECT_EQ(results[0]->info.kind, InputKind::warc);
    EXPECT_EQ(results[0]->info.offset, info.size());
    EXPECT_EQ(results[0]->content, ContentKind::html);
    EXPECT_EQ(results[0]->content_type, "text/html");
    EXPECT_FALSE(results[0]->utf8);
    EXPECT_EQ(results[0]->bytes, kPage);
    EXPECT_EQ(results[1]->info.offset, info.size() + warc_page(1, kPage).size());
    EXPECT_EQ(results[1]->bytes, kPage + " ");
  }
}

// What becomes a record, and what is passed over in silence.
TEST(Warc, TakesPagesAndTextsOnly) {
  struct Row {
    std::string what;
    std::string record;
    bool taken;
  };
  const HeaderLines id = {{"WARC-Record-ID", "<urn:uuid:x>"}, {"WARC-Target-URI", "https://velm.example/x"}};
  const auto with = [&](const std::string& type) {
    HeaderLines lines = id;
    lines.emplace_back("Content-Type", type);
    return lines;
  };
  const Row rows[] = {
      {"html", warc_page(1, kPage, {{"Content-Type", "text/html; charset=koi8-r"}}), true},
      {"capitals", warc_page(1, kPage, {{"CONTENT-TYPE", "TEXT/HTML"}}), true},
      {"xhtml", warc_page(1, kPage, {{"content-type", "application/xhtml+xml"}}), true},
      {"text", warc_page(1, "They said so.", {{"Content-Type", "text/plain"}}), true},
      {"no type, a page", warc_page(1, kPage, {}), true},
      {"no type, no page", warc_page(1, "They said so.", {}), false},
      {"image", warc_page(1, "\x89PNG\r\n", {{"Content-Type", "image/png"}}), false},
      {"json", warc_page(1, "{}", {{"Content-Type", "application/json"}}), false},
      {"not found", warc_page(1, kPage, {{"Content-Type", "text/html"}}, "HTTP/1.1 404 Not Found"), false},
      {"redirect", warc_page(1, kPage, {{"Content-Type", "text/html"}}, "HTTP/1.1 301 Moved"), false},
      {"http/2 without reason", warc_page(1, kPage, {{"Content-Type", "text/html"}}, "HTTP/2 200"), true},
      {"partial", warc_page(1, kPage, {{"Content-Type", "text/html"}}, "HTTP/1.1 206 Partial"), false},
      {"no http", warc_page(1, kPage, {{"Content-Type", "text/html"}}, "SIP/2.0 200 OK"), false},
      {"resource", warc_record("resource", with("text/html"), kPage), true},
      {"resource image", warc_record("resource", with("image/gif"), "GIF89a"), false},
      {"conversion", warc_record("conversion", with("text/plain"), "They said so."), true},
      {"request", warc_record("request", with("application/http"), "GET / HTTP/1.1\r\n\r\n"), false},
      {"metadata", warc_record("metadata", with("text/plain"), "via: x"), false},
      {"revisit",
       warc_record("revisit", with("application/http"), "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"), false},
      {"dns", warc_record("response", with("text/dns"), "20230101\r\nvelm.example A 10.0.0.1"), false},
      {"unknown type", warc_record("novelty", with("text/html"), kPage), false},
  };
  for (const Row& row : rows) {
    const auto results = read_bytes(row.record + warc_page(9, kPage));
    EXPECT_EQ(ids(results).size(), row.taken ? 2u : 1u) << row.what;
    EXPECT_EQ(ids(results).back(), "0000-9") << row.what;
  }
}

TEST(Warc, UndoesTransferAndContentEncodings) {
  struct Row {
    std::string what;
    std::string body;
    HeaderLines headers;
  };
  const std::string long_text = long_page(1);
  const Row rows[] = {
      {"gzip", gzip(long_text), {{"Content-Encoding", "gzip"}}},
      {"x-gzip in capitals", gzip(long_text), {{"Content-Encoding", "X-GZIP"}}},
      {"zlib", zlib_data(long_text), {{"Content-Encoding", "deflate"}}},
      {"bare deflate", bare_deflate(long_text), {{"Content-Encoding", "deflate"}}},
      {"chunked", chunked(long_text, 1000), {{"Transfer-Encoding", "chunked"}}},
      {"one chunk", chunked(long_text, long_text.size()), {{"Transfer-Encoding", "chunked"}}},
      {"chunked gzip", chunked(gzip(long_text), 77), {{"Transfer-Encoding", "chunked"}, {"Content-Encoding", "gzip"}}},
      {"gzip twice", gzip(gzip(long_text)), {{"Content-Encoding", "gzip, gzip"}}},
      {"transfer gzip", chunked(gzip(long_text), 99), {{"Transfer-Encoding", "gzip, chunked"}}},
      {"identity", long_text, {{"Content-Encoding", "identity"}}},
      // Crawlers undo an encoding and leave its header.
      {"not chunked at all", long_text, {{"Transfer-Encoding", "chunked"}}},
      {"not packed at all", long_text, {{"Content-Encoding", "gzip"}}},
      {"not deflated at all", long_text, {{"Content-Encoding", "deflate"}}},
      {"not brotli at all", long_text, {{"Content-Encoding", "br"}}},
  };
  for (const Row& row : rows) {
    HeaderLines headers = row.headers;
    headers.emplace_back("Content-Type", "text/html");
    const auto results = read_bytes(warc_page(1, row.body, headers));
    ASSERT_EQ(ids(results), Ids{"0000-1"}) << row.what;
    EXPECT_TRUE(results[0]->bytes == long_text) << row.what;
  }
}

TEST(Warc, TellsBodiesItCannotUndo) {
  struct Row {
    std::string body;
    HeaderLines headers;
    std::string what;
  };
  const std::string packed = gzip(long_page(2));
  std::string damaged = packed;
  damaged[packed.size() / 2] = static_cast<char>(damaged[packed.size() / 2] ^ 0x55);
  const Row rows[] = {
      {packed.substr(0, 5000), {{"Content-Encoding", "gzip"}}, "the body's gzip data: the packed data ends early"},
      {damaged, {{"Content-Encoding", "gzip"}}, "the body's gzip data: the packed data is damaged"},
      {"\x1B\x2A", {{"Content-Encoding", "br"}}, "the body is packed as \"br\", which cannot be undone"},
      {chunked(kPage, 10).substr(0, 50), {{"Transfer-Encoding", "chunked"}}, "the chunked body ends early"},
      {"x", {{"Content-Encoding", "gzip,gzip,gzip,gzip,gzip"}}, "the body is encoded too many times over"},
  };
  for (const Row& row : rows) {
    HeaderLines headers = row.headers;
    headers.emplace_back("Content-Type", "text/html");
    const std::string before = warc_page(1, kPage);
    const auto results = read_bytes(before + warc_page(2, row.body, headers) + warc_page(3, kPage));
    EXPECT_EQ(ids(results), (Ids{"0000-1", "!" + row.what, "0000-3"}));
    EXPECT_EQ(results[1].error().where, "pile.bin, offset " + std::to_string(before.size()));
  }
}

TEST(Warc, KeepsWhatACrawlerSaysItCut) {
  const std::string page = long_page(3);
  const std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
  const auto results =
      read_bytes(warc_record("response", {{"WARC-Truncated", "length"}, {"Content-Type", "application/http"}},
                             http + gzip(page).substr(0, 8000)));
  ASSERT_EQ(ids(results), Ids{"pile:1"});
  EXPECT_GT(results[0]->bytes.size(), 4000u);
  EXPECT_TRUE(page.starts_with(results[0]->bytes));
}

TEST(Warc, PagesThatUnpackToTooMuchAreErrors) {
  InputOptions options;
  options.max_record_bytes = 1u << 20;
  const std::string bomb = gzip(std::string(50u << 20, ' '));
  const std::string large(2u << 20, 'x');
  const auto results =
      read_bytes(warc_page(1, bomb, {{"Content-Type", "text/html"}, {"Content-Encoding", "gzip"}}) +
                     warc_page(2, large) + warc_page(3, large, {{"Content-Type", "video/mp4"}}) + warc_page(4, kPage),
                 options);
  EXPECT_EQ(ids(results), (Ids{"!the body's gzip data: unpacks to more than 1048576 bytes",
                               "!the page is larger than 1048576 bytes", "0000-4"}));
}

TEST(Warc, FindsTheNextRecordBehindADamagedOne) {
  const std::string good = warc_page(1, kPage);
  const std::string after = warc_page(3, kPage);
  const std::string no_length = "WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n";
  const std::string bad_length = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nx\r\n\r\n";
  const std::string huge_length =
      "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 18446744073709551615\r\n\r\nx\r\n\r\n";
  const std::string negative = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: -5\r\n\r\nx\r\n\r\n";
  for (const std::string& bad : {no_length, bad_length, huge_length, negative}) {
    const auto results = read_bytes(good + bad + after);
    EXPECT_EQ(ids(results), (Ids{"0000-1", "!the record's Content-Length is missing or no number", "0000-3"}));
    EXPECT_EQ(results[1].error().where, "pile.bin, offset " + std::to_string(good.size()));
    EXPECT_FALSE(results[1].error().hint.empty());
  }
  const auto junk = read_bytes(good + "something else\nWARC is not this\n" + after);
  EXPECT_EQ(ids(junk), (Ids{"0000-1", "!this is not the start of a WARC record", "0000-3"}));
  const std::string endless = "WARC/1.0\r\n" + std::string(600000, 'x') + "\r\n";
  EXPECT_EQ(ids(read_bytes(good + endless + after)), (Ids{"0000-1", "!the record's header does not end", "0000-3"}));
}

TEST(Warc, LengthThatLiesCostsOneRecord) {
  std::string record = warc_page(2, kPage);
  const std::size_t at = record.find("Content-Length: ");
  record.replace(at, record.find('\r', at) - at, "Content-Length: 100");
  const auto results = read_bytes(warc_page(1, kPage) + record + warc_page(3, kPage));
  const Ids found = ids(results);
  EXPECT_EQ(found, (Ids{"0000-1", "!the record is longer or shorter than its Content-Length says", "0000-3"}));
}

TEST(Warc, CutFileIsOneErrorAtItsEnd) {
  const std::string one = warc_page(1, kPage);
  const std::string two = warc_page(2, long_page(5));
  for (const std::size_t kept : {std::size_t{3}, std::size_t{40}, std::size_t{200}, two.size() / 2, two.size() - 5}) {
    const auto results = read_bytes(one + two.substr(0, kept));
    EXPECT_EQ(ids(results), (Ids{"0000-1", "!the file ends within this record"})) << kept;
    EXPECT_EQ(results[1].error().where, "pile.bin, offset " + std::to_string(one.size()));
  }
  // Without the blank lines at the very end nothing is lost.
  EXPECT_EQ(ids(read_bytes(one + two.substr(0, two.size() - 4))), (Ids{"0000-1", "0000-2"}));
  const std::string packed = gzip(two);
  for (const std::size_t kept : {std::size_t{5}, std::size_t{20}, packed.size() / 2, packed.size() - 1}) {
    EXPECT_EQ(ids(read_bytes(gzip(one) + packed.substr(0, kept))), (Ids{"0000-1", "!the gzip data ends early"}))
        << kept;
  }
}

TEST(Warc, DamagedMemberCostsItsRecordOnly) {
  const std::string first = gzip(warc_page(1, kPage));
  const std::string second = gzip(warc_page(2, long_page(7)));
  const std::string third = gzip(warc_page(3, long_page(8)));
  const std::string fourth = gzip(warc_page(4, kPage));
  for (std::size_t at = 0; at + 8 < second.size(); at += 101) {
    std::string damaged = second;
    for (std::size_t i = 0; i < 4; ++i) damaged[at + i] = static_cast<char>(damaged[at + i] ^ 0xA5);
    const Ids found = ids(read_bytes(first + damaged + third + fourth));
    ASSERT_GE(found.size(), 4u) << at;
    EXPECT_EQ(found.front(), "0000-1") << at;
    EXPECT_TRUE(found[1].starts_with("!")) << at;
    EXPECT_EQ(found[found.size() - 2], "0000-3") << at;
    EXPECT_EQ(found.back(), "0000-4") << at;
    for (const std::string& id : found) EXPECT_NE(id, "0000-2") << at;
  }
  // The checksum alone is wrong.
  std::string checksum = second;
  checksum[second.size() - 6] = static_cast<char>(checksum[second.size() - 6] ^ 1);
  EXPECT_EQ(ids(read_bytes(first + checksum + third)), (Ids{"0000-1", "!the gzip data is damaged", "0000-3"}));
}

TEST(Warc, MissingPieceInTheMiddleIsResynced) {
  const std::string second = gzip(warc_page(2, long_page(11)));
  const std::string third = gzip(warc_page(3, long_page(12)));
  const std::string fourth = gzip(warc_page(4, kPage));
  const Ids found = ids(read_bytes(second.substr(0, 9000) + third.substr(4000) + fourth));
  ASSERT_GE(found.size(), 2u);
  EXPECT_TRUE(found.front().starts_with("!"));
  EXPECT_EQ(found.back(), "0000-4");
}

TEST(Warc, GarbageBehindTheGzipDataIsNamed) {
  const std::string one = gzip(warc_page(1, kPage));
  EXPECT_EQ(ids(read_bytes(one + "trailing garbage of some length")),
            (Ids{"0000-1", "!bytes that are no gzip data stand behind the gzip data"}));
  EXPECT_EQ(ids(read_bytes(one + std::string(5000, '\0'))), Ids{"0000-1"}) << "padding is no damage";
  EXPECT_EQ(ids(read_bytes(one + std::string(5000, '\0') + gzip(warc_page(2, kPage)))), (Ids{"0000-1", "0000-2"}));
}

TEST(Warc, HeaderForms) {
  // Bare newlines, folded lines, odd case, wget's brackets around the address, an id without urn:uuid:.
  const std::string record =
      "WARC/1.1\nwarc-type:   resource\nWARC-RECORD-ID: <https://velm.example/ids/7>\nWarc-Target-Uri: "
      "<https://velm.example/\n\tpage>\nContent-Type: text/plain;\n charset=koi8-r\nCONTENT-LENGTH: 13\n\nThey said "
      "so.\n\n";
  const auto results = read_bytes(record);
  ASSERT_EQ(ids(results), Ids{"https://velm.example/ids/7"});
  EXPECT_EQ(results[0]->info.url, "https://velm.example/ page");
  EXPECT_EQ(results[0]->content_type, "text/plain; charset=koi8-r");
  EXPECT_EQ(results[0]->bytes, "They said so.");
  EXPECT_EQ(results[0]->content, ContentKind::text);
}

TEST(Warc, RecordWithoutIdIsNumbered) {
  const std::string body = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + kPage;
  const std::string record = warc_record("response", {{"Content-Type", "application/http"}}, body);
  EXPECT_EQ(ids(read_bytes(record + record)), (Ids{"pile:1", "pile:2"}));
}

TEST(Warc, EmptyPageIsARecord) {
  const auto results = read_bytes(warc_page(1, ""));
  ASSERT_EQ(ids(results), Ids{"0000-1"});
  EXPECT_EQ(results[0]->bytes, "");
}

}  // namespace
}  // namespace hearsay::test
