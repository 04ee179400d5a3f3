# Installed package: find_package(hearsay) gives hearsay::hearsay, and the program.
