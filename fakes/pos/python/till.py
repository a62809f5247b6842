"""A till that takes Chèque-Vacances Connect payments over the acquisition API. Standard library only (Python 3.11).

Store   what must outlive a power cut: every sale, and every call before it is made
Till    what the cashier does, what the clock brings, what notifications tell, what is shown

One thread, nothing in the background: each method returns when all is done that can be done now. Time is what the caller
says it is, in milliseconds since 1970 (UTC). Money is whole cents.
"""
import base64
import hashlib
import hmac
import json
import os
import urllib.parse

from acquisition import API, Trouble, Unclear, cents_of, euros, ms_of

NOTICES_URL = os.environ.get("PARCOURS_TILL_URL", "http://127.0.0.1:8099/notifications")  # Where the service tells us.

STATES = {"INITIALIZED": "pending", "PROCESSING": "pending", "AUTHORIZED": "to_validate",
          "VALIDATED": "paid", "CONSIGNED": "paid", "PAID": "paid",
          "ABORTED": "cancelled", "CANCELLED": "cancelled", "REJECTED": "cancelled", "EXPIRED": "expired"}
RANK = {"none": 0, "pending": 1, "to_validate": 2, "paid": 3, "cancelled": 3, "expired": 3}  # A sale never goes back.
FINAL = 3

SECOND, MINUTE, HOUR = 1000, 60_000, 3_600_000
LEAST_PAUSE = SECOND               # One transaction is never asked about twice in less.
POLL_IMMEDIATE = 3 * SECOND        # While a customer stands at the counter.
POLL_SLOW = HOUR                   # While one has days.
RETRY_MOST = 30 * SECOND           # Between two tries of the same call.
SWEEP = 6 * MINUTE                 # The service closes what ran out at midnight six minutes later.
KEY_LIFE = 23 * HOUR               # The service forgets idempotency keys after a day.


# ---- the store -----------------------------------------------------------------------------------------------

