"""Learns what names are from GUM's gold types and from the machine-made types of PolNeAR's token layer; writes models/name.hsm.

  names.py --corpora CORPORA --tool ./name_tool --work WORK [--out models/name.hsm]

Prints the accuracy of the types of the names that the rules find: of the rules, of the model, of both; GUM by cross-validation over
its documents, then GUM's dev part and PolNeAR's.
"""
import argparse
import csv
import gzip
import json
import pathlib
import subprocess
import sys

import numpy as np
import torch
from torch.nn import functional as F

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent / "eval"), str(HERE.parent / "attribution")]
import gum  # noqa: E402
import score_heads  # noqa: E402
import weights  # noqa: E402

TYPES = ["person", "organization", "place", "other"]
RULES = {"outlet": 1, "group": -1, "document": -1, **{name: i for i, name in enumerate(TYPES)}}
BUCKETS, DENSE = 1 << 14, 407
GENRES = {"news", "interview", "academic", "court", "bio", "voyage"}  # those whose licences let a model be handed on
SILVER = {"PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2, "MISC": 3}


def gum_documents(path):
    """(id, text, [(offset of a head, type)])"""
    for document in gum.documents(path):
        if document.genre not in GENRES:
            continue
        heads = [(document.words[head].begin, TYPES.index(kind.split()[0]))
                 for head, kind in score_heads.gold_names(document).items() if kind]
        yield document.id, document.text, heads


def silver_documents(folder, part):
    with gzip.open(folder / f"{part}.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = {one["id"]: one["text"] for one in map(json.loads, file)}
    found, name = {}, None
    with gzip.open(folder / f"{part}-corenlp.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row and row[0] == "#doc":
                name = row[1]
            elif len(row) >= 6 and name and row[5] in SILVER:
                found.setdefault(name, []).append((int(row[1]), SILVER[row[5]]))
    for name, heads in found.items():
        yield name, texts[name], heads


class Names:
    """The rules' names of some documents with their features, and their gold types: -1 where there is none."""

    def __init__(self, documents, tool, work):
        documents = list(documents)
        lines = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text, _ in documents)
        rows = work / "rows.bin"
        printed = subprocess.run([tool, rows], input=lines, capture_output=True, text=True, check=True).stdout
        self.dense = torch.from_numpy(np.fromfile(rows, np.float32).reshape(-1, DENSE))
        self.sparse, self.gold, self.rule, self.document, self.name = [], [], [], [], []
        for number, (line, (_, text, heads)) in enumerate(zip(printed.splitlines(), documents)):
            heads = sorted(heads)
            begins = [begin for begin, _ in heads]
            for begin, end, kind, buckets in json.loads(line)["names"]:
                inside = [t for b, t in heads[np.searchsorted(begins, begin):np.searchsorted(begins, end)]]
                self.gold.append(max(set(inside), key=inside.count) if inside else -1)
                self.sparse.append(buckets)
                self.rule.append(RULES[kind])
                self.document.append(number)
                self.name.append((number, text[begin:end].lower()))
        self.gold, self.rule, self.document = (torch.tensor(x) for x in (self.gold, self.rule, self.document))
        self.ends = torch.tensor(np.cumsum([0] + [len(s) for s in self.sparse]))
        self.sparse = torch.tensor([b for s in self.sparse for b in s])

    def rows(self, index):
        begins, lengths = self.ends[index], self.ends[index + 1] - self.ends[index]
        offsets = torch.cumsum(lengths, 0) - lengths
        at = torch.arange(int(lengths.sum())) + torch.repeat_interleave(begins - offsets, lengths)
        return self.sparse[at], offsets, self.dense[index]


def scores(model, names, index):
    buckets, offsets, dense = names.rows(index)
    return F.embedding_bag(buckets, model[0], offsets, mode="sum") + dense @ model[1]


def learn(parts, epochs=6, rate=0.003, decay=1e-5, words=0.3):
    """parts: (names, rows, weight of each)."""
    torch.manual_seed(1)
    model = [torch.zeros(BUCKETS, len(TYPES), requires_grad=True), torch.zeros(DENSE, len(TYPES), requires_grad=True)]
    optimizer = torch.optim.Adam(model, lr=rate)
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - epoch / epochs)
        batches = [(names, part, weight) for names, rows, weight in parts for part in rows[torch.randperm(len(rows))].split(256)]
        for i in torch.randperm(len(batches)).tolist():
            names, index, weight = batches[i]
            buckets, offsets, dense = names.rows(index)
            # Features are left out now and then, and of a third of the names most of them and the vectors of their own words:
            # names that nobody has heard of are known by what stands around them.
            unknown = torch.rand(len(index)) < UNKNOWN
            rate_of = torch.where(unknown, 0.6, words)
            lengths = names.ends[index + 1] - names.ends[index]
            keep = (torch.rand(len(buckets)) > torch.repeat_interleave(rate_of, lengths)).float()
            dense = dense.clone()
            dense[:, 7:207][unknown] = 0
            logits = F.embedding_bag(buckets, model[0], offsets, mode="sum", per_sample_weights=keep) + dense @ model[1]
            loss = weight * F.cross_entropy(logits, names.gold[index], label_smoothing=0.05)
            loss = loss + decay * (model[0] ** 2).sum() + decay * (model[1] ** 2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return [m.detach() for m in model]


UNKNOWN = 0.35
SURE = 5.0  # points from which the rules are trusted
MARGIN = 1.0  # how much better another type must be than that of the rules


def decide(model, names, index, sure=SURE, margin=MARGIN):
    """As correct_types has it, but for the names it leaves to the rules: owners, capitals throughout, words without a vector."""
    own = scores(model, names, index)
    groups = {}
    for i, row in enumerate(index.tolist()):
        groups.setdefault(names.name[row], []).append(i)
    whole = torch.zeros_like(own)
    for rows in groups.values():
        whole[rows] = own[rows].mean(0)
    both = own + whole
    best, kind = both.max(1)
    rule = both.gather(1, names.rule[index].clamp(min=0)[:, None])[:, 0]
    keep = (names.rule[index] < 0) | (names.dense[index, :7].amax(1) * 6 >= sure - 0.001) | (best - rule < margin)
    return torch.where(keep, names.rule[index], kind)


def accuracy(kinds, names, index):
    judged = (names.gold[index] >= 0) & (names.rule[index] >= 0)
    return float((kinds == names.gold[index])[judged].float().mean()), int(judged.sum())


def report(label, model, names, index):
    rules, count = accuracy(names.rule[index], names, index)
    learned, _ = accuracy(decide(model, names, index), names, index)
    print(f"{label:24} {count:6} names, rules {rules:.3f}, corrected {learned:.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--tool", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--gold-weight", type=float, default=2)
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    gold = Names(gum_documents(args.corpora / "gum/train.conllu.gz"), args.tool, args.work)
    dev = Names(gum_documents(args.corpora / "gum/dev.conllu.gz"), args.tool, args.work)
    silver = Names(silver_documents(args.corpora / "polnear", "train"), args.tool, args.work)
    silver_dev = Names(silver_documents(args.corpora / "polnear", "dev"), args.tool, args.work)
    usable = lambda names, mask: torch.nonzero(mask & (names.gold >= 0)).flatten()
    everything = usable(silver, torch.ones(len(silver.gold)).bool())
    models, rows = [], []
    for fold in range(args.folds):
        held = gold.document % args.folds == fold
        model = learn([(gold, usable(gold, ~held), args.gold_weight), (silver, everything, 1.0)])
        index = torch.nonzero(held).flatten()
        models.append(model), rows.append(index)
    whole = torch.cat(rows)
    rules, count = accuracy(gold.rule[whole], gold, whole)
    kinds = torch.cat([decide(m, gold, r) for m, r in zip(models, rows)])
    print(f"{'gum/train, by document':24} {count:6} names, rules {rules:.3f}, corrected {accuracy(kinds, gold, whole)[0]:.3f}", flush=True)
    model = learn([(gold, usable(gold, torch.ones(len(gold.gold)).bool()), args.gold_weight), (silver, everything, 1.0)])
    report("gum/dev", model, dev, torch.arange(len(dev.gold)))
    report("polnear/dev, silver", model, silver_dev, torch.arange(len(silver_dev.gold)))
    if args.out:
        weights.write(args.out, {"meta": weights.text("name names\n"), "sparse": model[0].numpy().astype(np.float16),
                                 "dense": model[1].numpy().astype(np.float16)})


if __name__ == "__main__":
    main()
