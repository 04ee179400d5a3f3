"""The weights file that src/model/weights.h reads.

    header   8 bytes "HEARSAYM", u32 version, u32 number of tensors, u64 size of the file, u32 CRC-32 of all that
             follows the header, u32 0
    table    64 bytes a tensor: name (32, padded with zeros), u32 type, u32 rows, u32 columns, u32 0, u64 offset, u64 size
    data     each tensor at a multiple of 64

Little-endian. Types: 0 float32, 1 float16, 2 int8 (a tensor NAME.scale holds a float32 factor per row), 3 bytes.
"""
import struct
import zlib

import numpy as np

VERSION = 1
TYPES = {np.dtype(np.float32): 0, np.dtype(np.float16): 1, np.dtype(np.int8): 2, np.dtype(np.uint8): 3}


def by_row(table):
    """int8 codes and a factor per row."""
    scale = np.maximum(np.abs(table).max(axis=1), 1e-6).astype(np.float32) / np.float32(127)
    return np.round(table / scale[:, None]).astype(np.int8), scale.reshape(-1, 1)


def text(value):
    return np.frombuffer(value.encode("utf-8"), np.uint8).reshape(1, -1)


def write(path, tensors):
    """tensors: name -> array of one or two dimensions"""
    table, data, offset = [], [], 32 + 64 * len(tensors)
    for name, array in tensors.items():
        array = np.ascontiguousarray(array.reshape(1, -1) if array.ndim == 1 else array)
        gap = -offset % 64
        data.append(b"\0" * gap + array.tobytes())
        offset += gap
        assert len(name) < 32
        table.append(struct.pack("<32sIIIIQQ", name.encode(), TYPES[array.dtype], *array.shape, 0, offset, array.nbytes))
        offset += array.nbytes
    body = b"".join(table + data)
    with open(path, "wb") as f:
        f.write(struct.pack("<8sIIQII", b"HEARSAYM", VERSION, len(tensors), 32 + len(body), zlib.crc32(body), 0) + body)
