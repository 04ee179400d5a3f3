"""hearsay serve from outside: every resource with its status, type and caching against docs/openapi.yaml, hostile input,
forged requests, corrections that outlive more reading, and kills."""
import gzip
import http.client
import io
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
import urllib.parse

from test_program import PROGRAM, ROOT, run

try:
    import jsonschema
    import yaml
except ImportError:
    jsonschema = None

HOSTILE = '<script>alert("x")</script>'
HOSTILE_REPORT = {
    "id": f"hostile{HOSTILE}", "title": f"Title {HOSTILE} & “quotes”", "date": "2026-11-05", "publisher": f"Outlet {HOSTILE}",
    "url": "javascript:alert(1)",
    "text": f"Mayor Ilka {HOSTILE} Dorn said the bridge at Velm is safe.\n\n“It <img src=x onerror=alert(1)> holds,” said Ilka Dorn.\n"}


class Api:
    """One server over one case, and requests to it."""

    def __init__(self, case, *flags):
        self.process = subprocess.Popen([PROGRAM, "serve", str(case), "--port", "0", "--no-open", "--model", "rules", *flags],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.address = self.process.stdout.readline().decode().strip()
        self.port = urllib.parse.urlsplit(self.address).port
        self.token = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.address).query)).get("token")

    def ask(self, path, method="GET", body=None, token=True, **headers):
        """Status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if token and method != "GET" and self.token:
            given.setdefault("X-Hearsay-Token", self.token)
        if isinstance(body, dict):
            body = json.dumps(body).encode()
            given.setdefault("Content-Type", "application/json")
        connection.request(method, path, body=body, headers=given)
        response = connection.getresponse()
        data = response.read()
        connection.close()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, data

    def get(self, path):
        status, _, body = self.ask(path)
        assert status == 200, (path, status, body)
        return json.loads(body)

    def send(self, body, path="/api/corrections", method="POST"):
        status, _, answer = self.ask(path, method, body)
        return status, json.loads(answer)

    def upload(self, *files):
        boundary = "----parts"
        body = b"".join(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                        f"Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n" for name, data in files)
        body += f"--{boundary}--\r\n".encode()
        return self.ask("/api/documents", "POST", body, Content_Type=f"multipart/form-data; boundary={boundary}")

    def wait(self, job):
        for _ in range(600):
            told = self.get(f"/api/jobs/{job}")
            if told["state"] in ("done", "failed"):
                return told
            time.sleep(0.05)
        raise AssertionError("the job does not end")

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(timeout=60)
        self.process.stdout.close()
        self.process.stderr.close()


class ServeTest(unittest.TestCase):
    flags = ()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)
        self.case = self.work / "made-up.case"
        self.read(ROOT / "examples" / "reports")

    def read(self, *inputs):
        done = run("read", *inputs, "--case", self.case, "--quiet", "--model", "rules")
        self.assertEqual(done.returncode, 0, done.stderr)

    def serve(self, *flags):
        api = Api(self.case, *flags)
        self.addCleanup(api.stop)
        return api


class Contract(ServeTest):
    """Each answer against docs/openapi.yaml."""

    def setUp(self):
        if jsonschema is None:
            self.skipTest("python3-jsonschema and python3-yaml are not installed")
        super().setUp()
        self.description = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text())
        self.tested = set()

    def check(self, api, path, method="GET", body=None, status=200, **headers):
        got, head, data = api.ask(path, method, body, **headers)
        self.assertEqual(got, status, (path, data[:300]))
        route, operation = self.operation(path, method)
        self.tested.add((method, route))
        answers = operation["responses"]
        answer = answers.get(str(got)) or answers["default"]
        if "$ref" in answer:
            answer = self.description["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
        [(kind, content)] = answer["content"].items()
        self.assertEqual(head["content-type"].split(";")[0], kind, path)
        self.assertEqual(head["x-content-type-options"], "nosniff")
        self.assertIn("default-src 'none'", head["content-security-policy"])
        if method == "GET" and status == 200:
            self.check_caching(api, path, head)
        if not kind.endswith("json") and kind != "application/problem+json":
            return data
        value = json.loads(data)
        self.validate(value, content["schema"], path)
        return value

    def operation(self, path, method):
        plain = urllib.parse.urlsplit(path).path
        for route, operations in sorted(self.description["paths"].items(), key=lambda item: "{" in item[0]):
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route), plain) and method.lower() in operations:
                return route, operations[method.lower()]
        self.fail(f"{method} {path} is not in docs/openapi.yaml")

    def validate(self, value, schema, path):
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": self.description["components"], **schema}
        errors = list(jsonschema.Draft202012Validator(whole).iter_errors(value))
        self.assertEqual([], [(list(one.absolute_path), one.message[:300]) for one in errors[:3]], path)

    def check_caching(self, api, path, head):
        self.assertEqual(head["cache-control"], "no-cache", path)
        self.assertRegex(head["etag"], r'^W/"[0-9a-f]{16}"$')
        status, again, data = api.ask(path, If_None_Match=head["etag"])
        self.assertEqual((status, data), (304, b""), path)
        status, zipped, data = api.ask(path, Accept_Encoding="gzip, br")
        plain = api.ask(path)[2]
        if len(plain) > 1024:
            self.assertEqual(zipped["content-encoding"], "gzip", path)
            self.assertEqual(gzip.decompress(data), plain)
        else:
            self.assertNotIn("content-encoding", zipped)

    def test_every_resource(self):
        api = self.serve()
        case = self.check(api, "/api/case")
        self.assertEqual(case["counts"]["documents"], 12)
        stories = self.check(api, "/api/stories?facets=true&sort=conflicts&limit=5")
        self.assertTrue(stories["facets"]["outlet"] and stories["facets"]["person"] and stories["facets"]["stance"])
        story = stories["items"][0]["id"]
        self.assertGreater(stories["items"][0]["conflicts"], 0)
        whole = self.check(api, f"/api/stories/{story}")
        self.assertTrue(whole["account"]["what"] and whole["account"]["who"] and whole["account"]["voices"])
        sheet = self.check(api, f"/api/stories/{story}/sheet")
        columns = {column["id"] for column in sheet["columns"]}
        for row in sheet["rows"]:
            self.assertLessEqual({cell["origin"] for cell in row["cells"]}, columns)
        self.assertTrue(self.check(api, f"/api/stories/{story}/timeline")["reported"])
        chains = self.check(api, f"/api/stories/{story}/chains")
        nodes = {node["id"] for node in chains["nodes"]}
        self.assertTrue(chains["edges"])
        for edge in chains["edges"]:
            self.assertLessEqual({edge["from"], edge["to"]}, nodes)
        self.check(api, f"/api/stories/{story}/statements?limit=3")
        self.assertIn(b"<html", self.check(api, f"/api/stories/{story}/report.html"))
        self.check(api, f"/api/stories/{story}/report.json")
        self.assertTrue(self.check(api, f"/api/stories/{story}/statements.csv").startswith(b"document,attribution"))
        documents = self.check(api, "/api/documents?sort=added&limit=100")["items"]
        for one in documents:
            self.check_document(api, one["id"])
        self.check(api, "/api/documents/d1/citation?attribution=a1")
        self.check(api, "/api/documents/d1/citation?span=0,20")
        self.check(api, "/api/related?document=d1&span=0,120")
        people = self.check(api, "/api/entities?type=person&unnamed=false&sort=statements")["items"]
        person = people[0]["id"]
        self.check(api, f"/api/entities/{person}")
        self.assertTrue(self.check(api, f"/api/entities/{person}/statements")["items"])
        self.assertTrue(self.check(api, f"/api/entities/{person}/reports")["items"])
        self.assertTrue(self.check(api, "/api/entities?unnamed=true")["items"])
        self.assertTrue(self.check(api, "/api/search?q=harbour")["items"])
        name = urllib.parse.quote(people[0]["name"].split()[-1])
        said = self.check(api, f"/api/search?said_by={name}")
        self.assertEqual(said["total"], api.get(f"/api/search?said_by={person}")["total"])
        self.check(api, "/api/corrections")
        self.check(api, "/api/jobs")
        self.check(api, "/api/corrections", "POST", {"kind": "rename", "entity": person, "name": "Somebody Else"}, 201)
        self.check(api, "/api/corrections/1", "DELETE")
        self.check(api, "/api/corrections/1", "PUT")
        job = self.check(api, "/api/documents", "POST", {"text": "The quay is open, said guard Pavo Lind."}, 202)
        api.wait(job["id"])
        self.check(api, f"/api/jobs/{job['id']}")
        for name in ("statements.csv", "documents.jsonl", "corrections.jsonl"):
            self.check(api, f"/api/export/{name}")
        everything = {(method.upper(), path) for path, operations in self.description["paths"].items()
                      for method in operations if method in ("get", "post", "put", "delete")}
        self.assertEqual(everything - self.tested, set(), "not tested")

    def check_document(self, api, document):
        told = self.check(api, f"/api/documents/{document}")
        text = told["article"]["text"]
        for attribution in told["attributions"]:
            for begin, end in attribution["content"]:
                self.assertTrue(0 <= begin < end <= len(text))
            # The same words by another resource.
            citation = api.get(f"/api/documents/{document}/citation?attribution={attribution['id']}")
            self.assertEqual(citation["span"], [attribution["content"][0][0], attribution["content"][-1][1]])

    def test_what_is_wrong_is_told(self):
        api = self.serve()
        for path, status in {
                "/api/nothing": 404, "/api/stories/s999": 404, "/api/stories/1": 404, "/api/documents/d999": 404,
                "/api/entities/E999": 404, "/api/jobs/7": 404, "/api/stories?limit=501": 400, "/api/stories?limit=x": 400,
                "/api/stories?offset=-1": 400, "/api/stories?sort=nonsense": 400, "/api/stories?from=yesterday": 400,
                "/api/stories?unnamed=perhaps": 400, "/api/stories?person=E999": 400, "/api/stories?stance=sings": 400,
                "/api/entities?type=dragon": 400, "/api/documents/d1/citation?span=9,3": 400,
                "/api/documents/d1/citation?span=0,99999999": 400, "/api/documents/d1/citation?attribution=a999": 400,
                "/api/related?document=d1&span=0,99999999": 400, "/" + "a" * 3000: 414}.items():
            got, head, body = api.ask(path)
            self.assertEqual(got, status, path)
            self.assertEqual(head["content-type"], "application/problem+json", path)
            problem = json.loads(body)
            self.assertEqual(problem["status"], status)
            self.assertTrue(problem["detail"])
        for body, status in [({"kind": "rename", "entity": "E1", "name": ""}, 422), ({"kind": "merge", "entities": ["E1", "E1"]}, 422),
                             ({"kind": "merge", "entities": ["E1", "E999"]}, 422), ({"kind": "dance"}, 422), ({}, 422),
                             ({"kind": "reject", "document": "d1", "attribution": "a999"}, 422),
                             ({"kind": "rename", "entity": "E1", "name": "x", "more": 1}, 422)]:
            self.assertEqual(api.send(body)[0], status, body)
        self.assertEqual(api.ask("/api/corrections", "POST", b"{", Content_Type="application/json")[0], 400)
        self.assertEqual(api.ask("/api/corrections", "POST", b"{}", Content_Type="text/plain")[0], 415)
        self.assertEqual(api.ask("/api/corrections/9", "DELETE")[0], 404)
        status, head, _ = api.ask("/api/stories", "DELETE")
        self.assertEqual((status, head["allow"]), (405, "GET"))
        self.assertEqual(api.get("/api/corrections")["items"], [])

    def test_pages_of_lists_make_the_whole(self):
        api = self.serve()
        for path in ("/api/entities", "/api/documents", "/api/stories", "/api/search?q=the"):
            join = "&" if "?" in path else "?"
            whole = api.get(f"{path}{join}limit=500")
            parts = []
            while len(parts) < whole["total"]:
                parts += api.get(f"{path}{join}limit=7&offset={len(parts)}")["items"]
            self.assertEqual(parts, whole["items"], path)

    def test_filters_of_stories(self):
        api = self.serve()
        all_stories = api.get("/api/stories?facets=true")
        for facet, name in (("outlet", "outlet"), ("person", "person"), ("place", "place"), ("stance", "stance")):
            for value in all_stories["facets"][facet][:5]:
                found = api.get(f"/api/stories?{name}={urllib.parse.quote(value['value'])}")
                self.assertEqual(found["total"], value["count"], (facet, value))
        self.assertEqual(api.get("/api/stories?conflict=true")["total"], all_stories["facets"]["conflict"])
        self.assertEqual(api.get("/api/stories?outlet=No+such+outlet")["total"], 0)
        self.assertEqual(api.get("/api/stories?from=2031")["total"], 0)


class Safety(ServeTest):
    def test_it_answers_on_this_machine_alone(self):
        api = self.serve()
        listening = [line.split()[1] for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]
                     if line.split()[3] == "0A" and line.split()[1].endswith(f":{api.port:04X}")]
        self.assertEqual(listening, [f"0100007F:{api.port:04X}"])

    def test_other_names_and_other_pages_are_refused(self):
        api = self.serve()
        own = f"127.0.0.1:{api.port}"
        for host, status in {own: 200, f"localhost:{api.port}": 200, "evil.example": 421, f"evil.example:{api.port}": 421,
                             "127.0.0.1": 421, f"127.0.0.1.evil.example:{api.port}": 421, "": 421}.items():
            self.assertEqual(api.ask("/api/case", Host=host)[0], status, host)
            self.assertEqual(api.ask("/", Host=host)[0], status, host)
        for origin, status in {f"http://{own}": 200, "http://evil.example": 403, f"https://{own}": 403, "null": 403}.items():
            self.assertEqual(api.ask("/api/case", Origin=origin)[0], status, origin)
        self.assertEqual(api.ask("/api/case", Sec_Fetch_Site="cross-site")[0], 403)
        self.assertEqual(api.ask("/", Sec_Fetch_Site="cross-site")[0], 200)

    def test_writes_need_the_token(self):
        api = self.serve()
        rename = {"kind": "rename", "entity": "E1", "name": "Mallory"}
        for headers in ({}, {"X_Hearsay_Token": ""}, {"X_Hearsay_Token": "0" * 32}, {"X_Hearsay_Token": api.token[:-1]}):
            self.assertEqual(api.ask("/api/corrections", "POST", rename, token=False, **headers)[0], 401, headers)
        # As a form of another page would send it: a simple request, no preflight.
        status, _, _ = api.ask("/api/corrections", "POST", json.dumps(rename).encode(), Content_Type="text/plain",
                               Origin="http://evil.example")
        self.assertEqual(status, 403)
        self.assertEqual(api.ask("/api/corrections", "POST", rename, Sec_Fetch_Site="cross-site")[0], 403)
        self.assertEqual(api.get("/api/corrections")["items"], [])
        self.assertNotEqual(Api.stop(other := Api(self.work / "another.case")), other.token)
        self.assertNotEqual(other.token, api.token)
        self.assertEqual(len(api.token), 32)

    def test_no_preflight_is_granted(self):
        api = self.serve()
        status, head, _ = api.ask("/api/corrections", "OPTIONS", Origin="http://evil.example",
                                  Access_Control_Request_Method="POST")
        self.assertEqual(status, 403)
        self.assertFalse([name for name in head if name.startswith("access-control")])

    def test_a_body_cannot_be_taken_for_a_request(self):
        api = self.serve()
        inner = f"GET /api/case HTTP/1.1\r\nHost: 127.0.0.1:{api.port}\r\n\r\n"
        for method in ("GET", "DELETE", "POST"):
            with socket.create_connection(("127.0.0.1", api.port), timeout=10) as connection:
                connection.sendall(f"{method} /api/corrections HTTP/1.1\r\nHost: 127.0.0.1:{api.port}\r\n"
                                   f"Content-Length: {len(inner)}\r\n\r\n{inner}".encode())
                connection.settimeout(1.5)
                data = b""
                try:
                    while piece := connection.recv(65536):
                        data += piece
                except TimeoutError:
                    pass
            self.assertEqual(data.count(b"HTTP/1.1 "), 1, (method, data[:400]))

    def test_hostile_reports_do_no_harm(self):
        path = self.work / "hostile.jsonl"
        path.write_text(json.dumps(HOSTILE_REPORT) + "\n")
        self.read(path)
        api = self.serve()
        [document] = api.get("/api/documents?q=quotes")["items"]
        self.assertNotIn("url", document)  # "javascript:" is no link
        story = document["story"]
        for path in ("/api/case", "/api/documents", f"/api/documents/{document['id']}", f"/api/stories/{story}",
                     f"/api/stories/{story}/sheet", "/api/entities?limit=500", "/api/search?q=bridge",
                     f"/api/search?q={urllib.parse.quote(HOSTILE)}", f"/api/stories/{urllib.parse.quote(HOSTILE)}"):
            _, head, body = api.ask(path)
            self.assertIn(head["content-type"], ("application/json", "application/problem+json"))
            self.assertNotIn(b"<", body, path)
        self.assertEqual(api.get(f"/api/documents/{document['id']}")["record"], HOSTILE_REPORT["id"])
        html = api.ask(f"/api/stories/{story}/report.html")
        self.assertNotIn(b"<script", html[2].lower())
        self.assertNotIn(b"<img", html[2].lower())
        self.assertTrue(html[1]["content-disposition"].startswith("attachment"))
        citation = api.get(f"/api/documents/{document['id']}/citation?span=0,40")["markdown"]
        self.assertNotIn("<script", citation.replace("\\<", ""))

    def test_paths_of_uploads_stay_where_they_belong(self):
        api = self.serve()
        status, _, body = api.upload(("../../../../tmp/hearsay-escaped.txt", b"The gate is open, guard Pavo Lind said."),
                                     ("/etc/hearsay-escaped.txt", b"The door is shut, guard Pavo Lind said."),
                                     ("a\\..\\..\\b.txt", b"The roof is gone, guard Pavo Lind said."))
        self.assertEqual(status, 202, body)
        job = api.wait(json.loads(body)["id"])
        self.assertEqual((job["state"], job["read"]), ("done", 3))
        self.assertFalse(os.path.exists("/tmp/hearsay-escaped.txt") or os.path.exists("/etc/hearsay-escaped.txt"))
        paths = {api.get(f"/api/documents/{one['id']}")["input"]["path"] for one in job["results"]}
        self.assertEqual(paths, {"tmp/hearsay-escaped.txt", "etc/hearsay-escaped.txt", "a/b.txt"})

    def test_a_second_server_reads_only(self):
        first = self.serve()
        second = self.serve()
        told = second.get("/api/case")
        self.assertTrue(told["read_only"])
        self.assertIn("another hearsay serve", told["read_only_because"])
        self.assertIsNone(second.token)
        status, _, body = second.ask("/api/corrections", "POST", {"kind": "rename", "entity": "E1", "name": "x"})
        self.assertEqual(status, 409)
        self.assertFalse(first.get("/api/case")["read_only"])
        # What the first changes the second shows.
        entity = first.get("/api/entities")["items"][0]["id"]
        self.assertEqual(first.send({"kind": "rename", "entity": entity, "name": "Renamed Person"})[0], 201)
        for _ in range(100):
            if second.get(f"/api/entities/{entity}")["name"] == "Renamed Person":
                break
            time.sleep(0.1)
        self.assertEqual(second.get(f"/api/entities/{entity}")["name"], "Renamed Person")
        first.stop()
        third = self.serve()
        self.assertFalse(third.get("/api/case")["read_only"])

    def test_no_case_no_server(self):
        path = self.work / "text.case"
        path.write_text("this is no case")
        done = run("serve", path, "--no-open")
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"is not a case file", done.stderr)

    def test_a_taken_port_is_told(self):
        api = self.serve()
        done = run("serve", self.case, "--no-open", "--port", api.port)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"is taken", done.stderr)


class Adding(ServeTest):
    def test_files_and_texts_are_read_while_it_serves(self):
        api = self.serve()
        before = api.get("/api/case")
        page = ("<html><head><title>Lock keeper quits</title></head><body><article><h1>Lock keeper quits</h1><p>The lock "
                "keeper of Velm, Orla Pind, resigned on Monday, the canal office said.</p><p>“I have had enough of the "
                "flood gates,” Pind told reporters in Velm.</p></article></body></html>").encode()
        status, head, body = api.upload(("pages/lock.html", page), ("broken.warc.gz", b"\x1f\x8b broken"))
        self.assertEqual(status, 202, body)
        job = api.wait(json.loads(body)["id"])
        self.assertEqual(head["location"], f"/api/jobs/{job['id']}")
        self.assertEqual((job["state"], job["read"], job["failed"]), ("done", 1, 1), job)
        self.assertEqual(len(job["errors"]), 1)
        self.assertNotIn("/tmp", job["errors"][0])
        [result] = job["results"]
        self.assertEqual(api.get(f"/api/documents/{result['id']}")["article"]["title"], "Lock keeper quits")
        after = api.get("/api/case")
        self.assertEqual(after["counts"]["documents"], before["counts"]["documents"] + 1)
        self.assertGreater(after["version"], before["version"])
        self.assertTrue(api.get("/api/search?q=flood+gates")["items"])
        # The same again is known.
        job = api.wait(json.loads(api.upload(("pages/lock.html", page))[2])["id"])
        self.assertEqual((job["read"], job["known"]), (0, 1))
        status, answer = api.send({"text": "The pier is closed, said Mila Brand.", "title": "Pier closed", "date": "2026-11-05",
                                   "outlet": "Ostra Post"}, "/api/documents")
        self.assertEqual(status, 202)
        [result] = api.wait(answer["id"])["results"]
        self.assertEqual((result["title"], result["outlet"], result["published"]), ("Pier closed", "Ostra Post", "2026-11-05"))
        for body, status in (({}, 422), ({"text": 3}, 422), ({"text": "x", "script": "y"}, 422)):
            self.assertEqual(api.send(body, "/api/documents")[0], status)
        api.stop()
        self.assertEqual(sorted(path.name for path in self.work.iterdir()), ["made-up.case"])
        self.assertEqual(run("check", self.case).returncode, 0)

    def test_a_kill_in_the_middle_of_an_upload_harms_nothing(self):
        api = self.serve()
        with socket.create_connection(("127.0.0.1", api.port), timeout=10) as connection:
            connection.sendall((f"POST /api/documents HTTP/1.1\r\nHost: 127.0.0.1:{api.port}\r\nX-Hearsay-Token: {api.token}\r\n"
                                "Content-Type: multipart/form-data; boundary=B\r\nContent-Length: 100000\r\n\r\n--B\r\n"
                                'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf a rep').encode())
            time.sleep(0.3)
            api.stop(signal.SIGKILL)
        self.assertEqual(run("check", self.case).returncode, 0)
        again = self.serve()
        self.assertFalse(again.get("/api/case")["read_only"])
        self.assertEqual(again.get("/api/case")["counts"]["documents"], 12)

    def test_a_kill_while_it_reads_loses_little(self):
        lines = "".join(json.dumps({"id": f"n{i}", "text": f"Guard number {i} said the gate is open. It was {i} metres wide."})
                        + "\n" for i in range(3000))
        api = self.serve()
        api.upload(("many.jsonl", lines.encode()))
        time.sleep(0.7)
        api.stop(signal.SIGKILL)
        self.assertEqual(run("check", self.case).returncode, 0)
        again = self.serve()
        for job in again.get("/api/jobs")["items"]:  # the stories of what was read are made without being asked for
            self.assertEqual(again.wait(job["id"])["state"], "done")
        whole = again.get("/api/case")
        self.assertNotIn("stale", whole)
        reports = 0
        for offset in range(0, whole["counts"]["stories"], 500):
            reports += sum(one["reports"] for one in again.get(f"/api/stories?limit=500&offset={offset}")["items"])
        self.assertEqual(reports, whole["counts"]["documents"])
        again.wait(json.loads(again.upload(("many.jsonl", lines.encode()))[2])["id"])
        self.assertEqual(again.get("/api/case")["counts"]["documents"], 3012)

    def test_a_broken_off_upload_is_no_job(self):
        api = self.serve()
        with socket.create_connection(("127.0.0.1", api.port), timeout=10) as connection:
            connection.sendall((f"POST /api/documents HTTP/1.1\r\nHost: 127.0.0.1:{api.port}\r\nX-Hearsay-Token: {api.token}\r\n"
                                "Content-Type: multipart/form-data; boundary=B\r\nContent-Length: 100000\r\n\r\n--B\r\n"
                                'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf').encode())
        time.sleep(0.5)
        self.assertEqual(api.get("/api/jobs")["items"], [])


class Corrections(ServeTest):
    def entity(self, api, name):
        [found] = [one for one in api.get("/api/entities?limit=500")["items"] if one["name"] == name]
        return found

    def people(self, api, count):
        everyone = api.get("/api/entities?limit=500")["items"]
        names = [one["name"] for one in everyone]
        return [one for one in everyone if one["type"] == "person" and one["statements"] and names.count(one["name"]) == 1][:count]

    def more(self):
        path = self.work / "more.jsonl"
        path.write_text("".join(json.dumps({"id": f"more{i}", "title": f"More {i}", "date": "2022-05-12", "publisher": "Velm Daily",
                                            "text": f"The winter road {i} is open, said Orla Pind, the road master."}) + "\n" for i in range(3)))
        self.read(path)
        path.unlink()

    def test_entities_are_renamed_merged_and_split_for_good(self):
        api = self.serve()
        one, other = self.people(api, 2)
        status, rename = api.send({"kind": "rename", "entity": one["id"], "name": "Given Name"})
        self.assertEqual((status, rename["state"], rename["entity"]), (201, "applied", one["id"]))
        self.assertEqual(self.entity(api, "Given Name")["id"], one["id"])
        self.assertIn(one["name"], api.get(f"/api/entities/{one['id']}")["aliases"])
        status, merge = api.send({"kind": "merge", "entities": [one["id"], other["id"]]})
        self.assertEqual(status, 201)
        merged = api.get(f"/api/entities/{other['id']}")
        self.assertEqual(merged["id"], one["id"])
        self.assertEqual(merged["statements"], one["statements"] + other["statements"])
        self.assertIn(other["name"], merged["aliases"])
        self.assertEqual(merged["corrections"], [1, 2])
        total = api.get(f"/api/entities/{one['id']}/reports?limit=500")
        document = total["items"][0]["document"]["id"]
        status, split = api.send({"kind": "split", "entity": one["id"], "documents": [document], "name": "Third Man"})
        self.assertEqual(status, 201, split)
        self.assertEqual(self.entity(api, "Third Man")["reports"], 1)
        version = api.get("/api/case")["version"]
        api.stop()

        # More is read, by the command line, and everything stands.
        self.more()
        api = self.serve()
        self.assertTrue(self.entity(api, "Given Name")["corrected"])
        self.assertEqual(self.entity(api, "Third Man")["reports"], 1)
        self.assertEqual([entry["state"] for entry in api.get("/api/corrections")["items"]], ["applied"] * 3)

        # Undone, the last first: all is as it was read.
        for number in (3, 2, 1):
            status, _, answer = api.ask(f"/api/corrections/{number}", "DELETE")
            self.assertEqual((status, json.loads(answer)["state"]), (200, "undone"))
        self.assertEqual(self.entity(api, one["name"])["statements"], one["statements"])
        self.assertEqual(self.entity(api, other["name"])["statements"], other["statements"])
        self.assertEqual(api.ask("/api/corrections/1", "DELETE")[0], 409)
        self.assertEqual(api.ask("/api/corrections/1", "PUT")[0], 200)
        self.assertEqual(self.entity(api, "Given Name")["statements"], one["statements"])
        log = [json.loads(line) for line in run("export", self.case, "--format", "corrections").stdout.splitlines()]
        self.assertEqual([entry["kind"] for entry in log], ["rename", "merge", "split", "undo", "undo", "undo", "redo"])
        self.assertGreater(version, 1)

    def test_statements_are_rejected_and_edited(self):
        api = self.serve()
        statement = api.get("/api/stories/s1/statements?limit=1")["items"][0]
        document, attribution = statement["document"]["id"], statement["attribution"]
        before = api.get("/api/case")["counts"]["statements"]
        status, answer = api.send({"kind": "reject", "document": document, "attribution": attribution})
        self.assertEqual((status, answer["state"]), (201, "applied"), answer)
        self.assertEqual(api.get("/api/case")["counts"]["statements"], before - 1)
        whole = api.get(f"/api/documents/{document}")
        [rejected] = [one for one in whole["attributions"] if one.get("rejected")]
        self.assertEqual((rejected["id"], rejected["correction"]), (attribution, 1))
        for one in api.get("/api/stories/s1/statements?limit=500")["items"]:
            self.assertNotEqual((one["document"]["id"], one["attribution"]), (document, attribution))
        rows = run("export", self.case, "--format", "csv").stdout
        self.assertEqual(len(rows.splitlines()), before)  # a header and one less

        other = api.get("/api/stories/s1/statements?limit=1")["items"][0]
        edit = {"kind": "edit", "document": other["document"]["id"], "attribution": other["attribution"],
                "speaker": {"name": "Somebody <b>New</b>", "kind": "named"}, "stance": "denies", "negated": True}
        self.assertEqual(api.send(edit)[0], 201)
        changed = api.get("/api/stories/s1/statements?limit=1")["items"][0]
        self.assertEqual((changed["speaker"]["name"], changed["stance"], changed["negated"], changed["correction"]),
                         ("Somebody <b>New</b>", "denies", True, 2))
        self.assertEqual(api.get("/api/search?said_by=Somebody")["total"], 1)
        api.stop()
        self.more()
        self.assertIn(b"Somebody <b>New</b>", run("export", self.case, "--format", "csv").stdout)
        api = self.serve()
        self.assertEqual([entry["state"] for entry in api.get("/api/corrections")["items"]], ["applied"] * 2)
        api.ask("/api/corrections/1", "DELETE")
        again = api.get("/api/stories/s1/statements?limit=1")["items"][0]
        self.assertEqual(again, statement)

    def test_documents_are_moved(self):
        api = self.serve()
        stories = api.get("/api/stories")["items"]
        story = stories[0]["id"]
        document = api.get(f"/api/documents?story={story}")["items"][0]
        status, answer = api.send({"kind": "move", "document": document["id"]})
        self.assertEqual(status, 201, answer)
        moved = api.get(f"/api/documents/{document['id']}")["story"]
        self.assertNotEqual(moved, story)
        self.assertEqual(api.get(f"/api/stories/{moved}")["reports"], 1)
        self.assertEqual(api.get(f"/api/stories/{story}")["reports"], stories[0]["reports"] - 1)
        told = {json.loads(line)["id"]: json.loads(line)["story"] for line in
                run("stories", self.case, "--format", "jsonl").stdout.splitlines()}
        self.assertEqual(told[document["record"]], moved)
        status, answer = api.send({"kind": "move", "document": document["id"], "story": stories[1]["id"]})
        self.assertEqual(status, 201, answer)
        self.assertEqual(api.get(f"/api/documents/{document['id']}")["story"], stories[1]["id"])
        api.ask("/api/corrections/2", "DELETE")
        api.ask("/api/corrections/1", "DELETE")
        self.assertEqual(api.get("/api/stories")["items"], stories)

    def test_from_the_command_line(self):
        listed = [json.loads(line) for line in
                  run("entities", self.case, "--type", "person", "--json", "--limit", "0").stdout.splitlines()]
        self.assertGreater(len(listed), 5)
        one, other = listed[:2]
        done = run("entities", "merge", self.case, one["id"], other["id"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"entities undo", done.stdout)
        merged = [json.loads(line) for line in run("entities", self.case, "--json", "--limit", "0").stdout.splitlines()]
        [found] = [entity for entity in merged if entity["id"] == one["id"]]
        self.assertEqual(found["statements"], one["statements"] + other["statements"])
        self.assertNotIn(other["id"], [entity["id"] for entity in merged])
        self.assertEqual(run("entities", "rename", self.case, one["id"], "Given Name").returncode, 0)
        self.assertIn(b"Given Name", run("entities", self.case).stdout)
        self.assertEqual(run("entities", "split", self.case, one["id"], "--documents", found["documents"][0]).returncode, 0)
        self.more()
        self.assertIn(b"Given Name", run("entities", self.case).stdout)
        self.assertEqual(run("entities", "log", self.case).stdout.count(b"\n"), 3)
        for number in (3, 2, 1):
            self.assertEqual(run("entities", "undo", self.case, number).returncode, 0)
        again = [json.loads(line) for line in
                 run("entities", self.case, "--type", "person", "--json", "--limit", "0").stdout.splitlines()]
        self.assertEqual([entity for entity in again if entity["name"] in (one["name"], other["name"])],
                         [entity for entity in listed if entity["name"] in (one["name"], other["name"])])
        for arguments in (["merge", self.case, "E1"], ["merge", self.case, "E1", "E1"], ["merge", self.case, "E1", "E9999"],
                          ["rename", self.case, "E1", ""], ["split", self.case, "E1"], ["undo", self.case, "77"], []):
            done = run("entities", *arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertTrue(done.stderr, arguments)

    def test_a_case_of_an_older_format_is_refused_and_left_alone(self):
        with sqlite3.connect(self.case) as case:
            case.execute("PRAGMA user_version = 1")
        case.close()
        before = self.case.read_bytes()
        for command in (("report", self.case), ("entities", self.case), ("serve", self.case, "--no-open")):
            refused = run(*command)
            self.assertEqual(refused.returncode, 3, command)
            self.assertIn(b"older hearsay (case format 1", refused.stderr)
        self.assertEqual(self.case.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
