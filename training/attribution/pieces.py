"""Words to word pieces: the greedy longest match of BERT's vocabulary, over the tagger's own tokens.

src/model/word_pieces.cpp does the same.
"""
import functools
import unicodedata

MOST_PIECES = 8  # of one word; what is left of a longer one is not read


def plain(word):
    """Without accents, as BERT's uncased vocabularies are."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")


def runs(word):
    """Runs of letters and digits; every other character stands alone."""
    out, begin = [], 0
    for i, c in enumerate(word):
        if not (c.isalnum() or ord(c) >= 0x80):
            if begin < i:
                out.append(word[begin:i])
            out.append(c)
            begin = i + 1
    if begin < len(word):
        out.append(word[begin:])
    return out


class WordPieces:
    def __init__(self, pieces, unknown="<unk>"):
        self.row = {p: i for i, p in enumerate(pieces)}
        self.unknown = self.row[unknown]
        self.longest = max(len(p) for p in pieces)
        self.cache = {}

    def of_run(self, run):
        out, begin = [], 0
        while begin < len(run):
            for end in range(min(len(run), begin + self.longest), begin, -1):
                row = self.row.get(run[begin:end] if begin == 0 else "##" + run[begin:end])
                if row is not None:
                    out.append(row)
                    begin = end
                    break
            else:
                return [self.unknown]
        return out

    def of_word(self, word):
        if word not in self.cache:
            out = [p for run in runs(plain(word)) for p in self.of_run(run)]
            self.cache[word] = (out or [self.unknown])[:MOST_PIECES]
        return self.cache[word]
