"""The real dlfpd on a bank of its own, and callers that remember what they were told."""

import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

sys.path.insert(0, "tools/dev")
import started_platform  # noqa: E402

PROGRAMS = Path(os.environ.get("DLFP_BUILD", "build/dev")) / "bin"
ENGINE = os.environ.get("DLFP_TEST_DATABASE", "sqlite")
MEAL_FEN = 1_250
FUNDS_FEN = 1_000_000


def first_seed():
    """Of this run: chosen by chance, or by who plays a run again."""
    return int(os.environ.get("DLFP_FIRST_SEED", random.randrange(1_000_000)))


@contextmanager
def fresh_bank(*, orders, customers=None, folder=None):
    """A bank with meals to pay, one for everybody unless told; yields folder and database URL."""
    home = Path(folder or tempfile.mkdtemp(prefix="dlfp_bad_day_"))
    url = None
    if ENGINE == "postgresql":
        name = f"bad_day_{os.getpid()}"
        url = started_platform.fresh_database(os.environ["DLFP_TEST_POSTGRESQL_URL"], name)
    command = [PROGRAMS / "bench_load_bank", "--data", home, "--customers",
               str(customers or orders), "--merchants", "4", "--orders", str(orders)]
    try:
        subprocess.run(command + (["--database", url] if url else []), check=True,
                       stdin=subprocess.DEVNULL)
        yield home, url
    finally:
        if url:
            subprocess.run(["psql", "-q", os.environ["DLFP_TEST_POSTGRESQL_URL"], "-c",
                            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"], check=False,
                           stdin=subprocess.DEVNULL, capture_output=True)
        if folder is None:
            shutil.rmtree(home, ignore_errors=True)


class Node:
    """One dlfpd. Leaving it in a `with` stops it; `kill` is kill -9."""

    def __init__(self, home, url=None, *, name="one", demo=False, prepare=None, environment=None):
        command = [PROGRAMS / "dlfpd", "serve", "--development", "--data", home, "--port", "0",
                   "--plain-port", "0", "--web", "web", "--log", home / f"{name}.log"]
        command += ["--database", url] if url else []
        command += [] if demo else ["--no-demo"]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        preexec_fn=prepare, restore_signals=prepare is None,
                                        env=self.surroundings(environment))
        said = []
        self.port = None
        while self.port is None:
            line = self.process.stdout.readline()
            said.append(line)
            if not line:
                self.process.stdout.close()
                self.process.wait()
                raise RuntimeError("dlfpd did not start:\n" + "".join(said))
            if found := re.search(r"plain HTTP +http://127.0.0.1:(\d+)", line):
                self.port = int(found[1])
        self.reader = threading.Thread(target=self.process.stdout.read, daemon=True)
        self.reader.start()

    @staticmethod
    def surroundings(environment):
        """A plan of fail_points.cpp needs its library; without a plan nothing is preloaded."""
        if not environment:
            return None
        library = PROGRAMS.parent / "lib" / "libfail_points.so"
        return {**os.environ, "LD_PRELOAD": str(library), **environment}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Ends as an operator does: drains, moves the log into the database file, and is gone."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.forget()

    def kill(self):
        self.process.kill()
        self.forget()

    def forget(self):
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()

    def ask(self, method, path, *, token=None, body=None, key=None, connection=None):
        """Status, reply and headers; raises OSError or HTTPException when there is no answer."""
        own = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"content-type": "application/json"} if body is not None else {}
        if token:
            headers["authorization"] = f"Bearer {token}"
        if key:
            headers["idempotency-key"] = key
        try:
            own.request(method, f"/api{path}", headers=headers,
                        body=None if body is None else json.dumps(body))
            reply = own.getresponse()
            text = reply.read()
        finally:
            if connection is None:
                own.close()
        return reply.status, json.loads(text or b"{}"), dict(reply.getheaders())

    def pay(self, order, connection=None):
        """Pays a meal, always under the same key for the same order."""
        return self.ask("POST", f"/payments/{order.payment}/charge", token=order.token, body={},
                        key=order.payment, connection=connection)

    def state_of(self, order):
        return self.ask("GET", f"/payments/{order.payment}", token=order.token)[1]["state"]

    def balance_of(self, order):
        path = f"/accounts/{order.account}/balance"
        return self.ask("GET", path, token=order.token)[1]["balance_fen"]


class Order:
    """A meal, who pays it, and what the payer was told."""

    def __init__(self, token, payment, account):
        self.token, self.payment, self.account = token, payment, account
        self.told = None  # the reply of the first success
        self.was_tried = False
        self.refusals = []


def orders_of(home):
    accounts = dict(line.split() for line in (home / "accounts.txt").read_text().splitlines())
    lines = (home / "orders.txt").read_text().splitlines()
    return [Order(token, payment, accounts[token])
            for token, payment in (line.split() for line in lines)]


def pay_side_by_side(node, orders, *, threads=8, until=lambda: False):
    """Pays orders over some connections until told or until the node is gone."""
    waiting = list(reversed(orders))
    lock = threading.Lock()

    def pay_on(connection):
        while not until():
            with lock:
                if not waiting:
                    return
                order = waiting.pop()
            order.was_tried = True
            try:
                status, reply, _ = node.pay(order, connection)
            except (OSError, http.client.HTTPException):
                return
            if status == 200:
                order.told = reply
            else:
                order.refusals.append((status, reply.get("code")))

    def pay_over_one_connection():
        connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=20)
        with closing(connection):
            pay_on(connection)

    callers = [threading.Thread(target=pay_over_one_connection) for _ in range(threads)]
    for caller in callers:
        caller.start()
    return callers


def verified(home, url=None):
    """What dlfpctl finds in the ledger; empty when it is whole."""
    command = [PROGRAMS / "dlfpctl", "--development", "--data", home]
    command += ["--database", url] if url else []
    done = subprocess.run([*command, "ledger", "verify"], text=True, capture_output=True,
                          stdin=subprocess.DEVNULL)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def wait_for(condition, seconds):
    """Seconds until the condition holds; None when it does not in time."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if condition():
            return time.monotonic() - began
        time.sleep(0.005)
    return None
