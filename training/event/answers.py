"""Trains what answers who, what, when, where, why and how of a report's main event; writes models/main_event.inc.

  answers.py --answers PROGRAM --corpora STORIES [--out models/main_event.inc]

PROGRAM is answers.cpp, built. main_event.jsonl beside this holds the marks: of each document's id, per question the
spans (code points of its text) that answer it. Prints, by five folds of stories, how often the best answer is right;
and the same on the 37 documents of fivew.dev, on which nothing is trained or chosen. Needs numpy, scikit-learn, lightgbm.
"""
import argparse
import collections
import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import zlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
import lightgbm
import numpy
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import boosted  # noqa: E402

QUESTIONS = ("who", "what", "when", "where", "why", "how")
SETS = ("newscluster", "gnews", "basil", "allsides", "neus", "ecbplus")
PAIRS = "pairs.tgcontest.dev.jsonl.gz"
FEATURES = 52
SEEDS, ROUNDS = (1,), 30
TREES = dict(objective="binary", learning_rate=0.12, num_leaves=6, min_data_in_leaf=8, feature_fraction=0.4, bagging_fraction=0.7,
             bagging_freq=1, lambda_l2=5.0, verbose=-1, num_threads=1, deterministic=True)
# What the logistic regression counts beside the trees.
LINEAR = {"who": 0.5, "how": 0.5}
FOLDS = 5
STOP = {"the", "a", "an", "s"}


def tokens(words):
    found = re.findall(r"\w+", words.lower())
    return collections.Counter([word for word in found if word not in STOP] or found)


def is_same(one, two):
    """As the 5W1H scorer has it: half of the words, or one holds the other and a quarter."""
    one, two = tokens(one), tokens(two)
    common, total = sum((one & two).values()), sum(one.values()) + sum(two.values())
    f1 = 2 * common / total if total else 0
    return f1 >= 0.5 or (common and common == min(sum(one.values()), sum(two.values())) and f1 >= 0.25)


def lines(path):
    with (gzip.open(path, "rt") if str(path).endswith(".gz") else open(path)) as file:
        return [json.loads(line) for line in file]


def read_answers(options, documents):
    """Adds to each document, of each question, the candidates' rows and whether they are right."""
    keys = ("id", "title", "text", "date")
    text = "".join(json.dumps({key: one[key] for key in keys if one.get(key)}) + "\n" for one in documents)
    done = subprocess.run([options.answers], input=text, capture_output=True, text=True, check=True)
    for one, line in zip(documents, done.stdout.splitlines()):
        found = json.loads(line)
        assert found["id"] == one["id"]
        one["rows"], one["right"] = {}, {}
        for question, answers in zip(QUESTIONS, found["answers"]):
            one["rows"][question] = numpy.array([row for _, _, row in answers], numpy.float32).reshape(-1, FEATURES)
            said = [one["text"][begin:end] for begin, end, _ in answers]
            one.setdefault("said", {})[question] = said
            one["right"][question] = numpy.array([any(is_same(words, gold) for gold in one["gold"][question]) for words in said], int)


class Ranker:
    """Boosted trees and a logistic regression; their log odds are added."""

    def __init__(self, documents, question):
        rows = numpy.concatenate([one["rows"][question] for one in documents])
        right = numpy.concatenate([one["right"][question] for one in documents])
        self.trees = [lightgbm.train(dict(TREES, seed=seed), lightgbm.Dataset(rows, right), num_boost_round=ROUNDS) for seed in SEEDS]
        spread = rows.std(0)
        spread[spread == 0] = 1
        linear = LogisticRegression(C=0.05, max_iter=1000).fit((rows - rows.mean(0)) / spread, right)
        self.weights = LINEAR.get(question, 1.0) * linear.coef_[0] / spread
        self.shift = LINEAR.get(question, 1.0) * linear.intercept_[0] - float(rows.mean(0) @ self.weights)

    def scores(self, rows):
        if not len(rows):
            return numpy.zeros(0)
        return sum(tree.predict(rows, raw_score=True) for tree in self.trees) / len(self.trees) + rows @ self.weights + self.shift


def first_right(ranker, documents, question):
    """Of each document that has an answer: (the best candidate's score, whether it is right, whether one of three is)."""
    out = []
    for one in documents:
        scores = ranker.scores(one["rows"][question])
        order = numpy.argsort(-scores, kind="stable")
        right = one["right"][question]
        out.append((scores[order[0]] if len(order) else -99, bool(len(order) and right[order[0]]), bool(len(order) and right[order[:3]].any()),
                    bool(one["gold"][question])))
    return out


