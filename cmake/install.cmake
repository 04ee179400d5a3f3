# Installed: the program, the library, its headers, and a package: find_package(hearsay) gives hearsay::hearsay.
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/hearsay)

install(TARGETS hearsay_program RUNTIME)
install(TARGETS hearsay EXPORT hearsay-targets ARCHIVE)
install(DIRECTORY include/hearsay TYPE INCLUDE)
install(EXPORT hearsay-targets NAMESPACE hearsay:: DESTINATION ${package_folder})
install(FILES cmake/hearsay-config.cmake cmake/dependencies.cmake DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/hearsay-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/hearsay-config-version.cmake DESTINATION ${package_folder})
