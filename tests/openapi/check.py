#!/usr/bin/env python3
"""The document against the running service. Usage: PARCOURS_PROGRAM=... check.py Test; or check.py --record
reference/http/schemas.json, which writes real answers into it as examples."""
import copy
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from pack import pack  # noqa: E402
from service import Caller, Service  # noqa: E402
from story import Story  # noqa: E402


def told(document=None):
    service = Service(os.environ["PARCOURS_PROGRAM"])
    try:
        caller = Caller(service, document)
        Story(caller).tell()
        return caller
    finally:
        service.stop()


def document_of():
    service = Service(os.environ["PARCOURS_PROGRAM"])
    try:
        return json.loads(service.send("GET", "/openapi.json")[2])
    finally:
        service.stop()


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


# ---- tests -----------------------------------------------------------------------------------------------------

def EveryOperationAnswersAsTheDocumentSays():
    caller = told()
    yield from caller.troubles
    for operation, (_, _, text) in caller.operations.items():
        if operation not in caller.done:
            yield f"{operation} was never done"
        refusals = [status for status in text["responses"] if status[0] in "45"]
        if refusals and not caller.refused.get(operation):
            yield f"{operation} was never refused"
        for code in sorted(caller.documented_codes(operation) - caller.refused.get(operation, set()) - ELSEWHERE.get(operation, set())):
            yield f"{operation}: {code} is in the document and was never seen"


# What a story in memory on one clock cannot bring about, with where else it is shown.
ELSEWHERE = {}


def EveryExampleIsAccepted():
    caller = told()
    for operation, name in caller.unused_examples():
        yield f"{operation}: its example {name} was never sent"
    for trouble in caller.troubles:
        yield trouble


def EveryExampleIsOfItsSchema():
    caller = Caller(None, document_of())
    for name, schema in caller.document["components"]["schemas"].items():
        if not schema.get("examples"):
            yield f"{name} has no example"
        for value in schema.get("examples", []):
            for error in caller.errors({"$ref": "#/components/schemas/" + name}, value, shut=name not in OPEN):
                yield f"{name}: {error}"
    for name, one in caller.document["components"]["parameters"].items():
        for error in caller.errors(one["schema"], one["example"]):
            yield f"parameter {name}: {error}"


OPEN = {"Operation"}  # Parts of others.


def EverySchemaIsUsedAndThere():
    document = document_of()
    used = set(references(document["paths"])) | set(references(document["components"]))
    there = {f"#/components/{kind}/{name}" for kind, names in document["components"].items() for name in names
             if kind != "securitySchemes"}
    yield from (f"{name} is used and not there" for name in sorted(used - there))
    yield from (f"{name} is there and not used" for name in sorted(there - used))
    ids = [o["operationId"] for item in document["paths"].values() for o in item.values()]
    yield from (f"{name} is the id of two operations" for name in sorted({one for one in ids if ids.count(one) > 1}))


def DriftIsFound():
    """Mistakes planted in a copy of the document: each is told of."""
    good = document_of()
    for what, plant, words in PLANTED:
        bad = copy.deepcopy(good)
        plant(bad)
        troubles = told(bad).troubles
        if not any(words in trouble for trouble in troubles):
            yield f"{what} was not found; told: {troubles[:3]}"


def planted(path, change):
    def plant(document):
        at = document
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = change(at[path[-1]])
    return plant


SCHEMAS = ("components", "schemas")
PLANTED = [
    ("a member that no answer has", planted((*SCHEMAS, "Wallet", "required"), lambda old: old + ["reserved"]), "'reserved' is a required property"),
    ("a member that is not described", planted((*SCHEMAS, "Wallet", "properties"), lambda old: {"available": old["available"]}), "held"),
    ("another type", planted((*SCHEMAS, "EspaceMessage", "properties", "message", "type"), lambda old: "integer"), "is not of type 'integer'"),
    ("a status that is not answered", planted(("paths", "/customer/api/sessions", "post", "responses"), lambda old: {"200": old["201"]}), "does not tell of this status"),
    ("a code that is not said", planted(("paths", "/customer/api/balance", "get", "responses", "401", "content", "application/json", "examples"), lambda old: {}), "INVALID_SEAL is not among"),
    ("another type of content", planted(("paths", "/docs", "get", "responses", "200", "content"), lambda old: {"text/plain": {}}), "of type text/html"),
]


# ---- the page and the counters ---------------------------------------------------------------------------------

def ThePageShowsEveryOperationAndNeedsNoScript():
    service = Service(os.environ["PARCOURS_PROGRAM"])
    try:
        document = json.loads(service.send("GET", "/openapi.json")[2])
        _, headers, raw = service.send("GET", "/docs")
    finally:
        service.stop()
    page = raw.decode()
    ids = set(re.findall(r' id="([^"]+)"', page))
    yield from (f"{o['operationId']} is not on the page" for item in document["paths"].values() for o in item.values() if o["operationId"] not in ids)
    yield from (f"#{link} leads nowhere" for link in sorted(set(re.findall(r'href="#([^"]+)"', page)) - ids))
    yield from (f"{link} is from elsewhere" for link in re.findall(r'(?:href|src)="([a-z]+:[^"]*)"', page))
    for word in ("<script", " style=", " onclick=", "javascript:"):
        if word in page:
            yield f"{word} is on the page"
    if "default-src 'none'" not in headers.get("Content-Security-Policy", ""):
        yield "its policy allows more than it needs"


