#!/usr/bin/env python3
"""Coreference against GUM: MUC, B-cubed and CEAF-e (phi 4), and their mean, the CoNLL F1.

  score_coreference.py --texts GOLD.conllu.gz > texts.jsonl     the documents, for `hearsay annotate --verbatim`
  score_coreference.py --texts --mentions GOLD.conllu.gz > ...  the same with "mentions": the gold spans, for
                                                                training/coreference's coreference_tool, which resolves them
  score_coreference.py GOLD.conllu.gz ANNOTATED.jsonl [--genre news] [--match head|exact] [--singletons] [--json]

Gold are GUM's mentions of type person, organization and place (a group of people is a person there); of what was found,
the entities of type person, organization, place, group and outlet.

How mentions meet. `--match head` (the default, CorefUD's convention): a found mention is a gold one where the head of
its words, by the gold tree, is one of the gold mention's least words (GUM's `minspan`), one gold mention for each, those
of the same words first, then the nearest in length. `--match exact`: the same first and last word; marks at a mention's
ends count for nothing.
Singletons (entities of one mention) are left out on both sides, as in CoNLL 2012 and CorefUD; `--singletons` keeps them.
Offsets are code points. Intervals are 95 % of 1000 resamplings of the documents.
"""
import argparse
import json
import random
import sys

import numpy
from scipy.optimize import linear_sum_assignment

import gum

GOLD_TYPES = {"person", "organization", "place"}
FOUND_TYPES = {"person", "organization", "place", "group", "outlet"}


def gold_clusters(document):
    clusters = {}
    for index, mention in enumerate(document.mentions):
        if mention.type in GOLD_TYPES:
            clusters.setdefault(mention.group, []).append(index)
    return list(clusters.values())


def words_of(document, begins, span):
    """First and last word of a span, marks at its ends left out; None where no word lies in it."""
    import bisect
    first = bisect.bisect_right(begins, span[0]) - 1
    if first < 0 or document.words[first].end <= span[0]:
        first += 1
    last = bisect.bisect_left(begins, span[1]) - 1
    while first <= last and document.words[first].upos == "PUNCT":
        first += 1
    while last >= first and (document.words[last].upos == "PUNCT" or document.words[last].form in ("'s", "\u2019s")):
        last -= 1
    return (first, last) if first <= last else None


def found_clusters(document, found):
    begins = [word.begin for word in document.words]
    clusters, seen = [], set()
    for entity in found.get("entities", []):
        if entity.get("type", "person") not in FOUND_TYPES:
            continue
        cluster = []
        for mention in entity["mentions"]:
            words = words_of(document, begins, mention["span"])
            if words and words not in seen:
                seen.add(words)
                cluster.append(words)
        if cluster:
            clusters.append(cluster)
    return clusters


def trimmed(document, mention):
    first, last = mention.first, mention.last
    while last > first and (document.words[last].upos == "PUNCT" or document.words[last].form in ("'s", "\u2019s")):
        last -= 1
    while first < last and document.words[first].upos == "PUNCT":
        first += 1
    return first, last


def align(document, gold, found, match):
    """Each found mention named by the gold mention it is, or by itself."""
    spans = {}
    for index in (one for cluster in gold for one in cluster):
        spans.setdefault(trimmed(document, document.mentions[index]), index)
    names, taken = {}, set()
    for mention in (one for cluster in found for one in cluster):
        if mention in spans:
            names[mention] = spans[mention]
            taken.add(spans[mention])
    if match == "head":
        by_word = {}
        for index in (one for cluster in gold for one in cluster):
            for word in gum.minimal_words(document.mentions[index]):
                by_word.setdefault(word, []).append(index)
        for mention in sorted(one for cluster in found for one in cluster if one not in names):
            head = gum.head_word(document, *mention)
            size = mention[1] - mention[0]
            free = [one for one in by_word.get(head, ()) if one not in taken]
            if free:
                best = min(free, key=lambda i: (abs(document.mentions[i].last - document.mentions[i].first - size), i))
                names[mention] = best
                taken.add(best)
    return [[names.get(mention, mention) for mention in cluster] for cluster in found]


