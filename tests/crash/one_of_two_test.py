"""Two nodes on one PostgreSQL, one of them killed again and again: callers go to the other one
under the same key, and every meal is paid once. Reports how long callers waited for an answer."""
# clause: 5.2-a, 5.2-c.2

import http.client
import random
import threading
import time
import unittest

import bank

ORDERS = 240
KILLS = 6
CALLERS = 4


class Pair:
    """Where callers turn to: a node that is up, if possible another one than last time."""

    def __init__(self, home, url):
        self.home, self.url, self.lock = home, url, threading.Lock()
        self.nodes = [bank.Node(home, url, name=name) for name in ("one", "other")]

    def replace(self, index):
        with self.lock:
            self.nodes[index].kill()
            self.nodes[index] = bank.Node(self.home, self.url, name=("one", "other")[index])

    def stop(self):
        for node in self.nodes:
            node.stop()


@unittest.skipUnless(bank.ENGINE == "postgresql", "an embedded database has one process")
class OneOfTwo(unittest.TestCase):
    def test_callers_of_a_killed_node_are_served_by_the_other(self):
        seed = bank.first_seed()
        dice = random.Random(seed)
        with bank.fresh_bank(orders=ORDERS) as (home, url):
            orders = bank.orders_of(home)
            pair = Pair(home, url)
            try:
                gaps = self.pay_while_killing(pair, orders, dice)
                for order in orders:
                    self.assertEqual(pair.nodes[0].balance_of(order),
                                     bank.FUNDS_FEN - bank.MEAL_FEN, f"seed {seed}")
                    status, reply, _ = pair.nodes[1].pay(order)
                    self.assertEqual((status, reply), (200, order.told), f"seed {seed}")
            finally:
                pair.stop()
            self.assertEqual(bank.verified(home, url), "", f"seed {seed}")
        print(f"{KILLS} kills of one of two nodes: all {ORDERS} meals paid once,"
              f" longest wait of a caller {max(gaps) * 1000:.0f} ms")

    def pay_while_killing(self, pair, orders, dice):
        waiting, lock, gaps, refusals = list(orders), threading.Lock(), [], []
        kill_when = set(dice.sample(range(10, ORDERS - 10), KILLS))
        side = dice.randrange(2)

        def pay_on(preferred):
            while True:
                with lock:
                    if not waiting:
                        return
                    order = waiting.pop()
                    is_kill_due = len(waiting) in kill_when
                if is_kill_due:
                    pair.replace(side)
                began, tries = time.monotonic(), 0
                while order.told is None:
                    try:
                        status, reply, _ = pair.nodes[(preferred + tries) % 2].pay(order)
                    except (OSError, http.client.HTTPException, ValueError):
                        status, reply = None, None
                    tries += 1
                    if status == 200:
                        order.told = reply
                    elif status not in (None, 503, 504):
                        refusals.append((order.payment, status, reply))
                        return
                gaps.append(time.monotonic() - began)

        callers = [threading.Thread(target=pay_on, args=(number % 2,)) for number in range(CALLERS)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        self.assertEqual(refusals, [])
        self.assertEqual(waiting, [])
        return gaps


if __name__ == "__main__":
    unittest.main()
