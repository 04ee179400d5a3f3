# Flags of all our own targets, and none of our users'.
add_library(hearsay_warnings INTERFACE)
target_compile_options(hearsay_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wconversion
                                                  -Wno-sign-conversion -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 warns of its own std::string ("x" + text) at -O2 and up: GCC bug 105651.
  target_compile_options(hearsay_warnings INTERFACE -Wno-restrict)
endif()
if(HEARSAY_WERROR)
  target_compile_options(hearsay_warnings INTERFACE -Werror)
endif()
if(HEARSAY_SANITIZE)
  add_compile_options(-fsanitize=${HEARSAY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${HEARSAY_SANITIZE})
endif()
if(HEARSAY_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
