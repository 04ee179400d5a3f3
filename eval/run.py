#!/usr/bin/env python3
"""Measure build/hearsay on the evaluation corpora with their own scorers and print one table, one row a figure.

  ./dev eval                 all of it
  ./dev eval article story   only these groups: article, attribution, story, copies, entities,
                             coreference, heads, marks, events, fivew, accounts

The corpora and scorers lie in ../shared, beside the project; where they are absent this says so and ends. They are
never part of the project: docs/evaluation.md tells what they are.
"""
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CORPORA = SHARED / "corpora"
PROGRAM = ROOT / "build" / "hearsay"


def score(name, *arguments):
    """The figures a scorer prints, as a dictionary."""
    command = [sys.executable, SHARED / "eval" / f"score_{name}.py", "--json", *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def hearsay(*arguments, output=None):
    """Runs the program; its status may be 1 (some records could not be read)."""
    with open(output or os.devnull, "w") as out:
        done = subprocess.run([PROGRAM, *map(str, arguments)], stdout=out, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"hearsay {arguments}: status {done.returncode}: {done.stderr[-500:]}")
    if done.stderr:
        print(done.stderr.rstrip()[-400:], file=sys.stderr)


def adapted(kind, printed, work):
    """What the program printed, in the scorers' own shape."""
    path = work / f"{printed.stem}.{kind}.jsonl"
    with open(printed) as source, open(path, "w") as out:
        subprocess.run([sys.executable, SHARED / "eval" / "adapt.py", kind], stdin=source, stdout=out, check=True)
    return path


def lines(path):
    with gzip.open(path, "rt") as file:
        return [json.loads(line) for line in file]


class Table:
    """One row a figure, printed as it is found."""

    def __init__(self):
        print(f"{'corpus':28} {'figure':44} {'value':>8}")

    def add(self, corpus, figure, value, digits=3):
        print(f"{corpus:28} {figure:44} {value:8.{digits}f}", flush=True)

    def add_all(self, corpus, figures, wanted):
        """`wanted`: the row's words and the way to its value in `figures`: "f1", or "body.f1"."""
        for words, way in wanted:
            value = figures
            for key in way.split("."):
                value = value.get(key) if isinstance(value, dict) else None
            if value is not None:
                self.add(corpus, words, value)


def pages_with_html(name):
    """The set's lines with their pages, those that stand in another file taken from there."""
    found = lines(CORPORA / "pages" / f"{name}-dev.jsonl.gz")
    others = {}
    for line in found:
        if "html_ref" in line:
            others.setdefault(line["html_file"], set()).add(line["html_ref"])
    html = {}
    for file, ids in others.items():
        html.update({(file, one["id"]): one["html"] for one in lines(CORPORA / "pages" / file) if one["id"] in ids})
    for line in found:
        if "html_ref" in line:
            line["html"] = html[line["html_file"], line["html_ref"]]
    return found


def article(table, work):
    for name in ("aeb", "trafilatura", "dates", "readability"):
        gold = CORPORA / "pages" / f"{name}-dev.jsonl.gz"
        pages = work / f"{name}.jsonl"
        with open(pages, "w") as out:
            for line in pages_with_html(name):
                out.write(json.dumps({key: line[key] for key in ("id", "url", "html") if line.get(key)}) + "\n")
        printed = work / f"{name}.extracted.jsonl"
        begin = time.monotonic()
        hearsay("extract", "--furniture", "--threads", 1, pages, output=printed)
        seconds = time.monotonic() - begin
        figures = score("extraction", gold, adapted("article", printed, work))
        table.add_all(f"{name}-dev", figures, [
            ("article F1", "body.f1"), ("article F1, standard deviation", "body.f1_std"),
            ("article precision", "body.precision"), ("article recall", "body.recall"),
            ("article exactly right", "body.accuracy"),
            ("segment F1", "segments.f1"), ("segment precision", "segments.precision"),
            ("segment recall", "segments.recall"),
            ("comment segments in the article", "comments.in_text"),
            ("comment segments found as comments", "comments.in_comments"),
            ("publication date exact", "date.accuracy"), ("publication date F1", "date.f1"),
            ("title exact", "fields.title.exact"), ("author exact", "fields.author.exact"),
            ("byline exact", "fields.byline.exact")])
        with open(printed) as file:
            table.add(f"{name}-dev", "pages/s on one core, JSON in to JSON out", sum(1 for _ in file) / seconds, 0)


def attribution(table, work):
    folder = CORPORA / "polnear"
    texts = work / "polnear.jsonl"
    with open(texts, "w") as out:
        for line in lines(folder / "dev.jsonl.gz"):
            out.write(json.dumps({"id": line["id"], "text": line["text"], "date": line["date"]}) + "\n")
    for model in ("accurate", "fast"):
        corpus = f"polnear/dev, {model}"
        printed = work / f"polnear.{model}.jsonl"
        hearsay("annotate", "--verbatim", "--model", model, texts, output=printed)
        table.add_all(corpus, score("exact", folder / "sentences-dev.jsonl.gz", printed), [
            (f"exact match F1, {role} (of 100)", f"exact.{role}.f1") for role in ("source", "cue", "content", "mean")])
        table.add_all(corpus, score("attribution", folder / "dev.jsonl.gz", printed), [
            ("found F1", "attribution.found.f1"), ("attributed F1", "attribution.attributed.f1"),
            ("exact F1", "attribution.exact.f1"), ("cue-anchored F1", "attribution.cue_anchored.f1"),
            ("direct quotations found, recall", "recall_by_kind.direct.found"),
            ("direct quotations attributed, recall", "recall_by_kind.direct.attributed")])


def own_score(name, *arguments):
    """The figures that one of our own scorers prints."""
    command = [sys.executable, ROOT / "eval" / f"score_{name}.py", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def own_annotated(name, gold, work, *options):
    """What the program prints for the texts that one of our own scorers takes from its gold."""
    texts, printed = work / f"{name}.jsonl", work / f"{name}.annotated.jsonl"
    texts.write_text(own_score(name, "--texts", gold))
    hearsay("annotate", "--verbatim", *options, texts, output=printed)
    return printed


def coreference(table, work):
    gold = CORPORA / "gum" / "dev.conllu.gz"
    printed = own_annotated("coreference", gold, work)
    for genre in ("news", "interview", None):
        for singletons in ((), ("--singletons",)):
            figures = json.loads(own_score("coreference", "--json", *(("--genre", genre) if genre else ()), *singletons, gold, printed))
            label = "with singletons" if singletons else "without singletons"
            table.add(f"gum/dev {genre or 'all'}", f"CoNLL F1, heads, {label}", figures["conll"])


def heads(table, work):
    """Sentences; parts of speech; names and their types."""
    gold = CORPORA / "ewt" / "dev.conllu.gz"
    figures = json.loads(own_score("heads", "--json", gold, own_annotated("heads", gold, work, "--model", "rules", "--tokens")))
    for figure, one in figures.items():
        if not figure.startswith("names"):
            table.add("ewt/dev", figure, one["value"])
    gold = CORPORA / "gum" / "dev.conllu.gz"
    printed = own_annotated("heads", gold, work, "--tokens")
    for genre in ("news", "interview", None):
        figures = json.loads(own_score("heads", "--json", *(("--genre", genre) if genre else ()), gold, printed))
        for figure, one in figures.items():
            table.add(f"gum/dev {genre or 'all'}", figure, one["value"])


def marks(table, work):
    for corpus in ("polnear/dev", "stories/docs.newscluster.dev"):
        gold = CORPORA / f"{corpus}.jsonl.gz"
        printed = own_annotated("marks", gold, work)
        figures = json.loads(own_score("marks", "--json", gold, printed))
        for key in ("paired", "speaker", "kind", "chain", "hops", "nested F1", "stance of all", "stance of all macro", "pronouns"):
            if key in figures:
                table.add(corpus, key, figures[key]["value"])


def grouped(name, work, keep=("id", "title", "text", "date", "url")):
    """The program's grouping of one of the story sets, as a file."""
    texts = work / f"{name}.jsonl"
    with open(texts, "w") as out:
        for line in lines(CORPORA / "stories" / f"{name}.dev.jsonl.gz"):
            out.write(json.dumps({key: line[key] for key in keep if line.get(key)}) + "\n")
    case = work / f"{name}.case"
    hearsay("read", "--quiet", "--verbatim", texts, "--case", case)
    printed = work / f"{name}.stories.jsonl"
    hearsay("stories", case, "--format", "jsonl", output=printed)
    hearsay("check", case)
    return printed, case


def story(table, work):
    sets = [("stream.core", ("id", "title", "text", "date", "url")),
            ("stream.core", ("id", "title", "text")),
            ("docs.newscluster", ("id", "title", "text", "date", "url"))]
    for name, keep in sets:
        printed, _ = grouped(name, work, keep)
        figures = score("stories", CORPORA / "stories" / f"{name}.dev.jsonl.gz", printed)
        label = name if "date" in keep else f"{name} without dates"
        table.add_all(label, figures, [
            ("B-cubed precision", "b3.p"), ("B-cubed recall", "b3.r"), ("B-cubed F1", "b3.f1"), ("pair F1", "pair.f1"),
            ("adjusted Rand index", "ari")])


def copies(table, work):
    for name in ("copies.synth", "copies.mccormick"):
        gold = CORPORA / "stories" / f"{name}.dev.jsonl.gz"
        _, case = grouped(name, work, ("id", "title", "text", "date"))
        account = work / f"{name}.account.json"
        hearsay("report", case, "--format", "json", output=account)
        with open(account) as file:
            stories = json.load(file)["stories"]
        parent = {}

        def root(one):
            while parent.get(one, one) != one:
                one = parent[one]
            return one

        for one in stories:
            for original, copy in one.get("copies", []):
                parent[root(copy)] = root(original)
        printed = work / f"{name}.copies.jsonl"
        with open(printed, "w") as out:
            for line in lines(gold):
                out.write(json.dumps({"id": line["id"], "story": root(line["id"])}) + "\n")
        table.add_all(name, score("stories", "--copies", gold, printed), [
            ("copies, pair precision", "pair.p"), ("copies, pair recall", "pair.r"), ("copies, pair F1", "pair.f1")])


def entities(table, work):
    """Who is one across reports, against the project's own marks."""
    corpus = work / "newswcl.jsonl"
    with open(corpus, "w") as out:
        for line in lines(CORPORA / "stories" / "docs.newswcl.dev.jsonl.gz"):
            out.write(json.dumps({key: line[key] for key in ("id", "text", "date", "url") if line.get(key)}) + "\n")
    hearsay("read", corpus, "--verbatim", "--case", work / "newswcl.case")
    account = work / "newswcl.account.json"
    hearsay("report", work / "newswcl.case", "--format", "json", output=account)
    printed = subprocess.run([sys.executable, ROOT / "eval" / "score_entities.py", "--json",
                              ROOT / "eval" / "marks" / "entities.newswcl.jsonl", account],
                             check=True, capture_output=True, text=True).stdout
    table.add_all("newswcl-dev", json.loads(printed), [
        ("entities across reports, B-cubed precision", "precision"),
        ("entities across reports, B-cubed recall", "recall"), ("entities across reports, B-cubed F1", "f1")])


def events(table, work):
    for name in ("plv", "plover_gsr", "petrarch"):
        gold = CORPORA / "stories" / f"events.{name}.dev.jsonl.gz"
        texts = work / f"{name}.jsonl"
        with open(texts, "w") as out:
            for line in lines(gold):
                out.write(json.dumps({"id": line["id"], "text": line["text"]}) + "\n")
        printed = work / f"{name}.annotated.jsonl"
        hearsay("annotate", "--verbatim", texts, output=printed)
        # The model was trained on the first two: models/event.md has the cross-validated figures.
        seen = "" if name == "petrarch" else ", seen in training"
        table.add_all(f"events.{name}", score("events", gold, adapted("events", printed, work)), [
            (f"event type F1, first event{seen}", "type.first.f1"), ("source recall", "source.r"), ("target recall", "target.r"),
            ("type and both actors F1", "typed_actors.f1")])
    marks = ROOT / "eval" / "marks"
    wanted = {json.loads(line)["id"] for kind in ("figures", "times") for line in open(marks / f"{kind}.newscluster.jsonl")}
    texts = work / "newscluster.jsonl"
    with open(texts, "w") as out:
        for line in lines(CORPORA / "stories" / "docs.newscluster.dev.jsonl.gz"):
            if line["id"] in wanted:
                out.write(json.dumps({key: line[key] for key in ("id", "title", "text", "date") if line.get(key)}) + "\n")
    printed = work / "newscluster.annotated.jsonl"
    hearsay("annotate", "--verbatim", texts, output=printed)
    for kind in ("figures", "times"):
        command = [sys.executable, ROOT / "eval" / "score_figures.py", kind, marks / f"{kind}.newscluster.jsonl", printed, "--json"]
        figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        table.add_all("newscluster, marked by hand", figures, [
            (f"{kind} right, F1", "f1"), (f"{kind} right, F1, low end", "low"), (f"{kind} right, F1, high end", "high")])


def fivew(table, work):
    """For "what" the headline's clause first, which says it best, then the text's own words."""
    gold = CORPORA / "stories" / "fivew.dev.jsonl.gz"
    texts = work / "fivew.jsonl"
    with open(texts, "w") as out:
        for line in lines(gold):
            out.write(json.dumps({key: line[key] for key in ("id", "title", "text", "date", "url") if line.get(key)}) + "\n")
    printed = work / "fivew.annotated.jsonl"
    hearsay("annotate", "--verbatim", texts, output=printed)
    answers = work / "fivew.answers.jsonl"
    with open(printed) as source, open(answers, "w") as out:
        for document in map(json.loads, source):
            text, main_event = document["article"]["text"], document.get("main_event", {})
            title, (begin, end) = document["article"].get("title", ""), main_event.pop("headline", (0, 0))
            headline = title[begin:end]
            said = {question: [text[begin:end] for begin, end in spans] for question, spans in main_event.items()}
            said["what"] = [headline] + said.get("what", [])
            out.write(json.dumps({"id": document["id"], **said}) + "\n")
    table.add_all("fivew", score("fivew", gold, answers), [
        (f"{question}: first answer right", f"{question}.hit1")
        for question in ("who", "what", "when", "where", "why", "how", "mean4")])


def accounts(table, work):
    """The benchmark of accounts, by its own scorer."""
    folder = ROOT / "bench" / "accounts"
    printed = subprocess.run([sys.executable, folder / "score.py", "--run", PROGRAM, "--json"], check=True,
                             capture_output=True, text=True).stdout
    for words, value in sorted(flattened(json.loads(printed))):
        table.add("bench/accounts", words, value)


def flattened(figures, before=""):
    """("conflict, f1", value) of nested figures; other values are left out."""
    for key, value in figures.items():
        words = f"{before}, {key}" if before else str(key)
        if isinstance(value, dict):
            yield from flattened(value, words)
        elif isinstance(value, (int, float)):
            yield words, float(value)


GROUPS = {"article": article, "attribution": attribution, "story": story, "copies": copies,
          "entities": entities, "coreference": coreference, "heads": heads, "marks": marks, "events": events, "fivew": fivew,
          "accounts": accounts}


def main():
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
        return
    if not CORPORA.is_dir():
        print(f"The evaluation corpora are not here ({CORPORA}): nothing is measured.")
        return
    groups = sys.argv[1:] or list(GROUPS)
    unknown = [group for group in groups if group not in GROUPS]
    if unknown:
        sys.exit(f"no group {unknown[0]!r}; there are: {', '.join(GROUPS)}")
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        for group in groups:
            GROUPS[group](table, pathlib.Path(folder))


if __name__ == "__main__":
    main()
