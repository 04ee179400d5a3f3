"""Trains the block classifiers of src/article/ and writes their weights as tables of C++ (models/article_*.inc).

  train.py --corpora DIR --scorer DIR --features PROGRAM --work DIR [--out models] [--only html|text]

PROGRAM is training/article/features.cpp, built; --corpora holds the page sets (aeb, readability, trafilatura, each
NAME-dev.jsonl.gz), --scorer the folder of score_extraction.py. Figures are cross-validated by site: no page is scored by
a model that saw another page of its host. Needs numpy and lightgbm; nothing of this is needed to build or run.
"""
import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import zlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
import lightgbm
import numpy

import dumps
import labels

SETS = ("aeb", "readability", "trafilatura")
UNLABELLED = "dates"  # pages without labels: in dumps what the page classifier found in them stands in for gold
FOLDS = 4
ROUNDS = {"html": 220, "text": 120}  # dumps say less; more trees only learn them by heart
THRESHOLD = 0.5
PARAMETERS = dict(objective="cross_entropy", learning_rate=0.085, num_leaves=20, max_depth=6, min_data_in_leaf=20,
                  feature_fraction=0.35, bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, verbose=-1, num_threads=1,
                  min_sum_hessian_in_leaf=2.0, use_missing=False, max_bin=63, seed=3, deterministic=True)


def host(page, name):
    url = page.get("url") or page["id"]
    if name == "readability":
        return "readability:" + page["id"]
    url = re.sub(r"^https?://web\.archive\.org/web/\d+[^/]*/", "", url)
    url = re.sub(r"^(hard::|\w+://)", "", url).split("/")[0].lower()
    parts = url.split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


