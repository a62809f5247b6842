"""The tills of fakes/pos in Python and JavaScript, each driven through its adapter against the served reference.

  script_tills.py python|javascript TEST     TEST: a function below whose name begins with a capital

Ends 77 when the language is not there. The served program: $PARCOURS_PROGRAM.
"""
import base64
import datetime
import hashlib
import hmac
import http.client
import http.server
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMANDS = {"python": [sys.executable, "-B", ROOT + "/fakes/pos/python/adapter.py"],
            "javascript": ["node", ROOT + "/fakes/pos/javascript/adapter.mjs"]}
ALICE, ALICE_MAIL = "10000003051", "ts-client2@yopmail.com"
SHOP = {"shopId": "10000001", "serviceProviderId": "100001", "keyVersion": "1", "key": "cle-de-demonstration-P001"}
HOUR = 3_600_000


class Service:
    """The reference behind a socket, and a wire before it on which answers get lost."""

    def __enter__(self):
        self.process = subprocess.Popen(
            [os.environ["PARCOURS_PROGRAM"], "serve", "--memory", "--port", "0", "--clock", "virtual", "--start",
             "24/06/2020 09:00", "--control-token", "control", "--seed", "7", "--cheap-passwords"],
            stdout=subprocess.PIPE, text=True)
        self.base = next(line for line in self.process.stdout if "http://" in line).split()[-1]
        self.now = self.control("/sandbox/reset", {"start": "2020-06-24T07:00:00.000Z", "holdsNotifications": True,
                                                   "cheapPasswords": True})["now"]
        self.calls, self.lose = [], 0
        self.wire = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        threading.Thread(target=self.wire.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.wire.shutdown()
        self.wire.server_close()
        self.process.terminate()
        self.process.communicate()

    def handler(self):
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                connection = http.client.HTTPConnection(service.base.split("//")[1], timeout=10)
                connection.request(self.command, self.path, body, dict(self.headers))
                answer = connection.getresponse()
                told = answer.read()
                service.calls.append({"method": self.command, "path": self.path, "body": body, "at": service.now,
                                      "key": self.headers.get("Idempotency-Key"), "status": answer.status})
                if service.lose > 0:
                    service.lose -= 1
                    return  # It took effect; nobody hears of it.
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_POST = do_GET

            def log_message(self, *_args):
                pass

        return Handler

    def control(self, path, body=None):
        return self.ask(path, body, {"Parcours-Control": "control"})

    def ask(self, path, body, headers):
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, headers={"Content-Type": "application/json", **headers})
        return json.loads(urllib.request.urlopen(request, timeout=10).read())

    def alice(self, path, body, kind="application/json"):
        token = self.ask("/customer/api/sessions", {"identifier": ALICE, "pin": "1234"}, {})["token"]
        return self.ask("/customer/api" + path, body, {"Authorization": "Bearer " + token, "Content-Type": kind})

    def pays(self, number, amount):
        self.alice(f"/requests/{number}/pay", {"amount": amount, "pin": "1234"})

    def url(self):
        return f"http://127.0.0.1:{self.wire.server_port}"

    def creates(self):
        return [call for call in self.calls if call["method"] == "POST" and call["path"].endswith("/payment-transactions/")]


