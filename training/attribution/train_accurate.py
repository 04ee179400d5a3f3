"""Trains the accurate tier on PolNeAR and writes a checkpoint; see README.md."""
import argparse
import copy
import pathlib
import random
import sys
import time

import numpy as np
import torch

import accurate
import data
import model as m
import pieces as wp
import train as t

MOST_PIECES = 480  # of a window


def piece_rows(word_pieces, paragraph):
    """pieces, shapes, quotes of all pieces, and where each token's first piece is"""
    p, s, q, first = [], [], [], []
    for w, shape, quote in zip(paragraph.words, paragraph.shapes, paragraph.quotes):
        rows = [accurate.BREAK] if w == data.PARAGRAPH else word_pieces.of_word(w)
        first.append(len(p))
        p += rows
        s += [shape] * len(rows)
        q += [quote] * len(rows)
    return p, s, q, first


class Windows:
    def __init__(self, documents, word_pieces):
        self.documents = documents
        self.rows = [[piece_rows(word_pieces, p) for p in paragraphs] for _, paragraphs, _ in documents]

    def build(self, limit, pick):
        """(pieces, shapes, quotes, firsts), tags, segments, (document, paragraphs)"""
        out = []
        for n, (_, paragraphs, copies) in enumerate(self.documents):
            sizes = [len(r[0]) for r in self.rows[n]]
            for c in pick(len(copies)):
                tags, segments = copies[c]
                for w in data.windows(sizes, limit):
                    p, s, q, f, g, z, offset = [], [], [], [], [], [], 0
                    for i in w:
                        r = self.rows[n][i]
                        f += [len(p) + x for x in r[3]]
                        p, s, q = p + r[0], s + r[1], q + r[2]
                        g += tags[i]
                        z += [(role, a + offset, b + offset, o) for role, a, b, o in segments[i]]
                        offset += len(tags[i])
                    p[0] = accurate.FIRST
                    if len(p) > MOST_PIECES:
                        keep = sum(x < MOST_PIECES for x in f)
                        while keep and g[keep - 1] and (g[keep - 1] - 1) % 4 in (0, 1):
                            keep -= 1
                        f, g = f[:keep], g[:keep]
                        p, s, q = p[:MOST_PIECES], s[:MOST_PIECES], q[:MOST_PIECES]
                        z = [x for x in z if x[2] < keep]
                    out.append(((p, s, q, f), g, z, (n, w)))
        return out


def batches(windows, size, shuffle):
    order = sorted(range(len(windows)), key=lambda i: len(windows[i][0][0]) + (random.random() * 10 if shuffle else 0))
    groups, group = [], []
    for i in order:
        if group and (len(group) + 1) * len(windows[i][0][0]) > size:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    if shuffle:
        random.shuffle(groups)
    for g in groups:
        yield [windows[i] for i in g]


def tensors(batch, lower):
    """`lower`: what the layers that stay as they are made of each window, by its document and paragraphs"""
    B, T, W = len(batch), max(len(w[0][0]) for w in batch), max(len(w[1]) for w in batch)
    x = np.zeros((2, B, T), np.int64)
    firsts, tags = np.zeros((B, W), np.int64), np.zeros((W, B), np.int32)
    for b, w in enumerate(batch):
        x[0, b, :len(w[0][1])] = w[0][1]
        x[1, b, :len(w[0][2])] = w[0][2]
        firsts[b, :len(w[0][3])] = w[0][3]
        tags[:len(w[1]), b] = w[1]
    x = torch.from_numpy(x)
    states = torch.nn.utils.rnn.pad_sequence([lower[key_of(w)] for w in batch], batch_first=True)
    return ((states, x[0], x[1], torch.tensor([len(w[0][0]) for w in batch]), torch.from_numpy(firsts)), torch.from_numpy(tags),
            torch.tensor([len(w[1]) for w in batch], dtype=torch.int32))


def key_of(window):
    return window[3][0], window[3][1][0]


def run_lower(net, windows, say):
    """Once for all: the lower layers' states of every window."""
    began, lower = time.time(), {}
    net.eval()
    for batch in batches(list({key_of(w): w for w in windows}.values()), 4000, False):
        lengths = torch.tensor([len(w[0][0]) for w in batch])
        pieces = torch.nn.utils.rnn.pad_sequence([torch.tensor(w[0][0]) for w in batch], batch_first=True)
        states = net.lower(pieces, lengths).bfloat16()
        for b, w in enumerate(batch):
            lower[key_of(w)] = states[b, :len(w[0][0])].clone()
    say("lower layers", sum(map(len, lower.values())), "pieces", f"{time.time() - began:.0f} s")
    return lower


