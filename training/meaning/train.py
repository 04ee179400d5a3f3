"""Learns a vector for every word piece such that the sum over a sentence's pieces points where the teacher's vector does.

Prints, on stories held out: the correlation with the teacher's cosine, and how often the sentence that the teacher finds nearest
among those of the same story is found nearest.
"""
import argparse
import collections
import json
import pathlib
import re
import time

import numpy as np
import torch
from torch.nn import functional as F

import cut

torch.set_num_threads(1)
UNKNOWN = "[UNK]"


class Bags:
    """Sentences as pieces, one behind the other."""

    def __init__(self, table, texts):
        found = [table.of_text(t) for t in texts]
        self.ends = torch.tensor(np.cumsum([0] + [len(f) for f in found]))
        self.pieces = torch.tensor([p for f in found for p in f])

    def batch(self, rows):
        begins, ends = self.ends[rows], self.ends[rows + 1]
        lengths = ends - begins
        offsets = torch.cumsum(lengths, 0) - lengths
        index = torch.arange(int(lengths.sum())) + torch.repeat_interleave(begins - offsets, lengths)
        return self.pieces[index], offsets


def embed(table, bags, rows):
    pieces, offsets = bags.batch(rows)
    return F.normalize(F.embedding_bag(pieces, table, offsets, mode="sum"), dim=1)


def neighbours(stories):
    """Rows of each held-out story that has ten sentences or more, at most four hundred."""
    groups = collections.defaultdict(list)
    for row, story in enumerate(stories):
        groups[story].append(row)
    return [torch.tensor(g[:400]) for g in groups.values() if len(g) >= 10]


def rank(x):
    return np.argsort(np.argsort(x)).astype(float)


def figures(vectors, teacher, groups):
    """Both of unit vectors, a row a held-out sentence."""
    ours, theirs, hits, reciprocal, count = [], [], 0, 0.0, 0
    for g in groups:
        a, b = vectors[g] @ vectors[g].T, teacher[g] @ teacher[g].T
        upper = torch.triu(torch.ones_like(a), 1).bool()
        ours.append(a[upper]), theirs.append(b[upper])
        for m in (a, b):
            m.fill_diagonal_(-2)
        best, nearest = b.max(1)
        keep = (best > 0.5) & (best < 0.98)
        place = (a > a.gather(1, nearest[:, None])).sum(1)[keep]
        hits += int((place == 0).sum())
        reciprocal += float((1 / (place + 1)).sum())
        count += int(keep.sum())
    x, y = torch.cat(ours).numpy(), torch.cat(theirs).numpy()
    pick = np.random.default_rng(1).choice(len(x), min(len(x), 200000), replace=False)
    x, y = x[pick], y[pick]
    near = y > 0.4
    correlation = lambda p, q: float(np.corrcoef(p, q)[0, 1])
    return (f"r {correlation(x, y):.3f}, rank {correlation(rank(x), rank(y)):.3f}, above .4 {correlation(x[near], y[near]):.3f}, "
            f"off by {np.abs(x - y).mean():.3f}; nearest found {hits / count:.3f}, mean reciprocal rank {reciprocal / count:.3f} ({count})")


