#!/usr/bin/env python3
"""Score the figures and times of `hearsay annotate` against hand marks (eval/marks/figures-and-times.md).

  score_figures.py figures|times MARKS.jsonl ANNOTATED.jsonl [--errors]

Figures: a prediction is right where its span overlaps a mark's and value, bound and counted thing are the mark's; each
mark is matched once. Times: likewise, with the value one of those listed. Predictions behind `until` or that touch an
`ignore` span are left out. Prints precision, recall and F1, the F1's 95 % interval (bootstrap over documents), and the
same for parts: span found, value, bound, unit.
"""
import argparse
import json
import random
import sys

PERSONS = {"deaths", "injured", "detained", "missing", "displaced", "hostages", "casualties", "rescued", "survivors", "infected", "trapped",
           "stranded", "captured", "released", "people"}


def read(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def same_value(mark, said):
    value, high = mark.get("value"), mark.get("high")
    if said.get("value") is None or value is None:
        return False
    near = lambda x, y: x is not None and y is not None and abs(x - y) <= 1e-6 * max(1, abs(x))
    return near(value, said["value"]) and (high is None or near(high, said.get("high")))


def same_bound(mark, said):
    return mark["bound"] == "vague" or mark["bound"] == said["bound"]


def same_thing(mark, said):
    unit, told = mark.get("unit", ""), said.get("unit", "")
    what, said_what = mark.get("what"), said.get("what_span")
    touches = bool(what and said_what and overlaps(what, said_what))
    if unit == told:
        return True
    if unit == "":
        return touches or what is None
    return unit == "people" and told in PERSONS and touches


CHECKS = {
    "figures": {"value": same_value, "bound": same_bound, "thing": same_thing},
    "times": {"value": lambda mark, said: said.get("value") in mark["value"]},
}


def count(kind, mark_row, document):
    """(right, predicted, marked, found, {part: right}, errors)"""
    marks, until = mark_row[kind], mark_row["until"]
    ignore = mark_row.get("ignore", [])
    said = [s for s in document.get(kind, []) if s["span"][0] < until and not any(overlaps(s["span"], i) for i in ignore)]
    left, right, found, errors = list(said), 0, 0, []
    parts = {name: 0 for name in CHECKS[kind]}
    for mark in marks:
        fits = [s for s in left if overlaps(s["span"], mark["span"])]
        if not fits:
            errors.append(("missed", mark, None))
            continue
        score = lambda s: sum(check(mark, s) for check in CHECKS[kind].values())
        best = max(fits, key=score)
        left.remove(best)
        found += 1
        for name, check in CHECKS[kind].items():
            parts[name] += check(mark, best)
        if score(best) == len(CHECKS[kind]):
            right += 1
        else:
            errors.append(("wrong", mark, best))
    errors += [("extra", None, s) for s in left]
    return right, len(said), len(marks), found, parts, errors


def f1(right, said, marked):
    return 2 * right / (said + marked) if said + marked else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["figures", "times"])
    parser.add_argument("marks")
    parser.add_argument("annotated")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    documents = {d["id"]: d for d in read(args.annotated)}
    rows = read(args.marks)
    missing = [r["id"] for r in rows if r["id"] not in documents]
    if missing:
        sys.exit(f"not annotated: {missing[:3]}")
    counts = [count(args.kind, r, documents[r["id"]]) for r in rows]
    if args.errors:
        for row, one in zip(rows, counts):
            text = documents[row["id"]]["article"]["text"]
            for what, mark, said in one[5]:
                span = (mark or said)["span"]
                around = text[max(0, span[0] - 50):span[1] + 40].replace("\n", " ")
                keep = lambda x: x and {k: v for k, v in x.items() if k not in ("id", "attribution", "time", "place")}
                print(f"{what}\t{keep(mark)}\t{keep(said)}\t…{around}…")
    total = [sum(c[i] for c in counts) for i in range(4)]
    result = {"precision": total[0] / max(1, total[1]), "recall": total[0] / max(1, total[2]), "f1": f1(*total[:3]),
              "found_f1": f1(total[3], total[1], total[2]), "marked": total[2], "predicted": total[1]}
    for name in CHECKS[args.kind]:
        result[f"{name}_of_found"] = sum(c[4][name] for c in counts) / max(1, total[3])
    random.seed(1)
    samples = []
    for _ in range(1000):
        drawn = [random.choice(counts) for _ in counts]
        samples.append(f1(*[sum(c[i] for c in drawn) for i in range(3)]))
    samples.sort()
    result["low"], result["high"] = samples[25], samples[974]
    print(json.dumps(result) if args.json else "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
