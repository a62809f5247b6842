#!/usr/bin/env python3
"""Lets Parcours drive the till beside this file: the adapter protocol, version 1 (scenarios/certify/adapter.md).

  adapter.py                 one message a line on standard input, one answer a line on standard output
  adapter.py --serve PORT    the same messages as bodies of POST, on the loopback
  adapter.py --pull URL      the same messages fetched from URL/next, answers to URL/answer; token in $PARCOURS_TILL_TOKEN

Sales are kept in the folder $PARCOURS_TILL_STATE. Standard output belongs to the protocol: write remarks to standard error.
"""
import json
import os
import sys
import tempfile

import remote
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
        self.last = (None, None)  # A message that comes again, by its id, is answered again and not done twice.

    def answer(self, line):
        if line != self.last[0]:
            self.last = (line, self.act(line))
        return self.last[1]

    def act(self, line):
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


def main():
    adapter = Adapter()
    if sys.argv[1:2] == ["--serve"]:
        remote.serve(adapter, int(sys.argv[2]))
    elif sys.argv[1:2] == ["--pull"]:
        remote.pull(adapter, sys.argv[2])
    else:
        over_lines(adapter)


if __name__ == "__main__":
    main()
