#include "cli/terminal.h"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace hearsay {
namespace {

std::string duration_words(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

std::string size_words(std::uint64_t bytes) {
  const double megabytes = static_cast<double>(bytes) / 1e6;
  return megabytes < 1000 ? fmt::format("{:.1f} MB", megabytes) : fmt::format("{:.2f} GB", megabytes / 1000);
}

}  // namespace

bool stdout_is_terminal() { return isatty(STDOUT_FILENO) != 0; }

bool wants_color() {
  const char* no_color = std::getenv("NO_COLOR");
  return stdout_is_terminal() && (no_color == nullptr || *no_color == '\0');
}

std::uint32_t terminal_columns() {
  winsize size{};
  if (!stdout_is_terminal() || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::clamp<std::uint32_t>(size.ws_col, 40, 100);
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void complain(std::string_view message) { fmt::print(stderr, "hearsay: {}\n", message); }

bool stdout_arrived() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

ProgressLine::ProgressLine() : terminal_(isatty(STDERR_FILENO) != 0), begin_(Clock::now()) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(const ReadProgress& progress) {
  const Clock::time_point now = Clock::now();
  if (!terminal_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const double seconds = std::max(1e-3, std::chrono::duration<double>(now - begin_).count());
  const double rate = static_cast<double>(progress.documents) / seconds;
  std::string line = fmt::format("{} documents, {:.0f}/s", progress.documents, rate);
  if (progress.known > 0) line += fmt::format(", {} known", progress.known);
  if (progress.failed > 0) line += fmt::format(", {} failed", progress.failed);
  if (progress.bytes_total > 0) {
    const double share = static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_total);
    line += fmt::format(", {:.0f}% of {}", share * 100, size_words(progress.bytes_total));
    if (share > 0.01 && share < 1) line += fmt::format(", about {} left", duration_words(seconds / share - seconds));
  } else {
    line += fmt::format(", {}", size_words(progress.bytes_done));
  }
  fmt::print(stderr, "\r\x1b[K{}", line);
  std::fflush(stderr);
  shown_ = true;
}

void ProgressLine::clear() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

}  // namespace hearsay
