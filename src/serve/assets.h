// The web app's files, compiled into the program.
#pragma once

#include <span>
#include <string_view>

namespace hearsay::serve {

struct Asset {
  std::string_view path;  // "/app-3f2a.js"
  std::string_view type;
  std::string_view bytes;
  std::string_view gzip;  // empty where it would not be smaller
};

[[nodiscard]] std::span<const Asset> assets();

}  // namespace hearsay::serve
