"""Pairs of claims of real reports: those that were judged by hand (real.tsv: collection, document and bytes of both, label),
and pairs of one story that hardly share words, which are neither.
"""
import argparse
import collections
import datetime
import gzip
import json
import math
import pathlib
import random
import re

import claims
import pairs as pr

PLAIN = {"basil": 1500, "ecbplus": 1000}  # pairs drawn of a collection
SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’']?(?=\s)|(?=\n)|$)")
FARTHEST = 0.3  # share of words that two may have in common


def read_collection(corpora, name):
    with gzip.open(corpora / "stories" / f"docs.{name}.dev.jsonl.gz", "rt", encoding="utf-8") as f:
        return [d for d in map(json.loads, f) if len(d.get("text") or "") > 200]


def records(documents):
    return [{k: d[k] for k in ("id", "title", "text", "date", "url") if d.get(k)} for d in documents]


def days(one, two):
    dates = [d["article"].get("published", {}).get("value", "")[:10] for d in (one, two)]
    if not all(len(d) == 10 for d in dates):
        return None
    return (datetime.date.fromisoformat(dates[1]) - datetime.date.fromisoformat(dates[0])).days


def before(document, begin):
    """The sentence before the one that begins there; before the first the title."""
    last = document["article"].get("title", "")
    for m in SENTENCE.finditer(document["article"]["text"], 0, begin):
        last = m.group() if m.group().strip() else last
    return " ".join(last.split())


def judged(path, annotated):
    """Pairs of real.tsv whose documents were annotated; in the order of publication."""
    for line in path.read_text(encoding="utf-8").splitlines():
        _, a, b1, e1, b, b2, e2, label = line.split("\t")
        if a not in annotated or b not in annotated:
            continue
        texts, earlier = [], []
        for name, begin, end in ((a, b1, e1), (b, b2, e2)):
            raw = annotated[name]["article"]["text"].encode()
            first, last = (len(raw[:int(n)].decode()) for n in (begin, end))
            texts.append(claims.told(annotated[name], first, last))
            earlier.append(before(annotated[name], first))
        apart = days(annotated[a], annotated[b])
        yield {"one": texts[0], "two": texts[1], "before": earlier, "days": apart if apart is None or apart >= 0 else 0, "label": label, "weight": 1.0}


def plain(documents, annotated, count, rng):
    by_story = collections.defaultdict(list)
    for d in documents:
        by_story[d["story"]].append(annotated[d["id"]])
    out = []
    stories = [s for s in by_story.values() if len(s) > 1]
    while len(out) < count:
        one, two = rng.sample(rng.choice(stories), 2)
        apart = days(one, two)
        if apart is not None and apart < 0:
            one, two, apart = two, one, -apart
        told, earlier = [], []
        for d in (one, two):
            m = rng.choice(list(SENTENCE.finditer(d["article"]["text"])))
            told.append(claims.told(d, *m.span()))
            earlier.append(before(d, m.start()))
        words = [{w for w in pr.words_of(t) if len(w) > 3} for t in told]
        shared = len(words[0] & words[1]) / math.sqrt(1 + len(words[0]) * len(words[1]))
        if 0 < shared < FARTHEST:
            out.append({"one": told[0], "two": told[1], "before": earlier, "days": rng.choice([0, 1, 3, None]) if apart is None else apart, "label": "N", "weight": 0.6})
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--hearsay", required=True, help="the program")
    parser.add_argument("--judged", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    rng = random.Random(1)
    wanted = {line.split("\t")[k] for line in args.judged.read_text(encoding="utf-8").splitlines() for k in (1, 4)}
    with open(args.out, "w", encoding="utf-8") as f:
        for name in ("basil", "ecbplus", "neus", "gnews", "newswcl", "allsides"):
            documents = read_collection(args.corpora, name)
            stories = sorted({d["story"] for d in documents})
            rng.shuffle(stories)
            some = set(stories[:40]) if name in PLAIN else set()
            documents = [d for d in documents if d["story"] in some or d["id"] in wanted]
            annotated = {d["id"]: d for d in claims.annotate(args.hearsay, records(documents))}
            rows = [r for r in judged(args.judged, annotated) for _ in range(2)]
            rows += plain([d for d in documents if d["story"] in some], annotated, PLAIN.get(name, 0), rng) if some else []
            for row in rows:
                f.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
