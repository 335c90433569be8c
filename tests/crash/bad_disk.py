"""Paying before, while and after a disk takes nothing: refused as declared, nothing half done,
looks served all the while, and on from the first payment after it is well again."""

import time

import bank

ORDERS = 500


class BadDisk:
    """For test cases whose disk goes bad and is healed under the running program."""

    def pay_around(self, node, home, break_disk, heal_disk):
        orders = bank.orders_of(home)
        before, during, after = orders[:150], orders[150:300], orders[300:]
        self.pay_all(node, before)
        self.assertTrue(all(one.told for one in before))
        break_disk()
        self.pay_all(node, during)
        refused = [one for one in during if one.told is None]
        self.assertTrue(refused, "the disk did not fail")
        for order in refused:
            status, code = order.refusals[0]
            self.assertIn((status, code), {(503, "api.storage_unavailable"),
                                           (504, "api.outcome_unknown")})
        for order in orders[:20]:  # whoever only looks is served
            self.assertEqual(node.state_of(order), "charged")
        self.assertIsNone(node.process.poll(), "the program ended")
        heal_disk()
        began = time.monotonic()
        status, reply, _ = node.pay(after[0])
        self.assertEqual(status, 200, f"the first payment afterwards: {reply}")
        seconds = time.monotonic() - began
        self.pay_all(node, after)
        self.assertTrue(all(one.told for one in after), "it does not go on")
        for order in orders:
            status, reply, _ = node.pay(order)
            self.assertEqual(status, 200, reply)
            if order.told:
                self.assertEqual(reply, order.told)
            self.assertEqual(node.balance_of(order), bank.FUNDS_FEN - bank.MEAL_FEN)
        print(f"{len(refused)} payments refused, the next one after {seconds:.3f} s, all"
              f" {len(orders)} paid in the end")

    @staticmethod
    def pay_all(node, orders):
        for caller in bank.pay_side_by_side(node, orders):
            caller.join()
