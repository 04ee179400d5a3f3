#include "case/case.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "make.h"
#include "temporary_folder.h"

namespace hearsay::test {
namespace {

namespace fs = std::filesystem;

CaseFile open_case(const std::string& path) {
  Result<CaseFile> file = CaseFile::open(path, CaseMode::read_write);
  if (!file) throw std::runtime_error(file.error().message());
  return std::move(file).value();
}

TEST(Case, KeepsEveryFieldOfADocument) {
  const TemporaryFolder folder;
  const Document document = full_document("a");
  CaseFile file = open_case(folder / "one.case");
  ASSERT_TRUE(file.add("key", document).value());
  EXPECT_EQ(dump(*file.document("a").value()), dump(document));
  EXPECT_FALSE(file.document("b").value().has_value());
}

TEST(Case, KeepsEveryFieldOfAnAccountOverClosing) {
  const TemporaryFolder folder;
  const Account account = full_account({full_document("a"), full_document("b", 1), full_document("c", 2)});
  {
    CaseFile file = open_case(folder / "one.case");
    for (const Document& document : account.documents) ASSERT_TRUE(file.add("key " + document.id, document).value());
    EXPECT_TRUE(file.stale().value());
    ASSERT_TRUE(file.store_account(account).ok());
    EXPECT_FALSE(file.stale().value());
  }
  CaseFile file = std::move(CaseFile::open(folder / "one.case", CaseMode::read_only)).value();
  EXPECT_EQ(dump(file.account().value()), dump(account));
  EXPECT_FALSE(file.stale().value());
}

TEST(Case, IsOneFileWhenClosed) {
  const TemporaryFolder folder;
  {
    CaseFile file = open_case(folder / "one.case");
    ASSERT_TRUE(file.add("key", full_document("a")).value());
  }
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder.path())) names.push_back(entry.path().filename().string());
  EXPECT_EQ(names, std::vector<std::string>{"one.case"});
}

TEST(Case, TheSameKeyChangesNothing) {
  const TemporaryFolder folder;
  CaseFile file = open_case(folder / "one.case");
  EXPECT_FALSE(file.has("key").value());
  ASSERT_TRUE(file.add("key", full_document("a")).value());
  EXPECT_TRUE(file.has("key").value());
  ASSERT_TRUE(file.store_account(full_account(file.documents().value())).ok());
  EXPECT_FALSE(file.add("key", full_document("a", 7)).value());
  EXPECT_FALSE(file.stale().value());
  EXPECT_EQ(dump(*file.document("a").value()), dump(full_document("a")));
}

TEST(Case, AnotherKeyReplacesTheDocumentInItsPlace) {
  const TemporaryFolder folder;
  CaseFile file = open_case(folder / "one.case");
  ASSERT_TRUE(file.add("key 1", full_document("a")).value());
  ASSERT_TRUE(file.add("key 2", full_document("b")).value());
  ASSERT_TRUE(file.add("key 3", full_document("a", 5)).value());
  EXPECT_FALSE(file.has("key 1").value());
  const std::vector<Document> documents = file.documents().value();
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(file.document_count().value(), 2U);
  EXPECT_EQ(dump(documents[0]), dump(full_document("a", 5)));
  EXPECT_EQ(dump(documents[1]), dump(full_document("b")));
}

TEST(Case, StoringAnAccountReplacesTheOldOne) {
  const TemporaryFolder folder;
  CaseFile file = open_case(folder / "one.case");
  ASSERT_TRUE(file.add("key 1", full_document("a")).value());
  ASSERT_TRUE(file.store_account(full_account({full_document("a")})).ok());
  ASSERT_TRUE(file.add("key 2", full_document("b")).value());
  const Account account = full_account({full_document("a"), full_document("b")});
  ASSERT_TRUE(file.store_account(account).ok());
  EXPECT_EQ(dump(file.account().value()), dump(account));
}

TEST(Case, AnAccountOfOtherDocumentsIsRefusedAndChangesNothing) {
  const TemporaryFolder folder;
  CaseFile file = open_case(folder / "one.case");
  ASSERT_TRUE(file.add("key 1", full_document("a")).value());
  const Account account = full_account({full_document("a")});
  ASSERT_TRUE(file.store_account(account).ok());
  const Status status = file.store_account(full_account({full_document("a"), full_document("stranger")}));
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().what.find("\"stranger\""), std::string::npos);
  EXPECT_EQ(dump(file.account().value()), dump(account));
}

}  // namespace
}  // namespace hearsay::test
