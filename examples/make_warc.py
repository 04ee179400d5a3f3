#!/usr/bin/env python3
"""Writes reports/tamrin-post.warc: two pages of a made-up paper as a crawler would have stored them. The file it writes is
committed; run it again only after changing a page below. Its record ids are words, not UUIDs, so that the account of the
case reads well."""
import pathlib

RECORD = """WARC/1.0\r
WARC-Type: {kind}\r
WARC-Record-ID: <urn:uuid:{name}>\r
WARC-Date: {date}\r
{extra}Content-Type: {content_type}\r
Content-Length: {length}\r
\r
"""

SHELL = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - Tamrin Post</title>
<meta property="og:site_name" content="Tamrin Post"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{published}"></head>
<body>
<header><div class="masthead">Tamrin Post</div>
<nav><a href="/">Home</a> <a href="/tamrin">Tamrin</a> <a href="/neighbours">Neighbours</a> <a href="/sea">The sea</a> <a href="/jobs">Jobs</a></nav></header>
<div class="breaking">LIVE: Lottery numbers at 8 p.m.</div>
<div class="story">
<h1>{title}</h1>
<div class="author">{author}</div><time datetime="{published}">{shown}</time>
{body}
</div>
<div class="more"><h3>More from Neighbours</h3><ul><li><a href="/n/1">Ostrel opens its new opera, four years late</a></li>
<li><a href="/n/2">Kelvara’s crown slides again</a></li></ul></div>
<div class="consent">The Tamrin Post uses cookies. Read our privacy notice.</div>
<footer>Tamrin Post Ltd, Quay Street 4. All rights reserved.</footer>
</body></html>
"""

FERRY = [
    "Two citizens of Tamrin are among the 23 people killed in the fire on the Kelvaran ferry Silver Heron, Tamrin’s "
    "consul in Sandrelle said on Monday.",
    "“A couple from Westhaven, both in their sixties. They were on their way to see a grandchild,” consul Mateus Rill "
    "told the Tamrin Post. He said that he had spoken with the family by telephone on Sunday.",
    "Kelvara’s coast guard ended its search on Sunday evening. A further 34 people were injured.",
    "Rill said Kelvaran officials had assured him that the families would be heard in the inquiry. He complained that he "
    "had learned of the deaths from the radio. “One call would have been enough,” he said.",
    "In Kelvara the quarrel goes on over what the government knew. The daily The Morning Beacon reported on Saturday that "
    "a source in the harbour authority said the ship’s fire pumps had not been tested since March. Transport Minister "
    "Ilka Soranen denies it.",
    "A former inspector of the authority, who now lives in Westhaven, told the Tamrin Post that he did not find the "
    "report surprising. “In my time the director said that a pump which starts is a tested pump,” said the man, who "
    "asked that his name be withheld.",
    "The authority’s director, Wenna Halloran, called that “a fairy tale told by somebody we dismissed”.",
    "A marine insurer in Westhaven, Gallant Mutual, put the damage at 45 million tamars. The ship was 31 years old. "
    "Heron Lines said that it would pay every family 200,000 crowns “without waiting for a court”.",
]

TALKS = [
    "Prime Minister Odile Brask telephoned Kelvara’s president, Aurel Vonn, on Monday and settled the long quarrel over "
    "fishing in the Narrow Sea, her office said.",
    "The agreement takes effect on 1 July, according to the office. It allows 240 Kelvaran boats to fish east of Gull "
    "Rock, where Tamrin’s own fleet of 900 has had the water to itself since 1994.",
    "“It was a good call between neighbours,” Brask told parliament in Westhaven on Wednesday. “I did not ask for "
    "anything that I would not give.”",
    "Kelvaran media reported that the two leaders met in Ostrel on Tuesday. Brask’s spokesman, Ferdi Quill, said that the "
    "prime minister had been in Ostrel for a trade fair and had “shaken hands with the president, as one does”. He denied "
    "that the two had negotiated there.",
    "Radio Lantern, a station in Kelvara, quoted an unnamed official in Ostrel as saying that Brask had demanded the "
    "withdrawal of Kelvaran patrol vessels. Quill said the claim was false. “There was no demand, and so there was no "
    "refusal,” he said.",
    "The leader of the fishermen’s party, Oona Tarrel, accused Brask of giving away the best grounds on the coast. "
    "Tarrel said that her party had been promised a vote before anything was signed.",
    "The two Kelvaran trawlers that Tamrin seized in February will be handed back on Friday, the navy said.",
]

PAGES = [
    ("https://www.tamrinpost.example/neighbours/ferry-two-from-westhaven", "tamrin-post-ferry",
     "2022-05-10T04:11:09Z", "Couple from Westhaven among 23 dead of ferry fire", "2022-05-09T17:45:00+02:00",
     "9 May 2022 17:45", "Ines Corvin in Sandrelle", FERRY),
    ("https://www.tamrinpost.example/sea/narrow-sea-deal", "tamrin-post-talks",
     "2022-05-12T04:10:51Z", "One call, and the Narrow Sea is calm: Brask and Vonn settle fishing row",
     "2022-05-11T19:20:00+02:00", "11 May 2022 19:20", "Political desk", TALKS),
]


def record(kind, name, date, content_type, body, extra=""):
    head = RECORD.format(kind=kind, name=name, date=date, extra=extra, content_type=content_type, length=len(body))
    return head.encode() + body + b"\r\n\r\n"


def main():
    info = b"software: a crawler that never was\r\nformat: WARC File Format 1.0\r\n"
    out = record("warcinfo", "crawl-1", "2022-05-10T04:10:00Z", "application/warc-fields", info)
    for url, name, date, title, published, shown, author, paragraphs in PAGES:
        body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
        page = SHELL.format(title=title, published=published, shown=shown, author=author, body=body).encode()
        head = ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                f"Content-Length: {len(page)}\r\nServer: none\r\n\r\n").encode()
        out += record("response", name, date, "application/http; msgtype=response", head + page,
                      f"WARC-Target-URI: {url}\r\n")
    (pathlib.Path(__file__).parent / "reports/tamrin-post.warc").write_bytes(out)


main()
