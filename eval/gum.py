"""Reads GUM's CoNLL-U: for each document its running text and its mentions, both in code points of that text.

GUM's words are joined as SpaceAfter says, sentences by a blank, paragraphs ("# newpar") by an empty line. Entity brackets
stand in MISC: "Entity=(7-person-new-snnsn-cf2-1,2-coref" opens a mention of group 7 whose head words are its first and
second, "7)" closes it, "(7-person-...-1-coref)" is a mention of one word. Parts of a mention in pieces ("7[1/2]") are
mentions by themselves.
"""
import gzip
import re


class Word:
    __slots__ = ("form", "begin", "end", "upos", "xpos", "head", "deprel", "lemma", "sentence")


class Mention:
    __slots__ = ("begin", "end", "first", "last", "group", "type", "minimal", "link", "status")

    def __init__(self, **fields):
        for key, value in fields.items():
            setattr(self, key, value)


class Document:
    def __init__(self, name):
        self.id, self.text, self.words, self.mentions, self.paragraphs = name, "", [], [], []

    @property
    def genre(self):
        return self.id.split("_")[1]


def entity_field(misc):
    for part in misc.split("|"):
        if part.startswith("Entity="):
            return part[len("Entity="):]
    return ""


def documents(path):
    document, space, paragraph, base, sentence = None, "", False, 0, -1
    glued = (0, 0, "")  # words of a multiword token, and what follows it
    open_mentions = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                if document:
                    yield document
                document, space, open_mentions, sentence = Document(line.split("=")[1].strip()), "", [], -1
                paragraph = False
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                paragraph = True
            elif line.startswith("# sent_id"):
                base, sentence, glued = len(document.words), sentence + 1, (0, 0, "")
                if document.text:
                    document.text = document.text.rstrip()
                    space = "\n\n" if paragraph else " "
                paragraph = False
            elif line and line[0].isdigit():
                fields = line.split("\t")
                after = "" if "SpaceAfter=No" in fields[9] else " "
                if "-" in fields[0]:
                    first, last = map(int, fields[0].split("-"))
                    glued = (first, last, after)
                    continue
                if "." in fields[0]:
                    continue
                number = int(fields[0])
                if glued[0] <= number <= glued[1]:
                    after = glued[2] if number == glued[1] else ""
                word = Word()
                document.text += space
                word.form, word.begin = fields[1], len(document.text)
                document.text += fields[1]
                word.end = len(document.text)
                word.lemma, word.upos, word.xpos, word.deprel = fields[2], fields[3], fields[4], fields[7]
                word.head = base + int(fields[6]) - 1 if fields[6] != "0" else -1
                word.sentence = sentence
                space = after
                index = len(document.words)
                document.words.append(word)
                for bracket in re.findall(r"\([^()]*\)?|[^()]+\)", entity_field(fields[9])):
                    if bracket.startswith("("):
                        parts = bracket.strip("()").split("-")
                        group = re.sub(r"\[.*", "", parts[0])
                        mention = Mention(first=index, last=index, begin=word.begin, end=word.end, group=group,
                                          type=parts[1], status=parts[2], minimal=parts[5], link=parts[6])
                        document.mentions.append(mention)
                        if not bracket.endswith(")"):
                            open_mentions.append((parts[0], mention))
                    else:
                        name = bracket.rstrip(")")
                        for i in range(len(open_mentions) - 1, -1, -1):
                            if re.sub(r"\[.*", "", open_mentions[i][0]) == re.sub(r"\[.*", "", name):
                                open_mentions[i][1].last, open_mentions[i][1].end = index, word.end
                                del open_mentions[i]
                                break
    if document:
        yield document


def minimal_words(mention):
    """Indices of the words that GUM names as the mention's least form."""
    offsets = [int(one) for one in re.findall(r"\d+", mention.minimal)] or [1]
    return {mention.first + offset - 1 for offset in offsets if mention.first + offset - 1 <= mention.last}


def head_word(document, first, last):
    """The word of [first, last] whose own head lies outside: the highest in the gold tree, the first of several."""
    for index in range(first, last + 1):
        head = document.words[index].head
        if (head < first or head > last) and document.words[index].upos not in ("PUNCT", "ADP", "DET"):
            return index
    return first
