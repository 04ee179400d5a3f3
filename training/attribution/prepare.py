"""Chooses the word pieces to keep and quantizes their embeddings; writes encoder.pt for train_accurate.py."""
import argparse, collections, gzip, json, pathlib
import numpy as np, torch
from safetensors.torch import load_file
import data, pieces, tokens as tk

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
            if (which == k).any(): levels[k] = x[which == k].mean()
    return levels.astype(np.float32)

def main():
    p = argparse.ArgumentParser(); p.add_argument("--model", type=pathlib.Path, required=True)
    p.add_argument("--kind", choices=("mpnet", "bert"), required=True); p.add_argument("--corpora", type=pathlib.Path, required=True)
    p.add_argument("--keep", type=int, default=20000); p.add_argument("--out", type=pathlib.Path, required=True)
    a = p.parse_args()
    vocab = (a.model / "vocab.txt").read_text(encoding="utf-8").split("\n")
    if vocab[-1] == "": vocab.pop()
    unknown = "[UNK]" if a.kind == "bert" or "[UNK]" in vocab else "<unk>"
    wp = pieces.WordPieces(vocab, unknown)
    words = collections.Counter()
    files = [a.corpora / "polnear/train.jsonl.gz"] + sorted((a.corpora / "stories").glob("docs.*.jsonl.gz"))
    for n, f in enumerate(files):
        for d in data.read_jsonl(f):
            text = d.get("text") or ""
            for b, e in tk.paragraphs(text):
                for x, y in tk.tokenize(text, b, e): words[tk.normal(text[x:y])] += 5 if n == 0 else 1
    count = collections.Counter()
    for w, c in words.items():
        for r in wp.of_word(w): count[r] += c
    special = [x for x in (("<s>", "</s>", unknown) if a.kind == "mpnet" else ("[CLS]", "[SEP]", unknown))]
    short = [x for i, x in enumerate(vocab) if len(x.replace("##", "")) == 1 and all(ord(c) < 0x250 or c in "€£¥…–—" for c in x)]
    kept = list(dict.fromkeys(special + short))
    have = set(kept)
    for r, c in count.most_common():
        if len(kept) >= a.keep: break
        if vocab[r] not in have and not vocab[r].startswith("["): kept.append(vocab[r]); have.add(vocab[r])
    for x in vocab:  # the commonest of the rest, as the vocabulary has them in that order
        if len(kept) >= a.keep: break
        if x not in have and not x.startswith(("[", "<")) and all(ord(c) < 0x250 for c in x): kept.append(x); have.add(x)
    row = {x: i for i, x in enumerate(vocab)}
    state = load_file(a.model / "model.safetensors")
    table = state[("embeddings.word_embeddings.weight")].numpy()[[row[x] for x in kept]]
    levels = fit_levels(table)
    codes, factors = quantize(table, levels)
    back = (levels[codes].reshape(len(kept), -1, GROUP) * factors[..., None]).reshape(table.shape)
    total = sum(count.values()); lost = sum(c for r, c in count.items() if vocab[r] not in have)
    print("pieces", len(kept), "seen", len(count), "lost", lost / total, "error", np.linalg.norm(back - table) / np.linalg.norm(table))
    new = pieces.WordPieces(kept, unknown)
    print("pieces a word", sum(len(new.of_word(w)) * c for w, c in words.items()) / sum(words.values()))
    torch.save({"kind": a.kind, "pieces": kept, "unknown": unknown, "codes": torch.from_numpy(codes), "factors": torch.from_numpy(factors),
                "levels": torch.from_numpy(levels), "state": {k: v for k, v in state.items() if "word_embeddings" not in k and "pooler" not in k and "position_ids" not in k}}, a.out)
main()
