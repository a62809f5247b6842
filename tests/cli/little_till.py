"""A till that can do one create and nothing more, to be configured wrongly: each word is one thing wrong with it."""
import base64, hashlib, hmac, http.server, json, os, struct, sys, threading, time, urllib.error, urllib.request, zlib

wrong = set(sys.argv[1:])
state, sales = {}, {}
store = os.path.join(os.environ.get("PARCOURS_TILL_STATE", "."), "sales.json")
returned_to = ["http://127.0.0.1:1/return"]


def png():
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    rows = b"".join(b"\0" + b"\xff" * 8 for _ in range(8))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def screen():
    if "no-picture" in wrong: return None
    if "torn-picture" in wrong: return png()[:40]
    return b"\xff\xd8\xff\xe0 JFIF" if "jpeg" in wrong else png()


class Notices(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *words): pass


def listen():
    server = http.server.HTTPServer(("127.0.0.1", 0), Notices)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    returned_to[0] = "http://127.0.0.1:%d/return?sale=1" % server.server_port


def hello():
    capabilities = ["qr"] + [word for word in ("screen", "crash") if word in wrong or word in ("screen",)]
    if "typo" in wrong: capabilities.append("identifer")
    if "nothing" in wrong: capabilities = []
    notices = "http" if wrong & {"http", "dead-url", "far-url"} else "none"
    if "http" in wrong: listen()
    if "far-url" in wrong: returned_to[0] = "https://shop.example.org/return"
    return {"protocol": "parcours-till/2" if "later" in wrong else "parcours-till/1", "vendor": "Little", "product": "Till",
            "version": "1", "capabilities": capabilities, "clock": "wall" if "wall" in wrong else "virtual", "notices": notices}


def date():
    if "wall" in wrong: return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return "2024-01-01T00:00:00Z" if "own-clock" in wrong else state["now"]


def create(sale, amount):
    shop = dict(state["shop"])
    if "other-shop" in wrong: shop["shopId"] = "99999999"
    if "other-key" in wrong: shop["key"] += "x"
    if "other-version" in wrong: shop["keyVersion"] = "7"
    fields = [shop["shopId"], shop["serviceProviderId"], sale, "1", str(amount)]
    seal = base64.urlsafe_b64encode(hmac.digest(shop["key"].encode(), "&".join(fields).encode(), hashlib.sha256)).decode().rstrip("=")
    headers = {"Content-Type": "application/json", "ANCV-Security": "HmacSHA256.%s.%s" % (shop["keyVersion"], seal)}
    if "no-seal" in wrong: headers.pop("ANCV-Security")
    body = {"requestDate": date(), "merchant": {"shopId": shop["shopId"], "serviceProviderId": shop["serviceProviderId"]},
            "order": {"id": sale, "paymentId": "1", "label": "x", "amount": {"total": amount, "currency": 978}},
            "paymentMethod": {"tspdMode": "001", "captureMode": "NORMAL"},
            "redirectUrls": {"returnUrl": returned_to[0], "cancelUrl": returned_to[0]}}
    base = "http://127.0.0.1:1" if "own-url" in wrong else state["baseUrl"]
    request = urllib.request.Request(base + "/acquisition/api/public/v1/payment-transactions/", json.dumps(body).encode(), headers)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=3) as answer:
        return json.load(answer)["transaction"]["id"]


def do(message):
    if "dies-at-work" in wrong: sys.exit("out of paper")
    if "sleeps-at-work" in wrong: time.sleep(3600)
    if message["verb"] != "create": return {"unsupported": {}}
    cents = int(message["amount"].replace(",", ""))
    view = {"sale": message["sale"], "number": "", "state": "unknown", "requested": cents, "received": 0, "remaining": cents}
    sales[message["sale"]] = view
    answer = {"ok": {}}
    try:
        view.update(number=create(message["sale"], cents), state="pending")
    except urllib.error.HTTPError as trouble:
        answer = {"error": {"code": json.load(trouble)["errorCode"], "definite": True}}
    except OSError as trouble:
        answer = {"error": {"code": "NO_SERVICE", "definite": False, "message": str(trouble)}}
    with open(store, "w") as file: json.dump(sales, file)
    return {"ok": {}} if "yes-man" in wrong else answer


def observe(message):
    views = [dict(view) for view in sales.values()]
    for view in views:
        picture = screen()
        if view["sale"] == message["screenOf"] and picture: view["screen"] = base64.b64encode(picture).decode()
    return {"ok": {"sales": views}}


def act(message):
    kind = message["message"]
    if kind == "hello": return {"ok": hello()}
    if kind == "reset":
        if "elephant" not in wrong: sales.clear()
        state.update(message)
    elif kind == "restart":
        state.update(message)
        if "forgets" not in wrong and os.path.exists(store): sales.update(json.load(open(store)))
    elif kind == "do": return do(message)
    elif kind == "tick":
        state["now"] = message["now"]
        return {"ok": {"next": message["now"] if "restless" in wrong else None}}
    elif kind == "observe": return observe(message)
    elif kind != "bye": return {"ok": {}} if "agrees" in wrong else {"unsupported": {}}
    return {"ok": {}}


if "noise" in wrong: print("Listening on port 8080", flush=True)
if "dies" in wrong: sys.exit("no database at db:5432")
for line in sys.stdin:
    asked = json.loads(line)
    if "mute" in wrong: continue
    print(json.dumps({"id": asked["id"], **act(asked)}), flush=True)
    if asked["message"] == "bye" and "stays" not in wrong: sys.exit(3 if "sour" in wrong else 0)
if "stays" in wrong: threading.Event().wait(60)
