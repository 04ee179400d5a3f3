// Which handler answers a path: the table of docs/openapi.yaml.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/handlers.h"
#include "serve/http.h"

namespace hearsay::serve {

using Handler = std::function<Response(const Context&, const Request&)>;

struct Route {
  std::string method;
  std::string pattern;  // "/api/stories/{story}/sheet"
  Handler handler;
  bool cached = true;   // whether the answer is the same as long as the case is
};

class Router {
 public:
  explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}

  struct Match {
    const Route* route = nullptr;
    std::vector<std::string> captures;
    std::string allowed;  // where the path is known and the method isn't: "GET, POST"
  };
  [[nodiscard]] Match match(std::string_view method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace hearsay::serve
