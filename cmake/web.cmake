# The web app, bundled by esbuild from web/ (npm fetches what its lock file names) and made into C++ that holds the bytes.
# HEARSAY_WEB_ASSETS is the file that a target must compile. Without Node.js, or where npm's registry is out of reach, there
# is no web app: the build says so, `serve` shows a page that says so, and the API is as always.
find_program(HEARSAY_NODE NAMES node nodejs)
find_program(HEARSAY_NPM NAMES npm)
option(HEARSAY_WEB "Bundle the web app (needs Node.js and npm)" ON)

set(HEARSAY_WEB_ASSETS ${CMAKE_BINARY_DIR}/web/assets.cpp)
set(web ${PROJECT_SOURCE_DIR}/web)
if(HEARSAY_WEB AND HEARSAY_NODE AND HEARSAY_NPM)
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web}/src/*)
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/web/installed
    COMMAND sh -c "\"$1\" ci --no-audit --no-fund --silent && touch \"$2\" || rm -rf node_modules \"$2\"" sh ${HEARSAY_NPM} ${CMAKE_BINARY_DIR}/web/installed
    DEPENDS ${web}/package.json ${web}/package-lock.json
    WORKING_DIRECTORY ${web} COMMENT "Fetching the web app's libraries" VERBATIM)
  add_custom_command(OUTPUT ${HEARSAY_WEB_ASSETS}
    COMMAND ${CMAKE_COMMAND} -DNODE=${HEARSAY_NODE} -DFOLDER=${CMAKE_BINARY_DIR}/web -P ${PROJECT_SOURCE_DIR}/cmake/bundle_web.cmake
    DEPENDS ${CMAKE_BINARY_DIR}/web/installed ${PROJECT_SOURCE_DIR}/cmake/bundle_web.cmake ${web}/without.cpp ${web}/build.mjs ${web}/tsconfig.json ${web_sources}
    WORKING_DIRECTORY ${web} COMMENT "Bundling the web app" VERBATIM)
  if(HEARSAY_TESTS)
    # In a real browser; says in a line that it is skipped where there is no Chromium.
    add_test(NAME web COMMAND ${HEARSAY_NODE} --test test/app.test.mjs WORKING_DIRECTORY ${web})
    # Over 50,000 reports: ctest -C slow -L slow.
    add_test(NAME web_large CONFIGURATIONS slow COMMAND ${HEARSAY_NODE} test/large.mjs WORKING_DIRECTORY ${web})
    set_tests_properties(web web_large PROPERTIES ENVIRONMENT "HEARSAY=$<TARGET_FILE:hearsay_program>"
                         SKIP_REGULAR_EXPRESSION "no Chromium here;Cannot find package 'playwright-core'")
    set_tests_properties(web_large PROPERTIES LABELS slow TIMEOUT 3600)
  endif()
else()
  message(STATUS "No Node.js and npm, or HEARSAY_WEB is off: hearsay serve will have no web app")
  configure_file(${web}/without.cpp ${HEARSAY_WEB_ASSETS} COPYONLY)
endif()
