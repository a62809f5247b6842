"""Everybody calls everything once and more: the operations of the document, with its own examples, in an order in which
each can be done; then wrongly."""
import hashlib
import json

from service import DATE, seal

CONTROL = {"Parcours-Control": "t"}


def own(method, path, body, version="1", date=DATE):
    text = f"{method}&{path}&{date}&{hashlib.sha256(body).hexdigest()}"
    return {"Parcours-Seal": seal(version, text), "Parcours-Date": date}


class Till:
    """Seals as the document says."""

    def __init__(self, caller):
        self.caller = caller

    def create(self, body, **more):
        fields = [body["merchant"]["shopId"], body["merchant"]["serviceProviderId"], body["order"]["id"],
                  body["order"]["paymentId"], body["order"]["amount"]["total"]]
        return self.public("createTransaction", fields, body, "encaissement" in body, **more)

    def public(self, operation, fields, body, ours=False, path=None, headers=None, version="1", **more):
        def sealed(method, way, raw):
            public = {"ANCV-Security": seal(version, "&".join(map(str, fields)))}
            return {**public, **(own(method, way, raw) if ours else {}), **(headers or {})}
        return self.caller.call(operation, path=path, body=body, headers=sealed, **more)

    def ours(self, operation, number, body=None, version="1", **more):
        path = {"id": number} if number else None
        return self.caller.call(operation, path=path, body=body, headers=lambda m, p, b: own(m, p, b, version), **more)

    def status(self, number, **more):
        return self.public("getTransaction", [number], None, path={"id": number}, **more)

    def payer(self, number, body, **more):
        fields = [number, body["payer"]["beneficiaryId"], body["payer"]["amount"]["total"]]
        return self.public("namePayer", fields, body, path={"id": number}, **more)

    def cancel(self, number, body, **more):
        return self.public("cancelTransaction", [number, body["reason"]], body, path={"id": number}, **more)


