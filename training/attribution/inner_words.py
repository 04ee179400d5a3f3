"""Counts how often a word is a cue where nobody's words surround it, in PolNeAR's train; writes models/inner_words.inc.

  inner_words.py CORPORA/polnear/train.jsonl.gz > models/inner_words.inc
"""
import collections
import gzip
import json
import re
import sys

LEAST = 5        # times a word must come, or a stem
SMALLEST = 0.1  # shares below are as good as none


def stem_of(word):
    """What its forms share: "exaggerat-" of exaggerates, exaggerating. inner_proposal.cpp does the same."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[:-len(ending)] + "-"
    return word + "-"


def main():
    cues, words = collections.Counter(), collections.Counter()
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            text, attributions = document["text"], document["annotations"][min(document["annotations"])]
            role = bytearray(len(text))
            for number, part in ((1, "content"), (2, "cue")):
                for one in attributions:
                    for begin, end in one[part]:
                        role[begin:end] = bytes([number]) * (end - begin)
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
