// What a command needs of the terminal: its width, colour, progress on stderr, and data on stdout that is known to have
// arrived.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "hearsay/hearsay.h"

namespace hearsay {

[[nodiscard]] bool stdout_is_terminal();
[[nodiscard]] bool wants_color();               // a terminal, and NO_COLOR is not set
[[nodiscard]] std::uint32_t terminal_columns();  // of stdout, at most 100; 100 where it is no terminal

void print(std::string_view text);         // to stdout
void complain(std::string_view message);   // "hearsay: message" to stderr
[[nodiscard]] bool stdout_arrived();       // flushes; false where writing failed (a full disk)

// One line on stderr that tells documents, rate and what is left; nothing where stderr is no terminal.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const ReadProgress& progress);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_ = false;
  bool shown_ = false;
  Clock::time_point begin_;
  Clock::time_point last_;
};

}  // namespace hearsay
