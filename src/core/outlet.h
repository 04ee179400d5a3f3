// Names and addresses of outlets.
#pragma once

#include <string>
#include <string_view>

namespace hearsay {

// "https://www.velm.example/a" -> "velm.example"; empty where the address has no scheme.
[[nodiscard]] std::string host_of(std::string_view url);

// What one outlet's names have in common: "The Daily Lantern newspaper" and "Daily Lantern" have one key.
[[nodiscard]] std::string outlet_key(std::string_view name);

}  // namespace hearsay
