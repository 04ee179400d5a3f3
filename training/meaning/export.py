"""Writes models/meaning.hsm, and what PyTorch makes of the sentences of a made-up file with the same weights."""
import argparse
import pathlib
import sys

import numpy as np
import torch

import cut

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "attribution"))
import weights  # noqa: E402

MOST_STEPS = 255


def rounded(table):
    """Codes of -127..127 and a whole factor for each row, in units of the whole table's."""
    largest = np.abs(table).max(1)
    unit = largest.max() / (127 * MOST_STEPS)
    steps = np.clip(np.ceil(largest / (127 * unit)), 1, MOST_STEPS).astype(np.int64)
    codes = np.clip(np.round(table / (steps[:, None] * unit)), -127, 127).astype(np.int64)
    return codes, steps


def meaning(codes, steps, rows):
    """As src/model/meaning.cpp has it."""
    sums = (codes[rows] * steps[rows, None]).sum(0)
    largest = np.abs(sums).max(initial=0)
    if largest == 0:
        return sums
    return np.sign(sums) * ((2 * 127 * np.abs(sums) + largest) // (2 * largest))


def cosine(a, b):
    return float((a * b).sum() / max(np.sqrt((a * a).sum() * (b * b).sum()), 1e-9))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=pathlib.Path, required=True)
    parser.add_argument("--made-up", type=pathlib.Path, required=True, help="sentences, one a line")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--expected", type=pathlib.Path, required=True)
    args = parser.parse_args()
    checkpoint = torch.load(args.checkpoint)
    table, vocabulary = checkpoint["weight"].double().numpy(), checkpoint["pieces"]
    codes, steps = rounded(table)
    weights.write(args.out, {"meta": weights.text("name meaning\n"), "pieces": weights.text("\n".join(vocabulary)),
                             "codes": codes.astype(np.int8), "steps": steps.astype(np.uint8).reshape(-1, 1)})
    pieces, lines = cut.Pieces(vocabulary), []
    texts = args.made_up.read_text(encoding="utf-8").rstrip("\n").split("\n")
    found = [pieces.of_text(t) for t in texts]
    whole = [meaning(codes, steps, f) for f in found]
    exact = [table[f].sum(0) for f in found]
    for i in range(len(texts)):
        # The vector; then the cosine with the line before, of the rounded vectors and of the learned ones.
        lines.append(" ".join(map(str, whole[i])) + f" {cosine(whole[i], whole[i - 1]):.6f} {cosine(exact[i], exact[i - 1]):.6f}")
    args.expected.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(vocabulary)} pieces of {codes.shape[1]}, off by {np.linalg.norm(codes * steps[:, None] * np.abs(table).max() / (127 * MOST_STEPS) - table) / np.linalg.norm(table):.2%}")


if __name__ == "__main__":
    main()