def pairs_of(segments):
    """link_pairs of one window for both linkers, as arrays: a first, a last, b first, b last, near, group, column, right"""
    out = []
    for from_role, to_role in ((2, 1), (1, 0)):
        pairs, groups = t.link_pairs([segments], from_role, to_role, True)
        rows, alone = [], []
        for g, (_, s, begin, end, right, _) in enumerate(groups):
            alone.append((s[1], s[2], 0 if right else 1))
            for j in range(begin, end):
                _, a, b, near = pairs[j]
                rows.append((a[0], a[1], b[0], b[1], near, g, j - begin + 1, j - begin in right))
        out.append((np.array(rows, np.int64).reshape(-1, 8), np.array(alone, np.int64).reshape(-1, 3)))
    return out


def link_loss(linker, h, parts):
    """parts: per window what pairs_of gives for this linker"""
    rows, alone, groups = [], [], 0
    for w, (r, a) in enumerate(parts):
        r = np.concatenate([r, np.full((len(r), 1), w)], 1)
        r[:, 5] += groups
        groups += len(a)
        rows.append(r)
        alone.append(np.concatenate([a, np.full((len(a), 1), w)], 1))
    r, a = torch.from_numpy(np.concatenate(rows)), torch.from_numpy(np.concatenate(alone))
    if groups == 0:
        return torch.zeros(())
    flat = h.reshape(-1, h.shape[-1])
    at = lambda token, window: flat.index_select(0, token * h.shape[1] + window)
    width = int(r[:, 6].max()) + 1 if len(r) else 1
    table = torch.full((groups, width), -1e4)
    gold = torch.full((groups, width), -1e4)
    none = linker.none(torch.cat([at(a[:, 0], a[:, 3]), at(a[:, 1], a[:, 3])], -1)).squeeze(-1)
    if len(r):
        scores = linker(torch.cat([at(r[:, 0], r[:, 8]), at(r[:, 1], r[:, 8])], -1),
                        torch.cat([at(r[:, 2], r[:, 8]), at(r[:, 3], r[:, 8])], -1), r[:, 4])
        table = table.index_put((r[:, 5], r[:, 6]), scores)
        right = r[r[:, 7] == 1]
        gold[right[:, 5], right[:, 6]] = 0
    gold[:, 0] = torch.where(a[:, 2] == 1, 0.0, -1e4)
    table = torch.cat([none[:, None], table[:, 1:]], 1)
    return (torch.logsumexp(table, 1) - torch.logsumexp(table + gold, 1)).sum()