def rows_of(mask):
    return torch.from_numpy(np.flatnonzero(mask))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vocabulary", type=pathlib.Path, required=True)
    parser.add_argument("--sentences", type=pathlib.Path, required=True)
    parser.add_argument("--teacher", type=pathlib.Path, required=True, help="the folder that teach.py wrote")
    parser.add_argument("--judge", type=pathlib.Path, help="the folder of another teacher, for the figures only")
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=0.003)
    parser.add_argument("--sharp", type=float, default=0.05)
    parser.add_argument("--direct", type=float, default=1.0)
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    known = args.vocabulary.read_text(encoding="utf-8").rstrip("\n").split("\n")
    kept = [i for i, p in enumerate(known) if p == UNKNOWN or re.fullmatch(r"(##)?[^\W_]+|[%$]", p) and all(ord(c) < 0x250 for c in p)]
    vocabulary = [known[i] for i in kept]
    table = cut.Pieces(vocabulary)
    lines = [json.loads(line) for line in open(args.sentences, encoding="utf-8")]
    teacher = torch.from_numpy(np.load(args.teacher / "sentences.npy").astype(np.float32))
    done = teacher.norm(dim=1) > 0.5
    held = torch.tensor([line["held"] for line in lines])
    stories = [line["story"] for line in lines]
    bags = Bags(table, [line["text"] for line in lines])
    filled = bags.ends[1:] > bags.ends[:-1]
    train, dev = rows_of(done & ~held & filled), rows_of(done & held & filled)
    if args.judge:
        judge = torch.from_numpy(np.load(args.judge / "sentences.npy").astype(np.float32))
        dev = torch.tensor([i for i in dev.tolist() if judge[i].norm() > 0.5])
    else:
        judge = teacher
    groups = neighbours([stories[i] for i in dev])
    print(f"{len(train)} sentences to learn from, {len(dev)} held out in {len(groups)} stories", flush=True)

    # The pieces alone, turned so that the widest directions of what news is made of come first, and weighed down where common.
    count = torch.bincount(bags.pieces, minlength=len(vocabulary)).float()
    alone = torch.from_numpy(np.load(args.teacher / "pieces.npy").astype(np.float32))[kept]
    alone -= (alone * count[:, None]).sum(0) / count.sum()
    turn = torch.linalg.eigh((alone * (count + 0.3)[:, None]).T @ alone)[1].flip(1)[:, :args.size]
    target = F.normalize(teacher @ turn, dim=1)
    known_pieces = torch.tensor([[float(p != UNKNOWN)] for p in vocabulary])
    weight = torch.nn.Parameter(F.normalize(alone @ turn, dim=1) * 0.001 / (0.001 + (count + 1) / count.sum())[:, None] * known_pieces)
    with torch.no_grad():
        print("before training:", figures(embed(weight, bags, dev), judge[dev], groups), flush=True)
    optimizer = torch.optim.Adam([weight], lr=args.rate)
    steps, step, start = args.epochs * (len(train) // args.batch), 0, time.time()
    order = collections.defaultdict(list)
    for row in train.tolist():
        order[stories[row]].append(row)
    for epoch in range(args.epochs):
        # Sentences of a story stay together, so that a batch holds the hard cases.
        names = list(order)
        rng.shuffle(names)
        rows = [r for n in names for r in rng.permutation(order[n])]
        batches = [torch.tensor(np.array(rows[i:i + args.batch])) for i in range(0, len(rows) - args.batch + 1, args.batch)]
        rng.shuffle(batches)
        total = 0.0
        for batch in batches:
            for group in optimizer.param_groups:
                group["lr"] = args.rate * (1 - step / (steps + 10))
            step += 1
            x = embed(weight, bags, batch)
            t = teacher[batch]
            hide = torch.eye(len(batch)).bool()
            ours, theirs = x @ x.T, t @ t.T
            soft = F.kl_div(F.log_softmax((ours / args.sharp).masked_fill(hide, -1e4), 1),
                            F.softmax((theirs / args.sharp).masked_fill(hide, -1e4), 1), reduction="batchmean")
            same = ((ours - theirs)[~hide] ** 2).mean()
            loss = soft + 20 * same + args.direct * (1 - (x * target[batch]).sum(1).mean())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                weight.mul_(known_pieces)
            total += loss.item()
        with torch.no_grad():
            print(f"epoch {epoch + 1}, loss {total / len(batches):.3f}, {time.time() - start:.0f} s:",
                  figures(embed(weight, bags, dev), judge[dev], groups), flush=True)
    if args.out:
        torch.save({"weight": weight.detach(), "pieces": vocabulary}, args.out)


if __name__ == "__main__":
    main()
