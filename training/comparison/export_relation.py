"""Writes a checkpoint of train_relation.py as models/relation.hsm, and what PyTorch makes of made-up pairs with the same weights."""
import argparse
import json
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "attribution"))
import export_accurate as ea  # noqa: E402
import pairs as pr  # noqa: E402
import train_relation as train  # noqa: E402
import weights  # noqa: E402


def round_weights(net):
    """The network as the file holds it: layers in seven bits, the rest in half precision. Returns the codes."""
    codes, inner = {}, set()
    with torch.no_grad():
        for name, linear in ea.linears(net):
            c, factor = ea.seven_bits(linear.weight)
            codes[name] = c, factor
            linear.weight.copy_(torch.from_numpy(c.astype(np.float32) * factor[:, None]))
            inner.add(id(linear.weight))
        for p in net.parameters():
            if id(p) not in inner:
                p.copy_(p.half().float())
    return codes


def tensors(net, prepared, codes):
    half = lambda x: x.detach().numpy().astype(np.float16)
    out = {"pieces": weights.text("\n".join(prepared["pieces"])),
           "piece_codes": (lambda c: c[:, 0::2] | c[:, 1::2] << 4)(prepared["codes"].numpy()),
           "piece_factors": half(prepared["factors"]), "levels": prepared["levels"].numpy(),
           "positions": half(net.positions), "sides": half(net.side.weight), "marks": half(net.mark.weight), "gaps": half(net.gap.weight),
           "distances": ea.distances(net, net.relative), "norm": half(net.norm.weight), "norm.bias": half(net.norm.bias),
           "inner": half(net.inner.weight), "inner.bias": half(net.inner.bias), "out": half(net.out.weight), "out.bias": half(net.out.bias)}
    for name, linear in ea.linears(net):
        out[name], out[name + ".scale"], out[name + ".bias"] = ea.pack(codes[name][0]), codes[name][1].reshape(1, -1), half(linear.bias)
    for i, layer in enumerate(net.layers):
        for name in ("norm1", "norm2"):
            out[f"layer{i}.{name}"], out[f"layer{i}.{name}.bias"] = half(getattr(layer, name).weight), half(getattr(layer, name).bias)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=pathlib.Path, required=True)
    parser.add_argument("--encoder", type=pathlib.Path, required=True)
    parser.add_argument("--made-up", type=pathlib.Path, required=True, help="pairs for the tests, a line of one, two, days and what stands before both, with tabs between")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--expected", type=pathlib.Path, required=True)
    args = parser.parse_args()
    prepared, c = torch.load(args.encoder), torch.load(args.checkpoint)
    # The file holds 4-bit codes of half-precision factors.
    prepared["factors"] = prepared["factors"].half().float()
    net = train.Relation(prepared, c["layers"])
    net.load_state_dict(c["state"])
    codes = round_weights(net)
    weights.write(args.out, tensors(net, prepared, codes))
    reader = pr.Reader(prepared)
    lines = [line.split("\t") for line in args.made_up.read_text(encoding="utf-8").splitlines() if line]
    items = [(*reader.read(one, two, before), pr.gap(float(days) if days else None)) for one, two, days, *before in lines]
    shares = train.probabilities(net, items, low=False)
    args.expected.write_text("\n".join(" ".join(f"{p:.4f}" for p in row) for row in shares) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
