"""Writes a checkpoint of train.py as a weights file, and what PyTorch makes of made-up sentences with those weights."""
import argparse
import pathlib
import random

import numpy as np
import torch

import data
import model as m
import tokens as tk
import train
import weights


def half(t):
    return t.detach().numpy().astype(np.float16)


def full(t):
    return t.detach().numpy().astype(np.float32)


def round_weights(net):
    """The network with the values that the file holds, so that both programs calculate with the same."""
    with torch.no_grad():
        for e in (net.trained, net.suffix, net.short, net.prefix):
            codes, scale = weights.by_row(e.weight.numpy())
            e.weight.copy_(torch.from_numpy(codes.astype(np.float32) * scale))
        for layer in [net.first, *net.rest]:
            layer.input.weight.copy_(layer.input.weight.half().float())
            layer.wh.copy_(layer.wh.half().float())
        for linker in (net.cue_of, net.source_of):
            linker.a.weight.copy_(linker.a.weight.half().float())
            linker.b.weight.copy_(linker.b.weight.half().float())
    return net


def crf_and_linkers(net):
    out = {}
    trans, starts, ends = net.crf()
    out["crf.transitions"], out["crf.starts"], out["crf.ends"] = full(trans), full(starts), full(ends)
    for part in ("cue_of", "source_of"):
        linker = getattr(net, part)
        out[part + ".a"], out[part + ".a_bias"], out[part + ".b"] = half(linker.a.weight), full(linker.a.bias), half(linker.b.weight)
        out[part + ".distance"], out[part + ".v"] = full(linker.distance.weight), full(linker.v.weight)
        out[part + ".none"], out[part + ".none_bias"] = full(linker.none.weight), full(linker.none.bias)
    return out


def tensors(net, vocabulary, name):
    layers = [net.first, *net.rest]
    out = {"meta": weights.text(f"model {name}\nlayers {len(layers)}\nlimit {net.limit}\n"),
           "vector_words": weights.text("\n".join(vocabulary.vector_words)),
           "vectors": vocabulary.codes, "vectors.scale": vocabulary.scales.reshape(-1, 1),
           "trained_words": weights.text("\n".join(vocabulary.trained_words))}
    for part in ("trained", "suffix", "short", "prefix"):
        out[part], out[part + ".scale"] = weights.by_row(full(getattr(net, part).weight))
    out["shape"], out["quote"] = full(net.shape.weight), full(net.quote.weight)
    for i, layer in enumerate(layers):
        out[f"lstm{i}.input"] = half(layer.input.weight)
        out[f"lstm{i}.bias"] = full(layer.input.bias)
        out[f"lstm{i}.recurrent"] = half(layer.wh.reshape(-1, layer.wh.shape[-1]))
    out["out.weight"], out["out.bias"] = full(net.out.weight), full(net.out.bias)
    out.update(crf_and_linkers(net))
    return out


def attribution_lines(text, attributions):
    """In bytes, sorted."""
    at = lambda x: len(text[:x].encode())
    return ["attribution " + " ".join(r + " " + ",".join(f"{at(b)}-{at(e)}" for b, e in sorted(a[r])) for r in data.ROLES)
            for a in sorted(attributions, key=lambda a: min(s for r in a.values() for s in r))]


def expected(net, vocabulary, text):
    """Per token of each window: tag, the emissions' first three and sum; then the attributions in bytes."""
    lines = []
    documents = [("made-up", data.read_paragraphs(text), [([[0] * len(p.spans) for p in data.read_paragraphs(text)],
                                                           [[] for _ in data.read_paragraphs(text)])])]
    windows = train.Windows(documents, vocabulary)
    net.eval()
    with torch.no_grad():
        for window in windows.build(net.limit, lambda n: [0]):
            rows, _, lengths = train.tensors([window])
            h = net.states(rows, lengths)
            e = net.emissions(h)
            tags = net.decode(e, lengths)[:, 0].tolist()
            words = [w for i in window[3][1] for w in documents[0][1][i].words]
            for t, w in enumerate(words):
                r = rows[t, 0].tolist()
                lines.append(f"token {w} {r[5]} {r[6]} {tags[t]} {e[t, 0, 0]:.4f} {e[t, 0, 1]:.4f} {e[t, 0, 2]:.4f} {e[t, 0].sum():.4f}")
    lines += attribution_lines(text, train.predict(net, windows, net.limit)[0])
    return "\n".join(lines) + "\n"


def tiny(out, text):
    """A small network of random weights that knows the words of the made-up text, for tests."""
    torch.manual_seed(7), random.seed(7), np.random.seed(7)
    words = sorted({w for p in data.read_paragraphs(text) for w in p.words if w != data.PARAGRAPH})
    np.savez(out / "tiny.npz", words=np.array(words[::2]), W=np.random.randn(len(words[::2]), 10).astype(np.float32))
    vocabulary = data.Vocabulary(out / "tiny.npz", words[::3] + [data.PARAGRAPH], 1000, 1)
    (out / "tiny.npz").unlink()
    net = m.Tagger(vocabulary, hidden=8, trained=6, suffix=2, short=2, prefix=2, shape=4, quote=4)
    net.limit = 60
    with torch.no_grad():
        for e in (net.suffix, net.short, net.prefix):
            e.weight[64:] = 0
        net.out.weight.mul_(4), net.trans.normal_(), net.starts.normal_(), net.ends.normal_()
        for linker in (net.cue_of, net.source_of):
            linker.distance.weight.normal_(), linker.v.weight.normal_(std=2)
    return round_weights(net), vocabulary


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=pathlib.Path)
    parser.add_argument("--glove", type=pathlib.Path)
    parser.add_argument("--words", type=int, default=80000)
    parser.add_argument("--made-up", type=pathlib.Path, required=True, help="text of our own, for the tests")
    parser.add_argument("--tiny", action="store_true", help="a random network for the tests in place of the checkpoint")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the weights file")
    parser.add_argument("--expected", type=pathlib.Path, required=True)
    args = parser.parse_args()
    made_up = args.made_up.read_text(encoding="utf-8")
    if args.tiny:
        net, vocabulary = tiny(args.out.parent, made_up)
    else:
        net, vocabulary = load(args.checkpoint, args.glove, args.words)
    weights.write(args.out, tensors(net, vocabulary, "attribution-fast"))
    args.expected.write_text(expected(net, vocabulary, made_up), encoding="utf-8")


def load(checkpoint, glove, words):
    c = torch.load(checkpoint)
    vocabulary = data.Vocabulary(glove, [], words, 3)
    vocabulary.trained_words = c["trained_words"]
    vocabulary.trained_row = {x: i + 1 for i, x in enumerate(vocabulary.trained_words)}
    a = c["args"]
    net = m.Tagger(vocabulary, hidden=int(a["hidden"]), layers=int(a["layers"]))
    state = {k: v for k, v in c["state"].items() if k != "vectors"}
    net.load_state_dict(state, strict=False)
    net.limit = int(a["limit"])
    return round_weights(net), vocabulary


if __name__ == "__main__":
    main()
