"""The program as its users run it: statuses, streams, the made-up case, kills and damaged files.

HEARSAY names the program to test; tests/approve (HEARSAY_APPROVE in the environment) rewrites the golden account.
"""
import csv
import io
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("HEARSAY", str(ROOT / "build" / "hearsay"))
REPORTS = ROOT / "examples" / "reports"
EXPECTED = ROOT / "examples" / "expected"


def run(*arguments, stdin=None, cwd=ROOT):
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, timeout=300)


def objects(output):
    return [json.loads(line) for line in output.decode().splitlines()]


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)
        self.case = self.work / "made-up.case"

    def write(self, name, content):
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read_examples(self, *options):
        done = run("read", "examples/reports", "--case", self.case, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done


class Statuses(ProgramTest):
    def test_every_command_has_help_with_an_example(self):
        commands = ["read", "report", "annotate", "extract", "stories", "search", "export", "check", "entities", "serve",
                    "completion"]
        for command in commands:
            done = run(command, "--help")
            self.assertEqual(done.returncode, 0, command)
            self.assertIn(f"Example: hearsay {command}", done.stdout.decode())
        for command in commands:
            self.assertIn(command, run("--help").stdout.decode())

    def test_wrong_usage(self):
        for arguments in ([], ["nonsense"], ["read"], ["report"], ["annotate", "--offsets", "mile", "x"],
                          ["export", "x.case"], ["read", "--threads", "0", "x"]):
            done = run(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertEqual(done.stdout, b"", arguments)
            self.assertNotEqual(done.stderr, b"", arguments)

    def test_a_missing_input_is_named_and_the_rest_is_done(self):
        report = self.write("one.txt", "The bridge at Velm is closed, mayor Ilka Dorn said on Tuesday.\n")
        done = run("annotate", self.work / "absent.txt", report)
        self.assertEqual(done.returncode, 1)
        self.assertEqual([one["id"] for one in objects(done.stdout)], ["one"])
        self.assertIn(b"absent.txt", done.stderr)
        self.assertIn(b"1 record could not be read, 1 done", done.stderr)

    def test_a_bad_line_is_named_with_its_offset(self):
        first = json.dumps({"id": "a", "text": "The quay is open, the harbour master said."}) + "\n"
        lines = self.write("reports.jsonl", first + "{broken\n" + first.replace('"a"', '"b"'))
        done = run("annotate", lines)
        self.assertEqual(done.returncode, 1)
        self.assertEqual([one["id"] for one in objects(done.stdout)], ["a", "b"])
        self.assertIn(str(len(first)).encode(), done.stderr)

    def test_full_disk_on_stdout_is_told(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full here")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "annotate", REPORTS], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"could not be written", done.stderr)

    def test_completion(self):
        for shell in ("bash", "zsh", "fish"):
            self.assertIn(b"annotate", run("completion", shell).stdout)
        script = run("completion", "bash").stdout
        self.assertEqual(subprocess.run(["bash", "-n"], input=script).returncode, 0)


class Streams(ProgramTest):
    def test_stdin(self):
        done = run("annotate", "-", stdin="“We saw nothing,” said guard Pavo Lind.\n".encode())
        self.assertEqual(done.returncode, 0, done.stderr)
        [document] = objects(done.stdout)
        [attribution] = document["attributions"]
        begin, end = attribution["content"][0]
        self.assertEqual(document["article"]["text"][begin:end].rstrip(","), "“We saw nothing,”".rstrip(","))
        self.assertEqual(attribution["speaker"]["name"], "Pavo Lind")

    def test_the_same_bytes_on_any_number_of_threads(self):
        outputs = {run("annotate", REPORTS, "--threads", threads).stdout for threads in (1, 2, 7)}
        self.assertEqual(len(outputs), 1)
        self.assertGreater(len(outputs.pop()), 10000)

    def test_offsets_in_every_unit_cut_the_same_words(self):
        report = self.write("žofie.txt", "Žofie Ærø 😀 said: “Čas běží, wir müssen gehen.” Nobody else was there.\n")
        units = {"codepoint": lambda text, b, e: text[b:e],
                 "byte": lambda text, b, e: text.encode()[b:e].decode(),
                 "utf16": lambda text, b, e: text.encode("utf-16-le")[2 * b:2 * e].decode("utf-16-le")}
        words = set()
        for unit, cut in units.items():
            [document] = objects(run("annotate", "--verbatim", "--offsets", unit, report).stdout)
            attribution = document["attributions"][0]
            words.add(cut(document["article"]["text"], *attribution["content"][0]))
        self.assertEqual(words, {"“Čas běží, wir müssen gehen.”"})

    def test_verbatim_keeps_the_text_as_it_stands(self):
        text = "Cookies\n\n  A line.\tAnd “more”, said Ada Quill. \n\nComments 3\n"
        lines = self.write("one.jsonl", json.dumps({"id": "x", "text": text, "title": "T", "date": "2026-11-05"}))
        [document] = objects(run("annotate", "--verbatim", lines).stdout)
        self.assertEqual(document["article"]["text"], text)
        self.assertEqual(document["article"]["published"]["value"], "2026-11-05")

    def test_extract_tells_what_it_left_out(self):
        found = {kind for one in objects(run("extract", "--furniture", REPORTS).stdout)
                 for kind in (furniture["type"] for furniture in one["furniture"])}
        self.assertLessEqual({"comment", "teaser", "menu"}, found)
        self.assertNotIn("furniture", objects(run("extract", REPORTS).stdout)[0])


class Schemas(ProgramTest):
    def validator(self, name):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        with open(ROOT / "docs" / name) as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        from_folder = {one["$id"]: one for one in
                       (json.loads(path.read_text()) for path in (ROOT / "docs").glob("*.schema.json"))}
        resolver = jsonschema.RefResolver.from_schema(schema, store=from_folder)
        return jsonschema.Draft202012Validator(schema, resolver=resolver)

    def test_annotate(self):
        validator = self.validator("annotate.schema.json")
        documents = objects(run("annotate", REPORTS).stdout)
        self.assertGreaterEqual(len(documents), 8)
        for document in documents:
            validator.validate(document)
            self.assertLessEqual({"entities", "attributions", "events", "figures", "times"}, set(document))
            self.check_spans(document)

    def test_tokens(self):
        text = "Anna Harl doesn't trust the well-known mayor of Velm. She said so."
        [document] = objects(run("annotate", "--tokens", "--verbatim", "-", stdin=text.encode()).stdout)
        self.validator("annotate.schema.json").validate(document)
        words = [text[slice(*token["span"])] for token in document["tokens"]]
        self.assertEqual(words, "Anna Harl does n't trust the well - known mayor of Velm . She said so .".split())
        tags = "PROPN PROPN AUX PART VERB DET ADV PUNCT VERB NOUN ADP PROPN PUNCT PRON VERB ADV PUNCT"
        self.assertEqual([token["pos"] for token in document["tokens"]], tags.split())
        self.assertEqual([token["sentence"] for token in document["tokens"]], [1] * 13 + [2] * 4)
        [plain] = objects(run("annotate", "--verbatim", "-", stdin=text.encode()).stdout)
        self.assertNotIn("tokens", plain)

    def test_only_attributions(self):
        [whole] = objects(run("annotate", "--model", "fast", REPORTS / "sandrelle-courier.html").stdout)
        [document] = objects(run("annotate", "--model", "fast", "--only", "attributions",
                                 REPORTS / "sandrelle-courier.html").stdout)
        self.validator("annotate.schema.json").validate(document)
        self.assertEqual(set(document), {"id", "input", "article", "attributions"})
        self.assertEqual(document["article"], whole["article"])
        self.assertGreater(len(document["attributions"]), 2)
        self.assertTrue(any("speaker" in one for one in whole["attributions"]))
        for one in whole["attributions"]:
            one.pop("speaker", None)
            one.pop("chain", None)
        self.assertEqual(document["attributions"], whole["attributions"])
        self.assertNotEqual(run("annotate", "--only", "events", REPORTS).returncode, 0)

    def check_spans(self, document):
        text = document["article"]["text"]
        known = {one["id"] for one in document["entities"]}
        for attribution in document["attributions"]:
            spans = [span for role in ("source", "cue", "content") for span in attribution.get(role, [])]
            for begin, end in spans:
                self.assertTrue(0 <= begin < end <= len(text), attribution)
            if "entity" in attribution.get("speaker", {}):
                self.assertIn(attribution["speaker"]["entity"], known)

    def test_report(self):
        self.read_examples("--quiet")
        self.validator("report.schema.json").validate(json.loads(run("report", self.case, "--format", "json").stdout))


class MadeUpCase(ProgramTest):
    def test_golden_account(self):
        self.read_examples("--quiet")
        for file, arguments in {"account.txt": [], "account.md": ["--format", "markdown"],
                                "account.html": ["--format", "html"]}.items():
            actual = run("report", self.case, *arguments).stdout.decode()
            if "HEARSAY_APPROVE" in os.environ:
                (EXPECTED / file).write_text(actual)
            self.assertEqual(actual, (EXPECTED / file).read_text(), f"{file}: tests/approve rewrites it")
        self.assertLessEqual(max(map(len, (EXPECTED / "account.txt").read_text().splitlines())), 100)

    def test_stories_group_every_document_once(self):
        self.read_examples("--quiet")
        grouped = objects(run("stories", self.case, "--format", "jsonl").stdout)
        documents = objects(run("export", self.case, "--format", "jsonl").stdout)
        self.assertEqual(sorted(one["id"] for one in grouped), sorted(one["id"] for one in documents))

    def test_web_annotations_stand_where_they_say(self):
        self.read_examples("--quiet")
        documents = {"urn:hearsay:document:" + one["id"]: one
                     for one in objects(run("export", self.case, "--format", "jsonl").stdout)}
        page = json.loads(run("export", self.case, "--format", "webannotation").stdout)
        self.assertEqual(page["type"], "AnnotationPage")
        kinds = {"a": "attributions", "v": "events", "f": "figures", "t": "times"}
        claims = {iri + "#" + claim["id"]: claim for iri, one in documents.items() for kind in kinds.values()
                  for claim in one[kind]}
        self.assertEqual({one["id"] for one in page["items"]}, set(claims))
        for annotation in page["items"]:
            targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
            if "#a" in annotation["id"]:
                self.assertEqual([[one["selector"][0]["start"], one["selector"][0]["end"]] for one in targets],
                                 claims[annotation["id"]]["content"])
            for target in targets:
                text = documents[target["source"]]["article"]["text"]
                position, quote = target["selector"]
                begin, end = position["start"], position["end"]
                self.assertEqual((position["type"], quote["type"]), ("TextPositionSelector", "TextQuoteSelector"))
                self.assertEqual(text[begin:end], quote["exact"])
                self.assertEqual(text[max(0, begin - 32):begin], quote.get("prefix", ""))
                self.assertEqual(text[end:end + 32], quote.get("suffix", ""))

    def test_provenance_holds_every_chain_and_origin(self):
        self.read_examples("--quiet")
        graph = json.loads(run("export", self.case, "--format", "prov").stdout)["@graph"]
        nodes = {one["@id"]: one for one in graph}
        self.assertEqual(len(nodes), len(graph), "a node stands twice")
        for node in graph:
            for key, value in node.items():
                for one in value if isinstance(value, list) else [value]:
                    if isinstance(one, dict):
                        self.assertIn(one["@id"], nodes, f"{node['@id']} {key}")
        for document in objects(run("export", self.case, "--format", "jsonl").stdout):
            for claim in document["attributions"]:
                node = nodes["urn:hearsay:document:" + document["id"] + "#" + claim["id"]]
                hands = []
                while "prov:wasDerivedFrom" in node:
                    node = nodes[node["prov:wasDerivedFrom"]["@id"]]
                    hands.insert(0, node["hearsay:basis"])
                self.assertEqual(hands, [hop["basis"] for hop in claim.get("chain", []) if hop["basis"] != "publisher"])
        account = json.loads(run("report", self.case, "--format", "json").stdout)
        for story in account["stories"]:
            members = nodes["urn:hearsay:story:" + story["id"]]["prov:hadMember"]
            origins = [[member["@id"].removeprefix("urn:hearsay:document:") for member in nodes[one["@id"]]["prov:hadMember"]]
                       for one in members]
            self.assertEqual(origins, story["origins"])

    def test_csv_has_a_row_a_statement(self):
        self.read_examples("--quiet")
        rows = list(csv.DictReader(io.StringIO(run("export", self.case, "--format", "csv").stdout.decode())))
        statements = sum(len(one["attributions"]) for one in objects(run("export", self.case, "--format", "jsonl").stdout))
        self.assertEqual(len(rows), statements)
        self.assertGreater(statements, 20)

    def test_report_csv_has_a_row_a_member(self):
        self.read_examples("--quiet")
        every = list(csv.DictReader(io.StringIO(run("report", self.case, "--format", "csv").stdout.decode())))
        rows = [row for row in every if row["state"] == "told"]
        account = json.loads(run("report", self.case, "--format", "json").stdout)
        texts = {document["id"]: document["article"]["text"] for document in account["documents"]}
        members = [(one, member) for one in account["comparisons"] for member in one["members"]]
        self.assertEqual(len(rows), len(members))
        silent = [(one["id"], document) for one in account["comparisons"] for document in one["silent"]]
        self.assertGreater(len(silent), 0)
        self.assertEqual([(row["comparison"], row["document"]) for row in every if row["state"] == "silent"], silent)
        for row, (comparison, member) in zip(rows, members):
            self.assertEqual([row["comparison"], row["verdict"], row["document"], row["hand"]],
                             [comparison["id"], comparison["verdict"], member["document"], member["hand"]])
            words = texts[row["document"]][int(row["begin"]):int(row["end"])]
            self.assertEqual(" ".join(words.split()), row["words"].removeprefix("'"))

    def test_search(self):
        self.read_examples("--quiet")
        text = objects(run("export", self.case, "--format", "jsonl").stdout)[0]["article"]["text"]
        word = max((word for word in text.split() if word.isalpha()), key=len)
        [first, *_] = objects(run("search", self.case, word, "--format", "jsonl").stdout)
        self.assertIn(word.lower(), first["passage"].lower())
        for hostile in ('"', "a AND (", "NEAR(", "*", "-x", "{title}:"):
            self.assertEqual(run("search", self.case, "--", hostile).returncode, 0, hostile)

    def test_every_claim_stands_in_its_text(self):
        self.read_examples("--quiet")
        done = run("check", self.case)
        self.assertEqual(done.returncode, 0, done.stderr)
        with sqlite3.connect(self.case) as case:
            case.execute("UPDATE document SET text = 'x' || text WHERE rowid = 1")
        done = run("check", self.case)
        self.assertEqual(done.returncode, 1)
        self.assertNotEqual(done.stderr, b"")


class CaseFile(ProgramTest):
    def test_reading_twice_changes_nothing(self):
        self.read_examples("--quiet")
        before = self.case.read_bytes()
        self.read_examples("--quiet")
        self.assertEqual(self.case.read_bytes(), before)
        self.assertEqual([path.name for path in self.work.iterdir()], [self.case.name])

    def test_same_name_in_another_folder_is_another_document(self):
        one = self.write("north/index.txt", "The bridge is closed, mayor Ilka Dorn said.\n")
        two = self.write("south/index.txt", "The bridge is open, minister Ada Quill said.\n")
        for path in (one, two):
            self.assertEqual(run("read", path, "--case", self.case, "--quiet").returncode, 0)
        ids = {one["id"] for one in objects(run("export", self.case, "--format", "jsonl").stdout)}
        self.assertEqual(ids, {"index", "south/index"})

    def test_two_records_of_one_id_are_two_documents(self):
        lines = self.write("twice.jsonl", "".join(json.dumps({"id": "a", "text": f"Gate {i} is shut."}) + "\n" for i in (1, 2)))
        for _ in range(2):
            self.assertEqual(run("read", lines, "--case", self.case, "--quiet").returncode, 0)
        self.assertEqual([one["id"] for one in objects(run("export", self.case, "--format", "jsonl").stdout)], ["a", "a#2"])

    def test_a_killed_run_goes_on_where_it_was(self):
        reports = self.write("many.jsonl", "".join(
            json.dumps({"id": f"r{i}", "text": f"Gate {i} is shut, warden Pavo Lind said. “We wait,” he added.\n" * 40})
            + "\n" for i in range(3000)))
        first = subprocess.Popen([PROGRAM, "read", reports, "--case", self.case, "--quiet", "--model", "fast"],
                                 stderr=subprocess.DEVNULL)
        for _ in range(3000):
            time.sleep(0.02)
            if self.case.exists() and self.case.stat().st_size > 2_000_000:
                break
        first.send_signal(signal.SIGKILL)
        first.wait()
        kept = len(objects(run("export", self.case, "--format", "jsonl").stdout))
        self.assertGreater(kept, 0)
        self.assertEqual(run("check", self.case).returncode, 0)
        done = run("read", reports, "--case", self.case, "--model", "fast")
        self.assertEqual(done.returncode, 0, done.stderr)
        if kept < 3000:
            self.assertIn(f"{3000 - kept} records read, {kept} known already".encode(), done.stdout)
        ids = [one["id"] for one in objects(run("export", self.case, "--format", "jsonl").stdout)]
        self.assertEqual(ids, [f"r{i}" for i in range(3000)])
        self.assertEqual(run("check", self.case).returncode, 0)

    def test_a_file_that_is_no_case(self):
        for name, content in {"text.case": b"just words, " * 500, "short.case": b"x"}.items():
            path = self.write(name, content)
            for arguments in (["read", REPORTS, "--case", path], ["report", path], ["check", path]):
                done = run(*arguments)
                self.assertEqual(done.returncode, 3, arguments)
                self.assertIn(name.encode(), done.stderr)
            self.assertEqual(path.read_bytes(), content)
        self.assertEqual(run("report", self.work / "absent.case").returncode, 3)
        self.assertFalse((self.work / "absent.case").exists())

    def test_a_case_of_a_newer_version(self):
        self.read_examples("--quiet")
        with sqlite3.connect(self.case) as case:
            case.execute("PRAGMA user_version = 9999")
        before = self.case.read_bytes()
        done = run("read", REPORTS, "--case", self.case)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"newer", done.stderr)
        self.assertEqual(self.case.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
