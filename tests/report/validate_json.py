#!/usr/bin/env python3
"""Checks JSON against one of docs/*.schema.json: validate_json.py SCHEMA FILE...

A file holds one object a line, or one object; `-` is stdin. Exit status 0: all valid; 1: the first error of each
invalid object is on stderr; 77: python3-jsonschema is not installed (ctest's SKIP_RETURN_CODE).
"""
import json
import pathlib
import sys
import warnings

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)


warnings.simplefilter("ignore", DeprecationWarning)  # newer versions would rather have another resolver


def validator(path):
    schema = json.loads(path.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    others = [json.loads(other.read_text()) for other in path.parent.glob("*.schema.json")]
    resolver = jsonschema.RefResolver.from_schema(schema, store={other["$id"]: other for other in others})
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    check = validator(pathlib.Path(arguments[0]))
    count = failed = 0
    for name in arguments[1:]:
        text = sys.stdin.read() if name == "-" else pathlib.Path(name).read_text()
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            count += 1
            error = next(check.iter_errors(json.loads(line)), None)
            if error:
                failed += 1
                print(f"{name}:{number}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}", file=sys.stderr)
    print(f"{count - failed} of {count} valid")
    return 1 if failed or count == 0 else 0


sys.exit(main(sys.argv[1:]))
