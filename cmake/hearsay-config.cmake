# find_package(hearsay) gives hearsay::hearsay. The library is static: what it rests on is looked up here.
include(${CMAKE_CURRENT_LIST_DIR}/dependencies.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/hearsay-targets.cmake)
