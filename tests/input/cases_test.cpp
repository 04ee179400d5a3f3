#include <gtest/gtest.h>

#include "support.h"
#include "support/case_file.h"

namespace hearsay::test {
namespace {

TEST(Input, Cases) {
  run_case_files("input", [](std::string_view input) { return show(read_bytes(input)); });
}

}  // namespace
}  // namespace hearsay::test
