"""Trains the fast tier on PolNeAR and writes a checkpoint; see README.md."""
import argparse
import copy
import json
import pathlib
import random
import subprocess
import sys
import time

import numpy as np
import torch

import data
import model as m


def load(path, vocabulary_of=None):
    documents = []
    for d in data.read_jsonl(path):
        paragraphs = data.read_paragraphs(d["text"])
        copies = [data.label(paragraphs, d["annotations"][a]) for a in sorted(d["annotations"])]
        documents.append((d["id"], paragraphs, copies))
    return documents


class Windows:
    """Turns documents into windows of rows, tags and segments."""

    def __init__(self, documents, vocabulary):
        self.documents = documents
        self.rows = [[data.feature_rows(vocabulary, p) for p in paragraphs] for _, paragraphs, _ in documents]

    def build(self, limit, pick):
        out = []
        for n, (_, paragraphs, copies) in enumerate(self.documents):
            lengths = [len(p.spans) for p in paragraphs]
            for copy_index in pick(len(copies)):
                tags, segments = copies[copy_index]
                for w in data.windows(lengths, limit):
                    # A very long paragraph is cut in training alone.
                    rows = np.concatenate([self.rows[n][i] for i in w])[:400]
                    t = np.concatenate([np.array(tags[i], dtype=np.int32) for i in w])[:400]
                    if t[-1] and (t[-1] - 1) % 4 in (0, 1):
                        t = t.copy()
                        k = len(t) - 1
                        while (t[k] - 1) % 4 == 1:
                            t[k] = 0
                            k -= 1
                        t[k] = 0
                    s, offset = [], 0
                    for i in w:
                        s += [(r, a + offset, b + offset, o) for r, a, b, o in segments[i] if b + offset < len(t)]
                        offset += lengths[i]
                    out.append((rows, t, s, (n, w)))
        return out


def batches(windows, size, shuffle):
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i][1]) + (random.random() * 12 if shuffle else 0)))
    groups = [order[i:i + size] for i in range(0, len(order), size)]
    if shuffle:
        random.shuffle(groups)
    for g in groups:
        yield [windows[i] for i in g]


def tensors(batch):
    T, B = max(len(w[1]) for w in batch), len(batch)
    rows = np.zeros((T, B, 7), np.int64)
    tags = np.zeros((T, B), np.int32)
    for b, w in enumerate(batch):
        rows[:len(w[1]), b] = w[0]
        tags[:len(w[1]), b] = w[1]
    lengths = torch.tensor([len(w[1]) for w in batch], dtype=torch.int32)
    return torch.from_numpy(rows), torch.from_numpy(tags), lengths


def link_pairs(batch_segments, from_role, to_role, optional):
    """Pairs to score: (window, a, b, near), groups of them, and which of a group is right; None marks "no partner"."""
    pairs, groups = [], []
    for w, segments in enumerate(batch_segments):
        partners = [(s[1], s[2]) for s in segments if s[0] == to_role]
        owners = [s[3] if len(s) > 3 else () for s in segments if s[0] == to_role]
        for s in segments:
            if s[0] != from_role:
                continue
            a = (s[1], s[2])
            near = m.candidates(a, partners)
            begin = len(pairs)
            right = []
            for j, i in enumerate(near):
                pairs.append((w, a, partners[i], m.nearness(a, partners[i], i, partners)))
                if len(s) > 3 and set(s[3]) & set(owners[i]):
                    right.append(j)
            groups.append((w, s, begin, len(pairs), right, [partners[i] for i in near]))
    return pairs, groups


def ends_of(h, items):
    """[n, 2S]: states of first and last tokens. items: (window, (first, last))"""
    w = torch.tensor([i[0] for i in items], dtype=torch.long)
    f = torch.tensor([i[1][0] for i in items], dtype=torch.long)
    l = torch.tensor([i[1][1] for i in items], dtype=torch.long)
    return torch.cat([h[f, w], h[l, w]], -1)


def link_scores(linker, h, pairs, groups):
    none = linker.none(ends_of(h, [(g[0], g[1][1:3]) for g in groups])).squeeze(-1)
    if not pairs:
        return none, none[:0]
    a = ends_of(h, [(p[0], p[1]) for p in pairs])
    b = ends_of(h, [(p[0], p[2]) for p in pairs])
    return none, linker(a, b, torch.tensor([p[3] for p in pairs], dtype=torch.long))


