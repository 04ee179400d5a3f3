"""Trains what tells speech inside somebody's words: probes of a tier's states, and the trees that weigh proposals; writes
models/inner_probes.inc and models/inner_trees_fast.inc, models/inner_trees_accurate.inc.

  train_inner.py --corpora FOLDER --tool PROGRAM --work FOLDER [--folds N] [--out models]

PROGRAM is inner_tool.cpp, built; FOLDER holds polnear/train.jsonl.gz. The marks lie beside this file: every content of their documents
was read. The documents are cut into N parts, each weighed by trees and probes of the others: figures inside gold contents, and the threshold
that is best there. Needs numpy and lightgbm.
"""
import argparse
import collections
import dataclasses
import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import zlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
import lightgbm
import numpy

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import boosted  # noqa: E402

TREES = dict(objective="binary", learning_rate=0.06, num_leaves=12, min_data_in_leaf=12, feature_fraction=0.4, bagging_fraction=0.7,
             bagging_freq=1, lambda_l2=8.0, verbose=-1, num_threads=1, seed=3, deterministic=True)
ROUNDS = 140


def byte_offsets(text):
    out, at = [], 0
    for character in text:
        out.append(at)
        at += len(character.encode("utf-8"))
    return out + [at]


def in_bytes(place, attribution):
    return {part: [[place[b], place[e]] for b, e in attribution.get(part, [])] for part in ("source", "cue", "content")}


class Document:
    def __init__(self, record, marks):
        self.id, self.text = record["id"], record["text"]
        place = byte_offsets(self.text)
        attributions = record["annotations"][min(record["annotations"])]
        by_content = {json.dumps(one["content"]): one for one in attributions}
        self.outer = [in_bytes(place, by_content.get(json.dumps(one["content"]), one)) for one in marks["read"]]
        self.inner = []
        for read in marks["read"]:
            for one in read["inner"]:
                made = in_bytes(place, one)
                # What is said on past an interruption is joined elsewhere: each part of a content is read by itself.
                part = next(([place[b], place[e]] for b, e in read["content"] if b <= one["cue"][0][0] < e), None)
                if part:
                    made["content"] = [[max(b, part[0]), min(e, part[1])] for b, e in made["content"] if b < part[1] and e > part[0]] or made["content"]
                self.inner.append(made)
        data = self.text.encode("utf-8")
        self.tokens = [match.span() for match in re.finditer(rb"\w+|[^\w\s]", data)]

    def read_text(self):
        """The lines that hold a content that was read; blanks for the others, which nobody asks after."""
        data, at, out = self.text.encode("utf-8"), 0, []
        spans = [span for one in self.outer for part in one.values() for span in part]
        for line in data.split(b"\n"):
            kept = any(begin < at + len(line) and at < end for begin, end in spans)
            out.append(line if kept else b" " * len(line))
            at += len(line) + 1
        return b"\n".join(out).decode("utf-8")

    def words(self, spans):
        return frozenset(i for i, (b, e) in enumerate(self.tokens) if any(b < end and begin < e for begin, end in spans))


def overlaps(some, others):
    return any(a < d and c < b for a, b in some for c, d in others)


