"""Writes the accurate tier's weights file, and what PyTorch makes of a made-up text with the same weights."""
import argparse
import pathlib

import numpy as np
import torch

import accurate
import data
import export
import pieces as wp
import train_accurate as ta
import train as t
import weights

HIGHEST = 63
FARTHEST = 512


def seven_bits(matrix):
    """Codes of -63..63 and a factor for each row: of several cuts the one that loses least."""
    w = matrix.detach().double().numpy()
    best, error = None, np.full(len(w), np.inf)
    largest = np.maximum(np.abs(w).max(1), 1e-6)
    for cut in (1, 0.95, 0.9, 0.85, 0.8, 0.75):
        factor = (largest * cut / HIGHEST).astype(np.float32)
        codes = np.clip(np.round(w / factor[:, None]), -HIGHEST, HIGHEST).astype(np.int8)
        e = ((codes * factor[:, None] - w) ** 2).sum(1)
        if best is None:
            best = [codes, factor]
        better = e < error
        best[0][better], best[1][better] = codes[better], factor[better]
        error[better] = e[better]
    return best


def pack(codes):
    """Eight codes in seven bytes, the first in the lowest bits; 64 stands for zero."""
    x = (codes.astype(np.int64) + 64).reshape(codes.shape[0], -1, 8)
    bits = (x << (7 * np.arange(8))).sum(-1).astype("<u8")
    return np.ascontiguousarray(bits.view(np.uint8).reshape(codes.shape[0], -1, 8)[:, :, :7]).reshape(codes.shape[0], -1)


def linears(net):
    for i, layer in enumerate(net.layers):
        for name in ("qkv", "out", "up", "down"):
            yield f"layer{i}.{name}", getattr(layer, name)


def round_weights(net):
    """The network as the file holds it: layers in seven bits, the rest in half precision. Returns the codes."""
    codes = {}
    with torch.no_grad():
        for name, linear in linears(net):
            c, factor = seven_bits(linear.weight)
            codes[name] = c, factor
            linear.weight.copy_(torch.from_numpy(c.astype(np.float32) * factor[:, None]))
        inner = {id(linear.weight) for _, linear in linears(net)}
        for p in list(net.parameters()) + [b for n, b in net.named_buffers() if n == "given_relative"]:
            if id(p) not in inner:
                p.copy_(p.half().float())
    return codes


def distances(net, relative):
    """[heads, 2*FARTHEST+1]: what a key so many tokens behind the query adds"""
    if relative is None:
        return np.zeros((net.heads, 2 * FARTHEST + 1), np.float16)
    length = FARTHEST + 1
    bucket = accurate.buckets(length)
    row = torch.cat([bucket[FARTHEST], bucket[0, 1:]])
    return relative[row].t().detach().numpy().astype(np.float16)


def tensors(net, prepared, codes, limit):
    half = lambda x: x.detach().numpy().astype(np.float16)
    out = {"meta": weights.text(f"name attribution-accurate\nlayers {len(net.layers)}\nheads {net.heads}\nfeatures {net.frozen}\n"
                                f"limit {limit}\nepsilon {5 if net.kind == 'mpnet' else 12}\n"),
           "pieces": weights.text("\n".join(prepared["pieces"])),
           "piece_codes": (lambda c: c[:, 0::2] | c[:, 1::2] << 4)(prepared["codes"].numpy()),
           "piece_factors": half(prepared["factors"]), "levels": prepared["levels"].numpy(),
           "positions": half(net.positions[:512]), "shape": half(net.shape.weight), "quote": half(net.quote.weight),
           "norm": half(net.norm.weight), "norm.bias": half(net.norm.bias),
           "given_distances": distances(net, getattr(net, "given_relative", None)),
           "distances": distances(net, getattr(net, "relative", None)),
           "out.weight": half(net.emit.weight), "out.bias": half(net.emit.bias),
           "squeeze": half(net.squeeze.weight), "squeeze.bias": half(net.squeeze.bias)}
    for name, linear in linears(net):
        out[name] = pack(codes[name][0])
        out[name + ".scale"] = codes[name][1].reshape(1, -1)
        out[name + ".bias"] = half(linear.bias)
    for i, layer in enumerate(net.layers):
        for name in ("norm1", "norm2"):
            out[f"layer{i}.{name}"] = half(getattr(layer, name).weight)
            out[f"layer{i}.{name}.bias"] = half(getattr(layer, name).bias)
    out.update(export.crf_and_linkers(net))
    return out


