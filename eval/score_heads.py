#!/usr/bin/env python3
"""Sentence ends, parts of speech and names with their types, against the gold layers of UD's English Web Treebank and of GUM.

  score_heads.py --texts GOLD.conllu.gz > texts.jsonl              the documents' running texts
  score_heads.py GOLD.conllu.gz FOUND.jsonl [--genre news] [--json]

FOUND has a line a document: "id", and what is to be scored:
  "sentences"  spans; one counts where both of its ends are gold's (the first letter of its first word, the last of its last)
  "tags"       [begin, end, tag]: parts of speech (UPOS). A gold word counts as right where a found word of the same span
               has its tag; "tokens", as `hearsay annotate --tokens` prints them, will do too; gold words cut in another way are counted apart, and as wrong
  "entities"   as `hearsay annotate` prints them; their mentions of the form "name" are the names.
Offsets are code points.

Gold names (GUM) are mentions whose head is a proper noun. Found and gold meet where the found name holds the gold one's head
word, each once; "typed" where the types meet too: a group may be people or an organization, an outlet is an organization, all
that is no person, organization or place is other, and gold times are left out, found or not.
Intervals are 95 % of 1000 resamplings of the documents.
"""
import argparse
import json
import random
import sys

import gum

TYPES = {"person": "person", "organization": "organization", "place": "place", "group": "person organization",
         "outlet": "organization"}


def f1(counts):
    right, found, gold = counts
    return 2 * right / (found + gold) if found + gold else 0.0


def sentence_counts(document, found):
    gold = {}
    for word in document.words:
        begin, _ = gold.get(word.sentence, (word.begin, 0))
        gold[word.sentence] = begin, word.end
    ours = {tuple(span) for span in found["sentences"]}
    return len(ours & set(gold.values())), len(ours), len(gold)


def tag_counts(document, found):
    ours = {(begin, end): tag for begin, end, tag in found["tags"]}
    words = {(word.begin, word.end): word.upos for word in document.words}
    met = [ours[span] == tag for span, tag in words.items() if span in ours]
    return sum(met), len(met), len(words)


def gold_names(document):
    """(head word, type) of each; time and its like are marked None."""
    names = {}
    for mention in document.mentions:
        heads = gum.minimal_words(mention)
        head = gum.head_word(document, min(heads), max(heads))
        if document.words[head].upos == "PROPN":
            kind = None if mention.type == "time" else TYPES.get(mention.type, "other")
            names.setdefault(head, kind)
    return names


def name_counts(document, found, typed):
    names = gold_names(document)
    right = count = 0
    taken = set()
    for entity in found["entities"]:
        kind = TYPES.get(entity["type"], "other")
        for mention in entity["mentions"]:
            if mention["form"] != "name":
                continue
            begin, end = mention["span"]
            heads = [head for head in names if begin <= document.words[head].begin < end and head not in taken]
            if any(names[head] is None for head in heads):
                continue
            count += 1
            heads = [head for head in heads if not typed or set(names[head].split()) & set(kind.split())]
            if heads:
                taken.add(heads[0])
                right += 1
    return right, count, sum(kind is not None for kind in names.values())


def tags_right(counts):
    right, _, gold = counts
    return right / gold if gold else 0.0


def tags_right_where_met(counts):
    right, met, _ = counts
    return right / met if met else 0.0


def ratio(index):
    return lambda counts: counts[0] / counts[index] if counts[index] else 0.0


MEASURES = [
    ("sentences", "sentence F1", sentence_counts, f1),
    ("tags", "part of speech, accuracy", tag_counts, tags_right),
    ("tags", "part of speech, accuracy on words cut alike", tag_counts, tags_right_where_met),
    ("entities", "names typed F1", lambda d, f: name_counts(d, f, True), f1),
    ("entities", "names typed precision", lambda d, f: name_counts(d, f, True), ratio(1)),
    ("entities", "names typed recall", lambda d, f: name_counts(d, f, True), ratio(2)),
    ("entities", "names found F1", lambda d, f: name_counts(d, f, False), f1),
]


def total(rows):
    return [sum(column) for column in zip(*rows)]


def interval(rows, measure):
    rng = random.Random(1)
    values = sorted(measure(total(rng.choices(rows, k=len(rows)))) for _ in range(1000))
    return values[25], values[975]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("found", nargs="?")
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--genre")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    documents = [d for d in gum.documents(args.gold) if not args.genre or d.genre == args.genre]
    if args.texts:
        for document in documents:
            print(json.dumps({"id": document.id, "text": document.text}, ensure_ascii=False))
        return
    if not args.found:
        parser.error("what was found is missing")
    with open(args.found, encoding="utf-8") as file:
        found = {one["id"]: one for one in map(json.loads, file)}
    for one in found.values():
        if "tokens" in one:
            one["tags"] = [[*token["span"], token["pos"]] for token in one["tokens"]]
            spans = {}
            for token in one["tokens"]:
                begin, end = token["span"]
                spans[token["sentence"]] = spans.get(token["sentence"], (begin, end))[0], end
            one["sentences"] = list(spans.values())
    absent = [document.id for document in documents if document.id not in found]
    if absent:
        sys.exit(f"{len(absent)} documents are not in {args.found}, {absent[0]} among them")
    figures = {}
    for field, name, count, measure in MEASURES:
        if all(field not in one for one in found.values()):
            continue
        rows = [count(document, {field: [], **found[document.id]}) for document in documents]
        figures[name] = {"value": measure(total(rows)), "interval": interval(rows, measure)}
    if args.json:
        print(json.dumps(figures))
        return
    for name, one in figures.items():
        print(f"{name:44} {one['value']:.4f}  ({one['interval'][0]:.4f} to {one['interval'][1]:.4f})")


if __name__ == "__main__":
    main()
