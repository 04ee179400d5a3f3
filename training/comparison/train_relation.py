"""Fine-tunes a small encoder to say what two sentences of two reports are to one another."""
import argparse
import json
import math
import os
import pathlib
import random
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "attribution"))
import accurate  # noqa: E402
import pairs as pr  # noqa: E402


class Relation(nn.Module):
    """Word pieces of both sentences in one row through the encoder's layers; five classes from the first piece's state."""

    def __init__(self, prepared, layers, dropout=0.1):
        super().__init__()
        state, self.kind = prepared["state"], prepared["kind"]
        table = accurate.embeddings(prepared)
        self.register_buffer("pieces", table, persistent=False)
        hidden = table.shape[1]
        self.heads, self.dropout = prepared.get("heads", 12), dropout
        positions = state["embeddings.position_embeddings.weight"]
        mpnet = self.kind == "mpnet"
        self.positions = nn.Parameter((positions[2:] if mpnet else positions)[:pr.LONGEST].clone())
        self.side = nn.Embedding(4, hidden)
        self.mark, self.gap = nn.Embedding(5, hidden), nn.Embedding(5, hidden)
        for e in (self.side, self.mark, self.gap):
            nn.init.normal_(e.weight, std=0.01)
        with torch.no_grad():
            if not mpnet:
                self.side.weight.copy_(state["embeddings.token_type_embeddings.weight"].repeat(2, 1))
        eps = 1e-5 if mpnet else 1e-12
        self.norm = nn.LayerNorm(hidden, eps=eps)
        with torch.no_grad():
            self.norm.weight.copy_(state["embeddings.LayerNorm.weight"]), self.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
        self.layers = nn.ModuleList(accurate.Layer(state, f"encoder.layer.{i}.", self.kind, self.heads) for i in range(layers))
        self.relative = nn.Parameter(state["encoder.relative_attention_bias.weight"].clone()) if mpnet else None
        if mpnet:
            self.register_buffer("bucket", accurate.buckets(512), persistent=False)
        self.inner = nn.Linear(3 * hidden, 192)
        self.out = nn.Linear(192, len(pr.LABELS))

    def drop(self, x):
        if not self.training:
            return x
        keep = 1 - self.dropout
        return x * ((torch.rand(x.shape[0], 1, x.shape[2]) < keep).to(x.dtype) / keep)

    def forward(self, rows, sides, marks, gaps, lengths, low=True):
        B, T = rows.shape
        x = self.pieces[rows] + self.positions[:T] + self.side(sides) + self.mark(marks)
        x[:, 0] = x[:, 0] + self.gap(gaps)
        x = self.drop(self.norm(x))
        bias = torch.zeros(B, 1, 1, T).masked_fill(torch.arange(T)[None, None, None, :] >= lengths[:, None, None, None], -1e4)
        if self.relative is not None:
            bias = bias + self.relative[self.bucket[:T, :T]].permute(2, 0, 1)[None]
        bias = bias.expand(B, self.heads, T, T).reshape(B * self.heads, T, T)
        with torch.autocast("cpu", torch.bfloat16, enabled=low):
            if low:
                x, bias = x.bfloat16(), bias.bfloat16()
            for layer in self.layers:
                x = layer(x, bias, self.drop)
        x = x.float()
        inside = (torch.arange(T)[None, :] < lengths[:, None])
        means = []
        for side in (0, 1):
            w = (inside & (sides == side)).float()
            means.append((x * w[..., None]).sum(1) / w.sum(1, keepdim=True).clamp(min=1))
        h = torch.cat([x[:, 0], (means[0] - means[1]).abs(), means[0] * means[1]], -1)
        if self.training:
            h = F.dropout(h, self.dropout)
        return self.out(torch.relu(self.inner(h)))


def batches(items, pieces, rng=None):
    order = sorted(range(len(items)), key=lambda i: len(items[i][0]) + (rng.random() * 12 if rng else 0))
    out, batch = [], []
    for i in order:
        if batch and (len(batch) + 1) * (len(items[i][0]) + 12) > pieces:
            out.append(batch)
            batch = []
        batch.append(i)
    out.append(batch)
    if rng:
        rng.shuffle(out)
    return out


def tensors(items, batch):
    T = max(len(items[i][0]) for i in batch)
    rows, sides, marks = (torch.zeros(len(batch), T, dtype=torch.long) for _ in range(3))
    lengths, gaps = torch.zeros(len(batch), dtype=torch.long), torch.zeros(len(batch), dtype=torch.long)
    for k, i in enumerate(batch):
        r, s, m, g = items[i][:4]
        n = len(r)
        rows[k, :n], sides[k, :n], marks[k, :n] = torch.tensor(r), torch.tensor(s), torch.tensor(m)
        lengths[k], gaps[k] = n, g
    return rows, sides, marks, gaps, lengths


@torch.no_grad()
def probabilities(net, items, pieces=6000, low=True):
    net.eval()
    out = np.zeros((len(items), len(pr.LABELS)), np.float32)
    for batch in batches(items, pieces):
        out[batch] = torch.softmax(net(*tensors(items, batch), low=low), -1).numpy()
    return out