def counts(gold, found):
    """Numerators and denominators of recall and precision of the three measures."""
    gold, found = [set(one) for one in gold], [set(one) for one in found]
    gold_of = {mention: i for i, cluster in enumerate(gold) for mention in cluster}
    found_of = {mention: i for i, cluster in enumerate(found) for mention in cluster}

    def muc(clusters, owner):
        links = total = 0
        for cluster in clusters:
            parts = {owner[one] for one in cluster if one in owner}
            missing = sum(1 for one in cluster if one not in owner)
            links += len(cluster) - len(parts) - missing
            total += len(cluster) - 1
        return links, total

    overlap = {}
    for mention, i in gold_of.items():
        if mention in found_of:
            key = i, found_of[mention]
            overlap[key] = overlap.get(key, 0) + 1
    b3_recall = sum(n * n / len(gold[i]) for (i, _), n in overlap.items())
    b3_precision = sum(n * n / len(found[j]) for (_, j), n in overlap.items())
    similar = 0.0
    if gold and found:
        matrix = numpy.zeros((len(gold), len(found)))
        for (i, j), n in overlap.items():
            matrix[i, j] = 2 * n / (len(gold[i]) + len(found[j]))
        rows, columns = linear_sum_assignment(-matrix)
        similar = matrix[rows, columns].sum()
    both = sum(overlap.values())
    return numpy.array([*muc(gold, found_of), *muc(found, gold_of), b3_recall, len(gold_of), b3_precision, len(found_of),
                        similar, len(gold), similar, len(found), both, len(gold_of), both, len(found_of)], dtype=float)


def figures(sums):
    out = {}
    for i, name in enumerate(("muc", "b3", "ceafe", "mentions")):
        rn, rd, pn, pd = sums[4 * i:4 * i + 4]
        r, p = rn / rd if rd else 0.0, pn / pd if pd else 0.0
        out[name] = {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}
    out["conll"] = sum(out[name]["f1"] for name in ("muc", "b3", "ceafe")) / 3
    return out


def score(gold_documents, found_by_id, match="head", singletons=False):
    rows = []
    for document in gold_documents:
        gold = gold_clusters(document)
        found = align(document, gold, found_clusters(document, found_by_id.get(document.id, {})), match)
        if not singletons:
            gold, found = [c for c in gold if len(c) > 1], [c for c in found if len(c) > 1]
        rows.append(counts(gold, found))
    rows = numpy.array(rows)
    result = figures(rows.sum(axis=0))
    chance = random.Random(1)
    again = sorted(figures(rows[[chance.randrange(len(rows)) for _ in rows]].sum(axis=0))["conll"] for _ in range(1000))
    result["interval"] = [again[25], again[974]]
    result["documents"] = len(rows)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--mentions", action="store_true")
    parser.add_argument("--genre", action="append", help="only these genres; may be given again")
    parser.add_argument("--match", choices=("head", "exact"), default="head")
    parser.add_argument("--singletons", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("gold")
    parser.add_argument("found", nargs="?")
    options = parser.parse_args()
    documents = [one for one in gum.documents(options.gold) if not options.genre or one.genre in options.genre]
    if options.texts:
        for document in documents:
            line = {"id": document.id, "text": document.text}
            if options.mentions:
                line["mentions"] = sorted({(one.begin, one.end) for one in document.mentions if one.type in GOLD_TYPES})
            print(json.dumps(line))
        return
    with open(options.found, encoding="utf-8") as file:
        found = {line["id"]: line for line in map(json.loads, file)}
    for document in documents:
        text = found.get(document.id, {}).get("article", {}).get("text")
        if text is not None and text != document.text:
            sys.exit(f"{document.id}: the text is not GUM's; annotate it with --verbatim")
    result = score(documents, found, options.match, options.singletons)
    if options.json:
        print(json.dumps(result))
        return
    print(f"{result['documents']} documents, match by {options.match}, "
          f"{'with' if options.singletons else 'without'} singletons")
    for name in ("mentions", "muc", "b3", "ceafe"):
        print(f"  {name:9} P {result[name]['p']:.3f}  R {result[name]['r']:.3f}  F1 {result[name]['f1']:.3f}")
    print(f"  CoNLL F1  {result['conll']:.3f}  [{result['interval'][0]:.3f}, {result['interval'][1]:.3f}]")


if __name__ == "__main__":
    main()
