// json_text: JSON written straight into a string, for what is written by the million. Compact; the same bytes as report::dump
// writes of the same values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hearsay::report {

// Values one after the other; a member's name before its value. What is opened is to be closed.
class JsonText {
 public:
  void open(char bracket);
  void close(char bracket);
  // `name` is plain ASCII.
  void key(std::string_view name);
  // A byte that is no UTF-8 becomes U+FFFD.
  void text(std::string_view value);
  void number(std::uint64_t value);
  // 11517, not 11517.0, where `whole` and it is one. What is not finite is null.
  void number(double value, bool whole);
  void truth(bool value);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void separate();

  std::string out_;
  bool first_ = true;  // no comma stands before the next value
};

}  // namespace hearsay::report