def collect(options, tier):
    with gzip.open(options.corpora / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        records = {one["id"]: one for one in map(json.loads, file)}
    documents = [Document(records[marks["id"]], marks) for marks in map(json.loads, open(HERE / "inner_marks.jsonl"))]
    lines = "".join(json.dumps({"id": d.id, "text": d.read_text(), "outer": d.outer, "inner": d.inner}) + "\n" for d in documents)
    place, printed = options.work / f"states.{tier}", options.work / f"proposals.{tier}.jsonl"
    if not printed.exists():
        printed.write_text(subprocess.run([options.tool, tier, place], input=lines, capture_output=True, text=True, check=True).stdout)
    done = printed.read_text().splitlines()
    width = {"fast": 256, "accurate": 768}[tier]
    states = numpy.fromfile(place, dtype=numpy.float32).reshape(-1, width)
    rows, labels, owners, groups, marks, tokens, truths = [], [], [], [], [], [], []
    for number, (document, line) in enumerate(zip(documents, done)):
        gold = [(one["cue"], document.words(one["content"])) for one in document.inner]
        marks.append(len(gold))
        firsts = {min(content) for _, content in gold if content}
        lasts = {max(content) for _, content in gold if content}
        sources = {max(words) for words in (document.words(one["source"]) for one in document.inner) if words}
        for one in json.loads(line)["proposals"]:
            words = document.words(one["content"])
            best, mark = 0.0, -1
            for i, (cue, content) in enumerate(gold):
                likeness = len(words & content) / max(1, len(words | content))
                if overlaps(one["cue"], cue) and likeness > best:
                    best, mark = likeness, i
            rows.append(one["row"])
            labels.append(best)
            owners.append(number)
            groups.append((number, one["main"], mark))
            said = document.words(one["source"])
            tokens.append(one["states"])
            truths.append((mark >= 0, min(words, default=-1) in firsts, max(words, default=-1) in lasts, max(said, default=-1) in sources))
    return Data(documents, numpy.array(rows, numpy.float32), numpy.array(labels), numpy.array(owners), groups, marks, states,
                numpy.array(tokens), numpy.array(truths))


PROBES = ("cue", "begin", "end", "source")
FIRST = 63  # the first feature that probes fill


@dataclasses.dataclass
class Data:
    documents: list
    rows: numpy.ndarray
    labels: numpy.ndarray
    owners: numpy.ndarray
    groups: list
    marks: list
    states: numpy.ndarray
    tokens: numpy.ndarray  # of each proposal: the rows of `states` that each probe sees
    truths: numpy.ndarray  # and what it should tell there


def fit_probe(data, which, chosen, ridge):
    """Weights and bias of one probe, from each of its tokens once: least squares with a penalty, a plain state's values of one size."""
    truth = collections.defaultdict(bool)
    for token, one in zip(data.tokens[chosen, which], data.truths[chosen, which]):
        if token >= 0:
            truth[token] |= bool(one)
    places = numpy.array(sorted(truth))
    states, wanted = data.states[places].astype(numpy.float64), numpy.array([truth[token] for token in places], float)
    mean, size = states.mean(0), states.std(0) + 1e-3
    states = (states - mean) / size
    # Both kinds weigh the same.
    weight = numpy.where(wanted > 0, 0.5 / max(1, wanted.sum()), 0.5 / max(1, (1 - wanted).sum())) * len(wanted)
    wanted = 2 * wanted - 1
    middle = (weight * wanted).sum() / weight.sum()
    square = (states * weight[:, None]).T @ states + ridge * len(wanted) * numpy.eye(states.shape[1])
    solved = numpy.linalg.solve(square, (states * weight[:, None]).T @ (wanted - middle)) / size
    return solved.astype(numpy.float32), numpy.float32(middle - solved @ mean)


def fit_probes(data, chosen, ridge):
    return [fit_probe(data, which, chosen, ridge) for which in range(len(PROBES))]


def fill(data, probes, chosen, rows):
    """What describe_by_probes (inner_proposal.cpp) does, for the chosen proposals."""
    for which, (weight, bias) in enumerate(probes):
        token = data.tokens[chosen, which]
        values = data.states[numpy.maximum(token, 0)] @ weight + bias
        rows[chosen, FIRST + which] = numpy.where(token >= 0, values, -2 if PROBES[which] == "source" else 0)
    best = collections.defaultdict(lambda: [-1e9] * 3)
    places = numpy.flatnonzero(chosen)
    for i in places:
        begin, end = rows[i, FIRST + 1], rows[i, FIRST + 2]
        key = data.groups[i][:2]
        best[key] = [max(a, b) for a, b in zip(best[key], (begin, end, begin + end))]
    for i in places:
        begin, end = rows[i, FIRST + 1], rows[i, FIRST + 2]
        rows[i, FIRST + 4:FIRST + 7] = numpy.array([begin, end, begin + end]) - best[data.groups[i][:2]]


def parts_of(data, count, salt):
    return numpy.array([zlib.crc32((document.id + salt).encode()) % count for document in data.documents])[data.owners]


def with_probes(data, chosen, others, ridge):
    """The rows of all proposals: of those in `others` by probes of all the chosen, of the chosen by probes of other parts of them."""
    rows = data.rows.copy()
    part = parts_of(data, 5, "probe")
    for one in range(5):
        fill(data, fit_probes(data, chosen & (part != one), ridge), chosen & (part == one), rows)
    probes = fit_probes(data, chosen, ridge)
    if others.any():
        fill(data, probes, others, rows)
    return rows, probes


def train(rows, labels):
    return lightgbm.train(TREES, lightgbm.Dataset(rows, (labels >= 0.5).astype(int)), num_boost_round=ROUNDS)


def chosen(scores, groups, least):
    """The best proposal of each cue, where it is good enough."""
    best = {}
    for i, (number, main, _) in enumerate(groups):
        if scores[i] >= least and scores[i] > scores[best.get((number, main), i)] - (0 if (number, main) in best else 1):
            best[number, main] = i
    return sorted(best.values())


def figures(data, scores, least):
    picked = chosen(scores, data.groups, least)
    right = {(data.groups[i][0], data.groups[i][2]) for i in picked if data.labels[i] >= 0.5}
    precision, recall = len(right) / max(1, len(picked)), len(right) / sum(data.marks)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def write_trees(path, tier, model, least):
    nodes, roots = boosted.forest(model.dump_model()["tree_info"])
    entries = [boosted.initializer(node) for node in nodes]
    lines = ["// Written by training/attribution/train_inner.py.", f"constexpr TreeNode kInnerNodes{tier}[] = {{"]
    lines += ["    " + ", ".join(entries[i:i + 8]) + "," for i in range(0, len(entries), 8)]
    lines += ["};", f"constexpr std::uint32_t kInnerRoots{tier}[] = {{"]
    lines += ["    " + ", ".join(map(str, roots[i:i + 16])) + "," for i in range(0, len(roots), 16)]
    lines += ["};", f"constexpr float kInnerLeast{tier} = {boosted.literal(least)};", ""]
    path.write_text("\n".join(lines))


def write_probes(path, probes):
    lines = ["// Written by training/attribution/train_inner.py: for each tier the weights and biases of four probes."]
    for tier, trained in probes.items():
        values = [boosted.literal(value) for weight, _ in trained for value in weight]
        lines += [f"constexpr float kInnerProbes{tier}[] = {{"]
        lines += ["    " + ", ".join(values[i:i + 16]) + "," for i in range(0, len(values), 16)]
        lines += ["};", f"constexpr float kInnerProbeBias{tier}[] = {{" + ", ".join(boosted.literal(bias) for _, bias in trained) + "};"]
    path.write_text("\n".join(lines + [""]))


def report(data):
    found = {(g[0], g[2]) for g, one in zip(data.groups, data.labels) if one >= 0.5}
    print(f"{len(data.documents)} documents, {sum(len(d.outer) for d in data.documents)} contents, {sum(data.marks)} marks, "
          f"{len(data.rows)} proposals, {len(found)} marks proposed")
    for origin, name in enumerate(("tagger", "rules", "words")):
        of = {(g[0], g[2]) for g, one, row in zip(data.groups, data.labels, data.rows) if one >= 0.5 and row[0] == origin}
        print(f"  by {name}: {len(of)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=pathlib.Path, default="../shared/corpora")
    parser.add_argument("--tool", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--ridge", type=float, default=0.3)
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    probes = {}
    for tier in ("fast", "accurate"):
        data = collect(options, tier)
        if tier == "fast":
            report(data)
        fold = parts_of(data, options.folds, "")
        scores = numpy.zeros(len(data.rows))
        for part in range(options.folds):
            rows, _ = with_probes(data, fold != part, fold == part, options.ridge)
            scores[fold == part] = train(rows[fold != part], data.labels[fold != part]).predict(rows[fold == part], raw_score=True)
        table = [(figures(data, scores, least), least) for least in numpy.arange(-2.5, 1.5, 0.1)]
        (precision, recall, f1), least = max(table, key=lambda one: one[0][2])
        print(f"{tier}: least {least:.2f}  P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, {options.folds}-fold over documents", flush=True)
        if options.out:
            every = numpy.ones(len(data.rows), bool)
            rows, probes[tier.capitalize()] = with_probes(data, every, ~every, options.ridge)
            write_trees(options.out / f"inner_trees_{tier}.inc", tier.capitalize(), train(rows, data.labels), round(float(least), 2))
    if options.out:
        write_probes(options.out / "inner_probes.inc", probes)


if __name__ == "__main__":
    main()