def report(p, labels):
    """Accuracy, and each class's precision, recall and F1; conflicts' precision at half recall."""
    best = p.argmax(1)
    lines = [f"accuracy {np.mean(best == labels):.3f}"]
    for k, name in enumerate(pr.LABELS):
        true, found, gold = ((best == k) & (labels == k)).sum(), (best == k).sum(), (labels == k).sum()
        if gold:
            lines.append(f"{name} P {true / max(found, 1):.2f} R {true / gold:.2f} F {2 * true / max(found + gold, 1):.3f}")
    c = p[:, 1]
    order = np.argsort(-c)
    hits = np.cumsum(labels[order] == 1)
    if hits[-1]:
        for share in (0.3, 0.5, 0.7):
            n = np.searchsorted(hits, share * hits[-1]) + 1
            lines.append(f"C at R {share}: P {hits[n - 1] / n:.2f}")
    return "  ".join(lines)


def items_of(reader, some):
    return [(*reader.read(p.one, p.two, p.before), pr.gap(p.days), pr.LABELS.index(p.label), p.weight) for p in some]


def read_extra(path):
    """Pairs of other origin, {"one", "two", "days", "label", "weight"} a line."""
    with open(path, encoding="utf-8") as f:
        return [pr.Pair(d["one"], d["two"], d["days"], d["label"], d.get("weight", 1.0), "", tuple(d.get("before", ("", "")))) for d in map(json.loads, f)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--extra", type=pathlib.Path, nargs="*", default=[])
    parser.add_argument("--check", type=pathlib.Path, nargs="*", default=[], help="more pairs to score after each epoch")
    parser.add_argument("--encoder", type=pathlib.Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=3200, help="pieces")
    parser.add_argument("--strangers", type=float, default=0.1, help="pairs of two sets for each pair of one")
    parser.add_argument("--begin", type=pathlib.Path, help="a checkpoint to go on from")
    parser.add_argument("--all", action="store_true", help="train on the held-out sets too")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(args.seed), random.seed(args.seed), np.random.seed(args.seed)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    prepared = torch.load(args.encoder)
    reader = pr.Reader(prepared)
    train_pairs, dev_pairs = pr.load(args.sets)
    if args.all:
        train_pairs += dev_pairs
    rng = random.Random(args.seed)
    train_pairs += pr.strangers(train_pairs, int(args.strangers * len(train_pairs)), rng)
    for path in args.extra:
        train_pairs += read_extra(path)
    items, dev = items_of(reader, train_pairs), items_of(reader, dev_pairs)
    # The order of two of one day says nothing: one of the two is drawn for each epoch.
    turned = {i: item for i, (p, item) in enumerate(zip(train_pairs, items_of(reader, [p._replace(one=p.two, two=p.one, before=p.before[::-1]) for p in train_pairs])))
              if p.label != "U" and p.days is not None and p.days < 1}
    checks = {path.stem: items_of(reader, read_extra(path)) for path in args.check}
    print(f"{len(items)} pairs, {len(dev)} held out", flush=True)
    net = Relation(prepared, args.layers)
    if args.begin:
        net.load_state_dict(torch.load(args.begin)["state"])
    new = [p for n, p in net.named_parameters() if n.startswith(("inner", "out", "mark", "gap"))]
    old = [p for n, p in net.named_parameters() if not n.startswith(("inner", "out", "mark", "gap"))]
    optimizer = torch.optim.AdamW([{"params": old, "lr": args.rate}, {"params": new, "lr": 5 * args.rate}], weight_decay=0.01)
    steps = args.epochs * len(batches([i for i in items if i[5] == 1] + [i for i in items if i[5] < 1][::2], args.batch))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.06 * steps), max(0.02, (steps - s) / (0.94 * steps))))
    mean = {n: p.detach().clone() for n, p in net.named_parameters()}
    step, begun = 0, time.time()
    for epoch in range(args.epochs):
        net.train()
        total = 0.0
        # Of pairs of lesser weight a half is drawn.
        some = [turned[i] if i in turned and rng.random() < 0.5 else item for i, item in enumerate(items)
                if item[5] == 1 or rng.random() < 0.5]
        for batch in batches(some, args.batch, rng):
            logits = net(*tensors(some, batch))
            labels = torch.tensor([some[i][4] for i in batch])
            weights = torch.tensor([some[i][5] for i in batch])
            loss = F.cross_entropy(logits, labels, reduction="none", label_smoothing=0.05)
            loss = (loss * weights).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step(), schedule.step()
            step += 1
            keep = min(0.99, (1 + step) / (10 + step))
            with torch.no_grad():
                for n, p in net.named_parameters():
                    mean[n].lerp_(p, 1 - keep)
            total += loss.item()
            if step % 50 == 0:
                print(f"step {step}/{steps} loss {total / 50:.3f} {time.time() - begun:.0f} s", flush=True)
                total = 0.0
        own = {n: p.detach().clone() for n, p in net.named_parameters()}
        with torch.no_grad():
            for n, p in net.named_parameters():
                p.copy_(mean[n])
        for name, some in {"held out": dev, **checks}.items():
            if some:
                print(f"epoch {epoch + 1} {name}: " + report(probabilities(net, some), np.array([i[4] for i in some])), flush=True)
        torch.save({"state": net.state_dict(), "layers": args.layers, "encoder": str(args.encoder)}, args.out)
        with torch.no_grad():
            for n, p in net.named_parameters():
                p.copy_(own[n])


if __name__ == "__main__":
    main()
