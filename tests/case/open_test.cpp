// What can be wrong with the file, its folder and the disk, and what the user is told.
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "case/case.h"
#include "case/schema.h"
#include "make.h"
#include "temporary_folder.h"

namespace hearsay::test {
namespace {

namespace fs = std::filesystem;

void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << (message ? message : "");
  sqlite3_free(message);
  sqlite3_close(database);
}

void make_case(const std::string& path, int documents = 1) {
  Result<CaseFile> file = CaseFile::open(path, CaseMode::read_write);
  ASSERT_TRUE(file.ok()) << file.error().message();
  for (int i = 0; i < documents; ++i) {
    const std::string id = "d" + std::to_string(i);
    ASSERT_TRUE(file->add("key " + id, full_document(id, static_cast<unsigned>(i))).ok());
  }
}

// Opening fails with words that hold `what`, names the path and says what to do.
void expect_failure(const std::string& path, CaseMode mode, const std::string& what) {
  const Result<CaseFile> file = CaseFile::open(path, mode);
  ASSERT_FALSE(file.ok()) << path;
  EXPECT_NE(file.error().what.find(what), std::string::npos) << file.error().message();
  EXPECT_NE(file.error().where.find(fs::path(path).filename().string()), std::string::npos) << file.error().message();
  EXPECT_FALSE(file.error().hint.empty()) << file.error().message();
}

// Runs `work` in another process and gives what it returns. Root may write everywhere, nobody may not.
int in_child(bool as_nobody, const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (as_nobody && ::getuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(99);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(CaseOpen, NamesWhatIsNoCase) {
  const TemporaryFolder folder;
  std::ofstream(folder / "short.case") << "x";
  std::ofstream(folder / "text.case") << std::string(5000, 'x');
  std::ofstream(folder / "empty.case").close();
  run_sql(folder / "other.case", "CREATE TABLE notes (text); PRAGMA application_id = 77");
  run_sql(folder / "plain.case", "CREATE TABLE notes (text)");
  for (const CaseMode mode : {CaseMode::read_only, CaseMode::read_write}) {
    expect_failure(folder / "text.case", mode, "is not a case file");
    expect_failure(folder / "short.case", mode, "is not a case file");
    expect_failure(folder / "other.case", mode, "of another program");
    expect_failure(folder / "plain.case", mode, "of another program");
    expect_failure(folder.path().string(), mode, "is a folder");
    expect_failure("/dev/null", mode, "is not a file");
    expect_failure(folder / "none/one.case", mode, "folder of the case file does not exist");
  }
  expect_failure(folder / "empty.case", CaseMode::read_only, "is empty");
  expect_failure(folder / "missing.case", CaseMode::read_only, "no such case file");
  EXPECT_FALSE(fs::exists(folder / "missing.case"));
}

TEST(CaseOpen, LeavesWhatIsNotItsOwnAlone) {
  const TemporaryFolder folder;
  run_sql(folder / "other.case", "CREATE TABLE notes (text); PRAGMA application_id = 77");
  std::ifstream before(folder / "other.case", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(before)), {});
  expect_failure(folder / "other.case", CaseMode::read_write, "of another program");
  std::ifstream after(folder / "other.case", std::ios::binary);
  EXPECT_EQ(bytes, std::string((std::istreambuf_iterator<char>(after)), {}));
}

TEST(CaseOpen, AnEmptyFileBecomesACase) {
  const TemporaryFolder folder;
  std::ofstream(folder / "empty.case").close();
  make_case(folder / "empty.case");
  EXPECT_TRUE(CaseFile::open(folder / "empty.case", CaseMode::read_only).ok());
}

TEST(CaseOpen, OddNamesAreNames) {
  const TemporaryFolder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  for (const std::string name : {":memory:", "file:x?mode=memory", "ä b.case"}) {
    make_case(name);
    EXPECT_TRUE(fs::is_regular_file(name)) << name;
  }
  fs::current_path(before);
}

TEST(CaseOpen, RefusesANewerFormat) {
  const TemporaryFolder folder;
  make_case(folder / "one.case");
  run_sql(folder / "one.case", "PRAGMA user_version = " + std::to_string(kCaseVersion + 1));
  expect_failure(folder / "one.case", CaseMode::read_only, "newer hearsay");
  expect_failure(folder / "one.case", CaseMode::read_write, "newer hearsay");
}

TEST(CaseOpen, IsMarkedAsACase) {
  const TemporaryFolder folder;
  make_case(folder / "one.case");
  std::ifstream file(folder / "one.case", std::ios::binary);
  std::string head(100, '\0');
  file.read(head.data(), 100);
  EXPECT_EQ(head.substr(68, 4), "Hsay");
  EXPECT_EQ(head.substr(60, 4), std::string("\0\0\0\4", 4));
}

TEST(CaseOpen, ReadsWhereItMayNotWrite) {
  const TemporaryFolder folder;
  make_case(folder / "one.case");
  fs::permissions(folder / "one.case", fs::perms(0444));
  fs::permissions(folder.path(), fs::perms(0555));
  const std::string path = folder / "one.case";
  EXPECT_EQ(in_child(true, [&] {
    const Result<CaseFile> writing = CaseFile::open(path, CaseMode::read_write);
    if (writing.ok() || writing.error().what.find("cannot be written") == std::string::npos) return 1;
    Result<CaseFile> fresh = CaseFile::open(path + ".new", CaseMode::read_write);
    if (fresh.ok() || fresh.error().hint.empty()) return 2;
    Result<CaseFile> reading = CaseFile::open(path, CaseMode::read_only);
    return reading.ok() && reading->document_count().value() == 1 && reading->check()->documents == 1 ? 0 : 3;
  }), 0);
  fs::permissions(folder.path(), fs::perms(0755));
}

TEST(CaseOpen, AnotherWriterIsNamed) {
  const TemporaryFolder folder;
  make_case(folder / "one.case");
  Result<CaseFile> file = CaseFile::open(folder / "one.case", CaseMode::read_write);
  ASSERT_TRUE(file.ok());
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open((folder / "one.case").c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const Result<bool> added = file->add("key x", full_document("x"));
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.error().what, "another hearsay is writing to it");
  EXPECT_TRUE(file->has("key d0").value()) << "reading goes on";
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_TRUE(file->add("key x", full_document("x")).value());
}

TEST(CaseOpen, AReaderSeesWhatAWriterAdds) {
  const TemporaryFolder folder;
  make_case(folder / "one.case");
  Result<CaseFile> reader = CaseFile::open(folder / "one.case", CaseMode::read_only);
  Result<CaseFile> writer = CaseFile::open(folder / "one.case", CaseMode::read_write);
  ASSERT_TRUE(reader.ok() && writer.ok());
  ASSERT_TRUE(writer->add("key x", full_document("x")).value());
  EXPECT_EQ(reader->document_count().value(), 2U);
  const Result<bool> refused = reader->add("key y", full_document("y"));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().what, "cannot be written to");
}

TEST(CaseOpen, AFullDiskLosesOnlyWhatWasBeingWritten) {
  const TemporaryFolder folder;
  const std::string path = folder / "one.case";
  make_case(path, 3);
  const int added = in_child(false, [&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{600'000, 600'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    Result<CaseFile> file = CaseFile::open(path, CaseMode::read_write);
    if (!file.ok()) return 101;
    for (int i = 3; i < 100; ++i) {
      const std::string id = "d" + std::to_string(i);
      const Result<bool> one = file->add("key " + id, full_document(id, static_cast<unsigned>(i)));
      if (!one.ok()) return one.error().what == "the disk is full" && !one.error().hint.empty() ? i : 102;
    }
    return 103;
  });
  ASSERT_GT(added, 3);
  ASSERT_LT(added, 100);
  Result<CaseFile> file = CaseFile::open(path, CaseMode::read_write);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file->document_count().value(), static_cast<std::uint64_t>(added));
  const CheckReport report = file->check().value();
  EXPECT_FALSE(report.first_failure.has_value()) << report.first_failure->message();
  EXPECT_TRUE(file->add("key more", full_document("more")).value());
}

TEST(CaseOpen, ADamagedFileIsNamed) {
  const TemporaryFolder folder;
  make_case(folder / "one.case", 30);
  {
    std::fstream file(folder / "one.case", std::ios::in | std::ios::out | std::ios::binary);
    const std::string noise(40 * 4096, '\x5A');
    file.seekp(4096);
    file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
  }
  Result<CaseFile> file = CaseFile::open(folder / "one.case", CaseMode::read_only);
  const Error error = !file.ok() ? file.error() : file->account().ok() ? Error{} : file->account().error();
  EXPECT_NE(error.what.find("damaged"), std::string::npos) << error.message();
  if (file.ok()) {
    EXPECT_TRUE(file->check()->first_failure.has_value());
  }
}

// Kills a process that adds documents, at several moments; nothing committed is lost, the rest can be added again.
TEST(CaseOpen, AKillLosesAtMostTheDocumentBeingWritten) {
  const TemporaryFolder folder;
  const std::string path = folder / "one.case";
  constexpr int kDocuments = 400;
  const auto add_all = [&](CaseFile& file, int pipe) {
    for (int i = 0; i < kDocuments; ++i) {
      const std::string id = "d" + std::to_string(i);
      if (!file.add("key " + id, full_document(id, static_cast<unsigned>(i))).ok()) ::_exit(1);
      if (pipe >= 0 && ::write(pipe, "x", 1) != 1) ::_exit(1);
    }
  };
  std::uint64_t safe = 0;
  for (const int after : {1, 37, 150}) {
    int pipes[2];
    ASSERT_EQ(::pipe(pipes), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      Result<CaseFile> file = CaseFile::open(path, CaseMode::read_write);
      if (!file.ok()) ::_exit(1);
      add_all(*file, pipes[1]);
      ::_exit(0);
    }
    ::close(pipes[1]);
    char byte = 0;
    std::uint64_t told = 0;
    while (static_cast<int>(told) < after && ::read(pipes[0], &byte, 1) == 1) ++told;
    ::kill(child, SIGKILL);
    while (::read(pipes[0], &byte, 1) == 1) ++told;
    ::close(pipes[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    Result<CaseFile> file = CaseFile::open(path, CaseMode::read_only);
    ASSERT_TRUE(file.ok()) << file.error().message();
    const CheckReport report = file->check().value();
    EXPECT_FALSE(report.first_failure.has_value()) << report.first_failure->message();
    EXPECT_GE(report.documents, told);
    EXPECT_GE(report.documents, safe);
    safe = report.documents;
  }
  Result<CaseFile> file = CaseFile::open(path, CaseMode::read_write);
  ASSERT_TRUE(file.ok());
  add_all(*file, -1);
  const std::vector<Document> documents = file->documents().value();
  ASSERT_EQ(documents.size(), static_cast<std::size_t>(kDocuments));
  for (int i = 0; i < kDocuments; ++i) {
    ASSERT_EQ(dump(documents[static_cast<std::size_t>(i)]),
              dump(full_document("d" + std::to_string(i), static_cast<unsigned>(i))));
  }
}

}  // namespace
}  // namespace hearsay::test
