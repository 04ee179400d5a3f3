// Expected failures are values: what went wrong, where, and what the user can do about it.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace hearsay {

struct Error {
  std::string what;   // "the gzip stream ends early"
  std::string where;  // "news.warc.gz, offset 10233"; may be empty
  std::string hint;   // "fetch the file again"; may be empty

  // One line: "where: what (hint)".
  [[nodiscard]] std::string message() const {
    std::string line = where.empty() ? what : where + ": " + what;
    if (!hint.empty()) line += " (" + hint + ")";
    return line;
  }
};

// Either a value or the reason there is none. Never dropped. value() on a failure is a fault of the program and
// throws std::bad_variant_access.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] T& value() & { return std::get<0>(state_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }

 private:
  std::variant<T, Error> state_;
};

// A result without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace hearsay
