#!/usr/bin/env python3
"""Scores accounts against the benchmark's gold. README.md tells how things are matched.

Examples: bench/accounts/score.py accounts/            accounts/NN-slug.json, each as `hearsay report --format json` prints it
          bench/accounts/score.py --run build/hearsay  reads and reports each story with this program first
          bench/accounts/score.py --run build/hearsay --why --stories 1-20  where the comparisons of these are lost
"""
import argparse
import collections
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from check import HERE, VERDICTS, read_stories

# What follows the head of a description: "a source close to him", "two former employees of the villa".
AFTER_HEAD = re.compile(r"\s(?:of|who|whom|close|to|in|with|at|from|for|there|on|by|working)\s|,")

SMALL_WORDS = set("a an and at by for from had has have he her his in is it its of on or said she that the their they to was were who will with".split())


def rates(true, predicted, gold):
    precision = true / predicted if predicted else float(not gold)
    recall = true / gold if gold else 1.0
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall or 1)}


def overlap(one, two):
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))


class Places:
    """Where the words of an account stand in the benchmark's own texts, from which its texts may differ by what it cut."""

    def __init__(self, texts, account):
        self.texts = texts
        self.read = {document["id"]: document["article"]["text"] for document in account["documents"]}

    def find(self, document, span):
        """The span in the benchmark's text; None if its words aren't there."""
        text, read = self.texts.get(document), self.read.get(document)
        if text is None or read is None:
            return None
        if text == read:
            return tuple(span)
        words = read[span[0] : span[1]]
        at = min((m.start() for m in re.finditer(re.escape(words), text)), key=lambda a: abs(a - span[0]), default=None)
        return None if at is None or not words else (at, at + len(words))


def gold_place(texts, member):
    begin = texts[member["document"]].find(member["quote"])
    return begin, begin + len(member["quote"])


def touched(story, gold, places):
    """The gold comparison's members on which members of a predicted one lie: (index, share of their words)."""
    found = {}
    for index, member in enumerate(gold["members"]):
        place = gold_place(story.texts, member)
        for document, span in places:
            if document == member["document"] and overlap(place, span):
                share = overlap(place, span) / (max(place[1], span[1]) - min(place[0], span[0]))
                found[index] = max(found.get(index, 0), share)
    return found


def closeness(story, gold, places):
    """0 if the predicted members aren't those of this gold comparison, else how well they cover it."""
    found = touched(story, gold, places)
    members = [gold["members"][index] for index in found]
    documents = {member["document"] for member in members}
    if len(documents) < (1 if gold["kind"] == "inside" else 2) or len(members) < 2:
        return 0
    if gold["verdict"] != "agree" and len({member["value"] for member in members}) < 2:
        return 0
    return sum(found.values()) / len(gold["members"])


def match_comparisons(story, predicted):
    """Pairs (gold, predicted) of indices, best first, each used once; `predicted` holds (verdict, places)."""
    golds = story.gold["comparisons"]
    pairs = []
    for (g, gold), (p, (verdict, places)) in itertools.product(enumerate(golds), enumerate(predicted)):
        if verdict == gold["verdict"]:
            pairs.append((closeness(story, gold, places), g, p))
    matches, used_gold, used_predicted = [], set(), set()
    for score, g, p in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if score and g not in used_gold and p not in used_predicted:
            matches.append((g, p))
            used_gold.add(g)
            used_predicted.add(p)
    return matches


def placed_comparisons(account, places):
    """(verdict, [(document, place in the benchmark's text)]) of each comparison."""
    predicted = []
    for comparison in account["comparisons"]:
        found = [(member["document"], places.find(member["document"], member["span"])) for member in comparison["members"]]
        predicted.append((comparison["verdict"], [(document, span) for document, span in found if span]))
    return predicted