def figures(results):
    known = [one for one in results if one[3]]
    return "%.3f of %d (one of three %.3f)" % (sum(one[1] for one in known) / max(1, len(known)), len(known),
                                               sum(one[2] for one in known) / max(1, len(known)))


def least_score(results, share):
    """The lowest score above which, looking upwards, at least `share` of the best answers are right."""
    ordered = sorted(results, reverse=True)
    least, right, window = -99.0, 0, 25
    for at, (score, good, _, _) in enumerate(ordered):
        near = ordered[max(0, at - window + 1):at + 1]
        if at + 1 >= window and sum(one[1] for one in near) / len(near) < share:
            return score
        least = score
    return -99.0


def node_of(node):
    """The trees of all seeds are one forest: each leaf counts for its share."""
    feature, right, value = node
    return boosted.initializer((feature, right, value / len(SEEDS) if feature == boosted.LEAF else value))


def write(path, rankers, least):
    with open(path, "w") as file:
        file.write("// Written by training/event/answers.py.\n")
        for question in QUESTIONS:
            ranker = rankers[question]
            nodes, roots = boosted.forest(tree for booster in ranker.trees for tree in booster.dump_model()["tree_info"])
            name = question.capitalize()
            file.write(f"constexpr TreeNode k{name}Nodes[] = {{\n")
            for at in range(0, len(nodes), 6):
                file.write("    " + ", ".join(map(node_of, nodes[at:at + 6])) + ",\n")
            file.write(f"}};\nconstexpr std::uint32_t k{name}Roots[] = {{" + ", ".join(map(str, roots)) + "};\n")
            file.write(f"constexpr float k{name}Weights[] = {{" + ", ".join(map(boosted.literal, ranker.weights)) + "};\n")
        file.write("constexpr Ranker kMainEventRankers[] = {\n")
        for question in QUESTIONS:
            name = question.capitalize()
            # The linear model's constant is taken off here.
            file.write(f"    {{k{name}Nodes, k{name}Roots, k{name}Weights, {boosted.literal(least[question] - rankers[question].shift)}}},\n")
        file.write("};\n")


def marked_documents(options):
    """The reports that are marked, each with the answers' words of each question."""
    marks = {one["id"]: one for one in lines(pathlib.Path(__file__).with_name("main_event.jsonl"))}
    documents = []
    for name in SETS:
        documents += [dict(one, set=name) for one in lines(options.corpora / f"docs.{name}.dev.jsonl.gz") if one["id"] in marks]
    for pair in lines(options.corpora / PAIRS):
        documents += [dict(pair[side], id=f"{pair['id']}:{side}", story=pair["id"], set="pairs") for side in "ab" if f"{pair['id']}:{side}" in marks]
    documents = list({one["id"]: one for one in documents}.values())
    for one in documents:
        mark = marks[one["id"]]
        one["gold"] = {question: [one["text"][begin:end] for begin, end in mark.get(question, [])] for question in QUESTIONS}
        one["date"] = one.get("date") or mark.get("date")
        # Where a corpus has the headline as the text's first lines.
        if "title" in mark:
            begin, end = mark["title"]
            one["title"], one["text"] = " ".join(one["text"][begin:end].split()), one["text"][end:].lstrip()
    return documents


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", required=True)
    parser.add_argument("--corpora", required=True, type=pathlib.Path)
    parser.add_argument("--out")
    options = parser.parse_args()
    documents = marked_documents(options)
    held = lines(options.corpora / "fivew.dev.jsonl.gz")
    for one in held:
        one["gold"] = {question: [answer["text"] for answer in one.get(question) or []] for question in QUESTIONS}
    known = {one["id"] for one in held}
    documents = [one for one in documents if one["id"] not in known]
    read_answers(options, documents)
    read_answers(options, held)
    rankers, least = {}, {}
    for question in QUESTIONS:
        results = []
        for fold in range(FOLDS):
            mine = [one for one in documents if zlib.crc32(one["story"].encode()) % FOLDS == fold]
            others = [one for one in documents if zlib.crc32(one["story"].encode()) % FOLDS != fold and one["gold"][question]]
            results += first_right(Ranker(others, question), mine, question)
        rankers[question] = Ranker([one for one in documents if one["gold"][question]], question)
        share = {"why": 0.1, "how": 0.2, "where": 0.15, "when": 0.1}.get(question, 0)
        least[question] = least_score(results, share) if share else -99.0
        print("%-6s cross-validated %s; fivew.dev %s; given from %.2f" % (
            question, figures(results), figures(first_right(rankers[question], held, question)), least[question]))
    if options.out:
        write(options.out, rankers, least)


if __name__ == "__main__":
    main()
