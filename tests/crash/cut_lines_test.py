"""Lines to PostgreSQL that are slow, stop, or are cut anywhere: callers repeat under the same key,
and in the end every meal is paid once."""

import random
import re
import socket
import threading
import time
import unittest

import bank

ORDERS = 120
ROUNDS = 4


class Line:
    """A proxy between the program and the database's socket, with a mood."""

    def __init__(self, folder, target, dice):
        self.target, self.dice = target, dice
        self.mood, self.pairs, self.lock = "clear", set(), threading.Lock()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(folder / ".s.PGSQL.5432"))
        self.listener.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.mood == "down":
                near.close()
                continue
            far = socket.socket(socket.AF_UNIX)
            far.connect(self.target)
            pair = (near, far)
            with self.lock:
                self.pairs.add(pair)
            for source, sink in (pair, pair[::-1]):
                threading.Thread(target=self.pass_on, args=(source, sink, pair),
                                 daemon=True).start()

    def pass_on(self, source, sink, pair):
        try:
            while chunk := source.recv(16_384):
                if self.mood == "slow":
                    time.sleep(0.02)
                elif self.mood == "cutting" and self.dice.randrange(120) == 0:
                    sink.sendall(chunk[:self.dice.randrange(len(chunk))])
                    break
                sink.sendall(chunk)
        except OSError:
            pass
        self.cut(pair)

    def cut(self, pair):
        with self.lock:
            self.pairs.discard(pair)
        for end in pair:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def cut_all(self):
        with self.lock:
            pairs = list(self.pairs)
        for pair in pairs:
            self.cut(pair)

    def close(self):
        self.mood = "down"
        self.listener.close()
        self.cut_all()


@unittest.skipUnless(bank.ENGINE == "postgresql", "an embedded database has no line")
class CutLines(unittest.TestCase):
    def test_every_meal_is_paid_once_over_bad_lines(self):
        seed = bank.first_seed()
        dice = random.Random(seed)
        with bank.fresh_bank(orders=ORDERS) as (home, url):
            folder = re.search(r"host=([^&]+)", url)[1]
            line = Line(home, f"{folder}/.s.PGSQL.5432", dice)
            try:
                orders = bank.orders_of(home)
                with bank.Node(home, url.replace(folder, str(home))) as node:
                    for number in range(ROUNDS):
                        line.mood = ("cutting", "slow", "down", "cutting")[number % 4]
                        if line.mood == "down":
                            line.cut_all()
                        part = orders[number::ROUNDS]
                        for caller in bank.pay_side_by_side(node, part):
                            caller.join()
                        self.assertIsNone(node.process.poll(), f"the program ended, seed {seed}")
                    line.mood = "clear"
                    self.finish(node, orders, seed)
            finally:
                line.close()
            self.assertEqual(bank.verified(home, url), "", f"seed {seed}")

    def finish(self, node, orders, seed):
        refused = sum(bool(order.refusals) for order in orders)
        for order in orders:
            for status, code in order.refusals:
                self.assertIn((status, code), {(503, "api.storage_unavailable"),
                                               (504, "api.outcome_unknown")}, f"seed {seed}")
            self.assertIsNotNone(
                bank.wait_for(lambda order=order: node.pay(order)[0] == 200, 60),
                f"it never recovers, seed {seed}: {node.pay(order)}")
            status, reply, _ = node.pay(order)
            self.assertEqual(status, 200, reply)
            if order.told:
                self.assertEqual(reply, order.told, f"seed {seed}")
            self.assertEqual(node.balance_of(order), bank.FUNDS_FEN - bank.MEAL_FEN)
        print(f"{refused} of {len(orders)} payments met a bad line, all are paid once")


if __name__ == "__main__":
    unittest.main()
