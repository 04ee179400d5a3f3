"""A text as word pieces; src/model/meaning.cpp and src/model/word_pieces.cpp do the same."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "attribution"))
import pieces  # noqa: E402
import tokens  # noqa: E402

MOST_PIECES = 512


def words(text):
    """Runs of letters and digits of the text in lower case; all else only parts them, but "%" and "$", which are words."""
    out, begin = [], None
    text = tokens.lower(text)
    for i, c in enumerate(text + " "):
        if c.isalpha() or c.isdecimal():
            begin = i if begin is None else begin
            continue
        if begin is not None:
            out.append(text[begin:i])
            begin = None
        if c in "%$":
            out.append(c)
    return out


class Pieces:
    def __init__(self, vocabulary):
        self.table = pieces.WordPieces(vocabulary, "[UNK]")

    def of_text(self, text):
        """Rows of the vocabulary."""
        return [p for word in words(text) for p in self.table.of_word(word)][:MOST_PIECES]
