"""Labels for blocks, from the gold of the page sets: 1 article, 0 not, -1 unknown.

Whole-article gold (a text): page and gold are aligned word by word; a block is the article's where most of its words
are matched. Segment gold (strings that must and must not appear): only the blocks that hold one are labelled.
"""
import difflib
import re

TOKEN = re.compile(r"\w+")


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def align(blocks, gold):
    """Share of each block's words that are matched in gold, in order."""
    page, owner = [], []
    for i, text in enumerate(blocks):
        for token in TOKEN.findall(text):
            page.append(token)
            owner.append(i)
    wanted = TOKEN.findall(gold)
    matched = [0] * len(blocks)
    total = [0] * len(blocks)
    for i in owner:
        total[i] += 1
    matcher = difflib.SequenceMatcher(None, page, wanted, autojunk=False)
    for a, _, size in matcher.get_matching_blocks():
        for k in range(a, a + size):
            # A lone common word proves nothing: part of a longer match, or the block is itself that short.
            if size >= 3 or size >= total[owner[k]]:
                matched[owner[k]] += 1
    return [m / t if t else -1.0 for m, t in zip(matched, total)]


def whole_labels(blocks, gold):
    return [-1 if share < 0 else int(share >= 0.5) for share in align(blocks, gold)]


def segment_labels(blocks, wanted, unwanted):
    texts = [squeeze(text) for text in blocks]
    labels = [-1] * len(blocks)
    for segments, value in ((wanted, 1), (unwanted, 0)):
        for segment in segments:
            segment = squeeze(segment)
            if not segment:
                continue
            hits = [i for i, text in enumerate(texts) if segment in text]
            # "Service" stands in many blocks: which one was meant is not known, save that none of them is wanted.
            if value == 1 and len(hits) != 1:
                hits = [i for i in hits if len(texts[i]) >= 40][:1]
            for i in hits:
                if value == 1 or labels[i] == -1:
                    labels[i] = value
    return labels
