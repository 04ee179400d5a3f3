#!/usr/bin/env python3
"""Trains the score of pairs of quantities (which count one thing) and writes models/counter_pair.inc.

  train.py FIGURE_TOOL CASES [--folds 5 --models DIR] [--inc FILE]

CASES is a folder of case files: NN-slug.case of the benchmark's stories 1 to 20 (`hearsay read --verbatim`), and any
others that marks speak of. Pairs within one gold comparison of figures count one thing; pairs that agree without being
in the gold are left out, since it isn't complete there; all others don't. marks-*.tsv add to that: label, document,
begin, end, document, begin, end (code points). With --folds each story's (or marks file's) pairs are scored by weights that never
saw it, and --models keeps those weights, one file a fold, for `figure_tool account CASE MODEL`.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

import numpy

HERE = pathlib.Path(__file__).parent
BENCH = HERE.parent.parent / "bench" / "accounts"
AGREE, WITHIN = 17, 25  # columns of the features


def read_marks():
    """{(place, place): label} and the marks' file of each."""
    marks = {}
    for path in sorted(HERE.glob("marks-*.tsv")):
        for line in path.read_text().splitlines():
            label, *fields = line.split("\t")
            one, two = ((name, int(begin), int(end)) for name, begin, end in (fields[:3], fields[3:]))
            marks[one, two] = marks[two, one] = int(label)
    return marks


def read_pairs(tool, case):
    """Rows of (place, value, place, value, features)."""
    out = subprocess.run([tool, "pairs", case], capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        one, value, two, other, features = line.split("\t")
        yield tuple(json.loads(one)), float(value), tuple(json.loads(two)), float(other), [float(f) for f in features.split()]


def is_value(value, gold):
    return any(abs(value - float(n)) <= 0.02 * float(n) for n in re.findall(r"\d+(?:\.\d+)?", gold))


def gold_groups(folder, values):
    """The gold comparisons of figures that each quantity is a member of."""
    gold = json.loads((folder / "gold.json").read_text())
    texts = {r["id"]: r["text"] for r in map(json.loads, (folder / "reports.jsonl").read_text().splitlines())}
    groups = collections.defaultdict(set)
    for number, comparison in enumerate(c for c in gold["comparisons"] if c["kind"] == "figure"):
        for member in comparison["members"]:
            begin = texts[member["document"]].find(member["quote"])
            hit = [q for q in values if q[0] == member["document"] and q[1] < begin + len(member["quote"]) and begin < q[2]]
            right = [q for q in hit if is_value(values[q], member["value"])]
            for quantity in right[:1] or (hit if len(hit) == 1 else []):
                groups[quantity].add(number)
    return groups


def label_of(one, two, features, groups, roots, marks):
    if (one, two) in marks:
        return marks[one, two]
    left, right = groups.get(one, set()), groups.get(two, set())
    if left & right:
        return 1
    if {roots[i] for i in left} & {roots[i] for i in right}:
        return None
    return None if features[AGREE] and not features[WITHIN] else 0


def load(tool, cases):
    """(story, features, label) of every pair with a label."""
    marks, rows = read_marks(), []
    for case in sorted(cases.glob("*.case")):
        pairs = list(read_pairs(tool, case))
        folder = BENCH / "stories" / case.stem
        if folder.exists() and int(case.stem[:2]) > 20:
            continue
        values = {place: value for pair in pairs for place, value in (pair[:2], pair[2:4])}
        groups = gold_groups(folder, values) if folder.exists() else {}
        roots = {}
        for numbers in groups.values():  # comparisons with a member in common may be one counter
            merged = {roots.get(i, i) for i in numbers}
            roots = {i: min(merged) if roots.get(i, i) in merged else roots.get(i, i) for i in {*roots, *numbers}}
        for one, _, two, _, features in pairs:
            label = label_of(one, two, features, groups, roots, marks) if folder.exists() else marks.get((one, two))
            if label is not None:
                # A real pile's marks lie in many stories: the first report tells which.
                rows.append((case.stem if folder.exists() else one[0], features, label))
    return rows


def fit(features, labels):
    """Weights, the constant last, of a logistic regression: its penalty is on standardized features."""
    from sklearn.linear_model import LogisticRegression

    mean, spread = features.mean(0), features.std(0)
    spread[spread < 1e-6] = 1e6
    model = LogisticRegression(C=0.05, max_iter=2000).fit((features - mean) / spread, labels)
    weights = model.coef_[0] / spread
    return numpy.append(weights, model.intercept_[0] - (weights * mean).sum())


def fit_both(features, labels):
    """For values that agree, and for those that don't; of two reports."""
    of_two, agree = features[:, WITHIN] == 0, features[:, AGREE] > 0
    return [fit(features[part], labels[part]) for part in (of_two & agree, of_two & ~agree)]


def score(models, features):
    rows = numpy.hstack([features, numpy.ones((len(features), 1))])
    return numpy.where(features[:, AGREE] > 0, rows @ models[0], rows @ models[1])


def write_plain(path, models):
    with open(path, "w") as file:
        for weights in models:
            print(" ".join(f"{weight:.6g}" for weight in weights), file=file)


def write_inc(path, models):
    with open(path, "w") as file:
        print("// Written by training/comparison/train.py: a weight a feature, the constant last.", file=file)
        for name, weights in zip(("kAgreeing", "kDiffering"), models):
            print(f"constexpr float {name}[] = {{", file=file)
            for i in range(0, len(weights), 8):
                print("    " + ", ".join(f"{weight:.5e}F" for weight in weights[i : i + 8]) + ",", file=file)
            print("};", file=file)


def fold_of(story, folds):
    """Real reports, whose ids have no number, are in no fold: all learn from them but the one they would be scored in."""
    return int(story[:2]) % folds if re.match(r"\d\d-", story) else sum(story.encode()) % folds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--models", type=pathlib.Path)
    parser.add_argument("--inc")
    arguments = parser.parse_args()
    rows = load(arguments.tool, arguments.cases)
    features = numpy.array([row[1] for row in rows], dtype=numpy.float32)
    labels = numpy.array([row[2] for row in rows])
    print(f"{len(rows)} pairs, {labels.sum()} of one counter")
    if arguments.folds:
        from sklearn.metrics import average_precision_score

        folds = numpy.array([fold_of(row[0], arguments.folds) for row in rows])
        scores = numpy.zeros(len(rows))
        for fold in range(arguments.folds):
            models = fit_both(features[folds != fold], labels[folds != fold])
            scores[folds == fold] = score(models, features[folds == fold])
            if arguments.models:
                write_plain(arguments.models / f"fold{fold}.txt", models)
        made = numpy.array([bool(re.match(r"\d\d-", row[0])) for row in rows])
        of_two, agree = features[:, WITHIN] == 0, features[:, AGREE] > 0
        for name, part in (("benchmark, agreeing", made & of_two & agree), ("benchmark, differing", made & of_two & ~agree),
                           ("real, agreeing", ~made & of_two & agree), ("real, differing", ~made & of_two & ~agree)):
            if not part.any() or not labels[part].any():
                continue
            line = f"{name}: {part.sum()} pairs, average precision {average_precision_score(labels[part], scores[part]):.3f}"
            for least in (-1, 0, 1):
                chosen = part & (scores > least)
                line += f"; > {least}: P {labels[chosen].mean():.3f} R {labels[chosen].sum() / labels[part].sum():.3f}"
            print(line)
    if arguments.inc:
        write_inc(arguments.inc, fit_both(features, labels))


if __name__ == "__main__":
    sys.exit(main())
