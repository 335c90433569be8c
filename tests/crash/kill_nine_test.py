"""kill -9 in the middle of payments: what was acknowledged is there once, the rest is whole or not
there, and a repeat under the same key gets the same answer."""
# clause: 5.2-c.2

import random
import time
import unittest

import bank

ORDERS = 450
KILLS = 3


class KillNine(unittest.TestCase):
    def setUp(self):
        self.seed = random.randrange(1_000_000)
        print(f"seed {self.seed}")
        self.dice = random.Random(self.seed)

    def test_every_acknowledged_payment_is_there_exactly_once(self):
        with bank.fresh_bank(orders=ORDERS) as (home, url):
            orders = bank.orders_of(home)
            for _ in range(KILLS):
                self.kill_while_paying(home, url, [one for one in orders if not one.was_tried])
                self.repeat_what_was_tried(home, url, [one for one in orders if one.was_tried])
            self.assertEqual(bank.verified(home, url), "", f"seed {self.seed}")
            self.look_at_every_order(home, url, orders)

    def kill_while_paying(self, home, url, orders):
        kill_after = self.dice.randrange(20, 100)
        node = bank.Node(home, url)
        callers = bank.pay_side_by_side(node, orders[:ORDERS // KILLS])
        end = time.monotonic() + 60
        while sum(one.told is not None for one in orders) < kill_after:
            self.assertLess(time.monotonic(), end, "payments do not advance")
            self.assertTrue(any(caller.is_alive() for caller in callers))
            time.sleep(0.001)
        node.kill()
        for caller in callers:
            caller.join()
        self.assertTrue(any(one.was_tried and one.told is None for one in orders),
                        "nothing was under way: the kill came too late to mean anything")

    def repeat_what_was_tried(self, home, url, orders):
        with bank.Node(home, url) as node:
            for order in orders:
                status, reply, headers = node.pay(order)
                self.assertEqual(status, 200, f"seed {self.seed}: {reply} after {order.refusals}")
                if order.told is not None:
                    self.assertEqual(reply, order.told, f"seed {self.seed}")
                    self.assertEqual(headers.get("idempotency-replayed"), "true")
                order.told = reply

    def look_at_every_order(self, home, url, orders):
        with bank.Node(home, url) as node:
            paid = 0
            for order in orders:
                expected = bank.FUNDS_FEN - (bank.MEAL_FEN if order.was_tried else 0)
                self.assertEqual(node.balance_of(order), expected, f"seed {self.seed}")
                state = "charged" if order.was_tried else "created"
                self.assertEqual(node.state_of(order), state, f"seed {self.seed}")
                paid += order.was_tried
            print(f"{paid} of {len(orders)} paid over {KILLS} kills")


if __name__ == "__main__":
    unittest.main()
