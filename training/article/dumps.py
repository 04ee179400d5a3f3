"""Plain-text dumps of pages, as the tools people use make them, to train the text classifier on."""
import random
from html.parser import HTMLParser

BREAK = frozenset("p div section article header footer h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tr td th thead tbody "
                  "blockquote pre br hr figure figcaption aside nav main form address details summary caption button "
                  "fieldset option body".split())
WIDE = frozenset("p h1 h2 h3 h4 h5 h6 blockquote ul ol table pre article section".split())
SKIP = frozenset("script style template svg iframe select textarea noscript head title".split())


class Lines(HTMLParser):
    """Lines of a page: (text, elements around it that are furniture by their tag, blank line before it)."""

    def __init__(self, inline):
        super().__init__(convert_charrefs=True)
        self.inline = inline  # each run of inline text on a line of its own
        self.lines, self.current, self.skip, self.wide = [], [], [], True
        self.open = []

    def flush(self):
        text = " ".join("".join(self.current).split())
        if text:
            self.lines.append((text, any(t in ("nav", "header", "footer", "aside") for t in self.open), self.wide, "li" in self.open[-2:]))
            self.wide = False
        self.current = []

    def handle_starttag(self, tag, attrs):
        if self.skip or tag in SKIP:
            if tag in SKIP:
                self.skip.append(tag)
            return
        if tag in BREAK:
            self.flush()
            self.wide = self.wide or tag in WIDE
            if tag not in ("br", "hr"):
                self.open.append(tag)
        elif self.inline:
            self.flush()

    def handle_endtag(self, tag):
        if self.skip:
            if tag in self.skip:
                while self.skip.pop() != tag:
                    pass
            return
        if tag in BREAK:
            self.flush()
            self.wide = self.wide or tag in WIDE
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
        elif self.inline:
            self.flush()

    def handle_data(self, data):
        if not self.skip:
            self.current.append(data)


def read_lines(html, inline=False):
    parser = Lines(inline)
    parser.feed(html)
    parser.close()
    parser.flush()
    return parser.lines


def render_all(html, seed):
    """[(dump, weight)]; the first is the plain one that figures are given for."""
    chance = random.Random(seed)
    lines = read_lines(html)
    plain = "\n".join(("\n" if wide else "") + text for text, _, wide, _ in lines)
    # A reader's cleaner took most of the menus; bullets before lists.
    kept, run = [], 0
    for text, menu, wide, item in lines:
        run = run + 1 if len(text.split()) < 5 else 0
        if (menu or run > 3) and chance.random() < 0.9:
            continue
        kept.append("\n" + ("  • " if item and chance.random() < 0.5 else "") + text)
    cleaned = "\n".join(kept)
    tight = "\n".join(text for text, _, _, _ in lines)
    inline = "\n".join(text for text, _, _, _ in read_lines(html, inline=True))
    return [(plain, 1.0), (cleaned, 1.0), (tight, 0.6), (inline, 0.4)]
