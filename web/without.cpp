// Without the web app.
#include "serve/assets.h"

namespace hearsay::serve {
namespace {

constexpr Asset kAssets[] = {
    Asset{"/index.html", "text/html; charset=utf-8",
          "<!doctype html><html lang=\"en\"><title>Hearsay</title><p>This hearsay was built without its web app: Node.js and "
          "npm must be there, and npm's registry in reach, when it is built. The API answers under <a href=\"/api/case\">/api</a>.</p></html>", {}},
};

}  // namespace

std::span<const Asset> assets() { return kAssets; }

}  // namespace hearsay::serve