def link_loss(linker, h, segments, from_role, to_role):
    pairs, groups = link_pairs(segments, from_role, to_role, True)
    if not groups:
        return torch.zeros(())
    none, scores = link_scores(linker, h, pairs, groups)
    width = max(g[3] - g[2] for g in groups) + 1
    table = torch.full((len(groups), width), -1e4)
    index = [(i, j + 1) for i, g in enumerate(groups) for j in range(g[3] - g[2])]
    rows = torch.tensor([x[0] for x in index], dtype=torch.long)
    cols = torch.tensor([x[1] for x in index], dtype=torch.long)
    table = table.index_put((rows, cols), scores)
    table = torch.cat([none[:, None], table[:, 1:]], 1)
    right = torch.full((len(groups), width), -1e4)
    for i, g in enumerate(groups):
        for j in g[4] or [-1]:
            right[i, j + 1] = 0
    return (torch.logsumexp(table, 1) - torch.logsumexp(table + right, 1)).sum()


def choose_links(net, h, segments):
    """For each window: which cue a content has, and which source a cue has, by their first tokens."""
    links = []
    for linker, a, b in ((net.cue_of, 2, 1), (net.source_of, 1, 0)):
        pairs, groups = link_pairs(segments, a, b, True)
        chosen = {}
        if groups:
            none, scores = link_scores(linker, h, pairs, groups)
            none, scores = none.tolist(), scores.tolist()
            for i, g in enumerate(groups):
                best, top = None, none[i] if a == 1 else -1e9
                for j in range(g[2], g[3]):
                    if scores[j] > top:
                        best, top = g[5][j - g[2]], scores[j]
                chosen[(g[0], g[1][1])] = best
        links.append(chosen)
    return links


def predict(net, windows_set, limit, size=32):
    """Attributions of every document, as code-point spans."""
    net.eval()
    results = {n: [] for n in range(len(windows_set.documents))}
    with torch.no_grad():
        for batch in batches(windows_set.build(limit, lambda n: [0]), size, False):
            rows, _, lengths = tensors(batch)
            h = net.states(rows, lengths)
            tags = net.decode(net.emissions(h), lengths).t().tolist()
            segments = [m.segments_of(t[:n]) for t, n in zip(tags, lengths.tolist())]
            links = choose_links(net, h, segments)
            for w, (item, found) in enumerate(zip(batch, segments)):
                n, indices = item[3]
                paragraphs = windows_set.documents[n][1]
                spans = [s for i in indices for s in paragraphs[i].spans]
                results[n] += assemble(w, found, links, spans)
    return results


def assemble(w, found, links, spans):
    def cut(f, l):
        return [spans[f][0], spans[l][1]]

    by_cue, out = {}, []
    for role, f, l in found:
        if role == 1:
            source = links[1].get((w, f))
            by_cue[f] = {"source": [cut(*source)] if source else [], "cue": [cut(f, l)], "content": []}
            out.append(by_cue[f])
    for role, f, l in found:
        if role == 2:
            cue = links[0].get((w, f))
            if cue:
                by_cue[cue[0]]["content"].append(cut(f, l))
            else:
                out.append({"source": [], "cue": [], "content": [cut(f, l)]})
    return out


def write_predictions(path, documents, results):
    with open(path, "w", encoding="utf-8") as f:
        for n, d in enumerate(documents):
            a = sorted(results[n], key=lambda x: min(s[0] for r in x.values() for s in r))
            f.write(json.dumps({"id": d[0], "attributions": a}) + "\n")


def score(args, documents, results, path):
    write_predictions(path, documents, results)
    p = args.corpora / "polnear"
    e = json.loads(subprocess.run([sys.executable, args.eval / "score_exact.py", "--json", p / "sentences-dev.jsonl.gz",
                                   path], capture_output=True, check=True).stdout)
    for r in results.values():
        r[:] = [x for x in r if x["content"]]
    write_predictions(path, documents, results)
    a = json.loads(subprocess.run([sys.executable, args.eval / "score_attribution.py", "--json", p / "dev.jsonl.gz",
                                   path], capture_output=True, check=True).stdout)
    return e, a