class Story:
    def __init__(self, caller):
        self.caller, self.till = caller, Till(caller)

    def tell(self):
        self.open_documents()
        self.tills()
        self.customers()
        self.merchants()
        self.passwords()
        self.control()
        self.endings()

    # ---- documents -------------------------------------------------------------------------------------------

    def open_documents(self):
        call = self.caller.call
        for operation in ("health", "metrics", "now", "openApi", "docs", "docsStyle"):
            call(operation, expect=200)
        call("metrics", headers={"Host": "elsewhere.example"}, expect=401)
        call("metrics", headers={"Host": "elsewhere.example", **CONTROL}, expect=200)

    # ---- tills -----------------------------------------------------------------------------------------------

    def phone(self, example):
        session = self.caller.call("openCustomerSession", body=self.caller.example("openCustomerSession", example), expect=201)
        return {"Authorization": "Bearer " + session["token"]}

    def tills(self):
        c, till = self.caller, self.till
        number = self.made = till.create(c.example("createTransaction", "publicClient"), expect=200, label="created")["transaction"]["id"]
        till.payer(number, c.example("namePayer", "byIdentifier"), expect=200)
        alice = self.alice = self.phone("byIdentifier")
        c.call("payRequest", path={"id": number}, headers=alice, body=c.example("payRequest", "part"), expect=200)
        till.status(number, expect=200, label="paid")
        self.paid = number
        deferred = till.create(c.example("createTransaction", "deferred"), expect=200)["transaction"]["id"]
        till.payer(deferred, c.example("namePayer", "byEmail"), expect=200)
        c.call("payRequest", path={"id": deferred}, headers=self.phone("byEmail"), body=c.example("payRequest", "cents"), expect=200)
        till.ours("validateTransaction", deferred, c.example("validateTransaction", "lowered"), expect=200, label="validated")
        self.by_qr(c, till)
        self.by_email(c, till)
        till.ours("listTransactions", None, query={"from": "2020-06-24", "to": "30/06/2020", "basket": "PANIER", "type": "immediate",
                  "status": "validated", "minAmount": 2000, "maxAmount": 10000, "offset": 0, "limit": 50}, expect=200)
        till.ours("listTransactions", None, query={"limit": 1000}, expect=400)
        self.till_refusals(c, till)

    def by_qr(self, c, till):
        made = till.create(c.example("createTransaction", "byQr"), expect=200, label="byQr")["transaction"]
        self.qr = made["encaissement"]["qr"]
        till.ours("getQrPng", made["id"], query={"scale": 4, "medium": "ticket"}, expect=200)
        till.ours("getQrPng", made["id"], query={"scale": 99}, expect=400)
        till.ours("getQrSvg", made["id"], expect=200)
        till.ours("changeMode", made["id"], c.example("changeMode", "dated"), expect=200)
        for operation in ("getQrPng", "getQrSvg"):
            till.ours(operation, made["id"], expect=409)
            till.ours(operation, "f000000000", expect=404)
        again = c.example("createTransaction", "byQr")
        again["order"]["id"] = "PANIER-QR2"
        made = till.create(again, headers={"Idempotency-Key": "caisse-2-ticket-0815"}, expect=200)["transaction"]
        self.qr, self.qr_number = made["encaissement"]["qr"], made["id"]
        self.photo = till.ours("getQrPng", made["id"], query={"scale": 8}, expect=200)

    def by_email(self, c, till):
        number = till.create(c.example("createTransaction", "byEmail"), expect=200)["transaction"]["id"]
        till.cancel(number, c.example("cancelTransaction", "other"), expect=200, label="cancelled")
        number = till.create(c.example("createTransaction", "preReservation"), expect=200)["transaction"]["id"]
        c.call("payRequest", path={"id": number}, headers=self.alice, body=c.example("payRequest", "cents"), expect=200)
        till.status(number, expect=200, label="toValidate")
        till.ours("validateTransaction", number, {"requestDate": DATE, "amount": {"total": 999999}}, expect=400)
        till.ours("validateTransaction", number, c.example("validateTransaction", "whole"), expect=200)

    def till_refusals(self, c, till):
        good = c.example("createTransaction", "publicClient")
        c.call("createTransaction", body=good, headers={"ANCV-Security": "HmacSHA256.1.wrong"}, expect=401)
        c.call("createTransaction", body="no JSON", expect=400)
        for total, currency in ((1999, 978), (4000, 840)):
            till.create({**good, "order": {**good["order"], "id": "X", "amount": {"total": total, "currency": currency}}}, expect=400)
        who = c.example("createTransaction", "byEmail")
        who["encaissement"] = {"parcours": "A", "mode": "identifier", "identifier": "10000009999"}
        till.create(who, expect=404)
        who["encaissement"]["identifier"] = "10000004162"
        till.create(who, expect=200)
        till.create({**who, "order": {**who["order"], "id": "PANIER-X2"}}, expect=409)
        self.payer_refusals(c, till)
        till.status("f000000000", expect=404)
        c.call("getTransaction", path={"id": self.paid}, expect=401)
        reason = c.example("cancelTransaction", "other")
        till.cancel(self.paid, reason, expect=409)
        till.cancel("f000000000", reason, expect=404)
        dated = {"requestDate": DATE}
        for operation in ("validateTransaction", "changeMode"):
            till.ours(operation, self.paid, dated, expect=409)
            till.ours(operation, "f000000000", dated, expect=404)
            c.call(operation, path={"id": self.paid}, body=dated, expect=401)
            till.ours(operation, self.paid, {}, expect=400)
        for operation in ("getQrPng", "getQrSvg"):
            c.call(operation, path={"id": self.paid}, expect=401)
        c.call("listTransactions", expect=401)
        for operation in ("namePayer", "cancelTransaction"):
            c.call(operation, path={"id": self.paid}, body={}, expect=400)
            c.call(operation, path={"id": self.paid}, expect=401, headers={"ANCV-Security": "HmacSHA256.9.x"},
                   body=c.example(operation, "byIdentifier" if operation == "namePayer" else "other"))

    def payer_refusals(self, c, till):
        good = c.example("namePayer", "byIdentifier")
        fresh = c.example("createTransaction", "publicClient")
        fresh["order"]["id"] = "PANIER-N"
        number = till.create(fresh, expect=200)["transaction"]["id"]

        def payer(who="10000003051", total=4000, currency=978):
            return {**good, "payer": {"beneficiaryId": who, "amount": {"total": total, "currency": currency}}}
        till.payer(number, payer(total=3999), expect=400)
        till.payer(number, payer(currency=840), expect=400)
        till.payer(number, payer(who="10000009999"), expect=404)
        till.payer(number, payer(who="10000004162"), expect=409)
        till.payer("f000000000", payer(), expect=404)
        till.payer(self.paid, payer(who="10000004162"), expect=409)

    # ---- customers -------------------------------------------------------------------------------------------

    def customers(self):
        c, alice = self.caller, self.alice
        c.call("listRequests", headers=alice, expect=200)
        c.call("listRequests", headers=alice, query={"page": 0}, expect=400)
        c.call("getRequest", path={"id": self.paid}, headers=alice, expect=200)
        c.call("getBalance", headers=alice, expect=200)
        c.call("getInbox", headers=alice, query={"after": 0}, expect=200)
        c.call("scanCode", headers=alice, body=c.example("scanCode", "scanned", code=self.qr), expect=200)
        c.call("scanPhoto", headers=alice, body=self.photo, type="image/png", expect=200)
        c.call("payByCode", headers=alice, body={"code": self.qr, "amount": "1000,00"}, expect=400)
        c.call("payByCode", headers=alice, body=c.example("payByCode", "scanned", code=self.qr), expect=200)
        asked = c.example("createTransaction", "byEmail")
        asked["encaissement"]["identifier"] = "ts-client2@yopmail.com"
        number = self.till.create(asked, expect=200)["transaction"]["id"]
        c.call("payRequest", path={"id": number}, headers=alice, body={"amount": "1000,00"}, expect=400)
        c.call("refuseRequest", path={"id": number}, headers=alice, body=c.example("refuseRequest", "nothing"), expect=200)
        self.customer_refusals(c, alice)
        other = self.phone("byIdentifier")
        c.call("closeCustomerSession", headers=other, expect=204)
        c.call("closeCustomerSession", headers=other, expect=401)

    def customer_refusals(self, c, alice):
        for operation, body in (("listRequests", None), ("getBalance", None), ("getInbox", None), ("scanCode", {"code": "x"}),
                                ("payByCode", {"code": "x"}), ("scanPhoto", b"x")):
            c.call(operation, body=body, expect=401)
        for operation, body in (("getRequest", None), ("payRequest", {"amount": "40"}), ("refuseRequest", {})):
            c.call(operation, path={"id": self.paid}, body=body, expect=401)
            c.call(operation, path={"id": "f000000000"}, body=body, headers=alice, expect=404)
        for operation in ("payRequest", "refuseRequest"):
            c.call(operation, path={"id": self.paid}, body={"amount": "40,00"}, headers=alice, expect=409)
            c.call(operation, path={"id": self.paid}, body="[]", headers=alice, expect=400)
        c.call("getInbox", query={"after": "x"}, headers=alice, expect=400)
        for operation in ("scanCode", "payByCode"):
            c.call(operation, body={"code": "forged", "amount": "40,00"}, headers=alice)
            c.call(operation, body={"code": self.qr, "amount": "40,00"}, headers=alice, expect=409)
        c.call("scanPhoto", body=b"no picture", type="image/png", headers=alice, expect=400)
        c.call("scanPhoto", body=self.photo, type="image/png", headers=alice, expect=409)
        c.call("openCustomerSession", body="[]", expect=400)
        for _ in range(12):
            c.call("openCustomerSession", body={"identifier": "nobody@mail.example", "pin": "0000"})

    # ---- merchants -------------------------------------------------------------------------------------------

    def merchant(self, example):
        c = self.caller
        method, way, _ = c.operations["espaceLogIn"]
        body = c.example("espaceLogIn", example)
        status, headers, raw = c.service.send(method, way, json.dumps(body), {"Content-Type": "application/json"})
        session = c.judge("espaceLogIn", c.operations["espaceLogIn"][2], status, headers, raw, 200, example)
        return {"Cookie": headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": session["csrf"]}

    def merchants(self):
        c = self.caller
        me = self.me = self.merchant("point")
        boss = self.merchant("signatory")
        c.call("espaceList", headers=boss, expect=403)
        for operation in ("espaceExportCsv", "espaceExportXlsx"):
            c.call(operation, headers=boss, expect=403)
        c.call("espaceAccounts", headers=boss, expect=200)
        c.call("espaceChangeRight", path={"login": "70890002"}, headers=boss, body=c.example("espaceChangeRight", "take"), expect=200)
        c.call("espaceChangeRight", path={"login": "1"}, headers=boss, body={"mayCollect": True}, expect=404)
        c.call("espaceSession", headers=me, expect=200)
        c.call("espaceRememberedEmail", headers=me, expect=200)
        c.call("espaceFormWords", headers=me, query={"paymentDays": 10, "validationDays": 0}, expect=200)
        self.forms(c, me)
        self.acts(c, me)
        filter = {"from": "2020-06-24", "to": "30/06/2020", "basket": "PANIER", "type": "immediate", "status": "awaiting_customer",
                  "minAmount": "20,00", "maxAmount": "100"}
        c.call("espaceList", headers=me, query={**filter, "page": 1, "size": 50}, expect=200)
        for operation in ("espaceList", "espaceExportCsv", "espaceExportXlsx"):
            c.call(operation, headers=me, query={"from": "never"}, expect=400)
            c.call(operation, expect=401)
        for operation in ("espaceExportCsv", "espaceExportXlsx"):
            c.call(operation, headers=me, query=filter, expect=200)
        self.merchant_refusals(c, me)
        c.call("espaceChoosePoint", headers=boss, body={"code": "P101"}, expect=404)
        c.call("espaceChoosePoint", headers=boss, body=c.example("espaceChoosePoint", "point"), expect=200)

    def forms(self, c, me):
        made = c.call("espacePrepare", headers=me, body=c.example("espacePrepare", "byQr"), expect=200)
        self.espace_qr = made["number"]
        for name in ("byIdentifier", "byEmail", "preReservation", "deferredPreReservation"):
            c.call("espacePrepare", headers=me, body=c.example("espacePrepare", name))
        self.requested = {}
        for name in ("byEmail", "deferredPreReservation", "byQr", "preReservation"):
            answer = c.call("espaceRequest", headers=me, body=c.example("espaceRequest", name), label=name)
            self.requested[name] = answer["number"]
        # One immediate request a customer: the one above is answered first.
        c.call("espaceCancel", path={"number": self.requested["preReservation"]}, headers=me, expect=200)
        self.requested["byIdentifier"] = c.call("espaceRequest", headers=me, body=c.example("espaceRequest", "byIdentifier"), expect=201)["number"]
        for operation in ("espacePrepare", "espaceRequest"):
            for changes in ({"amount": "19,99"}, {"identifier": "10000009999"}, {}):
                c.call(operation, headers=me, body={**c.example(operation, "byIdentifier"), "basket": "Z", **changes})

    def acts(self, c, me):
        number = self.requested["deferredPreReservation"]
        c.call("espaceOperation", path={"number": number}, headers=me, expect=200)
        for operation in ("espaceCodePng", "espaceCodeSvg"):
            c.call(operation, path={"number": self.espace_qr}, headers=me, expect=200)
            c.call(operation, path={"number": number}, headers=me, expect=404)
            c.call(operation, path={"number": number}, expect=401)
        c.call("espaceChangeMode", path={"number": self.espace_qr}, headers=me, expect=200)
        alice = self.alice
        c.call("payRequest", path={"id": number}, headers=alice, body={"amount": "30,00"}, expect=200)
        c.call("espaceValidate", path={"number": number}, headers=me, body={"amount": "31,00"}, expect=400)
        c.call("espaceValidate", path={"number": number}, headers=me, body=c.example("espaceValidate", "lowered"), expect=200)
        for operation in ("espaceValidate", "espaceCancel", "espaceChangeMode"):
            c.call(operation, path={"number": number}, headers=me, body={}, expect=409)
            c.call(operation, path={"number": "f000000000"}, headers=me, body={}, expect=404)
            c.call(operation, path={"number": number}, body={}, expect=401)
            c.call(operation, path={"number": number}, headers={"Cookie": me["Cookie"]}, body={}, expect=403)
            c.call(operation, path={"number": number}, headers=me, body="[]", expect=400)
        c.call("espaceOperation", path={"number": "f000000000"}, headers=me, expect=404)
        c.call("espaceOperation", path={"number": number}, expect=401)

    def merchant_refusals(self, c, me):
        for operation in ("espaceSession", "espaceAccounts", "espaceRememberedEmail", "espaceFormWords"):
            c.call(operation, expect=401)
        for operation in ("espaceLogOut", "espaceChoosePoint", "espacePrepare", "espaceRequest"):
            c.call(operation, body={}, expect=401)
            c.call(operation, headers={"Cookie": me["Cookie"]}, body={}, expect=403)
            c.call(operation, headers=me, body="[]", expect=400)
        path = {"login": "70890002"}
        c.call("espaceChangeRight", path=path, body={"mayCollect": True}, expect=401)
        c.call("espaceChangeRight", path=path, headers={"Cookie": me["Cookie"]}, body={"mayCollect": True}, expect=403)
        c.call("espaceChangeRight", path=path, headers=me, body={}, expect=400)
        c.call("espaceLogIn", body={"login": "708901", "password": "wrong"}, expect=401)
        for operation in ("espaceLogIn", "espaceRecovery", "espacePassword"):
            c.call(operation, body="[]", expect=400)
            c.call(operation, headers={"Origin": "https://elsewhere.example"}, body={}, expect=403)

    def passwords(self):
        c = self.caller
        c.call("espaceRecovery", body=c.example("espaceRecovery", "login"), expect=200)
        notices = c.call("listNotices", headers=CONTROL, query={"after": 0}, expect=200)["notices"]
        token = [notice["token"] for notice in notices if notice["token"]][-1]
        c.call("espacePassword", body={"token": "wrong", "password": "Nouveau-1"})
        c.call("espacePassword", body=c.example("espacePassword", "link", token=token), expect=200)
        again = self.merchant("signatory")
        c.call("espaceLogOut", headers=again, expect=204)

    # ---- control ---------------------------------------------------------------------------------------------

    def control(self):
        c = self.caller

        def do(operation, body=None, **more):
            return c.call(operation, body=body, headers=CONTROL, **{"expect": 200, **more})

        for operation in ("readClock", "listPeople", "listDeliveries", "listFaults", "exportScenario", "exportJournal", "listKeys"):
            do(operation)
            c.call(operation, expect=401)
        do("readWallet", path={"customer": "alice"})
        do("readWallet", path={"customer": "nobody"}, expect=404)
        do("readCollected", path={"point": "P001"})
        do("listNotices", query={"after": "x"}, expect=400)
        self.watching(c, do)
        self.orders(c, do)
        self.issuer(c, do)
        for operation in ("setFaults", "openSession", "changeKeys", "lookAtMany", "changePeople", "moveClock", "reset", "crash", "recover"):
            do(operation, "[]", expect=400)
            c.call(operation, body={}, expect=401)
        c.call("importScenario", body="", expect=401)
        do("importScenario", "- nothing", type="application/yaml", expect=400)
        for operation, path in (("readWallet", {"customer": "alice"}), ("readCollected", {"point": "P001"}), ("answerDelivery", {"notice": 1}),
                                ("issuerRejects", {"number": "f000000000"}), ("resumeNotifications", {"number": "f000000000"})):
            body = {} if c.operations[operation][0] == "POST" else None
            c.call(operation, path=path, body=body, expect=401)
        c.call("listNotices", expect=401)

    def last_report(self, c):
        c.call("report", expect=404)
        c.service.write_report()
        c.call("report", expect=200)
        c.call("report", headers={"Host": "elsewhere.example"}, expect=401)

    def watching(self, c, do):
        self.last_report(c)
        for operation in ("listOperations", "listDeadlines", "listCalls", "listDefects", "listScenarios"):
            do(operation)
            c.call(operation, expect=401)
        do("listOperations", query={"status": "validated", "parcours": "A", "page": 1, "size": 1})
        for wrong in ({"status": "gone"}, {"parcours": "E"}, {"page": 0}, {"size": 5000}):
            do("listOperations", query=wrong, expect=400)
        do("listDeadlines", query={"size": "many"}, expect=400)
        do("listCalls", query={"after": "x"}, expect=400)
        for name in ("ofTheSuites", "aFile"):
            do("runScenario", c.example("runScenario", name))
        do("runScenario", {"id": "no-such-case"}, expect=400)
        do("runScenario", {"id": "guide-walk-b", "defect": "no-such-defect"}, expect=400)
        do("runScenario", "[]", expect=400)
        c.call("runScenario", body={}, expect=401)

    def orders(self, c, do):
        for operation in ("changePeople", "openSession", "changeKeys", "lookAtMany", "setFaults"):
            content = c.operations[operation][2]["requestBody"]["content"]
            for name in next(iter(content.values()))["examples"]:
                do(operation, c.example(operation, name), label=name)
        self.closed_point(c, do)
        do("changePeople", {"do": "credit", "customer": "nobody", "amount": "1"}, expect=404)
        do("changePeople", {"do": "credit", "customer": "alice", "amount": "x"}, expect=400)

    def closed_point(self, c, do):
        do("changePeople", c.example("changePeople", "disable"))
        body = c.example("createTransaction", "publicClient")
        body["merchant"]["shopId"] = "10000002"
        self.till.create(body, version="2", expect=403)
        session = do("openSession", {"door": "espace", "name": "70890002", "point": "P002"})
        headers = {"Cookie": session["cookie"], "X-CSRF-Token": session["csrf"]}
        for operation in ("espacePrepare", "espaceRequest"):
            c.call(operation, headers=headers, body=c.example(operation, "byQr"), expect=403)
        do("changePeople", c.example("changePeople", "enable"))

    def issuer(self, c, do):
        for operation in ("issuerRejects", "resumeNotifications"):
            do(operation, path={"number": "f000000000"}, expect=404)
        do("resumeNotifications", path={"number": self.paid})
        do("issuerRejects", path={"number": self.paid}, expect=409)
        do("issuerRejects", path={"number": self.requested["byIdentifier"]})

    # ---- the service itself ----------------------------------------------------------------------------------

    def endings(self):
        c = self.caller

        def do(operation, body=None, **more):
            return c.call(operation, body=body, headers=CONTROL, **{"expect": 200, **more})

        for name in ("advance", "set", "toNext"):
            do("moveClock", c.example("moveClock", name))
        do("crash", c.example("crash", "now"))
        c.call("health", expect=503)
        do("recover", {"policies": {"immediate_ttl_s": "250"}}, expect=409)
        do("recover", c.example("recover", "asBefore"))
        do("reset", c.example("reset", "asItIs"))
        do("reset", c.example("reset", "again"))
        self.deliveries(c, do)
        do("importScenario", c.example("importScenario", "payment"), type="application/yaml")
        do("reset", c.example("reset", "asTheGuide"))

    def deliveries(self, c, do):
        made = self.till.create(c.example("createTransaction", "publicClient"), expect=200)["transaction"]["id"]
        self.till.cancel(made, c.example("cancelTransaction", "other"), expect=200)
        due = do("listDeliveries", label="due")["notices"]
        do("answerDelivery", c.example("answerDelivery", "acknowledged"), path={"notice": due[0]["id"]})
        do("answerDelivery", "[]", path={"notice": due[0]["id"]}, expect=400)
