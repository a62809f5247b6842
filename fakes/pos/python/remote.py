"""An adapter's messages over the network instead of standard input: for a till that is no program Parcours can start.

serve   Parcours comes to the till: each message is the body of a POST (parcours certify --pos-url)
pull    the till, which nobody can reach, comes to Parcours and asks for the next message (parcours certify --pos-pull)
"""
import http.client
import http.server
import json
import os
import sys
import threading
import time
import urllib.parse


def serve(adapter, port):
    one_at_a_time = threading.Lock()  # Parcours keeps more than one connection open, and asks on one of them at a time.

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # Else the second half of each answer waits 40 ms for the other side.

        def do_POST(self):
            with one_at_a_time:
                answer = adapter.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            body = json.dumps(answer, ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


def pull(adapter, url):
    base = urllib.parse.urlsplit(url)
    connect = http.client.HTTPSConnection if base.scheme == "https" else http.client.HTTPConnection
    token = {"Authorization": "Bearer " + os.environ.get("PARCOURS_TILL_TOKEN", "")}
    line = answer = None
    while True:
        try:
            connection = connect(base.hostname, base.port, timeout=60)
            if answer is not None:  # Again where the connection broke: what was done once is not done twice.
                connection.request("POST", base.path.rstrip("/") + "/answer", json.dumps(answer).encode(), token)
                connection.getresponse().read()
                if json.loads(line)["message"] == "bye":
                    return
            answer = None
            connection.request("GET", base.path.rstrip("/") + "/next", headers=token)
            got = connection.getresponse()
            body = got.read()
            if got.status == 401:
                sys.exit("The token in PARCOURS_TILL_TOKEN is not the one that Parcours was given.")
            if got.status == 200:
                answer, line = adapter.answer(body), body
        except (OSError, http.client.HTTPException):
            time.sleep(1)  # Nobody listens yet.
