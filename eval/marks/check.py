#!/usr/bin/env python3
"""Checks the marks in this folder against the corpora in ../shared and prints what is in them.

  python3 eval/marks/check.py

Every span must lie in its document, hold something and neither begin nor end in a blank; a nested attribution must
lie in the content of the one it is `within`; the outermost ones of PolNeAR must be its first annotator's own. Names every
breach and fails if there is one. The corpora are no part of the project: without them this says so and ends.
"""
import collections
import gzip
import json
import pathlib
import sys

MARKS = pathlib.Path(__file__).resolve().parent
CORPORA = MARKS.parent.parent.parent / "shared" / "corpora"
CORPUS = {
    "attributions.polnear.jsonl": "polnear/dev.jsonl.gz",
    "attributions.newscluster.jsonl": "stories/docs.newscluster.dev.jsonl.gz",
    "pronouns.polnear.jsonl": "polnear/dev.jsonl.gz",
    "stances.polnear.jsonl": "polnear/dev.jsonl.gz",
}
KINDS = {"named", "unnamed", "collective", "outlet", "document"}
STANCES = set("""states claims denies confirms reports asks demands warns threatens promises praises accuses thanks
                 condemns predicts believes hopes declines""".split())


def span_faults(text, span, what):
    begin, end = span
    if not 0 <= begin < end <= len(text):
        yield f"{what} {span} is outside the text or empty"
    elif text[begin].isspace() or text[end - 1].isspace():
        yield f"{what} {span} begins or ends in a blank"


def attribution_faults(document, line, index):
    """What is wrong with one attribution of a line."""
    text, mark = document["text"], line["attributions"][index]
    for role in ("source", "cue", "content"):
        for span in mark[role]:
            yield from span_faults(text, span, role)
            if span[1] > line.get("until", len(text)):
                yield f"{role} {span} is beyond `until`"
        if mark[role] != sorted(mark[role]):
            yield f"{role} is not in order"
    if mark["stance"] not in STANCES and not (mark["stance"] is None and mark.get("doubtful")):
        yield f"stance {mark['stance']!r}"
    if "annotations" in document and not mark.get("nested"):
        gold = document["annotations"][min(document["annotations"])]
        if not any(all(mark[role] == one[role] for role in ("source", "cue", "content")) for one in gold):
            yield "an outermost attribution that the corpus does not have"
    if "speaker" in mark:
        yield from speaker_faults(text, mark)
        yield from nesting_faults(line["attributions"], index)


def speaker_faults(text, mark):
    for hop in mark["chain"]:
        if hop != "credit":
            yield from span_faults(text, hop, "hop")
    if mark["speaker"] is not None:
        yield from span_faults(text, mark["speaker"], "speaker")
        if mark["kind"] not in KINDS:
            yield f"kind {mark['kind']!r}"
        if mark["speaker"] not in mark["chain"]:
            yield "the speaker is not in the chain"
    elif mark["kind"] is not None or mark["chain"] not in ([], ["credit"]):
        yield "nobody speaks, yet there is a kind or a chain"


def nesting_faults(all_of_it, index):
    mark = all_of_it[index]
    if mark["nested"] != (mark["within"] is not None):
        yield "`nested` and `within` disagree"
    elif mark["nested"]:
        if mark["within"] == index or not 0 <= mark["within"] < len(all_of_it):
            yield f"within {mark['within']}"
            return
        content = all_of_it[mark["within"]]["content"]
        for role in ("source", "cue", "content"):
            for begin, end in mark[role]:
                if begin < content[0][0] or end > content[-1][1]:
                    yield f"{role} [{begin}, {end}] is outside the content of {mark['within']}"


def faults(document, line):
    for index in range(len(line.get("attributions", []))):
        for fault in attribution_faults(document, line, index):
            yield f"attribution {index}: {fault}"
    for pronoun in line.get("pronouns", []):
        yield from span_faults(document["text"], pronoun["span"], "pronoun")
        if pronoun["antecedent"] is not None:
            yield from span_faults(document["text"], pronoun["antecedent"], "antecedent")


def counts(lines):
    marks = [mark for line in lines for mark in line.get("attributions", [])]
    pronouns = [pronoun for line in lines for pronoun in line.get("pronouns", [])]
    yield "documents", len(lines)
    if pronouns:
        yield "pronouns", len(pronouns)
        yield "with antecedent", sum(pronoun["antecedent"] is not None for pronoun in pronouns)
    if marks:
        yield "attributions", len(marks)
        for flag in ("nested", "negated", "doubtful"):
            yield flag, sum(bool(mark.get(flag)) for mark in marks)
        tallies = {"stance": collections.Counter(str(mark["stance"]) for mark in marks)}
        if "kind" in marks[0]:
            tallies["kind"] = collections.Counter(str(mark["kind"]) for mark in marks)
            tallies["hops of a chain"] = collections.Counter(len(mark["chain"]) for mark in marks)
        for key, tally in tallies.items():
            yield key, ", ".join(f"{word} {number}" for word, number in tally.most_common())


def main():
    if not CORPORA.is_dir():
        print("eval/marks: skipped, the corpora in ../shared are absent")
        return 0
    wrong = 0
    for name, corpus in CORPUS.items():
        with gzip.open(CORPORA / corpus, "rt", encoding="utf-8") as file:
            documents = {document["id"]: document for document in map(json.loads, file)}
        with open(MARKS / name, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        for line in lines:
            for fault in faults(documents[line["id"]], line):
                print(f"{name}: {line['id']}: {fault}", file=sys.stderr)
                wrong += 1
        print(name)
        for words, number in counts(lines):
            print(f"  {words}: {number}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