def expected(net, prepared, text, limit):
    documents = [("made-up", data.read_paragraphs(text), [])]
    paragraphs = documents[0][1]
    documents[0][2].append(([[0] * len(p.spans) for p in paragraphs], [[] for _ in paragraphs]))
    windows_set = ta.Windows(documents, wp.WordPieces(prepared["pieces"], prepared["unknown"]))
    windows = windows_set.build(limit, lambda n: [0])
    lower, lines = {}, []
    net.eval()
    with torch.no_grad():
        for w in windows:
            lengths = torch.tensor([len(w[0][0])])
            lower[ta.key_of(w)] = net.lower(torch.tensor([w[0][0]]), lengths, low=False)[0]
            x, _, lengths = ta.tensors([w], lower)
            h = net.states(*x, low=False)
            e = net.emissions(h)
            tags = net.decode(e, lengths)[:, 0].tolist()
            words = [(word, s, q) for i in w[3][1] for word, s, q in zip(paragraphs[i].words, paragraphs[i].shapes, paragraphs[i].quotes)]
            for k, (word, s, q) in enumerate(words):
                lines.append(f"token {word} {s} {q} {tags[k]} {e[k, 0, 0]:.4f} {e[k, 0, 1]:.4f} {e[k, 0, 2]:.4f} {e[k, 0].sum():.4f}")
    found = ta.predict(net, windows_set, windows, lower, low=False)[0]
    return "\n".join(lines + export.attribution_lines(text, found)) + "\n"


def tiny(text):
    """A small network of random weights for tests; its pieces are letters and parts of the made-up text's words."""
    torch.manual_seed(7)
    words = sorted({w for p in data.read_paragraphs(text) for w in p.words if w != data.PARAGRAPH})
    letters = sorted({c for w in words for c in wp.plain(w)} | set("abcdefghijklmnopqrstuvwxyz"))
    kept = list(dict.fromkeys(["<s>", "</s>", "[UNK]"] + letters + ["##" + c for c in letters if c.isalnum() and c != "z"] +
                              [wp.plain(w) for w in words[::3] if w.isalnum()] + ["##" + w[2:] for w in words[::4] if w.isalnum() and len(w) > 4]))
    hidden, inner, heads = 64, 128, 2
    state = {"embeddings.position_embeddings.weight": torch.randn(514, hidden) * 0.5, "embeddings.LayerNorm.weight": torch.rand(hidden) + 0.5,
             "embeddings.LayerNorm.bias": torch.randn(hidden) * 0.2, "encoder.relative_attention_bias.weight": torch.randn(32, heads)}
    for i in range(3):
        p = f"encoder.layer.{i}."
        for name, a, b in [(f"attention.attn.{x}", hidden, hidden) for x in "qkvo"] + [("intermediate.dense", inner, hidden), ("output.dense", hidden, inner)]:
            state[p + name + ".weight"], state[p + name + ".bias"] = torch.randn(a, b) * 1.5 / b ** 0.5, torch.randn(a) * 0.2
        for name in ("attention.LayerNorm", "output.LayerNorm"):
            state[p + name + ".weight"], state[p + name + ".bias"] = torch.rand(hidden) + 0.5, torch.randn(hidden) * 0.2
    prepared = {"kind": "mpnet", "pieces": kept, "unknown": "[UNK]", "codes": torch.randint(0, 16, (len(kept), hidden), dtype=torch.uint8),
                "factors": (torch.rand(len(kept), 1) + 0.5).half().float(), "levels": torch.linspace(-1, 1, 16), "state": state, "heads": heads}
    net = accurate.Accurate(prepared, 3, 1)
    with torch.no_grad():
        net.shape.weight.normal_(std=0.3), net.quote.weight.normal_(std=0.3), net.relative.normal_(), net.emit.weight.normal_(std=0.4)
        net.trans.normal_(), net.starts.normal_(), net.ends.normal_()
        for linker in (net.cue_of, net.source_of):
            linker.distance.weight.normal_(), linker.v.weight.normal_(std=2)
    return net, prepared


def load(checkpoint, encoder):
    c, prepared = torch.load(checkpoint), torch.load(encoder)
    net = accurate.Accurate(prepared, int(c["args"]["layers"]), int(c["args"]["frozen"]))
    net.load_state_dict(c["state"])
    return net, prepared, int(c["args"]["limit"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=pathlib.Path)
    parser.add_argument("--encoder", type=pathlib.Path)
    parser.add_argument("--made-up", type=pathlib.Path, required=True)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--expected", type=pathlib.Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    made_up = args.made_up.read_text(encoding="utf-8")
    if args.tiny:
        net, prepared = tiny(made_up)
        limit = 90
    else:
        net, prepared, limit = load(args.checkpoint, args.encoder)
    codes = round_weights(net)
    weights.write(args.out, tensors(net, prepared, codes, limit))
    args.expected.write_text(expected(net, prepared, made_up, limit), encoding="utf-8")


if __name__ == "__main__":
    main()