def MetricsCountWhatHappenedAndTellNoSecret():
    service = Service(os.environ["PARCOURS_PROGRAM"])
    try:
        caller = Caller(service)
        story = Story(caller)
        story.tills()
        _, headers, raw = service.send("GET", "/metrics")
        people = json.loads(service.send("GET", "/sandbox/people", headers={"Parcours-Control": "t"})[2])
        known = [json.loads(service.send("GET", "/openapi.json")[2])["paths"]]
    finally:
        service.stop()
    text = raw.decode()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    yield from (f"not Prometheus: {line}" for line in lines if not re.fullmatch(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+', line))
    values = {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines}
    made = values['parcours_http_request_duration_seconds_count{route="/acquisition/api/public/v1/payment-transactions",method="POST",status="2xx"}']
    statuses = [values["parcours_operations_" + status] for status in ("awaiting_customer", "to_validate", "validated", "expired", "cancelled")]
    if sum(statuses) != made or min(statuses) < 0 or made < 8:
        yield f"{made} creates were answered, and the operations are {statuses}"
    if values["parcours_operations_validated"] < 3 or values["parcours_operations_cancelled"] < 2 or values["parcours_up"] != 1:
        yield f"the counters of operations are wrong: {statuses}"
    for name in ("parcours_commands_total", "parcours_batches_total", "parcours_looks_from_copy_total", "parcours_journal_entries_total",
                 "parcours_http_requests_total", "parcours_notifications_attempts_total"):
        if not values.get(name):
            yield f"{name} counted nothing"
    routes = set(re.findall(r'route="([^"]*)"', text)) - {"none"}
    yield from (f"{route} is no template" for route in routes if route not in known[0])
    secrets = [key["key"] for key in people["keys"]] + [account["password"] for account in people["accounts"]] + [c["identifier"] for c in people["customers"]]
    yield from (f"{secret} is among the metrics" for secret in secrets if secret and secret in text)
    if "version=0.0.4" not in headers["Content-Type"]:
        yield headers["Content-Type"]


# ---- real answers as examples ----------------------------------------------------------------------------------

def record(file):
    with open(file, encoding="utf-8") as opened:
        words = json.load(opened)
    caller = told()
    for trouble in caller.troubles:
        print(trouble, file=sys.stderr)
    asked = {content["schema"]["$ref"].rsplit("/", 1)[1] for _, _, o in caller.operations.values()
             for content in o.get("requestBody", {}).get("content", {}).values()}
    for name, answers in caller.seen.items():
        if name in asked or name == "OpenApi":
            continue
        labelled = {label: value for label, value in answers.items() if label != "answer"} or answers
        words["examples"][name] = {label: {"summary": SUMMARIES.get(label, "An answer"), "value": shorter(value)} for label, value in labelled.items()}
    for name, value in parts_of(words).items():
        words["schemas"][name]["examples"] = [value]
    with open(file, "w", encoding="utf-8") as opened:
        opened.write(pack(words) + "\n")


SUMMARIES = {"created": "Just made", "paid": "Paid", "validated": "Validated for less", "byQr": "By QR code", "cancelled": "Cancelled", "toValidate": "Paid, to be validated"}


def shorter(value, most=2):
    if isinstance(value, dict):
        return {name: shorter(one) for name, one in value.items()}
    return [shorter(one) for one in value[:most]] if isinstance(value, list) else value


def parts_of(words):
    """The first real value of each schema that is part of another."""
    found = {}

    def walk(schema, value):
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            if value not in ("", None) and name not in words["examples"]:
                found.setdefault(name, value)
            walk(words["schemas"][name], value)
            return
        for one in schema.get("allOf", []):
            walk(one, value)
        for one in schema.get("anyOf", []):
            if not (isinstance(value, dict) and not set(one.get("required", [])) <= set(value)) and value is not None and one != {"type": "null"}:
                walk(one, value)
        if isinstance(value, dict):
            for name, one in schema.get("properties", {}).items():
                if name in value:
                    walk(one, value[name])
            if isinstance(schema.get("additionalProperties"), dict):
                for one in value.values():
                    walk(schema["additionalProperties"], one)
        if isinstance(value, list) and "items" in schema:
            for one in value:
                walk(schema["items"], one)

    for name, examples in words["examples"].items():
        for example in examples.values():
            walk(words["schemas"][name], example["value"])
    return found


def main(words):
    if words[:1] == ["--record"]:
        return record(words[1])
    troubles = list(globals()[words[0]]())
    for trouble in troubles:
        print(trouble)
    print(f"{words[0]}: {len(troubles)} troubles")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
