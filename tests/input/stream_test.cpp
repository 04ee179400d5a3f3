// Bytes on their way: sources that give little at a time, gzip and its damages, limits, progress.
#include <gtest/gtest.h>
#include <unistd.h>

#include <memory>
#include <thread>

#include "input/byte_stream.h"
#include "input/gunzip.h"
#include "input/reader.h"
#include "support.h"

namespace hearsay::test {
namespace {

using Ids = std::vector<std::string>;

// Gives at most `step` bytes at once, as a slow pipe does.
class Trickle final : public ByteSource {
 public:
  Trickle(std::string bytes, std::size_t step) : bytes_(std::move(bytes)), step_(step) {}
  std::size_t read(char* into, std::size_t size) override {
    const std::size_t count = bytes_.copy(into, std::min(size, step_), at_);
    at_ += count;
    return count;
  }
  const std::optional<StreamFault>& fault() const override { return fault_; }
  bool recover() override { return false; }

 private:
  std::string bytes_;
  std::size_t step_;
  std::size_t at_ = 0;
  std::optional<StreamFault> fault_;
};

std::string numbers(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += std::to_string(i * 7919) + "\n";
  return text;
}

std::string unpack(const std::string& packed, std::size_t step, std::optional<StreamFault>& fault) {
  ByteStream stream(gunzip_source(std::make_unique<Trickle>(packed, step), ""));
  std::string out;
  stream.read(out, 1u << 30);
  fault = stream.fault();
  return out;
}

TEST(Gunzip, AnyStepAndAnyNumberOfMembers) {
  const std::string text = numbers(20000);
  const std::string two = gzip(text.substr(0, 7000)) + gzip("") + gzip(text.substr(7000));
  for (const std::size_t step : {1u, 7u, 4096u, 1u << 20}) {
    std::optional<StreamFault> fault;
    EXPECT_TRUE(unpack(gzip(text), step, fault) == text) << step;
    EXPECT_FALSE(fault.has_value());
    EXPECT_TRUE(unpack(two, step, fault) == text) << step;
    EXPECT_FALSE(fault.has_value());
  }
}

TEST(Gunzip, EveryCutIsNoticed) {
  const std::string packed = gzip(numbers(200));
  for (std::size_t kept = 3; kept < packed.size(); ++kept) {
    std::optional<StreamFault> fault;
    const std::string out = unpack(packed.substr(0, kept), 4096, fault);
    ASSERT_TRUE(fault.has_value()) << kept;
    EXPECT_EQ(fault->reach, out.empty() ? StreamFault::Reach::here : StreamFault::Reach::before) << kept;
    EXPECT_TRUE(numbers(200).starts_with(out)) << kept;
  }
}

TEST(Gunzip, RecoversAtTheNextMember) {
  std::string damaged = gzip(numbers(5000));
  damaged[damaged.size() / 2] = static_cast<char>(~damaged[damaged.size() / 2]);
  const std::string next = numbers(10);
  for (const std::size_t step : {1u, 100u, 1u << 20}) {
    ByteStream stream(gunzip_source(std::make_unique<Trickle>(damaged + gzip(next), step), ""));
    std::string before;
    stream.read(before, 1u << 30);
    ASSERT_TRUE(stream.fault().has_value());
    ASSERT_TRUE(stream.recover()) << step;
    std::string after;
    stream.read(after, 1u << 30);
    EXPECT_EQ(after, next) << step;
    EXPECT_FALSE(stream.fault().has_value());
    EXPECT_EQ(stream.offset(), before.size() + after.size());
  }
}

TEST(Gunzip, MagicBytesWithoutAMemberAreNotBelieved) {
  const std::string fake = "\x1F\x8B\x08\x00 these are no packed bytes at all, only their mark";
  std::string damaged = gzip(numbers(5000));
  damaged[100] = static_cast<char>(~damaged[100]);
  ByteStream stream(gunzip_source(std::make_unique<Trickle>(damaged + fake + gzip("whole"), 1u << 20), ""));
  std::string out;
  stream.read(out, 1u << 30);
  ASSERT_TRUE(stream.recover());
  out.clear();
  stream.read(out, 1u << 30);
  EXPECT_EQ(out, "whole");
}

TEST(InflateBytes, KnowsItsFormatsAndLimits) {
  const std::string text = numbers(1000);
  for (const std::string& packed :
       {gzip(text), zlib_data(text), bare_deflate(text), gzip(text.substr(0, 9)) + gzip(text.substr(9))}) {
    const auto plain = inflate_bytes(packed, 1u << 20, false);
    ASSERT_TRUE(plain.ok());
    EXPECT_EQ(plain.value(), text);
    EXPECT_FALSE(inflate_bytes(packed, 100, false).ok());
    EXPECT_FALSE(inflate_bytes(packed.substr(0, packed.size() / 2), 1u << 20, false).ok());
  }
  EXPECT_FALSE(inflate_bytes("", 100, false).ok());
  EXPECT_FALSE(inflate_bytes("not packed", 100, true).ok());
  const auto cut = inflate_bytes(gzip(text).substr(0, 1500), 1u << 20, true);
  ASSERT_TRUE(cut.ok());
  EXPECT_TRUE(text.starts_with(cut.value()));
}

TEST(ByteStream, LinesOfEveryLength) {
  ByteStream stream(std::make_unique<Trickle>("a\n\nlonger than five\nfive5\nlast", 3));
  std::string line;
  using Line = ByteStream::Line;
  EXPECT_EQ(stream.read_line(line, 5), Line::whole);
  EXPECT_EQ(line, "a");
  EXPECT_EQ(stream.read_line(line, 5), Line::whole);
  EXPECT_EQ(line, "");
  EXPECT_EQ(stream.read_line(line, 5), Line::too_long);
  EXPECT_EQ(stream.offset(), 20u);
  EXPECT_EQ(stream.read_line(line, 5), Line::whole);
  EXPECT_EQ(line, "five5");
  EXPECT_EQ(stream.read_line(line, 5), Line::last);
  EXPECT_EQ(line, "last");
  EXPECT_EQ(stream.read_line(line, 5), Line::none);
}

TEST(ByteStream, PeeksWithoutTaking) {
  const std::string text = numbers(200000);
  ByteStream stream(std::make_unique<Trickle>(text, 1000));
  EXPECT_EQ(stream.peek(10), text.substr(0, 10));
  EXPECT_TRUE(stream.peek(700000) == std::string_view(text).substr(0, 700000));
  EXPECT_EQ(stream.offset(), 0u);
  EXPECT_EQ(stream.skip(123456), 123456u);
  EXPECT_TRUE(stream.peek(300000) == std::string_view(text).substr(123456, 300000));
  EXPECT_EQ(stream.skip(1u << 30), text.size() - 123456);
  EXPECT_TRUE(stream.at_end());
}

TEST(Reader, SlowSourcesGiveTheSame) {
  const std::string warc = gzip(warc_page(1, "<p>They said so.</p>")) + gzip(warc_page(2, "<p>So they said.</p>"));
  const std::string lines = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n";
  for (const std::size_t step : {1u, 13u, 4096u}) {
    FileReader of_warc(std::make_unique<Trickle>(warc, step), "w", "w", {});
    EXPECT_EQ(of_warc.next()->value().id, "0000-1");
    EXPECT_EQ(of_warc.next()->value().id, "0000-2");
    EXPECT_FALSE(of_warc.next().has_value());
    EXPECT_FALSE(of_warc.next().has_value());
    FileReader of_lines(std::make_unique<Trickle>(lines, step), "l", "l", {});
    EXPECT_EQ(of_lines.next()->value().id, "l:1");
    EXPECT_EQ(of_lines.next()->value().id, "l:2");
    EXPECT_FALSE(of_lines.next().has_value());
  }
}

// A program that sends one line and waits for the answer must get it.
TEST(Reader, AnswersALineBeforeTheNextIsSent) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  std::uint64_t consumed = 0;
  FileReader reader(descriptor_source(ends[0], &consumed), "-", "stdin", {});
  for (const std::string line : {"{\"id\":\"a\",\"text\":\"x\"}\n", "{\"id\":\"b\",\"text\":\"x\"}\n"}) {
    ASSERT_EQ(::write(ends[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
    const auto record = reader.next();
    ASSERT_TRUE(record.has_value() && record->ok());
    EXPECT_EQ((*record)->id, line.substr(7, 1));
  }
  ::close(ends[1]);
  EXPECT_FALSE(reader.next().has_value());
  EXPECT_EQ(consumed, 44u);
}

TEST(Reader, StandardInputIsADash) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const int saved = ::dup(0);
  ASSERT_EQ(::dup2(ends[0], 0), 0);
  ::close(ends[0]);
  ASSERT_EQ(::write(ends[1], "They said so.", 13), 13);
  ::close(ends[1]);
  InputReader reader({"-"});
  const auto record = reader.next();
  ASSERT_TRUE(record.has_value() && record->ok());
  EXPECT_EQ((*record)->id, "stdin");
  EXPECT_EQ((*record)->info.path, "-");
  EXPECT_EQ((*record)->bytes, "They said so.");
  EXPECT_FALSE(reader.next().has_value());
  EXPECT_EQ(reader.progress().bytes_total, 0u);
  EXPECT_EQ(reader.progress().bytes_done, 13u);
  ASSERT_EQ(::dup2(saved, 0), 0);
  ::close(saved);
}

TEST(Reader, StandardInputIsNamedInFailures) {
  FileReader empty(memory_source(""), "-", "stdin", {});
  EXPECT_EQ(empty.next()->error().message(), "standard input: the file is empty");
  FileReader broken(memory_source("{\"text\":1}\n"), "-", "stdin", {});
  EXPECT_EQ(broken.next()->error().where, "standard input, offset 0");
}

TEST(Reader, TooLargeFilesAreErrors) {
  InputOptions options;
  options.max_record_bytes = 1000;
  EXPECT_EQ(ids(read_bytes(std::string(1000, 'x'), options)), Ids{"pile"});
  EXPECT_EQ(ids(read_bytes(std::string(1001, 'x'), options)), Ids{"!the text is larger than 1000 bytes"});
  EXPECT_EQ(ids(read_bytes("<html>" + std::string(1001, 'x'), options)), Ids{"!the page is larger than 1000 bytes"});
  EXPECT_EQ(ids(read_bytes(gzip(std::string(100u << 20, 'x')), options)), Ids{"!the text is larger than 1000 bytes"});
  EXPECT_EQ(ids(read_bytes("<rss><channel><item>" + std::string(1001, 'x'), options)),
            Ids{"!the feed is larger than 1000 bytes"});
}

TEST(Reader, GzippedPagesAndTexts) {
  EXPECT_EQ(read_bytes(gzip("They said so."))[0]->bytes, "They said so.");
  EXPECT_EQ(read_bytes(gzip("<html><p>They said so."))[0]->content, ContentKind::html);
  EXPECT_EQ(ids(read_bytes(gzip("They said so.").substr(0, 20))), Ids{"!the gzip data ends early"});
  EXPECT_EQ(ids(read_bytes(gzip("They said so.") + "tail")), Ids{"pile"}) << "the text is whole";
  EXPECT_EQ(ids(read_bytes(gzip(gzip("They said so.")))), Ids{"!not a text or a page but gzip data inside gzip data"});
  EXPECT_EQ(ids(read_bytes(gzip(""))), Ids{"!the file is empty"});
  EXPECT_EQ(ids(read_bytes("\x1F\x8B\x08")), Ids{"!the gzip data ends early"});
}

TEST(Reader, ProgressEndsAtTheTotal) {
  const TemporaryFolder folder;
  folder.write("1.txt", "They said so.");
  folder.write("2.jsonl.gz", gzip("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"));
  folder.write("3.png", "\x89PNG\r\n" + std::string(500000, 'x'));
  InputReader reader({folder.path()});
  const std::uint64_t total = reader.progress().bytes_total;
  EXPECT_GT(total, 500000u);
  std::uint64_t before = 0;
  while (reader.next().has_value()) {
    EXPECT_GE(reader.progress().bytes_done, before);
    before = reader.progress().bytes_done;
  }
  EXPECT_EQ(reader.progress().bytes_done, total);
  EXPECT_EQ(reader.progress().bytes_total, total);
}

TEST(Reader, MovesKeepTheirPlace) {
  const TemporaryFolder folder;
  folder.write("1.txt", "They said so.");
  folder.write("2.txt", "They said so.");
  InputReader first({folder.path()});
  EXPECT_EQ(first.next()->value().id, "1");
  InputReader second(std::move(first));
  EXPECT_EQ(second.next()->value().id, "2");
  EXPECT_FALSE(second.next().has_value());
}

TEST(Reader, NoPathsNoRecords) { EXPECT_TRUE(read_paths({}).empty()); }

}  // namespace
}  // namespace hearsay::test
