// Data-driven tests: tests/cases/<stage>/*.case, written by hand, updated only through tests/approve.
//
//   === what the case shows
//   the input, any number of lines
//   ---
//   the expected output
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace hearsay::test {

// Runs `stage` on the input of every case in tests/cases/<name>/ and compares with what the file expects; each
// difference is a failure of the running test. With HEARSAY_APPROVE set in the environment the files are rewritten
// instead. An empty folder is a failure.
void run_case_files(const std::string& name, const std::function<std::string(std::string_view input)>& stage);

// Bytes of a file below the source folder; a failure of the running test if it cannot be read.
std::string read_source_file(const std::string& path);

}  // namespace hearsay::test
