"""Pairs of claims of the made-up stories, each as src/comparison/relation.cpp shows it to the network: a speaker stands before a
sentence that doesn't name him. Pairs that a story doesn't list are of the label "neither"; of these those that share words, and some others.
"""
import argparse
import collections
import datetime
import itertools
import json
import math
import pathlib
import random
import re
import subprocess
import tempfile

import pairs as pr

REPORT = re.compile(r"R (.+?) \| (\d{4}-\d\d-\d\d) \| (.+)")
SENTENCE = re.compile(r"(\d+) (.+)")
LABEL = re.compile(r"L (\d+)\.(\d+) (\d+)\.(\d+) ([GCUDN])\b.*")


def read_stories(path):
    """[{"reports": [(outlet, date, title, [sentences])], "labels": [((report, sentence), (report, sentence), label)]}], from 0"""
    stories = []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("=="):
            stories.append({"reports": [], "labels": []})
        elif not stories:
            continue
        elif found := REPORT.fullmatch(line):
            stories[-1]["reports"].append((found[1], found[2], found[3], []))
        elif found := LABEL.fullmatch(line):
            a, b, c, d = (int(found[i]) - 1 for i in range(1, 5))
            stories[-1]["labels"].append(((a, b), (c, d), found[5]))
        elif (found := SENTENCE.fullmatch(line)) and stories[-1]["reports"]:
            stories[-1]["reports"][-1][3].append(found[2])
    return stories


def record_of(name, report):
    """A report as the program reads it, a sentence a paragraph."""
    outlet, date, title, sentences = report
    return {"id": name, "publisher": outlet, "date": date, "title": title, "text": "\n\n".join(sentences)}


def annotate(program, records):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for r in records:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
        f.flush()
        out = subprocess.run([program, "annotate", "--verbatim", "--model", "fast", f.name], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def told(document, begin, end):
    """The sentence at [begin, end) with its speaker before it where it names nobody."""
    text = document["article"]["text"]
    sentence = " ".join(text[begin:end].split())
    middle = begin + (end - begin) // 2
    holding = beginning = None
    for a in document["attributions"]:
        if any(b <= middle < e for b, e in a["content"]):
            holding = a
        if beginning is None and any(begin <= b and e <= end for b, e in a["cue"]):
            beginning = a
    speaker = ((holding or beginning or {}).get("speaker") or {}).get("name", "")
    return f"{speaker}: {sentence}" if speaker and speaker.split(" ")[-1] not in sentence else sentence


def claims_of(document, sentences):
    """(what stands before it, the claim) of each sentence: the sentence before, the title before the first. One sentence is one paragraph."""
    claims, at, before = [], 0, document["article"].get("title", "")
    for s in sentences:
        at = document["article"]["text"].index(s, at)
        claims.append((before, told(document, at, at + len(s))))
        before = s
        at += len(s)
    return claims


def joined_labels(listed):
    """{sentence: {sentence: label}} both ways."""
    joined = collections.defaultdict(dict)
    for (one, two), label in listed.items():
        joined[one][two] = joined[two][one] = label
    return joined


def by_a_third(joined, one, two):
    """What each third sentence is to both, as pairs of letters."""
    return {joined[one][third] + joined[two][third] for third in joined[one].keys() & joined[two].keys()}


def inside(listed, itself, rng):
    """Pairs of sentences of one report: what the story lists (`itself`); what conflicts with a sentence that the other agrees with
    conflicts with that, too. Of the pairs that no third sentence joins a few are drawn, as "neither"."""
    joined = joined_labels(listed)
    for (one, two), label in itself.items():
        yield one, two, 0, label, 1.0
    for one, two in itertools.combinations(sorted(joined), 2):
        if one[0] != two[0] or (one, two) in itself:
            continue
        labels = by_a_third(joined, one, two)
        if labels & {"CG", "GC"}:
            yield one, two, 0, "C", 0.8
        elif not labels and rng.random() < 0.3:
            yield one, two, 0, "N", 0.8


def pairs_of(story, claims, rng, neither):
    reports = story["reports"]
    days = lambda a, b: (datetime.date.fromisoformat(reports[b][1]) - datetime.date.fromisoformat(reports[a][1])).days
    listed, itself = {}, {}
    for one, two, label in story["labels"]:
        if any(r >= len(reports) or s >= len(reports[r][3]) for r, s in (one, two)) or one == two:
            continue
        if one[0] == two[0]:
            itself[min(one, two), max(one, two)] = label
            continue
        if days(one[0], two[0]) < 0:
            one, two = two, one
        listed[one, two] = label
    words = {(r, s): {w for w in pr.words_of(t) if len(w) > 3} for r, report in enumerate(reports) for s, t in enumerate(report[3])}
    others = []
    for a, b in itertools.combinations(range(len(reports)), 2):
        a, b = (a, b) if days(a, b) >= 0 else (b, a)
        for one, two in itertools.product([(a, s) for s in range(len(reports[a][3]))], [(b, s) for s in range(len(reports[b][3]))]):
            if (one, two) not in listed and (two, one) not in listed:
                shared = len(words[one] & words[two]) / math.sqrt(1 + len(words[one]) * len(words[two]))
                others.append((shared + 0.1 * rng.random(), one, two))
    others.sort(reverse=True)
    few = others[:neither] + rng.sample(others[neither:], min(len(others[neither:]), neither // 3))
    for (one, two), label in listed.items():
        yield one, two, days(one[0], two[0]), label, 1.0
    yield from inside(listed, itself, rng)
    for _, one, two in few:
        yield one, two, days(one[0], two[0]), "N", 0.8


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--hearsay", required=True, help="the program")
    parser.add_argument("--neither", type=int, default=18, help="unlisted pairs of a story, those that share most words")
    parser.add_argument("--held", type=int, default=8, help="every so manieth story of a file goes to --dev")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--dev", type=pathlib.Path, required=True)
    args = parser.parse_args()
    rng = random.Random(1)
    read = [read_stories(path) for path in args.stories]
    stories = [s for some in read for s in some]
    held = [n % args.held == args.held - 1 for some in read for n in range(len(some))]
    records = [record_of(f"{n}-{r}", report) for n, s in enumerate(stories) for r, report in enumerate(s["reports"])]
    documents = {d["id"]: d for d in annotate(args.hearsay, records)}
    with open(args.out, "w", encoding="utf-8") as train, open(args.dev, "w", encoding="utf-8") as dev:
        for n, story in enumerate(stories):
            claims = [claims_of(documents[f"{n}-{r}"], report[3]) for r, report in enumerate(story["reports"])]
            for one, two, days, label, weight in pairs_of(story, claims, rng, args.neither):
                (first, claim), (second, other) = claims[one[0]][one[1]], claims[two[0]][two[1]]
                row = {"one": claim, "two": other, "before": [first, second], "days": days, "label": label, "weight": weight, "story": n}
                (dev if held[n] else train).write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