class Till:
    """An adapter and what it is told."""

    def __init__(self, command, service):
        self.command, self.service, self.id = command, service, 0
        self.state = tempfile.mkdtemp()
        self.start()
        self.hello = self.ok("hello", protocol="parcours-till/1")
        self.ok("reset", **self.reset())

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env={**os.environ, "PARCOURS_TILL_STATE": self.state})

    def reset(self):
        return {"baseUrl": self.service.url(), "authority": "", "shop": SHOP, "people": [], "now": self.service.now,
                "patienceMs": 1000}

    def say(self, message, **more):
        self.id += 1
        self.process.stdin.write(json.dumps({"id": self.id, "message": message, **more}).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert answer.pop("id") == self.id
        return answer

    def ok(self, message, **more):
        answer = self.say(message, **more)
        assert "ok" in answer, answer
        return answer["ok"]

    def does(self, verb, sale, **more):
        return self.say("do", verb=verb, sale=sale, **more)

    def waits(self, ms):
        """Time passes for both, stopping wherever the till wants to be woken."""
        end = ms_of(self.service.now) + ms
        due = self.ok("tick", now=self.service.now)["next"]
        while ms_of(self.service.now) < end:
            to = min(end, ms_of(due)) if due else end
            assert to > ms_of(self.service.now), "the till wants to be woken at what is over"
            self.service.now = self.service.control("/sandbox/clock", {"advanceMs": to - ms_of(self.service.now)})["now"]
            due = self.ok("tick", now=self.service.now)["next"]

    def shows(self, sale, **expected):
        view = next(one for one in self.ok("observe", screenOf=sale)["sales"] if one["sale"] == sale)
        for name, value in expected.items():
            assert view[name] == value, (name, view)
        return view

    def crash(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()
        self.start()
        self.ok("hello", protocol="parcours-till/1")
        self.ok("restart", **self.reset())

    def end(self):
        self.ok("bye")
        self.process.communicate(timeout=10)
        assert self.process.returncode == 0, self.process.returncode
        shutil.rmtree(self.state)


def ms_of(text):
    return round(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


# ---- tests -------------------------------------------------------------------------------------------------------

def ShowsACodeThatIsPaidInPart(till, service):
    assert "ok" in till.does("create", "S-1", parcours="A", amount="40,07", mode="qr")
    view = till.shows("S-1", state="pending", remaining=4007, receipt=None)
    service.alice("/scan/photo", base64.b64decode(view["screen"]), "image/png")
    service.pays(view["number"], "30,00")
    till.waits(4000)
    view = till.shows("S-1", state="paid", received=3000, remaining=1007, screen="")
    assert "10,07 €" in view["cashier"] and "10,07 €" in view["customer"] and view["receipt"]["final"], view
    asked = len(service.calls)
    till.waits(HOUR)
    assert len(service.calls) == asked  # It is over.


def LeavesTheCode(till, service):
    till.does("create", "S-1", parcours="A", amount="25", mode="qr")
    first = till.shows("S-1")["number"]
    assert "ok" in till.does("change_mode", "S-1", mode="identifier", customer=ALICE)
    view = till.shows("S-1", state="pending", screen="", requested=2500)
    assert view["number"] != first
    service.pays(view["number"], "25,00")
    till.waits(4000)
    till.shows("S-1", state="paid", received=2500)


def AsksByIdentifier(till, service):
    assert till.does("create", "S-0", parcours="A", amount="4e1", mode="identifier", customer=ALICE)["error"]["definite"]
    till.does("create", "S-1", parcours="A", amount="40.5", mode="identifier", customer=ALICE)
    refused = till.does("create", "S-2", parcours="A", amount="40", mode="identifier", customer=ALICE)["error"]
    assert (refused["code"], refused["definite"]) == ("OTHER_TRANSACTION_PENDING", True)
    till.shows("S-0", state="none")
    till.shows("S-2", state="none")
    till.waits(302_000)
    till.shows("S-1", state="expired", received=0, requested=4050)
    assert len(service.creates()) == 2


def WaitsForDays(till, service):
    till.does("create", "B-1", parcours="B", amount="60", mode="email", customer=ALICE_MAIL, paymentDays=2)
    till.does("create", "B-2", parcours="B", amount="61", mode="email", customer=ALICE_MAIL, paymentDays=2)
    view = till.shows("B-1", state="pending", limit="26/06/2020", screen="")
    till.waits(20 * HOUR)
    service.pays(view["number"], "60,00")
    till.waits(2 * HOUR)
    till.shows("B-1", state="paid", received=6000, remaining=0)
    till.waits(50 * HOUR)
    till.shows("B-2", state="expired")
    assert len(service.calls) < 130, len(service.calls)


def ValidatesLess(till, service):
    till.does("create", "C-1", parcours="C", amount="50", mode="identifier", customer=ALICE, validationDays=2,
              notifyEmail="m@shop.example")
    service.pays(till.shows("C-1")["number"], "50,00")
    till.waits(4000)
    view = till.shows("C-1", state="to_validate", received=5000, limit="26/06/2020")
    assert not view["receipt"]["final"]
    asked = len(service.calls)
    assert till.does("validate", "C-1", amount="50,01")["error"]["definite"] and len(service.calls) == asked
    assert "ok" in till.does("validate", "C-1", amount="49,99")
    assert till.shows("C-1", state="paid", received=4999, remaining=1)["receipt"]["final"]
    assert till.does("cancel", "C-1")["error"]["definite"]


def ForgetsToValidate(till, service):
    till.does("create", "D-1", parcours="D", amount="50", mode="email", customer=ALICE_MAIL, paymentDays=3, validationDays=1,
              notifyEmail="m@shop.example")
    till.waits(24 * HOUR)
    service.pays(till.shows("D-1")["number"], "50,00")
    till.waits(2 * HOUR)
    till.shows("D-1", state="to_validate", limit="26/06/2020")
    till.waits(48 * HOUR)
    till.shows("D-1", state="expired", received=0, receipt=None)


def RepeatsWhatWasNotAnsweredWithItsKey(till, service):
    service.lose = 2
    error = till.does("create", "S-1", parcours="A", amount="40", mode="qr")["error"]
    assert not error["definite"]
    till.shows("S-1", state="unknown", screen="")
    till.waits(10_000)
    assert till.shows("S-1", state="pending")["screen"]
    creates = service.creates()
    assert len(creates) == 3 and len({call["key"] for call in creates}) == 1, creates
    bodies = [{**json.loads(call["body"]), "requestDate": ""} for call in creates]
    assert bodies[0] == bodies[1] == bodies[2]
    service.lose = 1
    assert not till.does("cancel", "S-1")["error"]["definite"]
    till.waits(10_000)
    till.shows("S-1", state="cancelled")


def KnowsItsSalesAfterACrash(till, service):
    till.does("create", "S-1", parcours="A", amount="40", mode="identifier", customer=ALICE)
    number = till.shows("S-1")["number"]
    service.lose = 1
    till.does("create", "S-2", parcours="A", amount="41", mode="qr")
    service.pays(number, "40,00")
    till.crash()
    till.waits(5000)
    till.shows("S-1", state="paid", number=number)
    assert till.shows("S-2", state="pending")["screen"]
    assert len({call["key"] for call in service.creates()}) == 2
    asked = [call["at"] for call in service.calls if call["path"].endswith(number + "/")]
    assert all(ms_of(b) - ms_of(a) >= 1000 for a, b in zip(asked, asked[1:])), asked


def BelievesNoBadSeal(till, service):
    till.does("create", "S-1", parcours="A", amount="40", mode="identifier", customer=ALICE)
    number = till.shows("S-1")["number"]
    body = json.dumps({"transaction": {"id": number, "state": "VALIDATED", "encaissement": {}}})
    told = {"method": "POST", "path": "/notifications", "body": body}
    for headers in ({}, {"ANCV-Security": "HmacSHA256.1.x", "Parcours-Seal": "HmacSHA256.1.x", "Parcours-Date": service.now}):
        assert till.ok("notify", headers=headers, **told)["status"] == 401
    till.shows("S-1", state="pending", received=0)


def BelievesTheNewestThatIsSealed(till, service):
    till.does("create", "S-1", parcours="A", amount="40", mode="identifier", customer=ALICE)
    number = till.shows("S-1")["number"]
    asked = len(service.calls)
    service.pays(number, "30,00")
    date = service.now
    for state in ("VALIDATED", "VALIDATED", "PROCESSING"):
        own = {"received": 3000, "remaining": 1000, "paymentDeadline": date, "validationDeadline": None, "paymentLimit": "",
               "validationLimit": ""}
        body = json.dumps({"transaction": {"id": number, "state": state, "encaissement": own}}).encode()
        covered = "&".join(("POST", "/notifications", date, hashlib.sha256(body).hexdigest()))
        headers = {"ancv-security": sealed(number), "parcours-date": date, "parcours-seal": sealed(covered)}
        told = {"method": "POST", "path": "/notifications", "headers": headers}
        assert till.ok("notify", body=body.decode() + " ", **told)["status"] == 401
        assert till.ok("notify", body=body.decode(), **told)["status"] == 200
        till.shows("S-1", state="paid", received=3000, remaining=1000)
    till.waits(10_000)
    assert len(service.calls) == asked


def sealed(text):
    made = hmac.new(SHOP["key"].encode(), text.encode(), hashlib.sha256).digest()
    return "HmacSHA256.1." + base64.urlsafe_b64encode(made).decode().rstrip("=")


def certified(*words):
    """Conforming, by every case that is meant; nothing but a report, and that goes to /dev/null."""
    return subprocess.run([os.environ["PARCOURS_PROGRAM"], "certify", "--quiet", "--as-found", "--no-color", "--report",
                           "json=/dev/null", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def IsCertified(till, _service):
    """By all profiles, and stories that nobody wrote."""
    done = certified("--pos", shlex.join(till.command), "--drawn", "10", "--seed", "11")
    assert done.returncode == 0, done.stdout


def IsCertifiedWhereItListens(till, _service):
    """Of the adapter in Python only, with a crash and all that comes by notifications."""
    served = subprocess.Popen(till.command + ["--serve", "0"], stdout=subprocess.PIPE, text=True)
    try:
        done = certified("--pos-url", served.stdout.readline().strip(), "core/paid", "core/cancelled", "resilience/off-")
        assert done.returncode == 0, done.stdout
    finally:
        served.terminate()
        served.communicate()


def TakesMessagesOverTheNetwork(till, service):
    """Of the adapter in Python only: the same answers to a POST, and by asking for messages."""
    command = COMMANDS["python"]
    served = subprocess.Popen(command + ["--serve", "0"], stdout=subprocess.PIPE, text=True)
    try:
        url = served.stdout.readline().strip()
        told = json.dumps({"id": 1, "message": "hello", "protocol": "parcours-till/1"}).encode()
        answer = json.loads(urllib.request.urlopen(url, data=told, timeout=10).read())
        assert answer["ok"] == till.hello, answer
    finally:
        served.terminate()
        served.communicate()
    messages, answers = ["hello", "bye"], []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            assert self.headers["Authorization"] == "Bearer secret" and self.path == "/next"
            body = json.dumps({"id": len(answers), "message": messages[len(answers)]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            answers.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args):
            pass

    counter = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=counter.serve_forever, daemon=True).start()
    pulled = subprocess.run(command + ["--pull", f"http://127.0.0.1:{counter.server_port}"], timeout=30,
                            env={**os.environ, "PARCOURS_TILL_TOKEN": "secret"})
    counter.shutdown()
    assert pulled.returncode == 0 and [one["id"] for one in answers] == [0, 1] and answers[0]["ok"] == till.hello, answers


def AnAdapterFitsOnAPage(_till, _service):
    for path in [command[-1] for command in COMMANDS.values()] + [ROOT + "/fakes/pos/adapter.cpp"]:
        with open(path, encoding="utf-8") as file:
            assert len(file.readlines()) <= 150, path


def AWordThatMeansNoCaseIsRefused(till, _service):
    """Of `certify` itself: else a mistyped case is one that passes."""
    for word in ("core/paidd", "POS-99", "resilience/nothing"):
        done = certified("--pos", shlex.join(till.command), "core/paid", word)
        assert done.returncode == 4 and word in done.stdout, (done.returncode, done.stdout)


def main():
    command = COMMANDS[sys.argv[1]]
    if shutil.which(command[0]) is None:
        print(f"{command[0]} is not installed: the till in {sys.argv[1]} is not tested")
        return 77
    with Service() as service:
        till = Till(command, service)
        try:
            globals()[sys.argv[2]](till, service)
            till.end()
        finally:
            till.process.kill()
            till.process.communicate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
