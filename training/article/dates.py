"""Trains the chooser among a page's dates and writes its weights (models/article_date.inc).

  dates.py --corpora DIR --features PROGRAM --work DIR [--out models]

PROGRAM is training/article/features.cpp, built; --corpora holds dates-dev.jsonl.gz and trafilatura-dev.jsonl.gz. Each
page's candidates come from the code that reads pages in earnest; the one whose day is the gold's is right. Figures are
cross-validated by site. Needs numpy and lightgbm.
"""
import argparse
import datetime
import gzip
import json
import os
import random
import re
import subprocess
import zlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
import lightgbm
import numpy

import train

FOLDS = 10
ROUNDS = 160
LEAST = 0.15  # the chooser's own threshold, kLeastScore in src/article/page_date.cpp
PARAMETERS = dict(objective="binary", learning_rate=0.06, num_leaves=8, max_depth=4, min_data_in_leaf=8,
                  feature_fraction=0.4, bagging_fraction=0.8, bagging_freq=1, lambda_l2=3.0, verbose=-1, num_threads=1,
                  use_missing=False, max_bin=63, seed=5, deterministic=True)

# What can only speak for a date (1), or only against it (-1), whatever these few pages say.
MONOTONE = {"source": -1, "says_published": 1, "says_other": -1, "in_menu": -1, "in_comments": -1, "in_aside": -1,
            "same_day": 1, "same_day_linked": 1, "same_day_meta": 1, "same_day_url": 1, "same_day_time": 1,
            "same_day_line": 1, "class_related": 1, "best_other": 1, "preferred": 1}


def read_pages(corpora):
    """Pages with a gold day, each once: id -> (host, url, html, day, set)."""
    sets = {}
    for name in ("trafilatura", "dates"):
        with gzip.open(os.path.join(corpora, name + "-dev.jsonl.gz"), "rt", encoding="utf-8") as file:
            sets[name] = {page["id"]: page for page in map(json.loads, file)}
    pages = {}
    for name in ("dates", "trafilatura"):
        for key, page in sets[name].items():
            day = page.get("date")
            if name == "trafilatura" and (not isinstance(day, str) or len(day) != 10):
                continue
            html = page.get("html") or sets["trafilatura"][page["html_ref"]]["html"]
            found = train.host(page, name), page.get("url") or "", html, day, name if name == "dates" else "trafilatura"
            if key not in pages:
                pages[key] = found
                if isinstance(day, str):
                    pages[key + "#clock"] = found[:2] + (with_clock(html, day, key), day, "with a clock")
    return pages


def with_clock(html, day, key):
    """The page with today's date at its top, as many print it: some later day than the article's."""
    chance = random.Random(key)
    today = datetime.date.fromisoformat(day) + datetime.timedelta(days=chance.choice([1, 3, 20, 150, 400, 1500]))
    words = today.strftime(chance.choice(["%A, %d %B %Y", "%d.%m.%Y", "%B %d, %Y", "%a %d %b %Y", "%A, %B %d, %Y 10:15"]))
    name = chance.choice(["clock", "date", "header-date", "today", "top-bar", ""])
    place = "<div class='%s'>%s</div>" % (name, words)
    body = re.search(r"<body[^>]*>", html, re.I)
    return html[:body.end()] + place + html[body.end():] if body else place + html


def gather(options, pages):
    folder = os.path.join(options.work, "date")
    os.makedirs(folder, exist_ok=True)
    listing = os.path.join(folder, "list.tsv")
    with open(listing, "w", encoding="utf-8") as index:
        for i, (key, (_, url, html, _, _)) in enumerate(pages.items()):
            path = os.path.join(folder, "%05d" % i)
            with open(path, "w", encoding="utf-8", errors="replace") as file:
                file.write(html)
            index.write("%s\t%s\t%s\n" % (path, key, url))
    out = [os.path.join(folder, "dates.jsonl"), os.path.join(folder, "rows.f32")]
    subprocess.run([options.features, "date", listing] + out, check=True)
    with open(out[0], encoding="utf-8") as file:
        names = json.loads(next(file))["names"]
        days = [json.loads(line)["dates"] for line in file]
    return names, days, numpy.fromfile(out[1], dtype=numpy.float32).reshape(-1, len(names))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpora", "features", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--out", default="models")
    options = parser.parse_args()
    pages = read_pages(options.corpora)
    names, days, rows = gather(options, pages)
    gold = [page[3] for page in pages.values()]
    start = numpy.cumsum([0] + [len(found) for found in days])
    owner = numpy.repeat(numpy.arange(len(days)), [len(found) for found in days])
    target = numpy.array([day == gold[i] for i, found in enumerate(days) for day in found], dtype=float)
    # A page counts once, however many dates it shows.
    weight = numpy.array([(1.0 / len(found)) ** 0.5 for found in days for _ in found])
    weight *= numpy.where(numpy.array([page[4] == "with a clock" for page in pages.values()])[owner], 0.6, 1.0)
    PARAMETERS["monotone_constraints"] = [MONOTONE.get(name, 0) for name in names]
    fold = numpy.array([zlib.crc32(page[0].encode()) % FOLDS for page in pages.values()])[owner]
    scores = numpy.zeros(len(target))
    for one in range(FOLDS):
        use = fold != one
        if (~use).any():
            model = lightgbm.train(PARAMETERS, lightgbm.Dataset(rows[use], target[use], weight=weight[use]), ROUNDS)
            scores[~use] = model.predict(rows[~use])
    report("cross-validated", pages, days, scores, start)
    model = lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, target, weight=weight), ROUNDS)
    report("on its own pages", pages, days, model.predict(rows), start)
    gain = sorted(zip(model.feature_importance("gain"), names), reverse=True)
    print("most telling:", ", ".join(name for _, name in gain[:20]))
    train.export(model, names, os.path.join(options.out, "article_date.inc"), "date")


def report(title, pages, days, scores, start):
    chance = numpy.random.default_rng(7)
    for wanted in ("dates", "trafilatura", "with a clock"):
        right, reachable, given = [], [], []
        for i, (_, _, _, day, name) in enumerate(pages.values()):
            if wanted != name:
                continue
            part = scores[start[i]:start[i + 1]]
            best = days[i][int(part.argmax())] if len(part) and part.max() >= LEAST else None
            right.append(best == day)
            given.append(best is not None)
            reachable.append(day in days[i])
            if os.environ.get("SHOW") and best != day:
                print("  ", day, best, "%.2f" % (part.max() if len(part) else 0), day in days[i], list(pages)[i][:100])
        right = numpy.array(right, dtype=float)
        spread = numpy.std([right[chance.integers(0, len(right), len(right))].mean() for _ in range(1000)])
        print("%s, %s: %d pages, exact %.4f ± %.4f, given %.3f, among the candidates %.3f" %
              (title, wanted + (" (those not in dates)" if wanted == "trafilatura" else ""), len(right), right.mean(), spread,
               numpy.mean(given), numpy.mean(reachable)))


if __name__ == "__main__":
    main()
