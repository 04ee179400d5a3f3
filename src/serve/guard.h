// Who may ask what: against DNS rebinding (a foreign name that points to 127.0.0.1), forged requests from other pages,
// and writes by whoever doesn't know the token.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "serve/http.h"

namespace hearsay::serve {

struct Guard {
  std::uint16_t port = 0;
  std::string token;
  std::string read_only_because;

  // The refusal; nullopt where the request may pass. Absent headers are empty.
  [[nodiscard]] std::optional<Response> refuse(std::string_view method, std::string_view path, std::string_view host,
                                               std::string_view origin, std::string_view fetch_site,
                                               std::string_view token_given) const;
};

// 128 bits from the system's generator, in hexadecimal.
[[nodiscard]] std::string random_token();

}  // namespace hearsay::serve
