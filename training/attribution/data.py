"""Reads PolNeAR into windows of whole paragraphs with tags, and word vectors into a table."""
import collections
import gzip
import json

import numpy as np

import tokens as tk

ROLES = ("source", "cue", "content")
# O, then B I E S of each role.
TAGS = ["O"] + [f"{p}-{r}" for r in ROLES for p in "BIES"]
PARAGRAPH = "<p>"  # a token of its own before every paragraph


def read_jsonl(path):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            yield json.loads(line)


class Paragraph:
    """Tokens of one line of a text; the first one is the paragraph mark."""

    __slots__ = ("spans", "words", "shapes", "quotes")

    def __init__(self, text, begin, end):
        spans = tk.tokenize(text, begin, end)
        self.spans = [(begin, begin)] + spans
        self.words = [PARAGRAPH] + [tk.normal(text[b:e]) for b, e in spans]
        self.shapes = [0] + [tk.shape(text[b:e]) for b, e in spans]
        self.quotes = [0] + tk.quote_states(text, spans)


def read_paragraphs(text):
    return [Paragraph(text, b, e) for b, e in tk.paragraphs(text)]


def label(paragraphs, attributions):
    """Per paragraph: tags, and segments (role, first, last, attribution ids). A token has one role; of two attributions that
    claim it the later wins, within one the cue goes first, then the source."""
    roles, owners = [], []
    starts = [p.spans[0][0] for p in paragraphs]
    for p in paragraphs:
        roles.append([-1] * len(p.spans))
        owners.append([None] * len(p.spans))
    shared = {}
    for number, a in enumerate(attributions):
        for role in (2, 0, 1):
            for b, e in a[ROLES[role]]:
                fragment = shared.setdefault((role, b, e), [])
                fragment.append(number)
                for i, p in enumerate(paragraphs):
                    if p.spans[-1][1] <= b or starts[i] >= e:
                        continue
                    for k in range(1, len(p.spans)):
                        if p.spans[k][0] < e and p.spans[k][1] > b:
                            roles[i][k] = role
                            owners[i][k] = (role, b, e)
    tags, segments = [], []
    for i, p in enumerate(paragraphs):
        t = [0] * len(p.spans)
        s = []
        k = 0
        while k < len(t):
            role = roles[i][k]
            if role < 0:
                k += 1
                continue
            j = k
            while j + 1 < len(t) and owners[i][j + 1] == owners[i][k]:
                j += 1
            base = 1 + 4 * role
            if j == k:
                t[k] = base + 3
            else:
                t[k] = base
                for x in range(k + 1, j):
                    t[x] = base + 1
                t[j] = base + 2
            s.append((role, k, j, tuple(shared[owners[i][k]])))
            k = j + 1
        tags.append(t)
        segments.append(s)
    return tags, segments


def windows(lengths, limit):
    """Groups whole paragraphs, in order, up to `limit` tokens; a longer paragraph stands alone."""
    out, current, total = [], [], 0
    for i, n in enumerate(lengths):
        if current and total + n > limit:
            out.append(current)
            current, total = [], 0
        current.append(i)
        total += n
    if current:
        out.append(current)
    return out


class Vocabulary:
    """Row 0 is the unknown word. `vectors` has rows for the given words, `trained` for those of the training text."""

    def __init__(self, glove_path, words, limit, count):
        z = np.load(glove_path)
        names = [str(w) for w in z["words"][:limit]]
        w = z["W"][:limit]
        scale = np.maximum(np.abs(w).max(axis=1), 1e-6) / 127
        self.codes = np.concatenate([np.zeros((1, w.shape[1]), np.int8), np.round(w / scale[:, None]).astype(np.int8)])
        self.scales = np.concatenate([np.zeros(1, np.float32), scale.astype(np.float32)])
        self.vector_words = names
        self.vector_row = {x: i + 1 for i, x in enumerate(names)}
        counts = collections.Counter(words)
        self.trained_words = sorted(x for x, c in counts.items() if c >= count)
        self.trained_row = {x: i + 1 for i, x in enumerate(self.trained_words)}

    def vectors(self):
        return self.codes.astype(np.float32) * self.scales[:, None]

    def rows(self, word):
        return (self.vector_row.get(word, 0), self.trained_row.get(word, 0)) + tk.affixes(word)


def feature_rows(vocabulary, paragraph):
    """[tokens, 7]: vector, trained, suffix 3, suffix 2, prefix 3, shape, quote."""
    return np.array([vocabulary.rows(w) + (s, q) for w, s, q in
                     zip(paragraph.words, paragraph.shapes, paragraph.quotes)], dtype=np.int64)
