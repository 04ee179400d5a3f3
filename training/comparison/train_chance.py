#!/usr/bin/env python3
"""Trains which pairs of claims promise a conflict (models/conflict_promise.inc), and how likely one that was read is one
(models/conflict_chance.inc).

  train_chance.py promise --tool RELATION_TOOL --stories stories*.txt --out models/conflict_promise.inc
  train_chance.py chance --tool RELATION_TOOL --stories stories*.txt --out models/conflict_chance.inc

The first learns from all little stories but every eighth, which the network of relations hasn't read either; the second
from these, since what the network says of pairs it has learnt from means little. The program must have been built with the first before the second is trained.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import lightgbm
import numpy as np
from sklearn.metrics import average_precision_score

import claims

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import boosted  # noqa: E402

HELD = 8
MOST = {"promise": 100000, "chance": 150}  # pairs of a story; the second as in the program
TREES = {
    "promise": dict(n_estimators=150, num_leaves=15, learning_rate=0.07, min_child_samples=60, subsample=0.8, subsample_freq=1, colsample_bytree=0.6),
    "chance": dict(n_estimators=160, num_leaves=7, learning_rate=0.05, min_child_samples=40, subsample=0.7, subsample_freq=1, colsample_bytree=0.4, reg_lambda=5.0),
}


def sentence_at(reports, place):
    """(report, sentence) of a claim of the tool's, whose places are in bytes."""
    report, at = int(place["document"]), 0
    for number, sentence in enumerate(reports[report][3]):
        end = at + len(sentence.encode()) + 2
        if place["begin"] < end:
            return report, number
        at = end
    return report, len(reports[report][3]) - 1


class Labels:
    """What a story lists of its pairs of sentences."""

    def __init__(self, story):
        self.listed = {frozenset((one, two)): label for one, two, label in reversed(story["labels"])}
        self.joined = claims.joined_labels({(one, two): label for one, two, label in story["labels"] if one[0] != two[0]})

    def of(self, one, two):
        """The label listed; else in one report a conflict where a third sentence agrees with one and contradicts the other."""
        label = self.listed.get(frozenset((one, two)))
        if label is not None or one[0] != two[0]:
            return label or "N"
        return "C" if claims.by_a_third(self.joined, one, two) & {"CG", "GC"} else "N"


def rows_of(tool, what, stories):
    """(story's name, features, label) of every pair that the program would lay side by side."""
    labels = {name: Labels(story) for name, story in stories.items()}
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, story in stories.items():
            paths.append(f"{folder}/{name}.jsonl")
            with open(paths[-1], "w", encoding="utf-8") as f:
                for number, report in enumerate(story["reports"]):
                    f.write(json.dumps(claims.record_of(str(number), report), ensure_ascii=False) + "\n")
        mode = "--read" if what == "chance" else "--whole"
        with subprocess.Popen([tool, str(MOST[what]), mode, *paths], stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                row = json.loads(line)
                name = pathlib.Path(row["file"]).stem
                places = [sentence_at(stories[name]["reports"], row[side]) for side in ("one", "two")]
                yield name, row["features"], labels[name].of(*places), row


def fit(features, labels, what, seed):
    model = lightgbm.LGBMClassifier(**TREES[what], verbose=-1, n_jobs=1, random_state=seed, force_row_wise=True)
    return model.fit(features, labels)


def cross_validated(features, labels, names, what, folds=5):
    scores = np.zeros(len(labels))
    place = {name: n for n, name in enumerate(sorted(set(names)))}
    fold = np.array([place[n] % folds for n in names])
    for k in range(folds):
        scores[fold == k] = fit(features[fold != k], labels[fold != k], what, 1).predict_proba(features[fold == k])[:, 1]
    return scores


def print_figures(scores, labels, names):
    print(f"{len(labels)} pairs of {len(set(names))} stories, {labels.sum()} conflicts, average precision {average_precision_score(labels, scores):.3f}")
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        chosen = scores >= least
        if chosen.any():
            print(f"  at {least}: precision {labels[chosen].mean():.2f}, recall {labels[chosen].sum() / labels.sum():.2f}")


def write(model, what, path):
    name = what.capitalize()
    nodes, roots = boosted.forest(model.booster_.dump_model()["tree_info"])
    with path.open("w") as f:
        f.write("// Written by training/comparison/train_chance.py.\n")
        f.write(f"constexpr TreeNode k{name}Nodes[] = {{\n")
        for at in range(0, len(nodes), 6):
            f.write("    " + " ".join(boosted.initializer(node) + "," for node in nodes[at:at + 6]) + "\n")
        f.write(f"}};\nconstexpr std::uint32_t k{name}Roots[] = {{" + ", ".join(map(str, roots)) + "};\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("promise", "chance"))
    parser.add_argument("--tool", required=True)
    parser.add_argument("--stories", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--rows", type=pathlib.Path, help="keep the pairs here")
    args = parser.parse_args()
    stories = {}
    for path in args.stories:
        for number, story in enumerate(claims.read_stories(path)):
            if story["reports"] and (number % HELD == HELD - 1) == (args.what == "chance"):
                stories[f"{path.stem}-{number}"] = story
    rows = list(rows_of(args.tool, args.what, stories))
    if args.rows:
        with args.rows.open("w") as f:
            for name, _, label, row in rows:
                f.write(json.dumps({**row, "story": name, "label": label}) + "\n")
    names = [row[0] for row in rows]
    features, labels = np.array([row[1] for row in rows], np.float32), np.array([row[2] == "C" for row in rows])
    print_figures(cross_validated(features, labels, names, args.what), labels, names)
    model = fit(features, labels, args.what, 1)
    write(model, args.what, args.out)


if __name__ == "__main__":
    main()
