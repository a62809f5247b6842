"""The acquisition API as a till speaks it: sealed calls, and what comes back. Standard library only (Python 3.11).

A call ends in one of three ways: with the service's answer; with Trouble, when the service refused it; with Unclear, when
no answer came, or none that the service gave. After Unclear it may have happened: make it again with the same key.
"""
import base64
import datetime
import hashlib
import hmac
import http.client
import json
import re
import ssl
import urllib.parse

API = "/acquisition/api/public/v1/payment-transactions/"

REFUSALS = {"BAD_REQUEST": "Demande refusée : saisie incorrecte",
            "INVALID_SEAL": "Demande refusée : la caisse n'est pas reconnue",
            "MERCHANT_NOT_ALLOWED": "Demande refusée : point d'accueil non autorisé",
            "BENEFICIARY_NOT_FOUND": "Demande refusée : client inconnu",
            "OTHER_TRANSACTION_PENDING": "Demande refusée : le client a déjà une demande en attente",
            "INVALID_TRANSACTION_AMOUNT": "Demande refusée : montant incorrect",
            "OPERATION_TRANSACTION_NOT_ALLOWED": "Action refusée : elle n'est plus possible",
            "TRANSACTION_NOT_FOUND": "Action refusée : transaction inconnue",
            "INVALID_AMOUNT": "Montant incorrect : par exemple 40 ou 40,00",
            "TOO_LATE": "Trop tard : la date limite est passée",
            "NOT_NOW": "Action impossible dans cet état",
            "NO_SUCH_SALE": "Vente inconnue",
            "SALE_EXISTS": "Cette vente existe déjà",
            "NO_ANSWER": "Pas de réponse du service : la caisse réessaie"}


class Trouble(Exception):
    """definite: what was asked has certainly no effect. Otherwise it may have one, and the till goes on trying."""

    def __init__(self, code, definite=True, words=""):
        super().__init__(words or REFUSALS.get(code, "Demande refusée (" + code + ")"))
        self.code, self.definite = code, definite


class Unclear(Exception):
    """No answer, or none that the service gave."""


# ---- texts ---------------------------------------------------------------------------------------------------

def cents_of(typed):
    """"40", "40,5", "40.07" as cents; None: no amount."""
    found = re.fullmatch(r"([0-9]{1,10})(?:[.,]([0-9]{1,2}))?", typed.strip())
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


def euros(cents):
    return f"{cents // 100},{cents % 100:02d} €"


def ms_of(text):
    """"2020-06-24T09:06:00.000Z" or "2020-06-24T11:06:00.5+02:00"; None: no instant."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)", text or "")
    if not found:
        return None
    at = datetime.datetime.fromisoformat(found[1] + found[3].replace("Z", "+00:00"))
    return int(at.timestamp()) * 1000 + int((found[2] or "0").ljust(3, "0")[:3])


def text_of(ms):
    at = datetime.datetime.fromtimestamp(ms // 1000, datetime.timezone.utc)
    return at.strftime("%Y-%m-%dT%H:%M:%S") + f".{ms % 1000:03d}Z"


# ---- the line ------------------------------------------------------------------------------------------------

class Line:
    def __init__(self, reset):
        self.shop = reset["shop"]
        self.base = urllib.parse.urlsplit(reset["baseUrl"])
        self.patience = reset.get("patienceMs", 10_000) / 1000
        self.tls = None
        if self.base.scheme == "https":
            self.tls = ssl.create_default_context(cadata=reset.get("authority") or None)

    def seal(self, text):
        made = hmac.new(self.shop["key"].encode(), text.encode(), hashlib.sha256).digest()
        return f"HmacSHA256.{self.shop['keyVersion']}." + base64.urlsafe_b64encode(made).decode().rstrip("=")

    def call_seal(self, method, path, date, body):
        return self.seal("&".join((method, path, date, hashlib.sha256(body).hexdigest())))

    def post(self, path, body, fields, key, now):
        """`fields`: what the public seal covers; None: a call that the public API does not have."""
        date = text_of(now)
        sent = json.dumps({"requestDate": date, **body}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key,
                   "Parcours-Seal": self.call_seal("POST", path, date, sent)}
        return self.json(*self.exchange("POST", path, sent, headers, fields))

    def get(self, path, fields, now, query=""):
        status, body = self.exchange("GET", path, b"", self.dated(path, now), fields, query)
        return self.json(status, body)

    def picture(self, path, now):
        status, body = self.exchange("GET", path, b"", self.dated(path, now), None)
        if status == 200 and body.startswith(b"\x89PNG"):
            return body
        self.json(status, body)  # Says why not.
        raise Unclear("no picture")

    def dated(self, path, now):
        date = text_of(now)
        return {"Parcours-Date": date, "Parcours-Seal": self.call_seal("GET", path, date, b"")}

    def exchange(self, method, path, body, headers, fields, query=""):
        if fields is not None:
            headers["ANCV-Security"] = self.seal("&".join(str(field) for field in fields))
        secure = {"context": self.tls} if self.tls else {}
        kind = http.client.HTTPSConnection if self.tls else http.client.HTTPConnection
        connection = kind(self.base.hostname, self.base.port, timeout=self.patience, **secure)
        try:
            connection.request(method, self.base.path.rstrip("/") + path + query, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise Unclear(str(error)) from error
        finally:
            connection.close()

    @staticmethod
    def json(status, body):
        """What the service answered. Whatever somebody in between made of it tells nothing."""
        try:
            answer = json.loads(body)
        except ValueError as error:
            raise Unclear("not JSON") from error
        if not isinstance(answer, dict) or status >= 500:
            raise Unclear(f"status {status}")
        if "errorCode" in answer:
            raise Trouble(answer["errorCode"])
        if status != 200 or not ("transaction" in answer or "transactions" in answer):
            raise Unclear(f"status {status}")
        return answer
