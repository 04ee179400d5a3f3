"""Splits a text into the tagger's tokens and says what each looks like.

src/reading/attribution/neural_tokens.cpp does the same, code point for code point; tests/reading/neural_tokens_test.cpp
holds the two together. Offsets are code points here and bytes there.
"""

# White space and invisible marks: never part of a token.
SPACE = set("\t\v\f \x85\xa0\u1680\u180e\u202f\u205f\u2060\u3000\ufeff\xad") | {chr(c) for c in range(0x2000, 0x2010)}
BREAK = set("\n\r\u2028\u2029")
# Code points from 0x80 that are neither letters nor digits, as inclusive ranges.
SYMBOLS = [(0x80, 0xA9), (0xAB, 0xB4), (0xB6, 0xB9), (0xBB, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7), (0x2010, 0x206F),
           (0x20A0, 0x20CF), (0x2190, 0x2BFF), (0x2E00, 0x2E7F), (0x3000, 0x3004), (0x3008, 0x3020), (0xE000, 0xF8FF),
           (0xFE10, 0xFE6F), (0xFF01, 0xFF0F), (0xFF1A, 0xFF20), (0xFF3B, 0xFF40), (0xFF5B, 0xFF65), (0xFFE0, 0xFFFF),
           (0x1F000, 0x1FAFF), (0xF0000, 0x10FFFF)]
