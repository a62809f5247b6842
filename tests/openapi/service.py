"""A running `parcours serve` and somebody who calls it by the operations of its own document, judging each answer."""
import base64
import copy
import hashlib
import hmac
import http.client
import json
import os
import re
import subprocess
import tempfile
import time
import urllib.parse

from jsonschema import Draft202012Validator

KEYS = {"1": "cle-de-demonstration-P001", "2": "cle-de-demonstration-P002", "3": "cle-de-demonstration-P101"}
START = "24/06/2020 11:33"
DATE = "2020-06-24T09:33:00Z"


class Service:
    def __init__(self, program, *words):
        self.report = tempfile.NamedTemporaryFile(suffix=".html", delete=False).name
        os.remove(self.report)
        self.said = tempfile.TemporaryFile(mode="w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--memory", "--clock", "virtual", "--start", START, "--seed", "7",
             "--cheap-passwords", "--control-token", "t", "--report", self.report, *words], stdout=self.said, stderr=self.said)
        for _ in range(600):
            self.said.seek(0)
            found = re.search(r"^Parcours reference on http://([^:]+):(\d+)", self.said.read(), re.M)
            if found or self.process.poll() is not None:
                break
            time.sleep(0.1)
        if not found:
            self.said.seek(0)
            self.stop()
            raise SystemExit("the service did not start: " + self.said.read())
        self.host, self.port = found[1], int(found[2])

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        if os.path.exists(self.report):
            os.remove(self.report)

    def write_report(self):
        with open(self.report, "w", encoding="utf-8") as file:
            file.write("<!DOCTYPE html><title>A report</title><style>p { margin: 0 }</style><p>Passed.</p>")

    def send(self, method, path, body=None, headers=None):
        line = http.client.HTTPConnection(self.host, self.port, timeout=30)
        line.request(method, path, body=body, headers=headers or {})
        answer = line.getresponse()
        got = answer.status, answer.headers, answer.read()
        line.close()
        return got


def seal(version, text):
    made = hmac.new(KEYS[version].encode(), text.encode(), hashlib.sha256).digest()
    return f"HmacSHA256.{version}." + base64.urlsafe_b64encode(made).decode().rstrip("=")


def closed(schemas):
    """The schemas as a judge reads them: a member that none of them describes is a mistake of the document."""
    shut = copy.deepcopy(schemas)
    parts = {part["$ref"].rsplit("/", 1)[1] for one in shut.values() for part in one.get("allOf", []) if "$ref" in part}

    def shut_in(schema, is_part):
        if isinstance(schema, list):
            return [shut_in(one, False) for one in schema]
        if not isinstance(schema, dict):
            return schema
        if "allOf" in schema:
            schema["unevaluatedProperties"] = False
            for part in schema["allOf"]:
                shut_in(part, True)
            return schema
        for name, one in schema.items():
            if name == "properties":
                for member in one.values():
                    shut_in(member, False)
            elif name in ("items", "anyOf", "additionalProperties"):
                shut_in(one, False)
        if "properties" in schema and not is_part:
            schema.setdefault("unevaluatedProperties", False)
        return schema

    for name, schema in shut.items():
        shut_in(schema, name in parts)
    return shut


class Caller:
    """Calls operations by their ids; what is not as the document says goes to `troubles`."""

    def __init__(self, service, document=None):
        self.service = service
        self.document = document or json.loads(service.send("GET", "/openapi.json")[2])
        self.operations = {operation["operationId"]: (method.upper(), path, operation)
                           for path, item in self.document["paths"].items() for method, operation in item.items()}
        self.shut = closed(self.document["components"]["schemas"])
        self.troubles, self.done, self.refused, self.used, self.seen = [], set(), {}, set(), {}

    def trouble(self, what):
        self.troubles.append(what)

    # ---- examples --------------------------------------------------------------------------------------------

    def example(self, operation, name, **changes):
        """The body that the document shows, with the secrets of this run in it."""
        content = self.operations[operation][2]["requestBody"]["content"]
        media = next(iter(content.values()))
        self.used.add((operation, name))
        body = copy.deepcopy(media["examples"][name]["value"])
        if changes:
            assert set(changes) <= set(body), (operation, name, changes)
            body.update(changes)
        return body

    def unused_examples(self):
        return sorted((operation, name) for operation, (_, _, o) in self.operations.items()
                      for media in o.get("requestBody", {}).get("content", {}).values()
                      for name in media.get("examples", {}) if (operation, name) not in self.used)

    # ---- calls -----------------------------------------------------------------------------------------------

    def call(self, operation, *, path=None, query=None, body=None, headers=None, expect=None, label=None, type=None):
        method, template, told = self.operations[operation]
        way = template
        for name, value in (path or {}).items():
            way = way.replace("{" + name + "}", urllib.parse.quote(str(value)))
        raw = body if isinstance(body, (bytes, type_of_none)) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
        sent = dict(headers(method, way, raw or b"") if callable(headers) else headers or {})
        if raw is not None:
            sent.setdefault("Content-Type", type or "application/json")
        if query:
            way += "?" + urllib.parse.urlencode(query)
        status, got, answer = self.service.send(method, way, raw, sent)
        return self.judge(operation, told, status, got, answer, expect, label)

    def judge(self, operation, told, status, headers, raw, expect, label):
        where = f"{operation} {status}"
        success = 200 <= status < 300
        if expect is not None and status != expect:
            self.trouble(f"{where}: {expect} was expected: {raw[:300]!r}")
        (self.done.add(operation) if success else self.refused.setdefault(operation, set()))
        response = told["responses"].get(str(status))
        if response is None:
            self.trouble(f"{where}: the document does not tell of this status: {raw[:300]!r}")
            return json.loads(raw) if raw[:1] == b"{" else None
        content = response.get("content")
        if content is None:
            if raw:
                self.trouble(f"{where}: nothing was to be in it: {raw[:100]!r}")
            return None
        kind = headers.get("Content-Type", "").split(";")[0]
        if kind not in content:
            self.trouble(f"{where}: of type {kind}, and the document says {', '.join(content)}")
            return None
        if kind != "application/json":
            return raw.decode("utf-8", "replace") if kind.startswith(("text/", "application/yaml", "application/x-nd")) else raw
        value = json.loads(raw)
        schema = content[kind].get("schema", {})
        for error in self.errors(schema, value):
            self.trouble(f"{where}: {error}")
        if not success:
            code = value.get("errorCode")
            self.refused[operation].add(code)
            if code not in content[kind].get("examples", {}):
                self.trouble(f"{where}: {code} is not among what the document says")
        elif "$ref" in schema:
            self.seen.setdefault(schema["$ref"].rsplit("/", 1)[1], {}).setdefault(label or "answer", value)
        return value

    def errors(self, schema, value, shut=True):
        root = {**schema, "components": {"schemas": self.shut if shut else self.document["components"]["schemas"]}}
        found = sorted(Draft202012Validator(root).iter_errors(value), key=str)
        return [f"at {'/'.join(map(str, error.absolute_path)) or 'the root'}: {error.message[:300]}" for error in found]

    def documented_codes(self, operation):
        told = self.operations[operation][2]["responses"]
        return {code for response in told.values() for media in response.get("content", {}).values()
                for code, example in media.get("examples", {}).items()
                if isinstance(example["value"], dict) and example["value"].get("errorCode") == code}


type_of_none = type(None)
