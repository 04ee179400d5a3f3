#!/usr/bin/env python3
"""Checks the benchmark's stories against the conventions of README.md and prints what they hold.

Example: bench/accounts/check.py
Exit status 1 if anything is wrong; each fault is a line on stderr.
"""
import argparse
import collections
import json
import pathlib
import sys
from urllib.parse import urlsplit

HERE = pathlib.Path(__file__).resolve().parent
KINDS = {"statement", "figure", "event", "position", "inside"}
VERDICTS = {"agree", "differ", "conflict", "update"}
EXTENTS = {"whole", "cut", "edited", "merged", "passage"}
REPORT_FIELDS = {"id", "url", "title", "publisher", "date", "text"}
WORDS = range(80, 301)  # in a report
REPORTS, CHAINS, CLAIMS = range(3, 9), range(4, 11), range(2, 5)  # in a story


class Story:
    """One story's folder; `faults` holds a sentence for each convention it breaks."""

    def __init__(self, folder):
        self.name = folder.name
        self.faults = []
        lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        self.reports = [json.loads(line) for line in lines]
        self.texts = {report["id"]: report["text"] for report in self.reports}
        self.gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))

    def fault(self, *words):
        self.faults.append(" ".join(map(str, (f"{self.name}:", *words))))

    def check_count(self, what, count, allowed):
        if count not in allowed:
            self.fault(count, what + ", not", allowed.start, "to", allowed.stop - 1)

    def check_document(self, document, where):
        if document not in self.texts:
            self.fault(where, "names an unknown document", repr(document))
            return False
        return True

    def check_quote(self, document, quote, where):
        if not self.check_document(document, where):
            return
        times = self.texts[document].count(quote) if quote else 0
        if times != 1:
            self.fault(where, "quotes words found", times, "times in", document + ":", repr(quote))

    def check_partition(self, groups, documents, where):
        listed = collections.Counter(document for group in groups for document in group)
        if not all(groups) or listed != collections.Counter(documents):
            self.fault(where, "is no partition of", sorted(documents))

    def check(self):
        self.check_reports()
        if self.gold["documents"] != [report["id"] for report in self.reports]:
            self.fault("gold lists other documents than reports.jsonl")
        self.check_chains()
        self.check_copies()
        self.check_origins()
        for comparison in self.gold["comparisons"]:
            self.check_comparison(comparison)
        return self.faults

    def check_reports(self):
        self.check_count("reports", len(self.reports), REPORTS)
        for report in self.reports:
            if set(report) != REPORT_FIELDS or not all(report.values()):
                self.fault(report.get("id"), "has other fields than", sorted(REPORT_FIELDS))
            if not (urlsplit(report["url"]).hostname or "").endswith(".example"):
                self.fault(report["id"], "has a url on a domain that may exist")
            self.check_count(f"words in {report['id']}", len(report["text"].split()), WORDS)

    def check_chains(self):
        self.check_count("chains", len(self.gold["chains"]), CHAINS)
        publishers = {report["id"]: report["publisher"] for report in self.reports}
        for chain in self.gold["chains"]:
            self.check_quote(chain["document"], chain["quote"], "a chain")
            if len(chain["hops"]) < 2 or not all(chain["hops"]):
                self.fault("a chain of fewer than two hops in", chain["document"])
            elif chain["hops"][-1] != publishers.get(chain["document"]):
                self.fault("a chain of", chain["document"], "ends in", chain["hops"][-1])
            shown = (self.texts.get(chain["document"], "") + publishers.get(chain["document"], "")).lower()
            for hop in chain["hops"]:
                if hop.lower() not in shown:
                    self.fault("a chain of", chain["document"], "has a hop that the report does not name:", hop)

    def check_copies(self):
        for copy in self.gold["copies"]:
            ends = (copy["original"], copy["copy"])
            if not all(self.check_document(end, "a copy") for end in ends) or ends[0] == ends[1]:
                continue
            if copy["extent"] not in EXTENTS:
                self.fault("unknown extent", copy["extent"])
            if copy["extent"] in ("cut", "merged", "passage") and not copy.get("passages"):
                self.fault(*ends, "has no passages")
            for passage in copy.get("passages", []):
                self.check_quote(copy["copy"], passage, "a copy")

    def check_origins(self):
        self.check_partition(self.gold["origins"], list(self.texts), "origins")
        self.check_count("claims", len(self.gold["claims"]), CLAIMS)
        for claim in self.gold["claims"]:
            for document in (document for group in claim["documents"] for document in group):
                self.check_document(document, "a claim's origins")
            if claim["origins"] != len(claim["documents"]) or not all(claim["documents"]):
                self.fault("origins miscounted:", claim["claim"])

    def check_comparison(self, comparison):
        where = f"“{comparison['what']}”"
        if comparison["kind"] not in KINDS or comparison["verdict"] not in VERDICTS:
            self.fault(where, "has an unknown kind or verdict")
        for member in comparison["members"]:
            self.check_quote(member["document"], member["quote"], where)
            if not member["value"]:
                self.fault(where, "has a member without a value")
        if len(comparison["members"]) < 2:
            self.fault(where, "has fewer than two members")
        told = {member["document"] for member in comparison["members"]}
        if comparison["kind"] == "inside":
            if len(told) != 1:
                self.fault(where, "is inside one report but has members of", len(told))
        else:
            if len(told) < 2:
                self.fault(where, "has members of one document alone")
            rest = comparison["silent"] + comparison.get("other", [])
            self.check_partition([[document] for document in sorted(told) + rest], list(self.texts), where)
        groups = sum(1 for group in self.gold["origins"] if told & set(group))
        if comparison["origins"] != groups:
            self.fault(where, "stands on", groups, "origins, not", comparison["origins"])
        values = {member["value"] for member in comparison["members"]}
        if comparison["verdict"] != "agree" and len(values) < 2:
            self.fault(where, "does not agree, yet all its values are one")


