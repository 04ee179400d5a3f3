#!/usr/bin/env python3
"""Speakers, kinds, chains, stances, nested speech and pronouns against the marks of eval/marks (its README has their format).

  score_marks.py --texts CORPUS.jsonl.gz > texts.jsonl           the marked documents, for `hearsay annotate --verbatim`
  score_marks.py CORPUS.jsonl.gz ANNOTATED.jsonl [--half 0|1] [--json] [--errors KIND]

CORPUS is polnear/dev.jsonl.gz or stories/docs.newscluster.dev.jsonl.gz. A found attribution and a mark are one where their
contents share at least half of their words (intersection over union of tokens), the best pairs first, nested ones with
nested ones. `speaker`, `kind`, `chain`, `stance` are shares of the paired marks that are not doubtful; `paired` is the
share of all such marks that have a partner, and `speaker of all` counts those without one as wrong. `speaker`: the found
entity has a mention over the marked one, or, without an entity, the found words overlap it. `chain`: all hops equal, in
order, the page's publisher left out; `hops` counts each hop by its place. `stance macro` is the mean F1 of the stances that
are marked. `stance of all` adds stances.polnear.jsonl, the marks of stance alone. `nested`: F1 of nested marks found, outer
one paired or not. `pronouns`: of those whose antecedent is marked, the share whose entity has a mention over it.
--half takes the documents of one half alone: we look at errors in half 0 only. Intervals: 95 % of 1000 resamplings of the
documents.
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import re
import sys
import zlib

MARKS = pathlib.Path(__file__).resolve().parent / "marks"
UNCOUNTED = {"believes", "hopes", "predicts"}  # nested thoughts were not marked


def read(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def tokens_in(tokens, spans):
    return {i for i, (b, e) in enumerate(tokens) if any(b < end and begin < e for begin, end in spans)}


def overlaps(one, other):
    return one[0] < other[1] and other[0] < one[1]


def names(entities, entity, words, mark):
    """Whether an entity (or, without one, words) is who is marked."""
    if mark is None:
        return False
    if entity in entities:
        members = entities[entity].get("members")
        if members and all(names(entities, one, (), mark) for one in members):
            return True
        return any(overlaps(mention["span"], mark) for mention in entities[entity]["mentions"])
    return any(overlaps(span, mark) for span in words)


def depth(attributions, one):
    count = 0
    while one.get("within") in attributions and count < 20:
        one, count = attributions[one["within"]], count + 1
    return count




def pair(tokens, marked, found):
    """(mark, found) by content, best first; each once."""
    sets = [tokens_in(tokens, one["content"]) for one in found]
    rows = []
    for i, mark in enumerate(marked):
        own = tokens_in(tokens, mark["content"])
        for j, other in enumerate(sets):
            both = len(own & other)
            if both and both / len(own | other) >= 0.5:
                cue = any(overlaps(a, b) for a in mark.get("cue", ()) for b in found[j].get("cue", ()))
                rows.append((both / len(own | other), cue, -i, -j))
    rows.sort(reverse=True, key=lambda row: (round(row[0], 1) + 0.3 * row[1], row))
    taken, pairs = set(), []
    for _, _, i, j in rows:
        if ("m", i) in taken or ("f", j) in taken:
            continue
        taken |= {("m", i), ("f", j)}
        pairs.append((-i, -j))
    return pairs


def hops_equal(entities, hop, mark):
    if mark == "credit":
        return hop["basis"] == "credit"
    return hop["basis"] != "credit" and names(entities, hop.get("entity"), hop.get("words", ()), mark) or any(
        overlaps(span, mark) for span in hop.get("words", ()))


class Scorer:
    def __init__(self, errors):
        self.errors = errors

    def show(self, kind, text, *what):
        if self.errors == kind:
            print(kind, text, *what, sep=" | ")

    def attributions(self, text, marks, found, counts):
        tokens = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
        until = marks["until"]
        entities = {one["id"]: one for one in found.get("entities", [])}
        every = {one["id"]: one for one in found.get("attributions", [])}
        ours = [one for one in every.values() if one["content"] and one["content"][0][0] < until]
        for nested in (False, True):
            some = [one for one in marks["attributions"] if one["nested"] == nested]
            mine = [one for one in ours if (depth(every, one) > 0) == nested]
            pairs = pair(tokens, some, mine)
            if nested:
                matched = {j for _, j in pairs}
                spare = [one for j, one in enumerate(mine) if j not in matched and one["stance"] not in UNCOUNTED]
                # What the marks have at another depth counts as spare, too: nested ones pair with nested ones.
                counts["nested.r.n"] += len(pairs)
                counts["nested.r.d"] += len(some)
                counts["nested.p.n"] += len(pairs)
                counts["nested.p.d"] += len(pairs) + len(spare)
                for one in spare:
                    self.show("nested+", marks["id"], self.words(text, one))
                for i in set(range(len(some))) - {i for i, _ in pairs}:
                    self.show("nested-", marks["id"], self.words(text, some[i]))
            by_mark = dict(pairs)
            for i, mark in enumerate(some):
                if mark.get("doubtful"):
                    continue
                if mark["speaker"] is not None:
                    counts["paired.d"] += 1
                    counts["speaker of all.d"] += 1
                if i not in by_mark:
                    continue
                self.one(text, marks["id"], mark, mine[by_mark[i]], entities, counts, "nested " if nested else "")

    @staticmethod
    def words(text, one):
        return " / ".join(" … ".join(text[b:e] for b, e in one.get(part, ()))[:160].replace("\n", " ") for part in ("source", "cue", "content"))

    def one(self, text, name, mark, found, entities, counts, prefix):
        speaker = found.get("speaker") or {}
        source = found.get("source", [])
        if mark["speaker"] is not None:
            counts["paired.n"] += 1
            right = bool(speaker) and names(entities, speaker.get("entity"), source, mark["speaker"])
            for key in ("speaker", prefix + "speaker") if prefix else ("speaker",):
                counts[key + ".n"] += right
                counts[key + ".d"] += 1
            counts["speaker of all.n"] += right
            if not right:
                self.show("speaker", name, text[slice(*mark["speaker"])], "found:", speaker.get("name"), self.words(text, found))
            counts["kind.n"] += speaker.get("kind") == mark["kind"]
            counts["kind.d"] += 1
            if speaker.get("kind") != mark["kind"]:
                self.show("kind", name, mark["kind"], "found:", speaker.get("kind"), speaker.get("name"), self.words(text, found))
        if mark["chain"]:
            hops = [hop for hop in found.get("chain", []) if hop["basis"] != "publisher"]
            equal = [hops_equal(entities, hop, one) for hop, one in zip(hops, mark["chain"])]
            right = all(equal) and len(hops) == len(mark["chain"])
            counts["chain.n"] += right
            counts["chain.d"] += 1
            counts["hops.n"] += sum(equal)
            counts["hops.d"] += max(len(hops), len(mark["chain"]))
            if len(mark["chain"]) > 1:
                counts["chain of several.n"] += right
                counts["chain of several.d"] += 1
            if not right:
                self.show("chain", name, [one if one == "credit" else text[slice(*one)] for one in mark["chain"]], "found:",
                          [(hop["name"], hop["basis"]) for hop in hops], self.words(text, found))
        self.stance(name, text, mark, found, counts, "stance")

    def stance(self, name, text, mark, found, counts, key):
        counts[key + ".n"] += mark["stance"] == found["stance"]
        counts[key + ".d"] += 1
        counts[key + " gold", mark["stance"]] += 1
        counts[key + " found", found["stance"]] += 1
        counts[key + " both", mark["stance"]] += mark["stance"] == found["stance"]
        counts["negated.n"] += bool(mark["negated"]) == bool(found.get("negated"))
        counts["negated.d"] += 1
        if mark["stance"] != found["stance"]:
            self.show(key, name, mark["stance"], "found:", found["stance"], self.words(text, found))

    def stances(self, text, marks, found, counts):
        """Marks of stance alone: by cue."""
        every = found.get("attributions", [])
        for mark in marks.get("attributions", marks.get("stances", [])):
            if mark.get("doubtful"):
                continue
            same = [one for one in every if any(overlaps(a, b) for a in mark["cue"] for b in one.get("cue", ()))]
            if same:
                self.stance(marks["id"], text, mark, same[0], counts, "stance of all")

    def pronouns(self, text, marks, found, counts):
        entities = {one["id"]: one for one in found.get("entities", [])}
        by_span = {tuple(m["span"]): one["id"] for one in found.get("entities", []) for m in one["mentions"]}
        for mark in marks["pronouns"]:
            if mark["antecedent"] is None:
                continue
            word = text[slice(*mark["span"])].lower()
            right = names(entities, by_span.get(tuple(mark["span"])), (), mark["antecedent"]) if tuple(mark["span"]) in by_span else False
            group = "he, she" if word in ("he", "him", "his", "himself", "she", "her", "hers", "herself") else (
                "they" if word.startswith("the") else "i, we")
            for key in ("pronouns", "pronouns " + group):
                counts[key + ".n"] += right
                counts[key + ".d"] += 1
            if not right:
                b, e = mark["span"]
                got = by_span.get(tuple(mark["span"]))
                self.show("pronoun", marks["id"], text[slice(*mark["antecedent"])], "found:", got and entities[got]["name"],
                          text[max(0, b - 90):b].replace("\n", "¶") + "<<" + text[b:e] + ">>" + text[e:e + 40].replace("\n", "¶"))


def figures(counts):
    out = {}
    for key in counts:
        if isinstance(key, str) and key.endswith(".d") and not key.startswith("nested.") and counts[key]:
            out[key[:-2]] = counts[key[:-2] + ".n"] / counts[key]
    if counts["nested.r.d"]:
        recall = counts["nested.r.n"] / counts["nested.r.d"]
        precision = counts["nested.p.n"] / counts["nested.p.d"] if counts["nested.p.d"] else 0.0
        out.update({"nested P": precision, "nested R": recall,
                    "nested F1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0})
    for key in ("stance", "stance of all"):
        classes = [name for what, name in (one for one in counts if isinstance(one, tuple)) if what == key + " gold"]
        if classes:
            f1 = [2 * counts[key + " both", one] / (counts[key + " gold", one] + counts[key + " found", one]) for one in classes]
            out[key + " macro"] = sum(f1) / len(f1)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--half", type=int)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", help="print these: speaker, kind, chain, stance, 'stance of all', nested+, nested-, pronoun")
    parser.add_argument("corpus")
    parser.add_argument("found", nargs="?")
    options = parser.parse_args()
    name = "polnear" if "polnear" in options.corpus else "newscluster"
    wanted = {what: {one["id"]: one for one in read(MARKS / f"{what}.{name}.jsonl")} if (MARKS / f"{what}.{name}.jsonl").exists() else {}
              for what in ("attributions", "pronouns", "stances")}
    ids = set().union(*wanted.values())
    records = {one["id"]: one for one in read(options.corpus) if one["id"] in ids}
    if options.texts:
        for one in records.values():
            print(json.dumps({"id": one["id"], "text": one["text"], "title": one.get("title") or "", "date": one.get("date") or ""}))
        return
    found = {one["id"]: one for one in read(options.found)}
    scorer, rows = Scorer(options.errors), []
    for document in sorted(ids):
        if options.half is not None and zlib.crc32(document.encode()) % 2 != options.half:
            continue
        text, own, counts = records[document]["text"], found.get(document, {}), collections.Counter()
        if own.get("article", {}).get("text", text) != text:
            sys.exit(f"{document}: not the corpus's text; annotate it with --verbatim")
        if document in wanted["attributions"]:
            scorer.attributions(text, wanted["attributions"][document], own, counts)
            scorer.stances(text, wanted["attributions"][document], own, counts)
        if document in wanted["stances"]:
            scorer.stances(text, wanted["stances"][document], own, counts)
        if document in wanted["pronouns"]:
            scorer.pronouns(text, wanted["pronouns"][document], own, counts)
        rows.append(counts)
    total = sum(rows, collections.Counter())
    result = figures(total)
    chance = random.Random(1)
    again = [figures(sum((rows[chance.randrange(len(rows))] for _ in rows), collections.Counter())) for _ in range(200 if len(rows) > 60 else 1000)]
    out = {}
    for key, value in result.items():
        values = sorted(one[key] for one in again if key in one)
        out[key] = {"value": value, "interval": [values[int(len(values) * 0.025)], values[int(len(values) * 0.975) - 1]],
                    "count": total.get(key + ".d", 0)}
    if options.json:
        print(json.dumps(out))
        return
    for key in sorted(out):
        one = out[key]
        print(f"{key:22} {one['value']:.3f}  [{one['interval'][0]:.3f}, {one['interval'][1]:.3f}]  {one['count'] or ''}")


if __name__ == "__main__":
    main()