APOSTROPHES = "'\u2019"
CLITICS = {"s", "m", "d", "re", "ve", "ll"}
NORMAL = {"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "`": "'", "\u201c": '"', "\u201d": '"',
          "\u201e": '"', "\u201f": '"', "\xab": '"', "\xbb": '"', "''": '"', "``": '"', "\u2013": "-", "\u2012": "-",
          "\u2010": "-", "\u2011": "-", "\u2014": "-", "\u2015": "-", "\u2026": "..."}


def is_word(c):
    o = ord(c)
    if o < 0x80:
        return c.isalnum() or c == "_"
    if c in SPACE or c in BREAK:
        return False
    return not any(low <= o <= high for low, high in SYMBOLS)


def lower(text):
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def split_word(text, b, e, out):
    """A run of word characters [b, e) that an apostrophe may follow; appends tokens, returns where it stopped."""
    n = len(text)
    if e < n and text[e] in APOSTROPHES and e + 1 < n and is_word(text[e + 1]):
        f = e + 1
        while f < n and is_word(text[f]):
            f += 1
        tail = lower(text[e + 1:f])
        if tail == "t" and lower(text[e - 1]) == "n":
            if e - b > 1:
                out.append((b, e - 1))
            out.append((e - 1, f))
            return f
        if tail in CLITICS:
            out.append((b, e))
            out.append((e, f))
            return f
        if e - b == 1:  # O'Hara, d'Arc
            out.append((b, f))
            return f
    out.append((b, e))
    return e


def tokenize(text, begin=0, end=None):
    """Tokens of text[begin:end] as (begin, end); line breaks separate and are no tokens."""
    n = len(text) if end is None else end
    text = text[:n]
    out = []
    i = begin
    while i < n:
        c = text[i]
        if c in SPACE or c in BREAK:
            i += 1
        elif is_word(c):
            j = i + 1
            while j < n and is_word(text[j]):
                j += 1
            # U.S., a.m.: single letters with stops between them, the last stop included.
            if j == i + 1 and "a" <= lower(c) <= "z" and j < n and text[j] == ".":
                k = i
                while k + 1 < n and k < i + 20 and "a" <= lower(text[k]) <= "z" and text[k + 1] == ".":
                    k += 2
                if k >= i + 4 and (k == n or not is_word(text[k])):
                    out.append((i, k))
                    i = k
                    continue
            # 1,200.50: a stop or comma between digits.
            if "0" <= text[j - 1] <= "9":
                while j + 1 < n and text[j] in ".," and "0" <= text[j - 1] <= "9" and "0" <= text[j + 1] <= "9":
                    j += 1
                    while j < n and is_word(text[j]):
                        j += 1
            i = split_word(text, i, j, out)
        elif c in "'`" and i + 1 < n and text[i + 1] == c:  # '' and `` stand for a double mark
            out.append((i, i + 2))
            i += 2
        elif c in ".-":  # runs of stops and dashes are one token
            j = i + 1
            while j < n and text[j] == c:
                j += 1
            out.append((i, j))
            i = j
        else:
            out.append((i, i + 1))
            i += 1
    return out


def normal(word):
    """The form that is looked up: lower case, plain quotation marks and dashes."""
    if word in NORMAL:
        return NORMAL[word]
    low = lower(word).replace("\u2019", "'")
    if len(low) > 1 and all(c == "-" for c in low):
        return "-"
    if len(low) > 1 and all(c == "." for c in low):
        return "..."
    return low


def shape(word):
    """0 other, 1 lower, 2 Capital, 3 ALL CAPITALS, 4 one capital, 5 mIxed, 6 number, 7 letters and digits."""
    letters = [c for c in word if is_word(c)]
    if not letters:
        return 0
    digits = sum("0" <= c <= "9" for c in letters)
    if digits == len(letters):
        return 6
    if digits:
        return 7
    upper = [lower(c) != c for c in letters]
    if not any(upper):
        return 1
    if all(upper):
        return 4 if len(letters) == 1 else 3
    return 2 if upper[0] and not any(upper[1:]) else 5


SHAPES = 8


def fnv(data, seed):
    h = 2166136261 ^ seed
    for b in data:
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


BUCKETS = 4096


def affixes(low):
    """Hashed last three, last two and first three code points of a looked-up form."""
    return (fnv(low[-3:].encode(), 1) % BUCKETS, fnv(low[-2:].encode(), 2) % BUCKETS,
            fnv(low[:3].encode(), 3) % BUCKETS)


def quote_states(text, tokens):
    """What each token of a paragraph is to the double quotation marks around it.

    0 outside; 1 opening mark, 2 inside, 3 closing mark of a quotation that ends in punctuation (an utterance, mostly);
    4 5 6 the same for one that doesn't (a phrase, mostly); 7 opening mark, 8 inside of one that never closes;
    9 a closing mark that closes nothing.
    """
    states = [0] * len(tokens)
    opened = -1

    def close(at):
        before = text[tokens[at - 1][0]] if at - 1 > opened else ""
        base = 1 if before and before in ",.!?\u2026" else 4
        states[opened] = base
        for k in range(opened + 1, at):
            states[k] = base + 1
        states[at] = base + 2

    for i, (b, e) in enumerate(tokens):
        c = text[b]
        if not (c in '"\u201c\u201d\u201e\u201f\xab\xbb' or (e - b == 2 and c in "'`")):
            continue
        if c in "\u201c\u201e\xab`":
            kind = "open"
        elif c in "\u201d\xbb":
            kind = "close"
        else:
            kind = "close" if opened >= 0 else "open"
            after = e < len(text) and text[e] not in SPACE and text[e] not in BREAK
            before = b > 0 and text[b - 1] not in SPACE and text[b - 1] not in BREAK
            if opened < 0 and before and not after:
                kind = "close"
        if kind == "open":
            if opened >= 0:  # the one before never closed: taken as unclosed up to here
                states[opened] = 7
                for k in range(opened + 1, i):
                    states[k] = 8
            opened = i
        elif opened >= 0:
            close(i)
            opened = -1
        else:
            states[i] = 9
    if opened >= 0:
        states[opened] = 7
        for k in range(opened + 1, len(tokens)):
            states[k] = 8
    return states


QUOTES = 10


def paragraphs(text):
    """(begin, end) of the lines that have more than white space."""
    out, b = [], 0
    for i in range(len(text) + 1):
        if i == len(text) or text[i] in BREAK:
            if any(c not in SPACE for c in text[b:i]):
                out.append((b, i))
            b = i + 1
    return out
