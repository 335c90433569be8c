"""The clock of the machine is set under the running program, forward and back: payments go on, or
are refused as declared once their sessions are over, and each counts once."""

import unittest

import bank

JUMPS = [600, -1_800, -86_400, 0]  # seconds beside the right time
MEALS = 30
TOO_LATE = 7_200  # sessions end after 15 minutes


class ClockJumps(unittest.TestCase):
    def test_payments_go_on_through_jumps_and_end_with_their_sessions(self):
        with bank.fresh_bank(orders=MEALS * (len(JUMPS) + 2)) as (home, url):
            clock = home / "clock"
            clock.write_text("0")
            orders = bank.orders_of(home)
            plan = {"DLFP_CLOCK_FILE": str(clock)}
            with bank.Node(home, url, environment=plan) as node:
                self.pay_all(node, orders[:MEALS])
                for place, jump in enumerate(JUMPS, 1):
                    clock.write_text(str(jump))
                    self.pay_all(node, orders[place * MEALS:(place + 1) * MEALS])
                paid = orders[:-MEALS]
                for order in paid:
                    self.assertEqual(node.pay(order)[:2], (200, order.told), "told otherwise")
                    self.assertEqual(node.balance_of(order), bank.FUNDS_FEN - bank.MEAL_FEN)
                clock.write_text(str(TOO_LATE))
                for order in orders[-MEALS:]:
                    status, reply, _ = node.pay(order)
                    self.assertEqual((status, reply["code"]), (401, "identity.session_unknown"))
                self.assertIsNone(node.process.poll(), "the program ended")
            self.assertEqual(bank.verified(home, url), "")
            print(f"{len(paid)} payments through {len(JUMPS)} jumps, {MEALS} refused too late")

    def pay_all(self, node, orders):
        for caller in bank.pay_side_by_side(node, orders):
            caller.join()
        unpaid = [order.refusals for order in orders if order.told is None]
        self.assertEqual(unpaid, [])


if __name__ == "__main__":
    unittest.main()