def predict(net, windows_set, windows, lower, size=4000, low=True):
    net.eval()
    results = {n: [] for n in range(len(windows_set.documents))}
    with torch.no_grad():
        for batch in batches(windows, size, False):
            x, _, lengths = tensors(batch, lower)
            h = net.states(*x, low=low)
            tags = net.decode(net.emissions(h), lengths).t().tolist()
            segments = [m.segments_of(g[:n]) for g, n in zip(tags, lengths.tolist())]
            links = t.choose_links(net, net.link_states(h), segments)
            for w, (item, found) in enumerate(zip(batch, segments)):
                n, indices = item[3]
                paragraphs = windows_set.documents[n][1]
                spans = [s for i in indices for s in paragraphs[i].spans]
                results[n] += t.assemble(w, found, links, spans)
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=pathlib.Path, default="../shared/corpora")
    parser.add_argument("--eval", type=pathlib.Path, default="../shared/eval")
    parser.add_argument("--encoder", type=pathlib.Path, required=True, help="made by prepare.py")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--frozen", type=int, default=2, help="the lowest layers that stay as they are")
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--batch", type=int, default=3200, help="word pieces")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0, help="let the rate fall to nothing after so many, whatever the epoch")
    args = parser.parse_args()
    say = t.begin(args)
    began = time.time()
    train = t.load(args.corpora / "polnear/train.jsonl.gz")
    dev = t.load(args.corpora / "polnear/dev.jsonl.gz")
    prepared = torch.load(args.encoder)
    word_pieces = wp.WordPieces(prepared["pieces"], prepared["unknown"])
    train_set, dev_set = Windows(train, word_pieces), Windows(dev, word_pieces)
    net = accurate.Accurate(prepared, args.layers, args.frozen, args.dropout)
    del prepared
    say("parameters", sum(p.numel() for p in net.parameters()), f"{time.time() - began:.0f} s")
    dev_windows = dev_set.build(args.limit, lambda n: [0])
    train_windows = train_set.build(args.limit, range)
    lower, dev_lower = run_lower(net, train_windows, say), run_lower(net, dev_windows, say)
    pairs = {id(w): pairs_of(w[2]) for w in train_windows}
    by_document = {}
    for w in train_windows:
        by_document.setdefault(w[3][0], {}).setdefault(key_of(w), []).append(w)
    say("pairs", f"{time.time() - began:.0f} s")

    def draw():
        """Of a document that several people annotated two copies"""
        out = []
        for windows in by_document.values():
            copies = len(next(iter(windows.values())))
            chosen = [0] if copies == 1 else random.sample(range(copies), 2)
            out += [w[c] for w in windows.values() for c in chosen]
        return out

    average = copy.deepcopy(net)
    trained = [(n, p) for n, p in net.named_parameters() if p.requires_grad]
    body = [p for n, p in trained if n.startswith(("layers.", "relative"))]
    head = [p for n, p in trained if not n.startswith(("layers.", "relative"))]
    both = [(a, b) for a, b in zip(average.parameters(), net.parameters()) if b.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": args.rate, "top": args.rate, "weight_decay": 0.01},
                                   {"params": head, "lr": args.head_rate, "top": args.head_rate, "weight_decay": 0.0}],
                                  betas=(0.9, 0.98), fused=True)
    total = args.epochs * sum(1 for _ in batches(draw(), args.batch, True))
    step, best, start, epoch, over = 0, 0, time.time(), 0, False
    while not over:
        net.train()
        began, tag_sum, link_sum, tokens = time.time(), 0.0, 0.0, 0
        for batch in batches(draw(), args.batch, True):
            progress = max(step / total, (time.time() - start) / 60 / args.minutes if args.minutes else 0)
            if progress >= 1:
                over = True
                break
            for g in optimizer.param_groups:
                g["lr"] = g["top"] * min(1, (step + 1) / 100) * max(0.02, 1 - progress)
            x, tags, lengths = tensors(batch, lower)
            h = net.states(*x)
            tag = net.tag_loss(net.emissions(h), tags, lengths)
            hd = net.link_states(h)
            link = sum(link_loss(x, hd, [pairs[id(w)][k] for w in batch]) for k, x in enumerate((net.cue_of, net.source_of)))
            n = int(lengths.sum())
            loss = (tag + 0.5 * link) / n * 10
            if not torch.isfinite(loss):
                say("loss is not finite at step", step)
                sys.exit(1)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + head, 2.0, foreach=True)
            optimizer.step()
            step += 1
            if step % 4 == 0:
                decay = min(0.99, step / (step + 60))
                with torch.no_grad():
                    torch._foreach_lerp_([a for a, _ in both], [b for _, b in both], 1 - decay)
            tag_sum, link_sum, tokens = tag_sum + float(tag.detach()), link_sum + float(link.detach()), tokens + n
            if step % 10 == 0:
                print(f"  step {step} of {total:.0f} tag {tag_sum / tokens:.4f} link {link_sum / tokens:.4f} "
                      f"{tokens / (time.time() - began):.0f} tokens/s", flush=True)
        epoch += 1
        results = predict(average, dev_set, dev_windows, dev_lower)
        e, a = t.score(args, dev, results, args.out / "dev.jsonl")
        figures = [e["exact"][r]["f1"] for r in data.ROLES]
        levels = [a["attribution"][x]["f1"] for x in ("found", "attributed", "exact")]
        say(f"epoch {epoch} step {step} tag {tag_sum / max(1, tokens):.4f} link {link_sum / max(1, tokens):.4f} exact-match",
            *(f"{x:.4g}" for x in figures), "attribution", *(f"{x:.4f}" for x in levels), f"{time.time() - began:.0f} s")
        value = sum(figures) / 300 + levels[1]
        if value > best:
            best = value
            torch.save({"state": average.state_dict(), "args": {k: str(v) for k, v in vars(args).items()}}, args.out / "best.pt")
    say("best", best)


if __name__ == "__main__":
    main()