def score_comparisons(story, account, tally):
    predicted = placed_comparisons(account, Places(story.texts, account))
    matches = match_comparisons(story, predicted)
    golds = story.gold["comparisons"]
    repeated = {g for g, gold in enumerate(golds) if gold["verdict"] == "agree" and gold["origins"] == 1}
    tally["stories"] += 1
    for g, gold in enumerate(golds):
        tally["gold", gold["verdict"]] += g not in repeated
        tally["gold kind", gold["kind"], gold["verdict"]] += g not in repeated
    for g, p in matches:
        if g not in repeated:
            tally["found", golds[g]["verdict"]] += 1
            tally["found kind", golds[g]["kind"], golds[g]["verdict"]] += 1
    matched = {p for _, p in matches}
    for p, (verdict, members) in enumerate(predicted):
        others = [gold["verdict"] for gold in golds if closeness(story, gold, members)]
        if p in matched:
            tally["predicted", verdict] += not any(p == q and g in repeated for g, q in matches)
        elif verdict not in others:  # else it tells a part of what another one tells
            tally["predicted", verdict] += 1
            if verdict == "conflict":
                tally["false conflict", others[0] if others else "nothing"] += 1


def read_in(document, kind, place, places):
    """Whether what the reading found in the document, of the sort that this kind of comparison needs, lies on the place."""
    spans = [figure["span"] for figure in document["figures"]] if kind == "figure" else []
    if kind in ("statement", "position", "inside"):
        spans += [span for attribution in document["attributions"] for span in attribution["content"]]
    if kind != "figure":
        for event in document["events"]:
            spans += event["trigger"] + event.get("mentions", [])
    if kind in ("event", "inside"):
        spans += [time["span"] for time in document.get("times", [])]
    found = (places.find(document["id"], span) for span in spans)
    return any(span and overlap(place, span) for span in found)


def can_be_compared(gold, members):
    """Whether these members would do: of two documents (of one for `inside`) and, but for an agreement, of two values."""
    enough = 1 if gold["kind"] == "inside" else 2
    return (
        len(members) > 1
        and len({member["document"] for member in members}) >= enough
        and (gold["verdict"] == "agree" or len({member["value"] for member in members}) > 1)
    )


def loss(story, account, places, gold, predicted):
    """Why no comparison with the right verdict lies on this one's members."""
    by_id = {document["id"]: document for document in account["documents"]}
    read = [m for m in gold["members"] if read_in(by_id[m["document"]], gold["kind"], gold_place(story.texts, m), places)]
    if any(closeness(story, gold, members) for _, members in predicted):
        return "another verdict"
    if not can_be_compared(gold, read):
        return "not read"
    if not any(can_be_compared(gold, [m for m in read if m["document"] in one["documents"]]) for one in account["stories"]):
        return "in two stories, not aligned"
    return "not aligned"


def explain(story, account, tally, lines):
    """Counts the gold comparisons by kind, verdict and what became of them, and writes a line for each that is lost."""
    places = Places(story.texts, account)
    predicted = placed_comparisons(account, places)
    golds = story.gold["comparisons"]
    found = {g for g, _ in match_comparisons(story, predicted)}
    for g, gold in enumerate(golds):
        if gold["verdict"] == "agree" and gold["origins"] == 1:
            continue
        fate = "found" if g in found else loss(story, account, places, gold, predicted)
        tally[gold["kind"], gold["verdict"], fate] += 1
        if g not in found:
            lines.append(f"{story.name}: {gold['kind']} {gold['verdict']}, {gold['what']}: {fate}")
    for p, (verdict, members) in enumerate(predicted):
        if not any(gold["verdict"] == verdict and closeness(story, gold, members) for gold in golds):
            one = account["comparisons"][p]
            if verdict != "agree":
                lines.append(f"{story.name}: {one['kind']} {verdict}, {one['what']}: isn't in the gold; {one['why']}")


def print_losses(stories, account_of):
    tally, lines = collections.Counter(), []
    for story in stories:
        explain(story, account_of(story), tally, lines)
    fates = ("found", "not read", "in two stories, not aligned", "not aligned", "another verdict")
    print("\n".join(lines))
    print(f"\n{'':22}{'all':>6}" + "".join(f"{fate:>{len(fate) + 3}}" for fate in fates))
    for kind, verdict in sorted({key[:2] for key in tally}):
        counts = [tally[kind, verdict, fate] for fate in fates]
        row = "".join(f"{count:>{len(fate) + 3}}" for fate, count in zip(fates, counts))
        print(f"{kind + ' ' + verdict:22}{sum(counts):>6}{row}")


def pairs_of(groups):
    return {frozenset(pair) for group in groups for pair in itertools.combinations(sorted(group), 2)}


