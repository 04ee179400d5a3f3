#!/usr/bin/env python3
"""Articles side by side: Hearsay and its peers on the same pages, on the same machine, in the same run.

  compare.py --hearsay PROGRAM --scorer DIR GOLD.jsonl.gz... [--peers trafilatura,readability] [--limit N]

GOLD are page sets with an "html" field, scored by DIR/score_extraction.py. Peers that are not installed are left out:
trafilatura comes from PyPI, Readability.js from npm (npm install @mozilla/readability jsdom in this folder). Times are
processor time from HTML to article, so that a busy machine does not decide; hearsay's has its start and its JSON in it,
the peers' have not. "±" is the standard deviation over resampled pages.
"""
import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def read_pages(path, limit):
    pages = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            page = json.loads(line)
            if page.get("html"):
                pages.append(page)
    return pages[:limit]


def by_hearsay(program, pages):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for page in pages:
            file.write(json.dumps({"id": page["id"], "url": page.get("url") or "", "html": page["html"]}) + "\n")
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = subprocess.run([program, "extract", "--furniture", "--threads", "1", file.name], capture_output=True, text=True,
                             encoding="utf-8", check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    out = {}
    for line in run.stdout.splitlines():
        record = json.loads(line)
        article = record.get("article") or {}
        comments = [piece["text"] for piece in record.get("furniture") or [] if piece["type"] == "comment"]
        out[record["id"]] = {"id": record["id"], "text": article.get("text"), "title": article.get("title"),
                             "date": ((article.get("published") or {}).get("value") or "")[:10] or None,
                             "author": article.get("authors"), "comments": "\n".join(comments)}
    return out, seconds


def by_trafilatura(pages):
    from trafilatura import bare_extraction
    out = {}
    start = time.process_time()
    for page in pages:
        found = bare_extraction(page["html"], url=page.get("url"), include_comments=True, with_metadata=True)
        if found is not None:
            found = found if isinstance(found, dict) else found.as_dict()
            out[page["id"]] = {"id": page["id"], "text": found.get("text"), "title": found.get("title"),
                               "date": found.get("date"), "author": found.get("author"), "comments": found.get("comments")}
    return out, time.process_time() - start


def by_readability(pages):
    lines = "".join(json.dumps({"id": page["id"], "html": page["html"]}) + "\n" for page in pages)
    run = subprocess.run(["node", os.path.join(HERE, "readability.mjs")], input=lines, capture_output=True, text=True,
                         encoding="utf-8", check=True)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    return {row["id"]: row for row in rows[:-1]}, rows[-1]["seconds"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--hearsay", default="build/hearsay")
    parser.add_argument("--scorer", required=True)
    parser.add_argument("--peers", default="trafilatura,readability")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    sys.path.insert(0, options.scorer)
    import score_extraction
    runs = {"hearsay": lambda pages: by_hearsay(options.hearsay, pages)}
    if "trafilatura" in options.peers:
        runs["trafilatura"] = by_trafilatura
    if "readability" in options.peers:
        runs["readability"] = by_readability
    print("| set | program | body F1 | accuracy | segment F1 | comments leaking | date | title | author | pages/s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for path in options.gold:
        pages = read_pages(path, options.limit)
        gold = [{key: value for key, value in page.items() if key not in ("html", "raw_b64")} for page in pages]
        for name, run in runs.items():
            try:
                found, seconds = run(pages)
            except (ImportError, OSError, subprocess.CalledProcessError) as error:
                print("%s: left out (%s)" % (name, str(error).splitlines()[0]), file=sys.stderr)
                continue
            result, _, body = score_extraction.score(gold, found)
            spread = " ± %.3f" % score_extraction.bootstrap(body, 200)["f1_std"] if body else ""

            def figure(part, key):
                return "%.3f" % result[part][key] if part in result and key in result[part] else ""

            fields = result.get("fields", {})
            exact = ["%.3f" % fields[key]["exact"] if key in fields else "" for key in ("title", "author")]
            print("| %s | %s | %s | %s | %s | %s | %s | %s | %s | %.0f |" %
                  (os.path.basename(path).split(".")[0], name, figure("body", "f1") + spread, figure("body", "accuracy"),
                   figure("segments", "f1"), figure("comments", "in_text"), figure("date", "accuracy"), exact[0], exact[1],
                   len(pages) / max(seconds, 1e-9)))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
