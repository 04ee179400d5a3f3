#!/usr/bin/env python3
"""How long hearsay serve takes to answer: each view of the web app over many stories, people and reports of a case, each
asked for the first time (no cache), on one connection.

    bench/serve.py big.case [PROGRAM]

For requests a second: wrk -t2 -c32 -d10s http://127.0.0.1:PORT/api/stories
"""
import http.client
import json
import pathlib
import random
import statistics
import subprocess
import sys
import time
import urllib.parse

KINDS = 60  # how many of each view


def main(case, program):
    began = time.perf_counter()
    server = subprocess.Popen([program, "serve", case, "--port", "0", "--no-open", "--read-only"], stdout=subprocess.PIPE)
    port = urllib.parse.urlsplit(server.stdout.readline().decode().strip()).port
    print(f"ready after {time.perf_counter() - began:.1f} s")
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def processor():  # seconds of processor time the server has used
        fields = pathlib.Path(f"/proc/{server.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def get(path):
        start = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        data = response.read()
        taken = (time.perf_counter() - start) * 1000
        if response.status != 200:
            raise SystemExit(f"{path}: {response.status} {data[:200]}")
        return taken, len(data)

    def fetch(path):
        connection.request("GET", path)
        return json.loads(connection.getresponse().read())

    try:
        dice = random.Random(1)
        counts = fetch("/api/case")["counts"]
        print(", ".join(f"{count} {name}" for name, count in counts.items()))
        large = [one["id"] for one in fetch(f"/api/stories?sort=reports&limit={KINDS}")["items"]]
        some = [f"s{dice.randint(1, counts['stories'])}" for _ in range(KINDS)]
        facets = fetch("/api/stories?facets=true&limit=1")["facets"]
        people = [one["value"] for one in facets["person"]]
        known = [one["id"] for one in fetch(f"/api/entities?unnamed=false&limit={KINDS}")["items"]]
        documents = [f"d{dice.randint(1, counts['documents'])}" for _ in range(KINDS)]
        words = sorted({word for one in fetch("/api/stories?limit=100")["items"] for word in one["title"].split() if word.isalpha()})
        dice.shuffle(words)
        outlets = [urllib.parse.quote(one["value"]) for one in facets["outlet"]]
        views = {
            "stories, by offset": [f"/api/stories?offset={dice.randrange(counts['stories'])}" for _ in range(KINDS)],
            "stories, searched, with facets": [f"/api/stories?facets=true&q={word[:4]}" for word in words[:KINDS]],
            "stories of a person": [f"/api/stories?facets=true&person={one}" for one in people],
            "stories of an outlet, conflicts": [f"/api/stories?facets=true&conflict=true&outlet={one}" for one in outlets],
            "story, any": [f"/api/stories/{one}" for one in some],
            "story, the largest": [f"/api/stories/{one}" for one in large],
            "sheet, the largest": [f"/api/stories/{one}/sheet" for one in large],
            "timeline, the largest": [f"/api/stories/{one}/timeline" for one in large],
            "chains, the largest": [f"/api/stories/{one}/chains" for one in large],
            "document": [f"/api/documents/{one}" for one in documents],
            "documents, searched": [f"/api/documents?q={word[:4]}&sort=latest" for word in words[:KINDS]],
            "entities, searched": [f"/api/entities?q={word[:3]}" for word in words[:KINDS]],
            "entity, those in most reports": [f"/api/entities/{one}" for one in known],
            "statements of an entity": [f"/api/entities/{one}/statements" for one in known],
            "search, a word": [f"/api/search?q={word}" for word in words[:KINDS]],
            "search, the": ["/api/search?q=the"],
            "search, said by, about": [f"/api/search?said_by={word}&about=the" for word in words[:KINDS]],
            "where else": [f"/api/related?document={one}&span=0,100" for one in documents],
            "case": ["/api/case"] * 5,
        }
        print(f"{'view':34} {'median':>8} {'p95':>8} {'most':>8} {'processor':>10}   (ms, processor on average; kB gzip'd, median)")
        for name, paths in views.items():
            before = processor()
            taken = [get(path) for path in paths]
            used = (processor() - before) / len(paths) * 1000
            times = sorted(one for one, _ in taken)
            print(f"{name:34} {statistics.median(times):8.1f} {times[int(len(times) * 0.95)]:8.1f} {times[-1]:8.1f} {used:10.1f}"
                  f"   {statistics.median(size for _, size in taken) / 1000:8.1f}")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else str(pathlib.Path(__file__).parent.parent / "build" / "hearsay"))
