#!/usr/bin/env bash
# Installs the build into a folder of its own, builds examples/embed.cpp against it as a user would, and runs it.
set -euo pipefail
build=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" >/dev/null
cmake -S "$source/tests/install" -B "$work/embed" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" \
  -DEMBED_SOURCE="$source/examples/embed.cpp" "${@:3}" >/dev/null
cmake --build "$work/embed" >/dev/null
"$work/embed/embed" | tee "$work/out"
grep -q 'Ilka Dorn: .*The ferry will sail again' "$work/out"
grep -q 'Nobody was hurt' "$work/out"
"$work/prefix/bin/hearsay" --version