class Data:
    """Rows of features of all pages, their labels, and where each page begins."""

    def __init__(self, options, scorer, kind, sets=SETS):
        self.kind, self.scorer, self.sets = kind, scorer, sets
        self.pages, self.rows, self.labels = [], [], []
        self.names = None
        for name in sets:
            path = os.path.join(options.corpora, name + "-dev.jsonl.gz")
            with gzip.open(path, "rt", encoding="utf-8") as file:
                gold = [page for page in map(json.loads, file) if page.get("html")]
            self.add(options, name, gold)
        self.rows = numpy.vstack(self.rows)
        self.labels = numpy.concatenate(self.labels)
        self.start = numpy.cumsum([0] + [len(p["blocks"]) for p in self.pages])
        self.owner = numpy.repeat(numpy.arange(len(self.pages)), [len(p["blocks"]) for p in self.pages])
        folds = numpy.array([zlib.crc32(p["host"].encode()) % FOLDS for p in self.pages])
        self.fold = folds[self.owner]
        self.set = numpy.array([sets.index(p["set"]) for p in self.pages])[self.owner]

    def run_features(self, options, name, documents):
        folder = os.path.join(options.work, self.kind, name)
        os.makedirs(folder, exist_ok=True)
        listing = os.path.join(folder, "list.tsv")
        with open(listing, "w", encoding="utf-8") as index:
            for i, document in enumerate(documents):
                path = os.path.join(folder, "%05d" % i)
                with open(path, "w", encoding="utf-8", errors="replace") as file:
                    file.write(document)
                index.write("%s\t%d\n" % (path, i))
        out = [os.path.join(folder, "blocks.jsonl"), os.path.join(folder, "rows.f32")]
        subprocess.run([options.features, self.kind, listing] + out, check=True)
        with open(out[0], encoding="utf-8") as file:
            self.names = json.loads(next(file))["names"]
            blocks = [[text for text, _ in json.loads(line)["blocks"]] for line in file]
        rows = numpy.fromfile(out[1], dtype=numpy.float32).reshape(-1, len(self.names))
        assert len(rows) == sum(map(len, blocks))
        return blocks, rows

    def add(self, options, name, gold):
        if self.kind == "html":
            documents = [(page, page["html"], None, 1.0) for page in gold]
        else:
            teacher = json.load(open(os.path.join(options.work, "teacher.json"), encoding="utf-8"))
            documents = [(page, text, teacher.get(page["id"]), weight) for page in gold
                         for text, weight in dumps.render_all(page["html"], page["id"])]
        blocks, rows = self.run_features(options, name, [document for _, document, _, _ in documents])
        self.rows.append(rows)
        for (page, _, taught, weight), texts in zip(documents, blocks):
            self.pages.append({"id": page["id"], "set": name, "host": host(page, name), "blocks": texts, "gold": page,
                               "weight": weight})
            self.labels.append(numpy.array(self.label(name, page, texts, taught), dtype=numpy.float32))
            for key in ("html", "raw_b64"):
                page.pop(key, None)

    def label(self, name, page, texts, taught):
        if name == "aeb":
            return labels.align(texts, page["articleBody"])
        if name == "readability":
            return labels.align(texts, self.scorer.text_of(page["expected_html"]))
        if name == UNLABELLED:
            taught = None if self.kind == "html" else taught
            return [-1] * len(texts) if not taught else [0.92 if share >= 0.5 else 0.04 for share in labels.align(texts, taught)]
        unwanted = list(page["without"]) + list(page.get("comments") or [])
        found = labels.segment_labels(texts, page["with"], unwanted)
        if taught is None:
            return found
        # What the gold leaves open in a dump is told by the page's own reading, less sure than the gold.
        return [y if y >= 0 else (0.92 if share >= 0.5 else 0.04) for y, share in zip(found, labels.align(texts, taught))]

    def weights(self):
        words = self.rows[:, 0]
        weight = numpy.minimum(numpy.sqrt(words + 1), 8.0)
        weight = numpy.where(self.set == 2, numpy.maximum(weight, 3.0), weight)
        weight = numpy.where(self.set == 1, weight * 0.5, weight)
        weight = numpy.where(self.set == 3, weight * 0.6, weight)
        # Short articles count as much as long ones.
        for i, page in enumerate(self.pages):
            if page["set"] != "trafilatura":
                part = slice(self.start[i], self.start[i + 1])
                kept = words[part][self.labels[part] >= 0.5].sum()
                weight[part] *= min(2.0, max(0.6, (500.0 / (kept + 50.0)) ** 0.5))
        return weight * numpy.array([p["weight"] for p in self.pages])[self.owner]

    def chosen(self, options, scores):
        """What the whole program, its rules included, makes of the scores: {id: {"id", "text", "comments"}}."""
        out, at = {}, 0
        for name in SETS:
            folder = os.path.join(options.work, self.kind, name)
            count = sum(len(page["blocks"]) for page in self.pages if page["set"] == name)
            paths = [os.path.join(folder, part) for part in ("list.tsv", "chosen.jsonl", "scores.f32")]
            scores[at:at + count].astype(numpy.float32).tofile(paths[2])
            at += count
            subprocess.run([options.features, self.kind + "-choose"] + paths, check=True)
            ids = [page["id"] for page in self.pages if page["set"] == name]
            with open(paths[1], encoding="utf-8") as file:
                for key, line in zip(ids, file):
                    out.setdefault(key, dict(json.loads(line), id=key))  # of a page's dumps the first counts
        return out

    def texts(self, scores, threshold):
        out = {}
        for i, page in enumerate(self.pages):
            if page["id"] in out:
                continue
            part = scores[self.start[i]:self.start[i + 1]]
            out[page["id"]] = {"id": page["id"], "text": "\n\n".join(t for t, s in zip(page["blocks"], part) if s >= threshold)}
        return out

    def report(self, title, scores, threshold=THRESHOLD, found=None):
        found = found or self.texts(scores, threshold)
        for name in SETS:
            gold = list({p["id"]: p["gold"] for p in self.pages if p["set"] == name}.values())
            result, _, body = self.scorer.score(gold, found)
            if "body" in result:
                spread = self.scorer.bootstrap(body, 200)
                b = result["body"]
                print("%s %s F1 %.4f ± %.4f precision %.4f recall %.4f accuracy %.3f" %
                      (title, name, b["f1"], spread["f1_std"], b["precision"], b["recall"], b["accuracy"]))
            else:
                b = result["segments"]
                c = result["comments"]
                print("%s %s segment F1 %.4f ± %.4f precision %.4f recall %.4f comments leaking %.3f ± %.3f found %.3f" %
                      (title, name, b["f1"], *self.spread(gold, found, lambda r: r["segments"]["f1"]), b["precision"], b["recall"],
                       c["in_text"], *self.spread(gold, found, lambda r: r["comments"]["in_text"]), c["in_comments"]))
        sys.stdout.flush()

    def spread(self, gold, found, figure, samples=100):
        chance = numpy.random.default_rng(11)
        parts = [self.scorer.score([page], found)[0] for page in gold]
        values = []
        for _ in range(samples):
            pick = chance.integers(0, len(parts), len(parts))
            segments, comments = numpy.zeros(4), numpy.zeros(2)
            for i in pick:
                s, c = parts[i]["segments"], parts[i].get("comments")
                segments += [s["tp"], s["fp"], s["fn"], s["tn"]]
                if c:
                    comments += [c["segments"] * c["in_text"], c["segments"]]
            values.append(figure({"segments": self.scorer.confusion(*segments), "comments": {"in_text": comments[0] / max(comments[1], 1)}}))
        return (float(numpy.std(values)),)


def fit(rows, target, weight, rounds):
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, target, weight=weight), rounds)


def cross_validate(data, target, weight, known, rounds):
    scores = numpy.zeros(len(target))
    for fold in range(FOLDS):
        use = known & (data.fold != fold)
        model = fit(data.rows[use], target[use], weight[use], rounds)
        scores[data.fold == fold] = model.predict(data.rows[data.fold == fold])
    return scores * data.asked


