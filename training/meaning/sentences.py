"""The sentences to learn from: every corpus's texts, cut at sentence ends, and clauses of them; no labels.

Writes JSON lines {"text", "story", "held"}. Documents are held out by story, so that two reports of one event are on one side.
"""
import argparse
import gzip
import hashlib
import json
import pathlib
import random
import re

SETS = ("stream.core", "docs.neus", "copies.mccormick", "docs.uci")
END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|Col|Lt|Sgt|Jan|Feb|Aug|Sept|Oct|Nov|Dec|U\.S|U\.N|No|vs|Inc|Co|Corp)\.$")


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            yield json.loads(line)


def sentences(text):
    for paragraph in text.split("\n"):
        begin = 0
        for m in END.finditer(paragraph):
            if ABBREVIATION.search(paragraph[begin:m.start()].rstrip("\"'”’) ")):
                continue
            yield paragraph[begin:m.end()].strip()
            begin = m.end()
        yield paragraph[begin:].strip()


def clauses(sentence, rng):
    """A part of a sentence now and then, since claims are parts of sentences."""
    words = sentence.split()
    cuts = [i + 1 for i, w in enumerate(words) if w.endswith((",", ":", ";")) or w in ("that", "and", "but", "because", "after", "said")]
    cuts = sorted({0, *cuts, len(words)})
    if len(cuts) > 2 and rng.random() < 0.6:
        a = rng.randrange(len(cuts) - 1)
        b = rng.randrange(a + 1, len(cuts))
        if 4 <= cuts[b] - cuts[a] < len(words):
            yield " ".join(words[cuts[a]:cuts[b]]).strip(" ,;:")


def documents(corpora):
    for name in SETS:
        for d in read(corpora / f"stories/{name}.dev.jsonl.gz"):
            yield f"{name}:{d['story']}", [d.get("title") or "", d.get("text") or ""], None
    for part in ("train", "dev"):
        for d in read(corpora / f"polnear/{part}.jsonl.gz"):
            attributions = d["annotations"][sorted(d["annotations"])[0]]
            spans = [d["text"][a["content"][0][0]:a["content"][-1][1]] for a in attributions if a["content"]]
            yield f"polnear:{d['id']}", [d["title"] or "", d["text"]], spans


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    rng = random.Random(1)
    seen, count = set(), [0, 0]
    with open(args.out, "w", encoding="utf-8") as out:
        for story, texts, spans in documents(args.corpora):
            held = int(hashlib.sha1(story.encode()).hexdigest()[:4], 16) % 8 == 0
            found = [s for text in texts for s in sentences(text)]
            parts = [c for s in found for c in clauses(s, rng)] if spans is None else [" ".join(s.split()) for s in spans]
            for part, group in ((0, found), (1, parts)):
                for s in group:
                    if not 4 <= len(s.split()) <= 70 or s in seen:
                        continue
                    seen.add(s)
                    count[held] += 1
                    out.write(json.dumps({"text": s, "story": story, "held": held, "part": part}, ensure_ascii=False) + "\n")
    print(f"{count[0]} to learn from, {count[1]} held out")


if __name__ == "__main__":
    main()
