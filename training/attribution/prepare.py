"""Chooses the word pieces to keep and quantizes their embeddings; writes what train_accurate.py begins with."""
import argparse
import collections
import pathlib

import numpy as np
import torch
from safetensors.torch import load_file

import data
import pieces
import tokens as tk

GROUP = 64  # values of a row that share a factor


def quantize(table, levels):
    """4 bits a value: the nearest of 16 levels times a factor for every GROUP values. codes, factors, levels"""
    g = table.reshape(table.shape[0], -1, GROUP)
    factor = np.abs(g).max(-1, keepdims=True).astype(np.float16).astype(np.float32)
    factor = np.maximum(factor, 1e-4)
    x = (g / factor).reshape(-1)
    edges = (levels[1:] + levels[:-1]) / 2
    codes = np.searchsorted(edges, x).astype(np.uint8)
    return codes.reshape(table.shape), factor[..., 0]


def fit_levels(table):
    g = table.reshape(table.shape[0], -1, GROUP)
    x = (g / np.maximum(np.abs(g).max(-1, keepdims=True), 1e-4)).reshape(-1)
    x = np.sort(np.random.default_rng(1).choice(x, 400000))
    levels = np.quantile(x, (np.arange(16) + 0.5) / 16)
    levels[0], levels[-1] = -1, 1
    for _ in range(60):
        edges = (levels[1:] + levels[:-1]) / 2
        which = np.searchsorted(edges, x)
        for k in range(1, 15):
            if (which == k).any():
                levels[k] = x[which == k].mean()
    return levels.astype(np.float32)


def choose(vocabulary, unknown, corpora, keep):
    """The pieces to keep: all single characters, then the commonest in the news of the corpora, then BERT's own order; and how many
    pieces of the news are lost, and how many a word has then."""
    word_pieces = pieces.WordPieces(vocabulary, unknown)
    words = collections.Counter()
    for n, path in enumerate([corpora / "polnear/train.jsonl.gz"] + sorted((corpora / "stories").glob("docs.*.jsonl.gz"))):
        for d in data.read_jsonl(path):
            text = d.get("text") or ""
            for begin, end in tk.paragraphs(text):
                for b, e in tk.tokenize(text, begin, end):
                    words[tk.normal(text[b:e])] += 5 if n == 0 else 1
    count = collections.Counter()
    for word, c in words.items():
        for row in word_pieces.of_word(word):
            count[row] += c
    special = ["<s>", "</s>", unknown] if "<s>" in vocabulary else ["[CLS]", "[SEP]", unknown]
    latin = lambda piece: all(ord(c) < 0x250 for c in piece)
    kept = dict.fromkeys(special + [p for p in vocabulary if len(p.replace("##", "")) == 1 and latin(p)])
    common = [vocabulary[row] for row, _ in count.most_common() if not vocabulary[row].startswith("[")]
    rest = [p for p in vocabulary if not p.startswith(("[", "<")) and latin(p)]
    for piece in common + rest:
        if len(kept) >= keep:
            break
        kept.setdefault(piece)
    lost = sum(c for row, c in count.items() if vocabulary[row] not in kept) / sum(count.values())
    kept = list(kept)
    new = pieces.WordPieces(kept, unknown)
    return kept, lost, sum(len(new.of_word(w)) * c for w, c in words.items()) / sum(words.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=pathlib.Path, required=True, help="folder of vocab.txt and model.safetensors")
    parser.add_argument("--kind", choices=("mpnet", "bert"), required=True)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--keep", type=int, default=20000)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    vocabulary = (args.model / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    kept, lost, a_word = choose(vocabulary, "[UNK]", args.corpora, args.keep)
    row = {p: i for i, p in enumerate(vocabulary)}
    state = load_file(args.model / "model.safetensors")
    table = state["embeddings.word_embeddings.weight"].numpy()[[row[p] for p in kept]]
    levels = fit_levels(table)
    codes, factors = quantize(table, levels)
    back = (levels[codes].reshape(len(kept), -1, GROUP) * factors[..., None]).reshape(table.shape)
    error = np.linalg.norm(back - table) / np.linalg.norm(table)
    print(f"{len(kept)} pieces, {lost:.2%} of the news lost, {a_word:.2f} pieces a word, embeddings off by {error:.1%}")
    unused = ("word_embeddings", "pooler", "position_ids")
    torch.save({"kind": args.kind, "pieces": kept, "unknown": "[UNK]", "codes": torch.from_numpy(codes),
                "factors": torch.from_numpy(factors), "levels": torch.from_numpy(levels),
                "state": {k: v for k, v in state.items() if not any(u in k for u in unused)}}, args.out)


if __name__ == "__main__":
    main()
