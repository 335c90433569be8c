"""A disk whose syncs or writes fail: payments are refused or unknown, the program lives or ends,
and after a restart on a healthy disk what was acknowledged is there once."""
# clause: 5.2-c.2

import unittest

import bank

ORDERS = 120


@unittest.skipUnless(bank.ENGINE == "sqlite", "with PostgreSQL the disk is the server's")
class FailingSync(unittest.TestCase):
    def test_syncs_of_the_log_fail_from_some_moment_on(self):
        self.pay_on_failing("log_sync", after=20)

    def test_writes_of_the_log_fail_from_some_moment_on(self):
        self.pay_on_failing("log_write", after=150)

    def pay_on_failing(self, point, after):
        plan = {"DLFP_FAIL_POINT": point, "DLFP_FAIL_ACT": "error", "DLFP_FAIL_AFTER": str(after)}
        with bank.fresh_bank(orders=ORDERS) as (home, _):
            orders = bank.orders_of(home)
            with bank.Node(home, environment=plan) as node:
                for caller in bank.pay_side_by_side(node, orders):
                    caller.join()
                self.assertIsNone(node.process.poll(), "the program ended")
                refused = [one for one in orders if one.told is None]
                self.assertTrue(refused, "the disk did not fail")
                for order in refused:
                    self.assertIn(order.refusals[0], {(503, "api.storage_unavailable"),
                                                      (504, "api.outcome_unknown")})
                node.kill()
            with bank.Node(home) as node:
                for order in orders:
                    status, reply, _ = node.pay(order)
                    self.assertEqual(status, 200, reply)
                    if order.told:
                        self.assertEqual(reply, order.told)
                    self.assertEqual(node.balance_of(order), bank.FUNDS_FEN - bank.MEAL_FEN)
            self.assertEqual(bank.verified(home), "")
            print(f"{point}: {len(refused)} of {ORDERS} payments refused, all paid in the end")


if __name__ == "__main__":
    unittest.main()