def begin(args):
    """Threads and seeds as the arguments say; what prints to the terminal and to OUT/log.txt."""
    torch.set_num_threads(args.threads)
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    log = open(args.out / "log.txt", "a", encoding="utf-8")

    def say(*words):
        print(*words, flush=True)
        print(*words, file=log, flush=True)

    say("arguments", vars(args))
    return say


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=pathlib.Path, default="../shared/corpora")
    parser.add_argument("--eval", type=pathlib.Path, default="../shared/eval")
    parser.add_argument("--glove", type=pathlib.Path, required=True, help="npz of words and vectors, by vectors.py")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--limit", type=int, default=160)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--words", type=int, default=50000)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--dropout", type=float, default=0.35)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (to try things)")
    args = parser.parse_args()
    say = begin(args)
    began = time.time()
    train = load(args.corpora / "polnear/train.jsonl.gz")
    dev = load(args.corpora / "polnear/dev.jsonl.gz")
    vocabulary = data.Vocabulary(args.glove, (w for d in train for p in d[1] for w in p.words), args.words, 3)
    say("documents", len(train), len(dev), "trained words", len(vocabulary.trained_words), f"{time.time() - began:.0f} s")
    train_set, dev_set = Windows(train, vocabulary), Windows(dev, vocabulary)
    net = m.Tagger(vocabulary, hidden=args.hidden, layers=args.layers, dropout=args.dropout)
    say("parameters", sum(p.numel() for p in net.parameters()))
    average = copy.deepcopy(net)
    optimizer = torch.optim.Adam(net.parameters(), lr=args.rate, betas=(0.9, 0.99))
    steps_per_epoch = len(train_set.build(args.limit, lambda n: [0])) * 1.05 / args.batch
    total_steps = args.steps or args.epochs * steps_per_epoch
    step, best = 0, 0
    for epoch in range(args.epochs):
        net.train()
        began, tag_sum, link_sum, tokens = time.time(), 0.0, 0.0, 0
        limit = args.limit + random.choice((-40, -20, 0, 20))
        windows = train_set.build(limit, lambda n: [0] if n == 1 else random.sample(range(n), 2))
        for batch in batches(windows, args.batch, True):
            progress = step / total_steps
            for g in optimizer.param_groups:
                g["lr"] = args.rate * min(1, (step + 1) / 200) * max(0.02, 1 - progress)
            rows, tags, lengths = tensors(batch)
            h = net.states(rows, lengths)
            tag = net.tag_loss(net.emissions(h), tags, lengths)
            segments = [w[2] for w in batch]
            hd = net.locked(h)
            link = link_loss(net.cue_of, hd, segments, 2, 1) + link_loss(net.source_of, hd, segments, 1, 0)
            n = int(lengths.sum())
            loss = (tag + 0.5 * link) / n * 10
            if not torch.isfinite(loss):
                say("loss is not finite at step", step)
                sys.exit(1)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            step += 1
            decay = min(0.999, step / (step + 20))
            with torch.no_grad():
                for a, b in zip(average.parameters(), net.parameters()):
                    a.lerp_(b, 1 - decay)
            tag_sum, link_sum, tokens = tag_sum + float(tag), link_sum + float(link), tokens + n
            if step % 50 == 0:
                print(f"  step {step} tag {tag_sum / tokens:.4f} link {link_sum / tokens:.4f} "
                      f"{tokens / (time.time() - began):.0f} tokens/s", flush=True)
            if args.steps and step >= args.steps:
                break
        results = predict(average, dev_set, args.limit)
        e, a = score(args, dev, results, args.out / "dev.jsonl")
        figures = [e["exact"][r]["f1"] for r in data.ROLES]
        levels = [a["attribution"][x]["f1"] for x in ("found", "attributed", "exact")]
        say(f"epoch {epoch} step {step} tag {tag_sum / tokens:.4f} link {link_sum / tokens:.4f} exact-match",
            *(f"{x:.4g}" for x in figures), "attribution", *(f"{x:.4f}" for x in levels), f"{time.time() - began:.0f} s")
        value = sum(figures) / 3 / (100 if figures[0] > 1 else 1) + levels[1]
        if value > best:
            best = value
            torch.save({"state": average.state_dict(), "args": {k: str(v) for k, v in vars(args).items()},
                        "trained_words": vocabulary.trained_words}, args.out / "best.pt")
        if args.steps and step >= args.steps:
            break
    say("best", best)


if __name__ == "__main__":
    main()
