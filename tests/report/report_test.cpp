#include "report/report.h"

#include <gtest/gtest.h>

#include <iostream>
#include "report/sample.h"

namespace hearsay {
TEST(X, Y) {
  const Account a = test::sample_account();
  std::cout << report_text(a, {}) << report_json(a, {}) << attributions_csv(a);
}
}
