"""Learns parts of speech from the English Web Treebank and from those of GUM's genres that may be handed on.

  tags.py --corpora CORPORA --tool ./tag_tool --work WORK --out models/tag.hsm [--rows 13600]
"""
import argparse
import json
import pathlib
import subprocess
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent / "eval"), str(HERE.parent / "attribution")]
import gum  # noqa: E402
import weights  # noqa: E402

TAGS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
GENRES = {"news", "interview", "academic", "court", "bio", "voyage"}  # those whose licences let a model be handed on
VECTORS = 300


def documents(corpora):
    yield from gum.documents(corpora / "ewt/train.conllu.gz")
    yield from (one for one in gum.documents(corpora / "gum/train.conllu.gz") if one.genre in GENRES)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--tool", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--rows", type=int, default=13600)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    gold, raw = args.work / "gold.jsonl", args.work / "tags.bin"
    with open(gold, "w") as out:
        for one in documents(args.corpora):
            words = [[word.begin, word.end, TAGS.index(word.upos)] for word in one.words]
            out.write(json.dumps({"text": one.text, "words": words}) + "\n")
    with open(gold) as source:
        subprocess.run([args.tool.resolve(), "learn", str(args.rows), raw], stdin=source, check=True)
    data = raw.read_bytes()
    size = int(np.frombuffer(data, "<u4", 1)[0])
    features = np.frombuffer(data, np.uint8, 4 * size, 4)
    values = np.frombuffer(data, "<f4", -1, 4 + 4 * size)
    rows, dense = values[:size * len(TAGS)].reshape(size, -1), values[size * len(TAGS):].reshape(VECTORS, -1)
    scale = np.float32(np.abs(rows).max() / 127)
    weights.write(args.out, {"features": features, "scale": np.array([scale]), "dense": dense.astype(np.float16),
                             "rows": np.round(rows / scale).astype(np.int8)})
    print(f"{size} features, {args.out.stat().st_size} bytes, a step of {scale:.4f}")


if __name__ == "__main__":
    main()
