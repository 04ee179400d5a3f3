#!/usr/bin/env python3
"""Scores who is one across the reports of a case: B-cubed over marked mentions of names.

  score_entities.py MARKS ACCOUNT [--json]

MARKS: eval/marks/entities.newswcl.jsonl ({"id", "mentions": [{"span", "entity"}]}).
ACCOUNT: what `hearsay report CASE --format json` prints.

A marked mention belongs to the case's entity that has a mention over it (the one that overlaps it most; of equals, the
shortest). A marked mention that no entity covers counts as an entity of its own. Precision and recall are B-cubed
(Bagga and Baldwin 1998) with the mention as the unit, over all reports as one case; the interval is a bootstrap over
reports. Example:

  hearsay read newswcl.jsonl --verbatim --case newswcl.case
  hearsay report newswcl.case --format json > account.json
  eval/score_entities.py eval/marks/entities.newswcl.jsonl account.json
"""
import argparse
import collections
import json
import random


def responses(account):
    """{document: [(begin, end, case entity)]}"""
    case_entity = {}
    for entity in account["entities"]:
        for member in entity["members"]:
            case_entity[member["document"], member["entity"]] = entity["id"]
    mentions = collections.defaultdict(list)
    for document in account["documents"]:
        for entity in document["entities"]:
            name = case_entity.get((document["id"], entity["id"]), (document["id"], entity["id"]))
            mentions[document["id"]] += [(*mention["span"], name) for mention in entity["mentions"]]
    return mentions


def answer(span, mentions):
    """The entity whose mention covers the span best, or None."""
    def rank(mention):
        return min(span[1], mention[1]) - max(span[0], mention[0]), mention[0] - mention[1]
    best = max(mentions, key=rank, default=None)
    return best[2] if best and rank(best)[0] > 0 else None


def b_cubed(pairs):
    """pairs: [(gold, predicted)], one a mention."""
    gold, predicted, both = (collections.Counter(x) for x in
                             ([g for g, _ in pairs], [p for _, p in pairs], pairs))
    precision = sum(both[g, p] / predicted[p] for g, p in pairs) / len(pairs)
    recall = sum(both[g, p] / gold[g] for g, p in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marks")
    parser.add_argument("account")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with open(arguments.marks, encoding="utf-8") as file:
        marks = [json.loads(line) for line in file]
    with open(arguments.account, encoding="utf-8") as file:
        found = responses(json.load(file))

    by_document, missed = {}, 0
    for mark in marks:
        pairs = []
        for mention in mark["mentions"]:
            entity = answer(mention["span"], found[mark["id"]])
            missed += entity is None
            pairs.append((mention["entity"], entity if entity is not None else (mark["id"], *mention["span"])))
        by_document[mark["id"]] = pairs
    whole = [pair for pairs in by_document.values() for pair in pairs]
    precision, recall, f1 = b_cubed(whole)
    chance = random.Random(1)
    samples = sorted(b_cubed([pair for name in chance.choices(list(by_document), k=len(by_document))
                              for pair in by_document[name]])[2] for _ in range(300))
    result = {"mentions": len(whole), "not found": missed, "precision": precision, "recall": recall, "f1": f1,
              "interval": [samples[7], samples[-8]]}
    if arguments.json:
        print(json.dumps(result))
    else:
        print(f"{len(whole)} mentions in {len(by_document)} reports, {missed} not found; B-cubed precision {precision:.3f}, "
              f"recall {recall:.3f}, F1 {f1:.3f} [{samples[7]:.3f}, {samples[-8]:.3f}]")


if __name__ == "__main__":
    main()
