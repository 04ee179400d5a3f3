// The registers of a processor's matrix unit: eight tiles of sixteen rows of 64 bytes.
#pragma once

#include <cstdint>

#if defined(__AMX_INT8__)
#include <immintrin.h>

#include "model/kernels.h"

namespace hearsay::model {
namespace {

constexpr int kTile = 16;
static_assert(kTile == kByteBlock, "a block of a ByteMatrix is a row of tiles");

// As the processor takes them.
struct alignas(64) TileShapes {
  std::uint8_t palette = 1;
  std::uint8_t start_row = 0;
  std::uint8_t reserved[14] = {};
  std::uint16_t bytes_a_row[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  std::uint8_t rows[16] = {kTile, kTile, kTile, kTile, kTile, kTile, kTile, kTile};

  // What was written to memory is there when tiles are loaded, though the compiler doesn't know what they read.
  void use() const {
    asm volatile("" ::: "memory");
    _tile_loadconfig(this);
  }
};

}  // namespace
}  // namespace hearsay::model
#endif
