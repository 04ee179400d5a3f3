// The table of all resources.
#pragma once

#include <string>
#include <vector>

#include "serve/router.h"
#include "serve/writer.h"

namespace hearsay::serve {

struct RouteOptions {
  std::string case_path;
  std::string read_only_because;
  Writer* writer = nullptr;  // none where the case is read-only
};

[[nodiscard]] std::vector<Route> routes_of(const RouteOptions& options);

}  // namespace hearsay::serve