def largest_float(value):
    """The largest 32-bit float that is not above the value: x <= value means the same for a 32-bit x."""
    single = numpy.float32(value)
    return float(single if float(single) <= value else numpy.nextafter(single, numpy.float32(-numpy.inf)))


def export(model, names, path, kind):
    """Trees as flat arrays: a node is (feature, steps to the left child, steps to the right child, threshold); a leaf
    has no steps and its value as threshold."""
    nodes, roots = [], []
    for tree in model.dump_model()["tree_info"]:
        roots.append(len(nodes))
        stack = [(tree["tree_structure"], None, 0)]
        while stack:
            node, patch, depth = stack.pop()
            assert depth <= 6, "kDepth in src/article/classifier.cpp"
            if patch is not None:
                nodes[patch][2] = len(nodes) - patch
            if "leaf_value" in node:
                nodes.append([0, 0, 0, node["leaf_value"]])
                continue
            assert node["decision_type"] == "<="
            nodes.append([node["split_feature"], 1, 0, largest_float(node["threshold"])])
            at = len(nodes) - 1
            stack.append((node["right_child"], at, depth + 1))
            stack.append((node["left_child"], None, depth + 1))
    with open(path, "w", encoding="utf-8") as out:
        out.write("// Weights of the classifier for %s, made by training/article/; see models/article.md.\n" % kind)
        out.write("constexpr std::size_t k%sFeatures = %d;\n" % (kind.capitalize(), len(names)))
        out.write("constexpr std::uint32_t k%sRoots[] = {%s};\n" % (kind.capitalize(), ",".join(map(str, roots))))
        out.write("constexpr TreeNode k%sNodes[] = {\n" % kind.capitalize())
        for i in range(0, len(nodes), 6):
            out.write("".join("{%d,%d,%d,%sf}," % (f, l, r, repr(float("%.7g" % t)) if l == 0 else repr(float(numpy.float32(t))))
                              for f, l, r, t in nodes[i:i + 6]) + "\n")
        out.write("};\n")
    print("%s: %d trees, %d nodes, %d bytes of source" % (path, len(roots), len(nodes), os.path.getsize(path)))


def train(options, scorer, kind):
    data = Data(options, scorer, kind, SETS if kind == "html" else SETS + (UNLABELLED,))
    rounds = options.rounds or ROUNDS[kind]
    print("%s: %d blocks of %d pages, %d features" % (kind, len(data.labels), len(data.pages), len(data.names)))
    data.asked = data.rows.any(axis=1)  # the rows that the program leaves empty it never asks about
    known = (data.labels >= 0) & data.asked
    target = numpy.where(known, (data.labels >= 0.5).astype(float), 0.0)
    if kind == "text":
        target = numpy.where((data.set >= 2) & known, data.labels, target)
    weight = data.weights()
    scores = cross_validate(data, target, weight, known, rounds)
    data.report("cross-validated " + kind, scores)
    if kind == "html":
        # A second pass learns from the pages of which only segments are labelled, too: by what the first pass, which
        # had not seen their sites, thought of their other blocks.
        open_blocks = (data.set == 2) & (data.labels < 0) & data.asked
        target = numpy.where(open_blocks, scores, target)
        weight = numpy.where(open_blocks, weight * 0.25 * (2 * numpy.abs(scores - 0.5)) ** 2, weight)
        known = known | open_blocks
        scores = cross_validate(data, target, weight, known, rounds)
        data.report("cross-validated, second pass " + kind, scores)
    data.report("cross-validated, the whole program " + kind, scores, found=data.chosen(options, scores))
    numpy.save(os.path.join(options.work, kind + "_scores.npy"), scores)
    model = fit(data.rows[known], target[known], weight[known], rounds)
    gain = sorted(zip(model.feature_importance("gain"), data.names), reverse=True)
    print("most telling:", ", ".join(name for _, name in gain[:25]))
    print("unused:", ", ".join(name for g, name in gain if g == 0))
    if kind == "html":
        unseen = Data(options, scorer, kind, (UNLABELLED,))
        taught = {**unseen.texts(model.predict(unseen.rows) * unseen.rows.any(axis=1), THRESHOLD), **data.texts(scores, THRESHOLD)}
        with open(os.path.join(options.work, "teacher.json"), "w", encoding="utf-8") as out:
            json.dump({k: v["text"] for k, v in taught.items()}, out)
    export(model, data.names, os.path.join(options.out, "article_%s.inc" % kind), kind)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpora", "scorer", "features", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--out", default="models")
    parser.add_argument("--only", choices=("html", "text"))
    parser.add_argument("--rounds", type=int, help="trees (300 for pages, 120 for dumps)")
    options = parser.parse_args()
    sys.path.insert(0, options.scorer)
    import score_extraction
    os.makedirs(options.out, exist_ok=True)
    for kind in ("html", "text"):
        if options.only in (None, kind):
            train(options, score_extraction, kind)


if __name__ == "__main__":
    main()
