"""Trains which nouns are mentions and whom a mention means, on GUM; writes models/coreference-mentions.hsm and
models/coreference_rank.inc.

  train.py --gum FOLDER --tool PROGRAM --work DIR [--folds N] [--out models]

PROGRAM is coreference_tool.cpp, built. With --folds the documents of train are cut into N parts, each read by models of
the others, and scored; without it the models are trained on all of train and dev is scored. Only genres whose texts may
be passed on are used (GENRES). Needs numpy, scipy, scikit-learn, lightgbm.
"""
import argparse
import gzip
import json
import os
import pathlib
import subprocess
import sys
import zlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
import lightgbm
import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "eval"), str(ROOT / "training"), str(ROOT / "training" / "attribution")]
import boosted
import gum
import score_coreference
import weights

# Creative Commons without NC or ND, or in the public domain.
GENRES = {"news", "interview", "academic", "court", "bio", "voyage", "speech"}
NEAR = {"news", "interview"}  # what thresholds are chosen on
BUCKETS, CLASSES = 1 << 16, ["none", "person", "people", "organization", "place"]
KINDS = ["he", "she", "they", "it", "speaker", "speakers", "addressee", "person", "people", "organization", "place"]
FEATURES = 57
MARK_WEIGHT = 2.0
TREES = dict(learning_rate=0.1, num_leaves=12, min_data_in_leaf=15, feature_fraction=0.5,
             bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, verbose=-1, num_threads=1, seed=3, deterministic=True)
ROUNDS = 120


def byte_offsets(text):
    """Byte offset of each code point."""
    out, at = [], 0
    for character in text:
        out.append(at)
        at += len(character.encode("utf-8"))
    return out + [at]


