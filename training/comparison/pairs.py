"""Reads the sets of sentences and makes pairs of them; a pair's word pieces as src/model/relation.cpp makes them.

A set is an anchor "A" and partners, each with what it is to the anchor (README.md). Offsets of days stand behind the label.
"""
import collections
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "attribution"))
import pieces as wp  # noqa: E402

LABELS = "GCUDN"  # agree, conflict, update, differ, neither
ANCHOR = "A"
LINE = re.compile(r"([AGCUDN])(?:\+(\d+))?\s+(\S.*)")
SIDE = 96  # pieces read of a sentence
BEFORE = 40  # and of what stands before it: the last ones
LONGEST = 2 * (SIDE + BEFORE + 2) + 1
QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-"})
NOTHING, SHARED, LONE, LONE_NUMBER, NEAR = range(5)  # what a word is to the other sentence; NEAR: it stands only before that

Pair = collections.namedtuple("Pair", "one two days label weight set before", defaults=(("", ""),))  # before: what stands before each


def read_sets(path):
    sets = []
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        found = LINE.fullmatch(line.strip())
        if found and found[1] == ANCHOR:
            sets.append([])
        if found and sets:
            sets[-1].append((found[1], int(found[2] or 0), found[3].strip()))
    return sets


# Days between two reports where a set doesn't say; nothing but an update should follow from them.
DRAWN = {"A": [0], "G": [0, 0, 0, 1, 2, None], "C": [0, 0, 0, 1, 1, 2, 4, None], "D": [0, 0, 1, 2, None], "N": [0, 0, 1, 2, 5, 30, None]}


def draw(label, days, rng):
    if label == "U":
        return rng.choice([days] * 6 + [0, None])
    return days or rng.choice(DRAWN[label])


def pairs_of(lines, number):
    """Anchor with partner, and a paraphrase of the anchor with the other partners."""
    anchor = lines[0][2]
    rng = random.Random(number)
    for label, days, text in lines[1:]:
        yield Pair(anchor, text, draw(label, days, rng), label, 1.0, number)
    same = [(days, text) for label, days, text in lines[1:] if label == "G"]
    for days, text in same:
        for label, later, other in lines[1:]:
            if other != text and later >= days:
                yield Pair(text, other, draw(label, later - days, rng), label, 0.5, number)


def gap(days):
    """Same day, a day or two, a week, later; unknown."""
    return 4 if days is None else 0 if days < 1 else 1 if days <= 2 else 2 if days <= 7 else 3


def words_of(text):
    """Runs of letters and digits, and every other character that is no space, in lower case."""
    text = text.translate(QUOTES).lower()
    return re.findall(r"[^\W_]+|[^\w\s]|_", text)


def number_of(word):
    return word[:1].isdigit()


class Reader:
    """Pairs to rows of pieces, sides and marks."""

    def __init__(self, prepared):
        self.pieces = wp.WordPieces(prepared["pieces"], prepared["unknown"])

    def read(self, one, two, before=("", "")):
        """Pieces, sides (0 and 1 the sentences, 2 and 3 what stands before them) and marks."""
        sides = [words_of(one), words_of(two)]
        earlier = [words_of(b) for b in before]
        rows, types, marks = [0], [0], [0]
        for side in (0, 1):
            other, near = set(sides[1 - side]), set(earlier[1 - side])
            own = [(word, self.pieces.of_word(word)) for word in earlier[side]]
            count, first = 0, len(own)
            while first > 0 and count + len(own[first - 1][1]) <= BEFORE:
                first -= 1
                count += len(own[first][1])
            for word, some in own[first:]:
                rows += some
                types += [2 + side] * len(some)
                marks += [SHARED if word in other else NEAR if word in near else NOTHING] * len(some)
            if first < len(own):
                rows.append(1), types.append(2 + side), marks.append(NOTHING)
            count = 0
            for word in sides[side]:
                mark = SHARED if word in other else NEAR if word in near else LONE_NUMBER if number_of(word) else LONE
                some = self.pieces.of_word(word)
                if count + len(some) > SIDE:
                    break
                count += len(some)
                rows += some
                types += [side] * len(some)
                marks += [mark] * len(some)
            rows.append(1), types.append(side), marks.append(NOTHING)
        return rows, types, marks


def load(paths, seed=1, held=10):
    """Training pairs and held-out ones: every tenth set is held out. Sets of a file are numbered, so a set is on one side."""
    train, dev = [], []
    for path in paths:
        for number, lines in enumerate(read_sets(path)):
            key = f"{pathlib.Path(path).stem}:{number}"
            pairs = list(pairs_of(lines, key))
            if number % held == held - 1:
                dev += [p for p in pairs if p.weight == 1]
            else:
                train += pairs
    return train, dev


def strangers(pairs, count, rng):
    """Pairs of sentences from two sets that share words: neither."""
    texts = [(p.set, t) for p in pairs if p.weight == 1 for t in (p.one, p.two)]
    by_word = collections.defaultdict(list)
    for i, (_, text) in enumerate(texts):
        for w in set(words_of(text)):
            if len(w) > 3:
                by_word[w].append(i)
    rare = [ids for ids in by_word.values() if 2 <= len(ids) <= 60]
    out = []
    while len(out) < count and rare:
        a, b = rng.sample(rng.choice(rare), 2)
        if texts[a][0] != texts[b][0]:
            out.append(Pair(texts[a][1], texts[b][1], rng.choice([0, 0, 1, 3, 10]), "N", 0.5, ""))
    return out
