#!/usr/bin/env python3
"""Lets Parcours drive the till beside this file: the adapter protocol, version 1 (scenarios/certify/adapter.md).

  adapter.py                 one message a line on standard input, one answer a line on standard output
  adapter.py --serve PORT    the same messages as bodies of POST, on the loopback
  adapter.py --pull URL      the same messages fetched from URL, each answered with the next request

Sales are kept in the folder $PARCOURS_TILL_STATE. Standard output belongs to the protocol: write remarks to standard error.
"""
import http.client
import http.server
import json
import os
import sys
import tempfile
import urllib.parse

from acquisition import Line, Trouble, ms_of, text_of
from till import Store, Till

HELLO = {"protocol": "parcours-till/1", "vendor": "Parcours", "product": "Caisse d'exemple en Python", "version": "1.0",
         "build": "", "clock": "virtual", "notices": "adapter",
         "capabilities": ["qr", "identifier", "deferred", "validation", "change_mode", "screen", "receipt", "seal_check",
                          "crash", "keys", "tls"]}


class Adapter:
    def __init__(self):
        folder = os.environ.get("PARCOURS_TILL_STATE") or tempfile.mkdtemp(prefix="till-")
        self.store = Store(folder)
        self.till = None  # None: switched off.

    def answer(self, line):
        try:
            message = json.loads(line)
            handle = {"hello": self.hello, "reset": self.reset, "restart": self.restart, "crash": self.crash, "do": self.do,
                      "tick": self.tick, "notify": self.notify, "observe": self.observe, "bye": self.bye}.get(message["message"])
        except (ValueError, KeyError, TypeError):
            return {"id": None, "error": {"code": "BAD_MESSAGE", "definite": True, "message": "a JSON object with id and message"}}
        if handle is None:
            return {"id": message.get("id"), "unsupported": {"message": "no such message: " + str(message["message"])}}
        if self.till is None and handle in (self.do, self.tick, self.notify, self.observe):
            return {"id": message.get("id"), "error": {"code": "SWITCHED_OFF", "definite": True, "message": "reset or restart first"}}
        try:
            return {"id": message.get("id"), "ok": handle(message)}
        except Trouble as trouble:
            return {"id": message.get("id"),
                    "error": {"code": trouble.code, "definite": trouble.definite, "message": str(trouble)}}

    def hello(self, _message):
        return HELLO

    def reset(self, message):
        self.store.forget()
        return self.restart(message)

    def restart(self, message):
        self.till = Till(Line(message), self.store, ms_of(message["now"]))
        self.till.at(ms_of(message["now"]))
        return {}

    def crash(self, _message):
        self.till = None  # Whatever was not in the store is gone.
        return {}

    def do(self, message):
        self.till.order(message)
        return {}

    def tick(self, message):
        due = self.till.at(ms_of(message["now"]))
        return {"next": None if due is None else text_of(due)}

    def notify(self, message):
        return {"status": self.till.notified(message["method"], message["path"], message["headers"], message["body"])}

    def observe(self, message):
        return {"sales": self.till.show(message.get("screenOf") or "")}

    def bye(self, _message):
        return {}


def over_lines(adapter):
    sys.stdin.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        answer = adapter.answer(line)
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        sys.stdout.buffer.flush()
        if '"bye"' in line and json.loads(line).get("message") == "bye":
            return


def serve(adapter, port):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            answer = adapter.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            body = json.dumps(answer, ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", port), Handler)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


def main():
    adapter = Adapter()
    if sys.argv[1:2] == ["--serve"]:
        serve(adapter, int(sys.argv[2]))
    else:
        over_lines(adapter)


if __name__ == "__main__":
    main()
