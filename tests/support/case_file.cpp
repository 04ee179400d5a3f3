#include "support/case_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace hearsay::test {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string title;
  std::size_t line = 0;
  std::string input;
  std::string expected;
};

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

// `preamble` gets what stands before the first case.
std::vector<Case> parse_cases(const std::string& content, std::string& preamble) {
  std::vector<Case> cases;
  std::istringstream lines(content);
  std::string line;
  bool expected = false;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), number, {}, {}});
      expected = false;
    } else if (cases.empty()) {
      preamble += line + "\n";
    } else if (!expected && line == "---") {
      expected = true;
    } else {
      (expected ? cases.back().expected : cases.back().input) += line + "\n";
    }
  }
  for (Case& one : cases) {
    one.input = trimmed(one.input);
    one.expected = trimmed(one.expected);
  }
  return cases;
}

void run_file(const fs::path& path, const std::function<std::string(std::string_view)>& stage) {
  std::ifstream file(path);
  std::stringstream content;
  content << file.rdbuf();
  std::string approved;
  const std::vector<Case> cases = parse_cases(content.str(), approved);
  EXPECT_FALSE(cases.empty()) << path << " holds no case";
  for (const Case& one : cases) {
    const std::string actual = trimmed(stage(one.input));
    approved += "=== " + one.title + "\n" + one.input + "\n---\n" + actual + "\n\n";
    if (std::getenv("HEARSAY_APPROVE") == nullptr && actual != one.expected) {
      ADD_FAILURE_AT(path.c_str(), static_cast<int>(one.line))
          << one.title << "\n--- expected\n" << one.expected << "\n--- actual\n" << actual
          << "\n(tests/approve rewrites the expectation; read its diff)";
    }
  }
  if (std::getenv("HEARSAY_APPROVE") != nullptr) std::ofstream(path) << trimmed(approved) << "\n";
}

}  // namespace

void run_case_files(const std::string& name, const std::function<std::string(std::string_view)>& stage) {
  const fs::path folder = fs::path(HEARSAY_SOURCE_DIR) / "tests/cases" / name;
  std::vector<fs::path> files;
  if (fs::is_directory(folder)) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".case") files.push_back(entry.path());
    }
  }
  ASSERT_FALSE(files.empty()) << "no .case file in " << folder;
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) run_file(file, stage);
}

std::string read_source_file(const std::string& path) {
  std::ifstream file(fs::path(HEARSAY_SOURCE_DIR) / path, std::ios::binary);
  EXPECT_TRUE(file.good()) << "cannot read " << path;
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace hearsay::test