def run_tool(options, command, lines, *arguments):
    text = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run([options.tool, command, *map(str, arguments)], input=text, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def gold_heads(document):
    """Head word -> (type, plural, group) of the gold mentions; the smaller mention where two share a head."""
    heads = {}
    for mention in sorted(document.mentions, key=lambda one: one.first - one.last):
        if mention.type not in score_coreference.GOLD_TYPES:
            continue
        head = gum.head_word(document, mention.first, mention.last)
        heads[head] = (mention.type, document.words[head].xpos in ("NNS", "NNPS"), mention.group)
    return heads


class Words:
    """The tool's words of all documents with their features and what they should be."""

    def __init__(self, options, documents):
        self.rows, self.labels, self.glued, self.free, self.mark, self.owner = [], [], [], [], [], []
        for number, (document, line) in enumerate(zip(documents, run_tool(options, "words", [{"id": d.id, "text": d.text} for d in documents]))):
            place = byte_offsets(document.text)
            heads = {place[document.words[head].end]: value for head, value in gold_heads(document).items()}
            inside = set()
            for mention in document.mentions:
                head = gum.head_word(document, mention.first, mention.last)
                if head > mention.first:
                    inside.update(range(place[document.words[mention.first].begin], place[document.words[head].begin]))
            for begin, end, free, mark, buckets in line["words"]:
                kind, plural, _ = heads.get(end, ("none", False, ""))
                name = "people" if kind == "person" and plural else kind
                self.rows.append(buckets)
                self.labels.append(CLASSES.index(name))
                self.glued.append(int(begin in inside))
                self.free.append(free)
                self.mark.append(mark)
                self.owner.append(number)
        sizes = [len(row) for row in self.rows]
        self.matrix = csr_matrix((numpy.ones(sum(sizes), numpy.float32), numpy.concatenate(self.rows), numpy.cumsum([0] + sizes)),
                                 shape=(len(self.rows), BUCKETS))
        self.labels, self.glued, self.owner = map(numpy.array, (self.labels, self.glued, self.owner))
        self.free, self.mark = numpy.array(self.free, bool), numpy.array(self.mark, bool)

    def train(self, path, documents):
        chosen = numpy.isin(self.owner, documents)
        heads, glue = LogisticRegression(C=0.6, max_iter=80), LogisticRegression(C=0.6, max_iter=60)
        heads.fit(self.matrix[chosen & self.free], self.labels[chosen & self.free])
        glue.fit(self.matrix[chosen & ~self.mark], self.glued[chosen & ~self.mark])
        bias = set(self.rows[0])
        for row in self.rows[1:50]:
            bias &= set(row)
        table = numpy.zeros((BUCKETS, len(CLASSES) + 1))
        table[:, :-1], table[:, -1] = heads.coef_.T, glue.coef_[0]
        # The bias goes with the feature that every word has.
        table[next(iter(bias)), :-1] += heads.intercept_
        table[next(iter(bias)), -1] += glue.intercept_[0]
        table[:, :-1] *= 127 / numpy.abs(table[:, :-1]).max()
        table[:, -1] *= 127 / numpy.abs(table[:, -1]).max()
        weights.write(path, {"words": numpy.round(table).astype(numpy.int8)})


def together(document, place):
    """The mentions of several: "X and Y"."""
    out = []
    for mention in document.mentions:
        if mention.type not in score_coreference.GOLD_TYPES:
            continue
        head = gum.head_word(document, mention.first, mention.last)
        if any(word.deprel == "conj" and word.head == head for word in document.words[mention.first:mention.last + 1]):
            out.append([place[mention.begin], place[mention.end], mention.group])
    return out


def query_rows(options, documents, nouns, path):
    """All candidates the room asks after when it follows the gold."""
    lines = []
    for document in documents:
        place = byte_offsets(document.text)
        gold = [[place[document.words[head].begin], group] for head, (_, _, group) in gold_heads(document).items()]
        lines.append({"id": document.id, "text": document.text, "gold": gold, "together": together(document, place)})
    answers = run_tool(options, "rows", lines, path, "--nouns", nouns)
    queries = [(number, *query) for number, answer in enumerate(answers) for query in answer["queries"]]
    rows = numpy.fromfile(path, dtype=numpy.float32).reshape(-1, FEATURES)
    assert len(rows) == sum(len(query[2]) for query in queries)
    return queries, rows


def read_marks(corpora):
    """Our marks of pronouns in news, with their texts: [(id, text, [[offset, spans or None], ...])], in bytes."""
    marks = [json.loads(line) for line in open(pathlib.Path(__file__).with_name("marks.jsonl"))]
    texts = {}
    for corpus in {one["corpus"] for one in marks}:
        with gzip.open(os.path.join(corpora, corpus + ".jsonl.gz"), "rt", encoding="utf-8") as file:
            for record in map(json.loads, file):
                texts[corpus, record["id"]] = record["text"]
    out = []
    for one in marks:
        text = texts[one["corpus"], one["id"]]
        place = byte_offsets(text)
        meant = [[place[mark["span"][0]], mark["antecedent"] and [[place[b], place[e]] for b, e in mark["antecedent"]]]
                 for mark in one["pronouns"]]
        out.append((one["id"], text, meant))
    return out


def mark_rows(options, marked, nouns, path):
    """As query_rows(), of the pronouns that are marked; and the marks that nobody asked after, or whose antecedent was no
    candidate, by kind."""
    lines = [{"id": name, "text": text, "marks": meant} for name, text, meant in marked]
    answers = run_tool(options, "rows", lines, path, "--nouns", nouns)
    queries = [(number, *query) for number, answer in enumerate(answers) for query in answer["queries"]]
    return queries, numpy.fromfile(path, dtype=numpy.float32).reshape(-1, FEATURES)


def train_trees(queries, rows, weights):
    """Softmax over a mention's candidates and nobody, who scores 0."""
    kept = [len(query[2]) > 0 for query in queries]
    sizes = numpy.array([len(query[2]) for query, keep in zip(queries, kept) if keep])
    labels = numpy.array([label for query in queries for label in query[2]], float)
    weight = numpy.repeat([one for one, keep in zip(weights, kept) if keep], sizes)
    starts = numpy.concatenate([[0], numpy.cumsum(sizes)[:-1]])

    def objective(scores, _):
        scores = numpy.clip(scores, -30, 30)
        odds = numpy.exp(scores)
        share = odds / numpy.repeat(1 + numpy.add.reduceat(odds, starts), sizes)
        right = odds * labels
        total = numpy.repeat(numpy.add.reduceat(right, starts), sizes)
        wanted = numpy.divide(right, total, out=numpy.zeros_like(right), where=total > 0)
        return weight * (share - wanted), weight * numpy.maximum(share * (1 - share), 1e-3)

    return lightgbm.train(dict(TREES, objective=objective), lightgbm.Dataset(rows, labels), num_boost_round=ROUNDS)


def least_scores(queries, scores):
    """Per kind the log odds above which the best candidate is taken: most right answers less wrong ones."""
    least, at = [], 0
    found = {kind: [] for kind in range(len(KINDS))}
    for _, kind, labels, known, _ in queries:
        own = scores[at:at + len(labels)]
        at += len(labels)
        if len(labels):
            best = int(numpy.argmax(own))
            found[kind].append((own[best], labels[best], int(any(labels)), known))
    for kind in range(len(KINDS)):
        values = []
        for threshold in numpy.arange(-4, 2.01, 0.1):
            right = sum(label for score, label, _, _ in found[kind] if score > threshold)
            # A wrong link costs less where there was a right one to be found; "he" means somebody.
            cost = {"he": 0.1, "she": 0.1, "they": 0.3}.get(KINDS[kind])
            wrong = sum(cost or (0.5 if possible else 0.7) for score, label, possible, _ in found[kind] if score > threshold and not label)
            values.append((right - wrong, threshold))
        # The lowest of those that are about as good: one "I" that is left alone leaves all after it alone.
        best = max(value for value, _ in values)
        # Of nouns there are few, and a wrong one is seen.
        slack = 0.0 if kind >= KINDS.index("person") else max(1.0, 0.02 * sum(possible for _, _, possible, _ in found[kind]))
        least.append(min(0.0, min(threshold for value, threshold in values if value >= best - slack)))
    return least


def write_text(path, least, trees):
    with open(path, "w") as file:
        file.write(" ".join("%.2f" % one for one in least) + "\n")
        for tree in trees:
            file.write(" ".join("%d:%d:%.6g" % node for node in tree) + "\n")


def write_inc(path, least, trees):
    with open(path, "w") as file:
        file.write("// Written by training/coreference/train.py.\nconstexpr TreeNode kRankNodes[] = {\n")
        roots, base = [], 0
        for tree in trees:
            roots.append(base)
            line = ", ".join(boosted.initializer((f, r + base if f != boosted.LEAF else 0, v)) for f, r, v in tree)
            file.write("    " + line + ",\n")
            base += len(tree)
        file.write("};\nconstexpr std::uint32_t kRankRoots[] = {" + ", ".join(map(str, roots)) + "};\n")
        file.write("// " + ", ".join(KINDS) + "\nconstexpr float kRankLeast[] = {" + ", ".join("%.2ff" % one for one in least) + "};\n")


def resolve(options, documents, nouns, trees, mentions=False):
    lines = []
    for document in documents:
        place = byte_offsets(document.text)
        line = {"id": document.id, "text": document.text}
        if mentions:
            line["mentions"] = sorted({(place[m.begin], place[m.end]) for m in document.mentions if m.type in score_coreference.GOLD_TYPES})
        lines.append(line)
    found = {}
    for document, answer in zip(documents, run_tool(options, "resolve", lines, "--nouns", nouns, "--trees", trees)):
        points = {byte: point for point, byte in enumerate(byte_offsets(document.text))}
        for entity in answer["entities"]:
            for mention in entity["mentions"]:
                mention["span"] = [points[one] for one in mention["span"]]
        found[answer["id"]] = answer
    return found


def report(documents, found, words):
    for genres in ({"news"}, {"interview"}, NEAR, GENRES):
        some = [one for one in documents if one.genre in genres]
        for match in ("head", "exact"):
            for singletons in (False, True):
                result = score_coreference.score(some, found, match, singletons)
                parts = " ".join("%s %.3f" % (name, result[name]["f1"]) for name in ("mentions", "muc", "b3", "ceafe"))
                print("%-12s %-9s %-5s %-10s CoNLL %.3f [%.3f, %.3f]  %s  mention P %.3f R %.3f" % (
                    words, "+".join(sorted(genres))[:9], match, "singletons" if singletons else "", result["conll"], *result["interval"],
                    parts, result["mentions"]["p"], result["mentions"]["r"]), flush=True)
                if genres not in ({"news"}, GENRES):
                    break


def tally(queries, scores, least, chosen):
    """By kind: asked, possible, linked, right."""
    counts, at = {}, 0
    for query in queries:
        own = scores[at:at + len(query[2])]
        at += len(query[2])
        if query[0] not in chosen:
            continue
        linked = len(own) > 0 and own.max() > least[query[1]]
        row = counts.setdefault(KINDS[query[1]], [0, 0, 0, 0, 0])
        for i, one in enumerate((True, query[3], any(query[2]), linked, linked and query[2][int(numpy.argmax(own))])):
            row[i] += int(one)
    for kind, row in sorted(counts.items()):
        print("%-13s asked %5d means one %5d possible %5d linked %5d right %5d" % (kind, *row))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gum", required=True)
    parser.add_argument("--corpora", required=True, help="the folder that marks.jsonl's corpora lie in")
    parser.add_argument("--tool", required=True)
    parser.add_argument("--work", required=True, help="models of nouns that lie here from another run are taken as they are")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out")
    options = parser.parse_args()
    work = pathlib.Path(options.work)
    work.mkdir(exist_ok=True)
    documents = [one for one in gum.documents(os.path.join(options.gum, "train.conllu.gz")) if one.genre in GENRES]
    marked = read_marks(options.corpora)
    genres = [one.genre for one in documents] + ["marks"] * len(marked)
    folds = max(options.folds, 3)
    fold = numpy.array([zlib.crc32(one.encode()) % folds for one in [one.id for one in documents] + [one[0] for one in marked]])
    gum_fold = fold[:len(documents)]
    words = None

    def train_nouns(path, places):
        nonlocal words
        if path.exists():
            return
        words = words or Words(options, documents)
        words.train(path, places)

    # Noun models of the other folds, so that the trees see nouns as well found as in earnest.
    all_queries, all_rows = [], []

    def keep(queries, rows, place):
        assert len(rows) == sum(len(query[2]) for query in queries)
        all_queries.extend((place(number), *query) for number, *query in queries)
        all_rows.append(rows)

    for part in range(folds):
        train_nouns(work / f"nouns{part}.hsm", numpy.flatnonzero(gum_fold != part))
        places = numpy.flatnonzero(gum_fold == part)
        keep(*query_rows(options, [documents[i] for i in places], work / f"nouns{part}.hsm", work / "rows.f32"), lambda i: int(places[i]))
    keep(*mark_rows(options, marked, work / "nouns0.hsm", work / "rows.f32"), lambda i: len(documents) + i)
    rows = numpy.vstack(all_rows)
    owner = numpy.concatenate([numpy.full(len(query[2]), query[0]) for query in all_queries]).astype(int)
    print("queries", len(all_queries), "rows", len(rows), flush=True)
    # News and interviews are what we read.
    weight = {query[0]: MARK_WEIGHT if genres[query[0]] == "marks" else 2.0 if genres[query[0]] in NEAR else 1.0 for query in all_queries}
    scores, boosters = numpy.zeros(len(rows)), []
    for part in range(folds):
        others = [query for query in all_queries if fold[query[0]] != part]
        boosters.append(train_trees(others, rows[fold[owner] != part], [weight[query[0]] for query in others]))
        scores[fold[owner] == part] = boosters[-1].predict(rows[fold[owner] == part], raw_score=True)
    near = {i for i, genre in enumerate(genres) if genre in NEAR or genre == "marks"}
    least = least_scores([query for query in all_queries if query[0] in near], scores[numpy.isin(owner, sorted(near))])
    print("least", dict(zip(KINDS, numpy.round(least, 2))))
    for name, chosen in (("gum's news and interviews", near - set(range(len(documents), len(genres)))),
                         ("marks", near & set(range(len(documents), len(genres))))):
        print(name, "cv")
        tally(all_queries, scores, least, chosen)
    if options.folds:
        found, gold_found = {}, {}
        for part in range(folds):
            write_text(work / "trees.txt", least, [boosted.nodes_of(tree["tree_structure"]) for tree in boosters[part].dump_model()["tree_info"]])
            some = [document for document, own in zip(documents, fold) if own == part]
            found.update(resolve(options, some, work / f"nouns{part}.hsm", work / "trees.txt"))
            gold_found.update(resolve(options, some, work / f"nouns{part}.hsm", work / "trees.txt", mentions=True))
        report(documents, found, "cv")
        report(documents, gold_found, "cv, gold")
    if options.out:
        booster = train_trees(all_queries, rows, [weight[query[0]] for query in all_queries])
        trees = [boosted.nodes_of(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
        out = pathlib.Path(options.out)
        write_inc(out / "coreference_rank.inc", least, trees)
        write_text(work / "trees.txt", least, trees)
        train_nouns(work / "nouns.hsm", numpy.arange(len(documents)))
        (out / "coreference-mentions.hsm").write_bytes((work / "nouns.hsm").read_bytes())
        dev = list(gum.documents(os.path.join(options.gum, "dev.conllu.gz")))
        report(dev, resolve(options, dev, out / "coreference-mentions.hsm", work / "trees.txt"), "dev")
        report(dev, resolve(options, dev, out / "coreference-mentions.hsm", work / "trees.txt", mentions=True), "dev, gold")
        names = booster.feature_importance("gain")
        print("gain", " ".join("%d:%.0f" % (i, names[i]) for i in numpy.argsort(-names)[:24]))


if __name__ == "__main__":
    main()
