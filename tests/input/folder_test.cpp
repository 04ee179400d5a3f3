#include "input/folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "support.h"

namespace hearsay::test {
namespace {

namespace fs = std::filesystem;
using Ids = std::vector<std::string>;

Ids stems(const std::vector<FileEntry>& files) {
  Ids out;
  for (const FileEntry& file : files) out.push_back(file.error ? "!" + file.error->what : file.stem);
  return out;
}

TEST(FileStem, IsTheNameWithoutItsEnding) {
  const std::pair<std::string, std::string> rows[] = {
      {"page.html", "page"},
      {"a/b/page.html", "page"},
      {"page", "page"},
      {"page.", "page"},
      {"report.2023.txt", "report.2023"},
      {"news.jsonl.gz", "news"},
      {"crawl.warc.gz", "crawl"},
      {"old.version.gz", "old.version"},
      {".hidden", ".hidden"},
      {"-", "stdin"},
      {"folder/", "folder"},
      {"", "input"},
      {"/", "input"},
      {"n\xFFme.txt", "n\uFFFDme"},
  };
  for (const auto& [path, stem] : rows) EXPECT_EQ(file_stem(path), stem) << path;
}

TEST(Folder, IsReadByNameWithoutHiddenFiles) {
  const TemporaryFolder folder;
  for (const char* name :
       {"b.txt", "a/z.txt", "a/deep/er/q.txt", "c.txt", "B.txt", ".hidden.txt", ".git/x.txt", "a.txt"}) {
    folder.write(name, "They said so.");
  }
  EXPECT_EQ(ids(read_paths({folder.path()})), (Ids{"B", "q", "z", "a", "b", "c"}));
  EXPECT_EQ(ids(read_paths({folder.path() + "/"})), (Ids{"B", "q", "z", "a", "b", "c"}));
  EXPECT_EQ(read_paths({folder.path("a")})[0]->info.path, folder.path("a") + "/deep/er/q.txt");
}

TEST(Folder, PathsAreReadInTheOrderGivenAndOnce) {
  const TemporaryFolder folder;
  const std::string a = folder.write("a.txt", "They said so.");
  const std::string b = folder.write("b.txt", "They said so.");
  EXPECT_EQ(ids(read_paths({b, a})), (Ids{"b", "a"}));
  EXPECT_EQ(ids(read_paths({b, folder.path()})), (Ids{"b", "a"}));
  EXPECT_EQ(ids(read_paths({folder.path(), folder.path() + "/./a.txt"})), (Ids{"a", "b"}));
}

TEST(Folder, EqualNamesGetTheirFolders) {
  const TemporaryFolder folder;
  for (const char* name : {"2023/may/1.html", "2024/may/1.html", "2024/june/2.html", "july/2.html", "3.html"}) {
    folder.write(name, "<p>They said so.</p>");
  }
  EXPECT_EQ(ids(read_paths({folder.path()})), (Ids{"2023/may/1", "june/2", "2024/may/1", "3", "july/2"}));
}

TEST(Folder, EqualNamesWithOtherEndingsKeepThem) {
  const TemporaryFolder folder;
  for (const char* name : {"x/1.html", "x/1.txt", "y/1.txt"}) folder.write(name, "They said so.");
  EXPECT_EQ(ids(read_paths({folder.path()})), (Ids{"x/1.html", "x/1.txt", "y/1"}));
}

TEST(Folder, RecordsInsideUseTheLongerName) {
  const TemporaryFolder folder;
  folder.write("x/pile.jsonl", "{\"text\":\"a\"}\n");
  folder.write("y/pile.jsonl", "{\"text\":\"a\"}\n{\"id\":\"own\",\"text\":\"a\"}\n");
  EXPECT_EQ(ids(read_paths({folder.path()})), (Ids{"x/pile:1", "y/pile:1", "own"}));
}

TEST(Folder, LinksThatLoopEnd) {
  const TemporaryFolder folder;
  folder.write("a/1.txt", "They said so.");
  fs::create_directory_symlink("..", folder.path("a/up"));
  fs::create_directory_symlink(".", folder.path("a/here"));
  fs::create_directory_symlink("../a", folder.path("a/self"));
  EXPECT_EQ(ids(read_paths({folder.path()})), Ids{"1"});
  fs::create_symlink("loop", folder.path("loop"));
  const auto results = read_paths({folder.path()});
  ASSERT_EQ(results.size(), 2u);
  EXPECT_TRUE(results[1].error().what.starts_with("cannot be opened"));
}

// 2^40 ways lead to the file.
TEST(Folder, LinksThatBranchEnd) {
  const TemporaryFolder folder;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "d" + std::to_string(100 + i);
    fs::create_directories(folder.path(name));
    const std::string next = "../d" + std::to_string(101 + i);
    fs::create_directory_symlink(next, folder.path(name + "/left"));
    fs::create_directory_symlink(next, folder.path(name + "/right"));
  }
  folder.write("d140/1.txt", "They said so.");
  EXPECT_EQ(ids(read_paths({folder.path()})), Ids{"1"});
}

TEST(Folder, LinkToAFileIsRead) {
  const TemporaryFolder folder;
  const TemporaryFolder elsewhere;
  elsewhere.write("far.txt", "They said so.");
  fs::create_symlink(elsewhere.path("far.txt"), folder.path("near.txt"));
  fs::create_directory_symlink(elsewhere.path(), folder.path("linked"));
  EXPECT_EQ(ids(read_paths({folder.path()})), (Ids{"far", "near"}));
}

TEST(Folder, DepthIsBounded) {
  const TemporaryFolder folder;
  std::string deep;
  for (int i = 0; i < 6; ++i) deep += "d/";
  folder.write(deep + "1.txt", "They said so.");
  folder.write("d/2.txt", "They said so.");
  InputOptions options;
  options.max_folder_depth = 4;
  const auto results = read_paths({folder.path()}, options);
  EXPECT_EQ(ids(results), (Ids{"2", "!folders are nested deeper than 4"}));
  options.max_folder_depth = 7;
  EXPECT_EQ(ids(read_paths({folder.path()}, options)), (Ids{"2", "1"}));
}

TEST(Folder, WhatCannotBeReadIsNamedAndTheRestRead) {
  const TemporaryFolder folder;
  folder.write("good.txt", "They said so.");
  folder.write("picture.png", "\x89PNG\r\n\x1A\n and more");
  folder.write("paper.pdf", "%PDF-1.7 and more");
  folder.write("nothing.txt", "");
  folder.write("blank.txt", " \r\n\t\n");
  fs::create_symlink("/nowhere/at/all", folder.path("gone.txt"));
  const auto results = read_paths({folder.path("missing.txt"), folder.path()});
  EXPECT_EQ(ids(results), (Ids{"!cannot be opened: No such file or directory", "!the file is empty",
                               "!cannot be opened: No such file or directory", "good", "!the file is empty",
                               "!not a text or a page but a PDF document", "!not a text or a page but a PNG image"}));
  EXPECT_EQ(results[0].error().where, folder.path("missing.txt"));
  EXPECT_EQ(results[1].error().where, folder.path("blank.txt"));
  EXPECT_FALSE(results[5].error().hint.empty());
}

TEST(Folder, EmptyFolderIsNamed) {
  const TemporaryFolder folder;
  EXPECT_EQ(ids(read_paths({folder.path()})), Ids{"!the folder holds no files"});
}

TEST(Folder, UnreadableFolderIsNamed) {
  if (::geteuid() == 0) GTEST_SKIP() << "nothing is unreadable for root";
  const TemporaryFolder folder;
  folder.write("closed/1.txt", "They said so.");
  folder.write("open.txt", "They said so.");
  fs::permissions(folder.path("closed"), fs::perms::none);
  EXPECT_EQ(ids(read_paths({folder.path()})), (Ids{"!cannot be opened: Permission denied", "open"}));
  fs::permissions(folder.path("closed"), fs::perms::owner_all);
}

TEST(Folder, PipesInFoldersArePassedOver) {
  const TemporaryFolder folder;
  folder.write("1.txt", "They said so.");
  ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(ids(read_paths({folder.path()})), Ids{"1"});
}

TEST(Folder, NamedPipesAreRead) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
  std::thread writer([&] { folder.write("pipe", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"); });
  const auto results = read_paths({folder.path("pipe")});
  writer.join();
  EXPECT_EQ(ids(results), (Ids{"pipe:1", "pipe:2"}));
}

TEST(Folder, ManyFilesAreSortedBeforeTheyAreRead) {
  const TemporaryFolder folder;
  for (int i = 0; i < 300; ++i) folder.write(std::to_string(1000 + i * 77 % 300) + ".txt", "They said so.");
  const Ids found = ids(read_paths({folder.path()}));
  ASSERT_EQ(found.size(), 300u);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
}

TEST(Folder, ListsSizes) {
  const TemporaryFolder folder;
  folder.write("1.txt", "12345");
  const auto files = list_files({folder.path(), "-"}, {});
  EXPECT_EQ(stems(files), (Ids{"1", "stdin"}));
  EXPECT_EQ(files[0].size, 5u);
  EXPECT_EQ(files[1].size, 0u);
}

}  // namespace
}  // namespace hearsay::test