class Store:
    """Everything in one file, replaced as a whole: after a crash it is the old one or the new one. Yours is a database."""

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.path = os.path.join(folder, "sales.json")

    def load(self):
        try:
            with open(self.path, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {"sales": {}, "offset": 0}

    def save(self, kept):
        with open(self.path + ".new", "w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(self.path + ".new", self.path)

    def forget(self):
        self.save({"sales": {}, "offset": 0})


# ---- the till ------------------------------------------------------------------------------------------------

class Till:
    """One shop's till at one service. `now` moves with at() only."""

    def __init__(self, line, store, now):
        self.line, self.store, self.now = line, store, now
        self.kept = store.load()
        self.sales = self.kept["sales"]  # By basket number; plain values, as they are stored.
        for sale in self.sales.values():  # Switched on again: ask about all that was open.
            sale["retry_at"] = now if sale["queue"] else None
            sale["asked"], sale["misses"] = now, 1
            sale["ask_at"] = now + LEAST_PAUSE if self.is_open(sale) else None

    # -- time

    def at(self, now):
        """It is `now`: does all that is due. When it has to do something next; None: never."""
        if now < self.now:  # The clock was put back: pauses stay as long as they were.
            for sale in self.sales.values():
                for name in ("asked", "heard", "ask_at", "retry_at"):
                    sale[name] = sale[name] and sale[name] + now - self.now
        self.now = now
        for sale in list(self.sales.values()):
            if sale["retry_at"] is not None and sale["retry_at"] <= now:
                self.quietly(self.run, sale)
            if sale["ask_at"] is not None and sale["ask_at"] <= now:
                self.ask(sale)
        dues = [due for sale in self.sales.values() for due in (sale["retry_at"], sale["ask_at"]) if due is not None]
        return min(dues, default=None)

    def service_now(self):
        """What time it is at the service, by its last answer: limits are its affair."""
        return self.now + self.kept["offset"]

    def plan(self, sale):
        """When to ask about it next."""
        if not self.is_open(sale):
            sale["ask_at"] = None
            return
        pause = POLL_IMMEDIATE if self.is_immediate(sale) else POLL_SLOW
        if sale["misses"]:
            pause = min(pause, 15 * MINUTE, SECOND << min(sale["misses"], 20))
        moments = [self.now + pause]
        if self.limit_of(sale) is not None:
            limit = self.limit_of(sale) - self.kept["offset"]
            moments += [at for at in (limit + SECOND, limit + SWEEP + SECOND) if at > self.now]
        sale["ask_at"] = max(min(moments), sale["asked"] + LEAST_PAUSE)

    @staticmethod
    def is_open(sale):
        return bool(sale["number"]) and RANK[sale["known"]] < FINAL

    @staticmethod
    def is_immediate(sale):
        return sale["known"] == "pending" and sale["parcours"] in ("A", "C")

    @staticmethod
    def limit_of(sale):
        return sale["validation_deadline"] if sale["known"] == "to_validate" else sale["payment_deadline"]

    # -- what the cashier does

    def order(self, order):
        """Raises Trouble."""
        if order["verb"] == "create":
            return self.create(order)
        sale = self.sales.get(order["sale"])
        if sale is None:
            raise Trouble("NO_SUCH_SALE")
        try:
            return {"validate": self.validate, "cancel": self.cancel, "change_mode": self.change_mode,
                    "retry": self.retry, "look": self.look}[order["verb"]](sale, order)
        except Trouble as trouble:
            sale["note"] = str(trouble)
            raise

    def create(self, order):
        sale = self.sales.get(order["sale"])
        if sale is not None and (sale["known"] != "none" or sale["queue"]):
            raise Trouble("SALE_EXISTS")
        sale = {"sale": order["sale"], "parcours": order.get("parcours", ""), "mode": order.get("mode", ""),
                "customer": order.get("customer", ""), "payment_days": order.get("paymentDays"),
                "validation_days": order.get("validationDays"), "notify_email": order.get("notifyEmail", ""),
                "cents": cents_of(order.get("amount", "")) or 0, "number": "", "known": "none", "received": 0,
                "remaining": 0, "limit": "", "payment_deadline": None, "validation_deadline": None, "queue": [],
                "calls": sale["calls"] if sale else 0, "asked": 0, "heard": 0, "ask_at": None, "retry_at": None,
                "misses": 0, "picture": "", "note": ""}
        sale["remaining"] = sale["cents"]
        self.sales[sale["sale"]] = sale
        self.request(sale)

    def request(self, sale):
        try:
            if sale["cents"] == 0:
                raise Trouble("INVALID_AMOUNT")
            self.put(sale, "create", self.create_body(sale))
            self.run(sale)
        except Trouble as trouble:
            sale["note"] = str(trouble)
            self.keep()
            raise

    def validate(self, sale, order):
        self.settle(sale)
        if sale["known"] == "pending":  # Perhaps the customer paid since we asked.
            self.look(sale)
        self.check_limit(sale)
        if sale["known"] != "to_validate":
            raise Trouble("NOT_NOW")
        body = {}
        if order.get("amount"):
            cents = cents_of(order["amount"])
            if not cents or cents > sale["received"]:
                raise Trouble("INVALID_AMOUNT")
            body = {"amount": {"total": cents, "currency": 978}}
        self.put(sale, "validation", body)
        self.run(sale)

    def cancel(self, sale, _order):
        try:
            self.settle(sale)
        except Trouble as trouble:
            if trouble.definite:
                raise
            if len(sale["queue"]) > 1 and sale["queue"][-1]["call"] == "create":
                sale["queue"].pop()  # After a change of mode: not yet asked for.
            elif sale["queue"][-1]["call"] == "create":  # Perhaps asked for: cancelled as soon as we know.
                self.put(sale, "cancellation", {"reason": "OTHER"})
            raise
        self.check_limit(sale)
        if sale["known"] not in ("pending", "to_validate"):
            raise Trouble("NOT_NOW")
        self.put(sale, "cancellation", {"reason": "OTHER"})
        self.run(sale)

    def change_mode(self, sale, order):
        self.settle(sale)
        self.check_limit(sale)
        if sale["known"] != "pending" or sale["mode"] != "qr":
            raise Trouble("NOT_NOW")
        sale["picture"] = ""  # The old code is shown no more, whatever the service answers.
        self.put(sale, "change-mode", {})
        renewed = {**sale, "mode": order.get("mode", ""), "customer": order.get("customer", "")}
        self.put(sale, "create", self.create_body(renewed))
        self.run(sale)

    def retry(self, sale, _order):
        if any(intent["call"] != "picture" for intent in sale["queue"]):
            self.run(sale)
        elif sale["known"] == "none":
            self.request(sale)
        else:
            self.look(sale)

    def look(self, sale, _order=None):
        if sale["queue"] and sale["queue"][0]["call"] != "picture":
            self.run(sale)
        elif self.is_open(sale) and self.now - sale["asked"] >= LEAST_PAUSE and not self.ask(sale):
            raise Trouble("NO_ANSWER", definite=False)

    def settle(self, sale):
        """Before anything new: what is under way gets its answer, or the new has to wait."""
        sale["queue"] = [intent for intent in sale["queue"] if intent["call"] != "picture"]
        if sale["queue"]:
            self.run(sale)

    def check_limit(self, sale):
        """What is late is not asked for. Near the limit the service's clock counts, not ours."""
        limit = self.limit_of(sale)
        if not self.is_open(sale) or limit is None:
            return
        if limit - self.service_now() < 10 * MINUTE and self.now - sale["asked"] > 10 * SECOND:
            self.ask(sale)
        if self.is_open(sale) and self.service_now() >= self.limit_of(sale):
            raise Trouble("TOO_LATE")

    # -- calls that change something: written down first, then made, again and again until they are answered

    def put(self, sale, call, body):
        sale["calls"] += 1
        key = hashlib.sha256(f"{self.line.shop['shopId']} {sale['sale']} {sale['calls']} {self.now}".encode()).hexdigest()[:32]
        sale["queue"].append({"call": call, "body": body, "key": key, "since": self.now, "tries": 0})
        sale["note"] = ""
        self.keep()

    def create_body(self, sale):
        payment = f"{sale['sale']}-{sale['calls'] + 1}"
        own = {"parcours": sale["parcours"], "mode": sale["mode"], "identifier": sale["customer"] or None,
               "paymentDays": sale["payment_days"], "validationDays": sale["validation_days"],
               "notifyEmail": sale["notify_email"] or None}
        return {"merchant": {"shopId": self.line.shop["shopId"], "serviceProviderId": self.line.shop["serviceProviderId"]},
                "order": {"id": sale["sale"], "paymentId": payment, "label": "Vente " + sale["sale"],
                          "amount": {"total": sale["cents"], "currency": 978}},
                "paymentMethod": {"tspdMode": "001",
                                  "captureMode": "DEFERRED" if sale["parcours"] in ("C", "D") else "NORMAL"},
                "redirectUrls": {"returnUrl": NOTICES_URL, "cancelUrl": NOTICES_URL},
                "encaissement": {name: value for name, value in own.items() if value is not None}}

    def run(self, sale):
        """Does what waits, in order. Raises Trouble: indefinite when no answer came, definite when it was refused."""
        while sale["queue"]:
            intent = sale["queue"][0]
            try:
                self.make(sale, intent)
            except Unclear:
                intent["tries"] += 1
                sale["retry_at"] = self.now + min(RETRY_MOST, SECOND << min(intent["tries"] - 1, 20))
                self.keep()
                if intent["call"] == "picture":
                    return  # The sale stands; its code comes with the next try.
                raise Trouble("NO_ANSWER", definite=False) from None
            except Trouble as trouble:
                self.refused(sale, intent, trouble)
                raise
            self.keep()
        sale["retry_at"] = None

    def make(self, sale, intent):
        if intent["call"] == "picture":
            self.fetch_picture(sale)
        elif intent["call"] == "create":
            self.make_create(sale, intent)
        else:
            if self.limit_of(sale) is not None and self.service_now() >= self.limit_of(sale):
                raise Trouble("TOO_LATE")  # No answer came in time: whether it took effect, the next question tells.
            path = API + sale["number"] + "/" + intent["call"] + "/"
            fields = [sale["number"], "OTHER"] if intent["call"] == "cancellation" else None
            answer = self.line.post(path, intent["body"], fields, intent["key"], self.now)
            self.learn_offset(answer)
            sale["queue"].pop(0)
            self.apply(sale, answer["transaction"])

    def fetch_picture(self, sale):
        try:
            png = self.line.picture(API + sale["number"] + "/qr.png", self.now)
            sale["picture"] = base64.b64encode(png).decode()
        except Trouble:
            pass  # It has no code any more; the next question tells why.
        sale["queue"].pop(0)

    def make_create(self, sale, intent):
        body = intent["body"]
        answer = None
        if self.now - intent["since"] > KEY_LIFE:  # The key counts no more: did it happen?
            answer = self.find(sale)
            intent["since"] = self.now if answer is None else intent["since"]
        if answer is None:
            fields = [body["merchant"]["shopId"], body["merchant"]["serviceProviderId"], body["order"]["id"],
                      body["order"]["paymentId"], body["order"]["amount"]["total"]]
            answer = self.line.post(API, body, fields, intent["key"], self.now)
            self.learn_offset(answer)
        sale["queue"].pop(0)
        sale.update(number=answer["transaction"]["id"], known="none", mode=body["encaissement"]["mode"], misses=0,
                    customer=body["encaissement"].get("identifier", ""), note="", asked=self.now - LEAST_PAUSE)
        if sale["mode"] == "qr" and not sale["queue"]:
            self.put(sale, "picture", {})
        self.apply(sale, answer["transaction"])

    def find(self, sale):
        answer = self.line.get(API, None, self.now, "?basket=" + urllib.parse.quote(sale["sale"]))
        found = [one for one in answer["transactions"]
                 if one["order"]["id"] == sale["sale"] and one["id"] != sale["number"]]
        return {"transaction": found[0]} if found else None

    def refused(self, sale, intent, trouble):
        sale["queue"], sale["retry_at"] = [], None
        if intent["call"] != "create" and self.now - sale["asked"] >= LEAST_PAUSE:
            self.ask(sale)  # Somebody was faster: what is it now?
        sale["note"] = str(trouble)
        self.keep()

    def quietly(self, action, sale):
        try:
            action(sale)
        except Trouble:
            pass  # Kept as the sale's note; the clock brings the next try.

    # -- what the service tells

    def ask(self, sale):
        """True: it answered."""
        sale["asked"] = self.now
        try:
            answer = self.line.get(API + sale["number"] + "/", [sale["number"]], self.now)
            self.learn_offset(answer)
            sale["misses"] = 0
            self.apply(sale, answer["transaction"])
            return True
        except (Unclear, Trouble):
            sale["misses"] += 1
            self.plan(sale)
            return False

    def learn_offset(self, answer):
        at = ms_of(answer.get("responseDate"))
        if at is not None:
            self.kept["offset"] = at - self.now

    def apply(self, sale, told):
        """`told`: a transaction. What is older than what is known changes nothing."""
        state = STATES.get(told["state"])
        if state is None or RANK[state] < RANK[sale["known"]] or (RANK[sale["known"]] == FINAL and state != sale["known"]):
            return
        sale["heard"] = self.now
        before = json.dumps(sale)
        own = told["encaissement"]
        sale["note"] = sale["note"] if state == sale["known"] else ""
        sale.update(known=state, received=own["received"], remaining=own["remaining"],
                    payment_deadline=ms_of(own["paymentDeadline"]), validation_deadline=ms_of(own["validationDeadline"]))
        sale["limit"] = {"pending": own["paymentLimit"], "to_validate": own["validationLimit"]}.get(state, "")
        if RANK[state] == FINAL:
            self.drop(sale, state)
        self.plan(sale)
        if json.dumps(sale) != before:
            self.keep()

    @staticmethod
    def drop(sale, state):
        """It is over: nothing more is asked of this transaction. A new request, after a change of mode, still is."""
        goes_on = state == "cancelled"
        sale["queue"] = [intent for intent in sale["queue"] if intent["call"] == "create" and goes_on]
        if not sale["queue"]:
            sale["retry_at"] = None

    def notified(self, method, path, headers, body):
        """A notification came in. The HTTP status to answer with."""
        names = {name.lower(): value for name, value in headers.items()}
        path = path.split("?")[0]
        try:
            answer = json.loads(body)
            told = answer["transaction"]
            expected = {"ancv-security": self.line.seal(told["id"]),
                        "parcours-seal": self.line.call_seal(method, path, names.get("parcours-date", ""), body.encode())}
        except (ValueError, KeyError, TypeError):
            return 400
        if not all(hmac.compare_digest(names.get(name, "").encode(), seal.encode()) for name, seal in expected.items()):
            return 401
        sale = next((one for one in self.sales.values() if one["number"] == told["id"]), None)
        if sale is not None:
            if [intent["call"] for intent in sale["queue"]][:1] != ["change-mode"]:  # Else its own answer is what counts.
                self.apply(sale, told)
            self.quietly(self.run, sale)
        return 200  # Ones about sales of yesterday, too: they shall not come again.

    # -- what is shown

    def show(self, screen_of=""):
        return [self.view(sale, sale["sale"] == screen_of) for sale in self.sales.values()]

    def view(self, sale, with_screen):
        calls = [intent["call"] for intent in sale["queue"]]
        state = "unknown" if calls[:1] == ["create"] or self.is_stale(sale) else sale["known"]
        shows_code = (with_screen and sale["known"] == "pending" and sale["mode"] == "qr" and calls in ([], ["picture"])
                      and self.service_now() < sale["payment_deadline"])
        cashier, customer = self.messages(sale, state)
        return {"sale": sale["sale"], "number": sale["number"], "state": state, "requested": sale["cents"],
                "received": sale["received"], "remaining": sale["remaining"], "limit": sale["limit"],
                "cashier": (sale["note"] + " - " + cashier) if sale["note"] else cashier, "customer": customer,
                "receipt": self.receipt(sale, state), "screen": sale["picture"] if shows_code else ""}

    def is_stale(self, sale):
        """It could not be asked about for so long that what was known of it may well be over."""
        if not self.is_open(sale) or sale["misses"] == 0:
            return False
        patience = 10 * POLL_IMMEDIATE if self.is_immediate(sale) else 6 * POLL_SLOW
        limit = self.limit_of(sale)
        return self.now - sale["heard"] > patience or (limit is not None and self.service_now() >= limit)

    @staticmethod
    def messages(sale, state):
        """For the cashier, for the customer."""
        received, rest = euros(sale["received"]), ""
        if sale["remaining"] > 0:
            rest = ". Il reste " + euros(sale["remaining"])
        limit = " jusqu'au " + sale["limit"] if sale["limit"] else ""
        if state == "pending":
            way = "Scannez pour payer " if sale["mode"] == "qr" else "Payez avec votre application : "
            return "En attente de paiement client" + limit, way + euros(sale["cents"]) + limit
        if state == "to_validate":
            return f"A valider{limit} : reçu {received}{rest}", f"Paiement enregistré : {received}{rest}"
        if state == "paid":
            return f"Validé : reçu {received}{rest}", f"Paiement accepté : {received}{rest}"
        words = {"cancelled": "Annulé", "expired": "Expiré", "none": "Rien n'est demandé", "unknown": "Réponse du service attendue"}
        return words[state], words[state]

    @staticmethod
    def receipt(sale, state):
        if state not in ("paid", "to_validate"):
            return None
        title = "TICKET" if state == "paid" else "TICKET PROVISOIRE - paiement à valider par le commerçant"
        return {"final": state == "paid",
                "text": f"{title}\nChèque-Vacances Connect\nVente {sale['sale']}\nTransaction {sale['number']}\n"
                        f"Reçu {euros(sale['received'])}\nReste {euros(sale['remaining'])}\n"}

    def keep(self):
        self.store.save(self.kept)
