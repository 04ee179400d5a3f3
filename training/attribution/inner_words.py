"""Counts how often a word is a cue where nobody's words surround it, in PolNeAR's train, and inside the contents that
inner_marks.jsonl has read; writes models/inner_words.inc.

  inner_words.py CORPORA/polnear/train.jsonl.gz > models/inner_words.inc
"""
import collections
import gzip
import json
import pathlib
import re
import sys

MARKS = pathlib.Path(__file__).resolve().parent / "inner_marks.jsonl"

LEAST = 5        # times a word must come, or a stem
SMALLEST = 0.1  # shares below are as good as none


def stem_of(word):
    """What its forms share: "exaggerat-" of exaggerates, exaggerating. inner_proposal.cpp does the same."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[:-len(ending)] + "-"
    return word + "-"


def paint(role, number, spans):
    for begin, end in spans:
        role[begin:end] = bytes([number]) * (end - begin)


def main():
    cues, words = collections.Counter(), collections.Counter()
    marks = {one["id"]: one["read"] for one in map(json.loads, MARKS.open(encoding="utf-8"))}
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            text, attributions = document["text"], document["annotations"][min(document["annotations"])]
            role = bytearray(len(text))
            for number, part in ((1, "content"), (2, "cue")):
                for one in attributions:
                    paint(role, number, one[part])
            for read in marks.get(document["id"], []):
                paint(role, 3, read["content"])
            for read in marks.get(document["id"], []):
                for one in read["inner"]:
                    paint(role, 2, one["cue"])
            for match in re.finditer(r"[A-Za-z]+(?:-[A-Za-z]+)?", text):
                if role[match.start()] != 1:
                    for form in (match.group().lower(), stem_of(match.group().lower())):
                        words[form] += 1
                        cues[form] += role[match.start()] == 2
    print("// Written by training/attribution/inner_words.py.")
    print("constexpr std::pair<std::string_view, float> kInnerWords[] = {")
    for word in sorted(cues):
        if words[word] >= LEAST and cues[word] / words[word] >= SMALLEST:
            print(f'    {{"{word}", {cues[word] / words[word]:.2f}f}},')
    print("};")


main()
