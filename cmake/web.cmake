# The web app, bundled by esbuild from web/ (npm fetches what its lock file names) and made into C++ that holds the bytes.
# HEARSAY_WEB_ASSETS is the file that a target must compile. Without Node.js there is no web app: `serve` then shows a page
# that says so, and the API is as always.
find_program(HEARSAY_NODE NAMES node nodejs)
find_program(HEARSAY_NPM NAMES npm)
option(HEARSAY_WEB "Bundle the web app (needs Node.js and npm)" ON)

set(HEARSAY_WEB_ASSETS ${CMAKE_BINARY_DIR}/web/assets.cpp)
set(web ${PROJECT_SOURCE_DIR}/web)
if(HEARSAY_WEB AND HEARSAY_NODE AND HEARSAY_NPM)
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web}/src/*)
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/web/installed
    COMMAND ${HEARSAY_NPM} ci --no-audit --no-fund --silent
    COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/web/installed
    DEPENDS ${web}/package.json ${web}/package-lock.json
    WORKING_DIRECTORY ${web} COMMENT "Fetching the web app's libraries" VERBATIM)
  add_custom_command(OUTPUT ${HEARSAY_WEB_ASSETS}
    COMMAND ${HEARSAY_NODE} build.mjs ${CMAKE_BINARY_DIR}/web/dist ${HEARSAY_WEB_ASSETS}
    DEPENDS ${CMAKE_BINARY_DIR}/web/installed ${web}/build.mjs ${web}/tsconfig.json ${web_sources}
    WORKING_DIRECTORY ${web} COMMENT "Bundling the web app" VERBATIM)
  if(HEARSAY_TESTS)
    # In a real browser; says in a line that it is skipped where there is no Chromium.
    add_test(NAME web COMMAND ${HEARSAY_NODE} --test test/app.test.mjs WORKING_DIRECTORY ${web})
    # Over 50,000 reports: ctest -C slow -L slow.
    add_test(NAME web_large CONFIGURATIONS slow COMMAND ${HEARSAY_NODE} test/large.mjs WORKING_DIRECTORY ${web})
    set_tests_properties(web web_large PROPERTIES ENVIRONMENT "HEARSAY=$<TARGET_FILE:hearsay_program>"
                         SKIP_REGULAR_EXPRESSION "no Chromium here")
    set_tests_properties(web_large PROPERTIES LABELS slow TIMEOUT 3600)
  endif()
else()
  message(STATUS "No Node.js and npm, or HEARSAY_WEB is off: hearsay serve will have no web app")
  file(CONFIGURE OUTPUT ${HEARSAY_WEB_ASSETS} @ONLY CONTENT [=[// Without the web app.
#include "serve/assets.h"

namespace hearsay::serve {
namespace {

constexpr Asset kAssets[] = {
    Asset{"/index.html", "text/html; charset=utf-8",
          "<!doctype html><html lang=\"en\"><title>Hearsay</title><p>This hearsay was built without its web app: install "
          "Node.js and npm, then build it again. The API answers under <a href=\"/api/case\">/api</a>.</p></html>", {}},
};

}  // namespace

std::span<const Asset> assets() { return kAssets; }

}  // namespace hearsay::serve
]=])
endif()
