"""A database server that only reads, as a standby that is not promoted yet: met after a failover,
and at the start. A server of this test's own."""

import os
import subprocess
import sys
import unittest
import unittest.mock

import bank

sys.path.insert(0, "tools/dev")
import started_platform  # noqa: E402

UNAVAILABLE = (503, "api.storage_unavailable")


@unittest.skipUnless(bank.ENGINE == "postgresql", "an embedded database has no server")
class ReadOnlyServer(unittest.TestCase):
    def setUp(self):
        self.server = self.enterContext(started_platform.private_postgresql())
        self.enterContext(unittest.mock.patch.dict(
            os.environ, {"DLFP_TEST_POSTGRESQL_URL": self.server}))

    def test_after_a_failover_to_a_standby_nothing_is_decided_until_it_is_promoted(self):
        with bank.fresh_bank(orders=60) as (home, url):
            orders = bank.orders_of(home)
            with bank.Node(home, url) as node:
                for order in orders[:20]:
                    status, order.told, _ = node.pay(order)
                    self.assertEqual(status, 200)
                self.only_read()
                self.cut_lines()
                for order in orders[20:40]:
                    status, reply, _ = node.pay(order)
                    self.assertEqual((status, reply["code"]), UNAVAILABLE)
                for order in orders[:20]:  # what a standby shows may be old
                    status, reply, _ = node.ask("GET", f"/payments/{order.payment}",
                                                token=order.token)
                    self.assertEqual((status, reply["code"]), UNAVAILABLE)
                self.write_again()
                self.cut_lines()
                for order in orders:
                    status, reply, _ = node.pay(order)
                    self.assertEqual(status, 200, reply)
                    self.assertIn(order.told, (None, reply))
                    self.assertEqual(node.balance_of(order), bank.FUNDS_FEN - bank.MEAL_FEN)
            self.assertEqual(bank.verified(home, url), "")

    def test_a_start_on_a_server_that_only_reads(self):
        with bank.fresh_bank(orders=20) as (home, url):
            self.only_read()
            with self.assertRaises(RuntimeError) as refused:
                bank.Node(home, url, name="first")
            self.assertIn("\ndlfpd cannot start: ", str(refused.exception))
            self.write_again()
            with bank.Node(home, url, name="second") as node:
                for order in bank.orders_of(home):
                    self.assertEqual(node.pay(order)[0], 200)
            self.assertEqual(bank.verified(home, url), "")

    def only_read(self):
        self.reload("ALTER SYSTEM SET default_transaction_read_only = on", "on")

    def write_again(self):
        self.reload("ALTER SYSTEM RESET default_transaction_read_only", "off")

    def reload(self, change, expected):
        self.sql(change)
        self.sql("SELECT pg_reload_conf()")
        self.assertIsNotNone(bank.wait_for(
            lambda: self.sql("SHOW default_transaction_read_only") == expected, 60))

    def cut_lines(self):
        self.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                 " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")

    def sql(self, statement):
        done = subprocess.run(["psql", "-qtA", self.server, "-c", statement], check=True,
                              text=True, stdin=subprocess.DEVNULL, capture_output=True)
        return done.stdout.strip()


if __name__ == "__main__":
    unittest.main()