def read_stories(folder):
    return [Story(path.parent) for path in sorted(folder.glob("*/gold.json"))]


def print_totals(stories):
    gold = [story.gold for story in stories]
    words = [len(text.split()) for story in stories for text in story.texts.values()]
    print(f"{len(stories)} stories, {len(words)} reports, {sum(words)} words ({min(words)} to {max(words)} a report)")
    chains = collections.Counter(len(chain["hops"]) for one in gold for chain in one["chains"])
    print(f"{sum(chains.values())} chains: " + ", ".join(f"{chains[hops]} of {hops} hops" for hops in sorted(chains)))
    copies = collections.Counter(copy["extent"] for one in gold for copy in one["copies"])
    print(f"{sum(copies.values())} copies: " + ", ".join(f"{copies[extent]} {extent}" for extent in sorted(copies)))
    print(f"{sum(len(one['origins']) for one in gold)} origins of reports; {sum(len(one['claims']) for one in gold)} claims counted")
    table = collections.Counter((c["kind"], c["verdict"]) for one in gold for c in one["comparisons"])
    verdicts = ["agree", "differ", "conflict", "update"]
    print(f"{'comparisons':12}" + "".join(f"{verdict:>10}" for verdict in verdicts) + f"{'all':>10}")
    for kind in ["statement", "figure", "event", "position", "inside"]:
        row = [table[kind, verdict] for verdict in verdicts]
        print(f"{kind:12}" + "".join(f"{count:10}" for count in row + [sum(row)]))
    columns = [sum(table[kind, verdict] for kind in KINDS) for verdict in verdicts]
    print(f"{'all':12}" + "".join(f"{count:10}" for count in columns + [sum(columns)]))
    calm = [s.name for s in stories if all(c["verdict"] != "conflict" for c in s.gold["comparisons"])]
    print(f"{len(calm)} stories without a conflict: " + ", ".join(calm))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=pathlib.Path, default=HERE / "stories", help="folder of the stories")
    stories = read_stories(parser.parse_args().stories)
    if not stories:
        sys.exit("no stories found")
    faults = [fault for story in stories for fault in story.check()]
    names = collections.Counter(document for story in stories for document in story.texts)
    faults += [f"{name} is the id of {count} reports" for name, count in names.items() if count > 1]
    for fault in faults:
        print(fault, file=sys.stderr)
    print_totals(stories)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
