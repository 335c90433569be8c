"""Histories of 16 clients on the real program that is killed meanwhile, judged by check_history:
balances, day limits, and orders that several try to pay. Each history is 2,000 calls."""

import datetime
import http.client
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, "tests/crash")
import bank  # noqa: E402

HISTORIES = int(os.environ.get("DLFP_HISTORIES", "12" if bank.ENGINE == "sqlite" else "8"))
CLIENTS = 16
ACCOUNTS, ACCOUNTS_AT_ONCE = 100, 5
PAYS, DOUBLE_PAYS, LOOKS, LIMITS = 9, 3, 6, 2
OPERATIONS = ACCOUNTS * (PAYS + DOUBLE_PAYS + LOOKS + LIMITS)
KILLS = 2
LOST = (OSError, http.client.HTTPException, ValueError)


class History:
    """What 16 clients did and heard."""

    def __init__(self, home, url, seed):
        self.home, self.url, self.dice = home, url, random.Random(seed)
        self.orders = {}
        for order in bank.orders_of(home):
            self.orders.setdefault(order.account, []).append(order)
        self.lines, self.findings = [], []
        self.calls = 0
        self.lock = threading.Lock()
        self.node = bank.Node(home, url)

    def record(self):
        self.introduce()
        accounts = list(self.orders)
        kill_at = {self.dice.randrange(ACCOUNTS // ACCOUNTS_AT_ONCE) for _ in range(KILLS)}
        for index in range(0, ACCOUNTS, ACCOUNTS_AT_ONCE):
            errands = self.errands(accounts[index:index + ACCOUNTS_AT_ONCE])
            self.run_side_by_side(errands, kill=index // ACCOUNTS_AT_ONCE in kill_at)
        self.node.stop()

    def introduce(self):
        for account, orders in self.orders.items():
            _, view, _ = self.node.ask("GET", "/accounts", token=orders[0].token)
            limit = view["accounts"][0]["limits"]["day_max_fen"]
            self.lines.append(f"object {account} account {bank.FUNDS_FEN} {limit}")
            self.lines += [f"object {order.payment} one_time" for order in orders]

    def errands(self, accounts):
        found = []
        for account in accounts:
            orders = self.orders[account]
            paid = orders + self.dice.sample(orders, DOUBLE_PAYS)
            found += [(self.pay, order, f"{order.payment[:50]}-{number}")
                      for number, order in enumerate(paid)]
            found += [(self.look, orders[0], None)] * LOOKS
            found += [(self.set_limit, orders[0], bank.MEAL_FEN * self.dice.randrange(3, 9))
                      for _ in range(LIMITS)]
        self.dice.shuffle(found)
        return found

    def run_side_by_side(self, errands, kill):
        waiting = list(errands)
        kill_when = self.dice.randrange(len(errands) // 4, len(errands)) if kill else -1

        def client():
            while True:
                with self.lock:
                    if not waiting:
                        return
                    errand, *arguments = waiting.pop()
                    if len(waiting) == kill_when:
                        self.node.kill()
                        self.node = bank.Node(self.home, self.url)
                errand(*arguments)

        clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
        for one in clients:
            one.start()
        for one in clients:
            one.join()

    def ask(self, *request, **more):
        """The answer of whichever node is up; None when it was lost."""
        with self.lock:
            node = self.node
        try:
            return node.ask(*request, **more)[:2]
        except LOST:
            return None

    def note(self, line, called, is_known=True):
        returned = time.monotonic_ns() if is_known else "-"
        with self.lock:
            self.lines.append(f"{line} {called} {returned}")
            self.calls += 1

    def pay(self, order, key):
        """Repeated under the same key until there is an answer: one call."""
        called = time.monotonic_ns()
        answer = None
        while answer is None or answer[0] in (503, 504):
            answer = self.ask("POST", f"/payments/{order.payment}/charge", token=order.token,
                              body={}, key=key)
        status, reply = answer
        of_account, of_order = f"{order.account} pay {bank.MEAL_FEN}", f"{order.payment} use 0"
        if status == 200:
            self.note(f"{of_account} done 0", called)
            self.note(f"{of_order} done 0", called)
        elif reply["code"] == "payment.already_charged":
            self.note(f"{of_order} refused 0", called)
        elif reply["code"] == "account.day_limit_exceeded":
            self.note(f"{of_account} over_limit 0", called)
        else:
            self.findings.append(f"{order.payment}: {status} {reply}")

    def look(self, order, _):
        called = time.monotonic_ns()
        # Beyond one node the balance is a display up to a second old; this list never is.
        if bank.ENGINE == "sqlite" and self.calls % 2:
            answer = self.ask("GET", f"/accounts/{order.account}/balance", token=order.token)
            balance = answer and answer[0] == 200 and answer[1]["balance_fen"]
        else:
            answer = self.ask("GET", "/accounts", token=order.token)
            balance = answer and answer[0] == 200 and answer[1]["accounts"][0]["balance_fen"]
        if balance:
            self.note(f"{order.account} look 0 done {balance}", called)

    def set_limit(self, order, limit):
        called = time.monotonic_ns()
        answer = self.ask("PUT", f"/accounts/{order.account}/limits", token=order.token,
                          body={"own_day_max_fen": limit})
        is_known = answer is not None and answer[0] == 200
        if answer is not None and answer[0] not in (200, 503, 504):
            self.findings.append(f"limit of {order.account}: {answer}")
        self.note(f"{order.account} set_limit {limit} {'done' if is_known else 'unknown'} 0",
                  called, is_known)


def today_in_china():
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()


def recorded(folder, seed):
    """A history of one day: limits of a day begin anew at midnight, which the checker ignores."""
    while True:
        day = today_in_china()
        with bank.fresh_bank(orders=ACCOUNTS * PAYS, customers=ACCOUNTS) as (home, url):
            history = History(home, url, seed)
            history.record()
            fault = bank.verified(home, url)
        if day == today_in_china():
            break
    history.findings += [fault] if fault else []
    path = Path(folder) / f"history_{seed}.txt"
    path.write_text("\n".join(history.lines) + "\n")
    return history, path


def judge(paths):
    return subprocess.run([bank.PROGRAMS / "check_history", *paths], text=True,
                          capture_output=True, stdin=subprocess.DEVNULL)


def with_one_wrong_look(path):
    """The same history with one balance that nobody can explain."""
    lines = path.read_text().splitlines()
    looks = [index for index, line in enumerate(lines) if " look 0 done " in line]
    words = lines[looks[len(looks) // 2]].split()
    words[4] = str(int(words[4]) + 1)
    lines[looks[len(looks) // 2]] = " ".join(words)
    wrong = path.with_name("wrong.txt")
    wrong.write_text("\n".join(lines) + "\n")
    return wrong


class Histories(unittest.TestCase):
    def test_balances_limits_and_single_payments_are_linearizable_under_kills(self):
        first = bank.first_seed()
        with tempfile.TemporaryDirectory(prefix="dlfp_histories_") as folder:
            paths = []
            for seed in range(first, first + HISTORIES):
                history, path = recorded(folder, seed)
                self.assertEqual(history.findings, [], f"seed {seed}")
                paths.append(path)
            verdict = judge(paths)
            print(f"{bank.ENGINE}, seeds {first} to {first + HISTORIES - 1}:"
                  f" {verdict.stdout.strip()} (95 % bound {3 / HISTORIES:.3f})")
            self.assertEqual(verdict.returncode, 0, verdict.stdout)
            self.assertEqual(judge([with_one_wrong_look(paths[0])]).returncode, 1,
                             "a wrong balance is not noticed")


if __name__ == "__main__":
    unittest.main()
