#include "input/sniff.h"

#include <gtest/gtest.h>

#include "input/header.h"
#include "input/http.h"
#include "support.h"

namespace hearsay::test {
namespace {

using namespace std::string_literals;

std::string wide(const std::string& ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

TEST(Sniff, TellsFormatsFromBytes) {
  struct Row {
    std::string bytes;
    Format format;
  };
  const Row rows[] = {
      {"", Format::empty},
      {" \n\t", Format::empty},
      {"\xEF\xBB\xBF", Format::empty},
      {"x", Format::text},
      {"They said so.", Format::text},
      {"\xEF\xBB\xBFThey said so.", Format::text},
      {"\xFF\xFE" + wide("They said so."), Format::text},
      {wide("They said so."), Format::text},
      {"\xFF\xFE\x14\x04\x30\x04\x20\x00\x3D\x04\x35\x04\x42\x04"s, Format::text},
      {wide("<html><body>They said so."), Format::html},
      {"\xD3\xE8\xEF \xF1\xEA\xE0\xE7\xE0\xEB", Format::text},
      {"<!doctype html>", Format::html},
      {"\xEF\xBB\xBF\r\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", Format::html},
      {"<html>", Format::html},
      {"<HTML lang=en>", Format::html},
      {"<div class=x>", Format::html},
      {"<!-- a --><!-- b --><p>", Format::html},
      {"<?xml version='1.0'?><html>", Format::html},
      {"<?xml version='1.0'?><rss version='2.0'>", Format::feed},
      {"<rss>", Format::feed},
      {"<feed xmlns='http://www.w3.org/2005/Atom'>", Format::feed},
      {"<atom:feed>", Format::feed},
      {"<?xml-stylesheet href='x'?><!-- x --><rdf:RDF>", Format::feed},
      {"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", Format::feed},
      {"<!DOCTYPE rss PUBLIC 'x' 'y'><rss>", Format::feed},
      {"<?xml version='1.0'?><kml>", Format::binary},
      {"<blink182>", Format::text},
      {"WARC/1.0\r\n", Format::warc},
      {"\r\n\r\nWARC/1.1\r\n", Format::warc},
      {"{\"text\":\"a\"}", Format::json},
      {"{ \"text\" : \"a\"}\n", Format::json},
      {"{\n\"text\":\"a\"}", Format::json},
      {"{}", Format::json},
      {"[{\"text\":\"a\"}]", Format::json},
      {"[\n  {\"text\":\"a\"}]", Format::json},
      {"[1, 2]", Format::text},
      {"{a}", Format::text},
      {"broken\n{\"text\":1}\n{\"text\":2}\n", Format::json},
      {"A list:\n{\"a\"}\nand more\nand more\n", Format::text},
      {"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x", Format::mhtml},
      {"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x", Format::text},
      {"%PDF-1.7\n", Format::binary},
      {"PK\x03\x04"s + "xxxx", Format::binary},
      {"SQLite format 3\0"s + "xxxx", Format::binary},
      {"\x7F"s + "ELF", Format::binary},
      {"\x28\xB5\x2F\xFD"s, Format::binary},
      {"\0\0\0\x18"s + "ftypmp42", Format::binary},
      {std::string(257, 'x') + "ustar", Format::binary},
      {"\x01\x02\x03\x04\x05\x06"s, Format::binary},
      {std::string(100, '\0'), Format::binary},
      {"They said \0 so, and so \f on and on and on; nobody knows why a NUL is in it."s, Format::text},
      {"<svg xmlns='http://www.w3.org/2000/svg'/>", Format::html},
      {wide("{\"text\":\"a\"}"), Format::binary},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(static_cast<int>(sniff(row.bytes).format), static_cast<int>(row.format)) << row.bytes;
  }
}

TEST(Sniff, EarlyAnswersAreTheLateOnes) {
  EXPECT_EQ(sniff_early("{\"text\":\"a\"}\n").format, Format::json);
  EXPECT_EQ(sniff_early("WARC/1.0").format, Format::warc);
  for (const char* head : {"", "{", "{\"text\":\"a\"", "They said so.\n", "<html>\n", "{x}\n"}) {
    EXPECT_EQ(sniff_early(head).format, Format::unknown) << head;
  }
}

TEST(Sniff, NamesWhatIsNoText) {
  EXPECT_EQ(sniff("%PDF-1.7\n").name, "a PDF document");
  EXPECT_FALSE(sniff("%PDF-1.7\n").hint.empty());
  EXPECT_EQ(sniff("\x89PNG\r\n\x1A\n").name, "a PNG image");
}

TEST(Header, Blocks) {
  EXPECT_EQ(header_block("a: b\r\n\r\nrest"), "a: b\r\n\r\n");
  EXPECT_EQ(header_block("a: b\n\nrest"), "a: b\n\n");
  EXPECT_EQ(header_block("a: b\r\n\nrest"), "a: b\r\n\n");
  EXPECT_EQ(header_block("a: b\r\nrest"), "");
  EXPECT_EQ(header_block(""), "");
  const Headers headers = parse_headers("HTTP/1.1 200 OK\r\nA:b\r\n  c \r\nno colon\r\n d\r\nX-Y : z: w\r\n\r\n");
  EXPECT_EQ(headers, (Headers{{"a", "b c"}, {"x-y", "z: w"}}));
  EXPECT_EQ(find_header(headers, "a"), "b c");
  EXPECT_EQ(find_header(headers, "q"), "");
}

TEST(Header, Parameters) {
  EXPECT_EQ(media_type(" Text/HTML ; charset=x"), "text/html");
  EXPECT_EQ(media_type("text/html"), "text/html");
  EXPECT_EQ(header_parameter("multipart/related; boundary=\"a;b\"; x=y", "boundary"), "a;b");
  EXPECT_EQ(header_parameter("multipart/related; boundary=\"a;b\"; x=y", "x"), "y");
  EXPECT_EQ(header_parameter("a; flag; Boundary = q ", "boundary"), "q");
  EXPECT_EQ(header_parameter("a; boundary=\"open", "boundary"), "open");
  EXPECT_EQ(header_parameter("a", "boundary"), "");
  EXPECT_EQ(header_parameter("a; b", "b"), "");
}

TEST(Http, StatusLines) {
  EXPECT_EQ(parse_http_head("HTTP/1.1 200 OK\r\n").status, 200);
  EXPECT_EQ(parse_http_head("HTTP/2 404\r\n").status, 404);
  EXPECT_EQ(parse_http_head("HTTP/1.0  200\r\n").status, 200);
  for (const char* line : {"", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 OK", "ICY 200 OK"}) {
    EXPECT_EQ(parse_http_head(line).status, 0) << line;
  }
}

TEST(Http, ChunksOfOddForms) {
  const HttpHead head{200, {{"transfer-encoding", "chunked"}}};
  const auto decode = [&](const std::string& body, bool allow_cut) {
    const auto result = decode_body(head, body, 1000, allow_cut);
    return result.ok() ? result.value() : "!" + result.error().what;
  };
  EXPECT_EQ(decode("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n", false), "abcde");
  EXPECT_EQ(decode("3 \r\nabc\r\n0\r\n", false), "abc");
  EXPECT_EQ(decode("0\r\n\r\n", false), "");
  EXPECT_EQ(decode("3\r\nab", false), "!the chunked body ends early");
  EXPECT_EQ(decode("3\r\nab", true), "ab");
  EXPECT_EQ(decode("FFFFFFFFFFFFFFFF\r\nab", true), "ab");
  EXPECT_EQ(decode("3\r\nabc\r\nno number", true), "abc");
  EXPECT_EQ(decode("", false), "");
  EXPECT_EQ(decode("cafe was closed", false), "cafe was closed") << "no chunk: a word that is a hex number";
}

}  // namespace
}  // namespace hearsay::test