def score_origins(story, account, tally):
    gold = story.gold["origins"]
    predicted = [group for one in account["stories"] for group in one["origins"]]
    tally["origin", "stories"] += {frozenset(group) for group in gold} == {frozenset(group) for group in predicted}
    tally["origin", "true"] += len(pairs_of(gold) & pairs_of(predicted))
    tally["origin", "predicted"] += len(pairs_of(predicted))
    tally["origin", "gold"] += len(pairs_of(gold))


def stems(text):
    """Words as a claim and its telling share them: "killed" and "kill", "11,517" and "11517"."""
    words = re.findall(r"[\w'’-]+", re.sub(r"(?<=\d)[,.](?=\d{3})", "", text.lower()))
    return {re.sub(r"(?:'s|’s|ed|ing|es|s)$", "", word)[:6] for word in words if word not in SMALL_WORDS}


def telling(text, claim):
    """The sentence that tells the claim as far as words can tell, as a span."""
    words = stems(claim)
    sentences = [match.span() for match in re.finditer(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]*", text)]
    return max(sentences, key=lambda span: (len(words & stems(text[span[0] : span[1]])), -span[0]), default=None)


def hand_of(story, document, claim, account, places):
    """Whose word the claim is in this report: of the shortest attribution that holds most of the words that tell it."""
    text = story.texts[document["id"]]
    sentence = telling(text, claim)
    words = stems(claim) & stems(text[sentence[0] : sentence[1]])
    best = None
    for attribution in document.get("attributions", []):
        spans = [places.find(document["id"], span) for span in attribution["content"]]
        spans = [span for span in spans if span and overlap(sentence, span)]
        told = words & stems(" ".join(text[span[0] : span[1]] for span in spans))
        length = sum(span[1] - span[0] for span in spans)
        if 3 * len(told) >= 2 * len(words) > 0 and (best is None or length < best[0]):
            best = (length, attribution.get("hand"))
    return best[1] if best else document.get("hand")


def score_claims(story, account, tally):
    places = Places(story.texts, account)
    by_id = {document["id"]: document for document in account["documents"]}
    for claim in story.gold["claims"]:
        groups = collections.defaultdict(set)
        for name in {name for group in claim["documents"] for name in group if name in by_id}:
            groups[hand_of(story, by_id[name], claim["claim"], account, places) or name].add(name)
        gold = pairs_of(claim["documents"])
        predicted = pairs_of(groups.values())
        tally["claim", "true"] += len(gold & predicted)
        tally["claim", "predicted"] += len(predicted)
        tally["claim", "gold"] += len(gold)
        tally["claim", "all"] += 1
        tally["claim", "exact"] += len(groups) == claim["origins"]


def score_copies(story, account, tally):
    """Passages are neither asked for nor counted as false."""
    must = {frozenset((copy["original"], copy["copy"])) for copy in story.gold["copies"] if copy["extent"] != "passage"}
    may = {frozenset((copy["original"], copy["copy"])) for copy in story.gold["copies"]} - must
    predicted = {frozenset(pair[:2]) for one in account["stories"] for pair in one["copies"]} - may
    # A third copy of a text that two others copy may be traced to either of them.
    folded = pairs_of(story.gold["origins"]) - must
    tally["copy", "true"] += len(must & predicted)
    tally["copy", "predicted"] += len(predicted - folded)
    tally["copy", "gold"] += len(must)


def head(name):
    words = re.findall(r"[\w'’-]+", AFTER_HEAD.split(name.lower().strip("\"“”' "))[0])
    return re.sub(r"['’]s$", "", words[-1]) if words else ""


def initials(name):
    return "".join(word[0] for word in re.findall(r"\b[A-Z]\w*", name))


def same_hop(one, two):
    if head(one) == head(two) != "":
        return True
    return len(one) > 1 and one == initials(two) or len(two) > 1 and two == initials(one)


def score_chains(story, account, tally):
    places = Places(story.texts, account)
    by_id = {document["id"]: document for document in account["documents"]}
    for chain in story.gold["chains"]:
        quote = gold_place(story.texts, chain)
        best = None
        for attribution in by_id.get(chain["document"], {}).get("attributions", []):
            spans = [places.find(chain["document"], span) for span in attribution["content"]]
            spans = [span for span in spans if span]
            covered = sum(overlap(quote, span) for span in spans)
            length = sum(span[1] - span[0] for span in spans)
            if 2 * covered >= quote[1] - quote[0] and (best is None or (covered, -length) > best[0]):
                best = ((covered, -length), [hop["name"] for hop in attribution.get("chain", [])])
        hops = best[1] if best else []
        same = len(hops) == len(chain["hops"]) and all(map(same_hop, chain["hops"], hops))
        tally["chain", "exact"] += same
        tally["chain", "gold"] += 1
        tally["chain", "found"] += best is not None
        gold_links, links = list(itertools.pairwise(chain["hops"])), list(itertools.pairwise(hops))
        true = sum(any(all(map(same_hop, one, two)) for two in links) for one in gold_links)
        tally["link", "true"] += min(true, len(links))
        tally["link", "predicted"] += len(links)
        tally["link", "gold"] += len(gold_links)


def score(stories, account_of):
    """`account_of` gives the account of a story. Returns the figures by name."""
    tally = collections.Counter()
    for story in stories:
        account = account_of(story)
        for part in (score_comparisons, score_origins, score_claims, score_copies, score_chains):
            part(story, account, tally)
    figures = {}
    for verdict in sorted(VERDICTS):
        one = rates(tally["found", verdict], tally["predicted", verdict], tally["gold", verdict])
        # Agreements are not marked completely, so what is found beyond them isn't false.
        figures[verdict] = {"recall": one["recall"]} if verdict == "agree" else one
    figures["false conflicts a story"] = sum(v for k, v in tally.items() if k[0] == "false conflict") / tally["stories"]
    figures["origins"] = rates(*(tally["origin", part] for part in ("true", "predicted", "gold")))
    figures["origins"]["exact"] = tally["origin", "stories"] / tally["stories"]
    figures["claims"] = rates(*(tally["claim", part] for part in ("true", "predicted", "gold")))
    figures["claims"]["exact"] = tally["claim", "exact"] / tally["claim", "all"]
    figures["copies"] = rates(*(tally["copy", part] for part in ("true", "predicted", "gold")))
    figures["chain links"] = rates(*(tally["link", part] for part in ("true", "predicted", "gold")))
    figures["chains"] = {part: tally["chain", part] / tally["chain", "gold"] for part in ("found", "exact")}
    figures["recall by kind"] = {
        f"{kind} {verdict}": tally["found kind", kind, verdict] / count
        for (what, kind, verdict), count in sorted((k, v) for k, v in tally.items() if k[0] == "gold kind")
        if count
    }
    figures["false conflicts by what they are in the gold"] = {
        k[1]: v for k, v in sorted((k, v) for k, v in tally.items() if k[0] == "false conflict")
    }
    return figures


def run_program(program, story, folder):
    case = pathlib.Path(folder) / (story.name + ".case")
    reports = HERE / "stories" / story.name / "reports.jsonl"
    subprocess.run([program, "read", "--verbatim", reports, "--case", case], check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run([program, "report", case, "--format", "json"], check=True, capture_output=True)
    return json.loads(done.stdout)


def print_figures(figures):
    for name, value in figures.items():
        if not isinstance(value, dict):
            print(f"{name:48}{value:8.3f}")
        for part, number in value.items() if isinstance(value, dict) else ():
            print(f"{name + ', ' + part:72}" + (f"{number:8d}" if isinstance(number, int) else f"{number:8.3f}"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("accounts", nargs="?", type=pathlib.Path, help="folder of accounts, one a story")
    parser.add_argument("--run", type=pathlib.Path, metavar="PROGRAM", help="the program that makes them")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--stories", default="1-30", metavar="FIRST-LAST", help="only these, by number")
    parser.add_argument("--why", action="store_true", help="print where comparisons are lost, one by one and by kind")
    arguments = parser.parse_args()
    if (arguments.accounts is None) == (arguments.run is None):
        parser.error("give a folder of accounts or --run PROGRAM")
    with tempfile.TemporaryDirectory() as folder:
        if arguments.run:
            account_of = lambda story: run_program(arguments.run, story, folder)
        else:
            account_of = lambda story: json.loads((arguments.accounts / (story.name + ".json")).read_text("utf-8"))
        first, last = (int(number) for number in arguments.stories.split("-"))
        stories = [story for story in read_stories(HERE / "stories") if first <= int(story.name[:2]) <= last]
        if arguments.why:
            print_losses(stories, account_of)
            return
        figures = score(stories, account_of)
    json.dump(figures, sys.stdout, indent=2) if arguments.json else print_figures(figures)


if __name__ == "__main__":
    main()
