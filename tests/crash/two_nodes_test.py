"""Two processes on one PostgreSQL behave as one: payments, sessions, screens, events and jobs."""

import http.client
import subprocess
import threading
import time
import unittest

import bank

ORDERS = 120
REVOKED_SECONDS_MAX = 1.0  # what core/identity/README.md announces
STAFF = {"login_name": "bank.operator", "password": "Dlfp-Staff-2026"}


@unittest.skipUnless(bank.ENGINE == "postgresql", "an embedded database has one process")
class TwoNodes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.opened = bank.fresh_bank(orders=ORDERS)
        cls.home, cls.url = cls.opened.__enter__()
        cls.addClassCleanup(cls.opened.__exit__, None, None, None)
        cls.one = bank.Node(cls.home, cls.url, name="one", demo=True)
        cls.addClassCleanup(cls.one.__exit__)
        cls.other = bank.Node(cls.home, cls.url, name="other", demo=True)
        cls.addClassCleanup(cls.other.__exit__)
        cls.orders = bank.orders_of(cls.home)

    def take_orders(self, count):
        taken, self.__class__.orders = self.orders[:count], self.orders[count:]
        return taken

    def test_a_payment_sent_to_both_at_once_happens_once(self):
        for order in self.take_orders(60):
            start = threading.Barrier(2)
            answers = []

            def pay(node, order=order, start=start, answers=answers):
                start.wait()
                answers.append(node.pay(order)[:2])

            payers = [threading.Thread(target=pay, args=(node,)) for node in (self.one, self.other)]
            for payer in payers:
                payer.start()
            for payer in payers:
                payer.join()
            self.assertEqual([status for status, _ in answers], [200, 200], answers)
            self.assertEqual(answers[0][1], answers[1][1], "both hear of the same payment")
            self.assertEqual(self.one.balance_of(order), bank.FUNDS_FEN - bank.MEAL_FEN)
        self.assertEqual(bank.verified(self.home, self.url), "")

    def test_a_session_opened_on_one_works_on_the_other_and_revoked_on_none(self):
        opened = {"mobile": "13800138000", "password": "Sunny-Canteen-88"}
        slowest = 0.0
        for _ in range(3):
            status, session, _ = self.one.ask("POST", "/identity/sessions", body=opened)
            self.assertEqual(status, 200, session)
            look = ("GET", "/identity/session")
            token = session["token"]
            for node in (self.other, self.one, self.other):
                self.assertEqual(node.ask(*look, token=token)[0], 200)
            self.assertEqual(self.one.ask("DELETE", "/identity/session", token=token)[0], 200)
            self.assertEqual(self.one.ask(*look, token=token)[0], 401, "at once where it ended")
            took = bank.wait_for(
                lambda token=token: self.other.ask(*look, token=token)[0] == 401, 10)
            self.assertIsNotNone(took, "the other node goes on to accept it")
            self.assertLessEqual(took, REVOKED_SECONDS_MAX + 0.2)
            slowest = max(slowest, took)
        print(f"revoked on the other node after at most {slowest * 1000:.0f} ms")

    def test_a_refund_on_one_moves_a_screen_on_the_other(self):
        order = self.take_orders(1)[0]
        self.assertEqual(self.one.pay(order)[0], 200)
        screen = http.client.HTTPConnection("127.0.0.1", self.other.port, timeout=20)
        screen.request("GET", "/api/notices/stream",
                       headers={"authorization": f"Bearer {order.token}"})
        stream = screen.getresponse()
        self.assertEqual(stream.status, 200)
        staff = self.one.ask("POST", "/identity/staff-sessions", body=STAFF)[1]["token"]
        began = time.monotonic()
        status, reply, _ = self.one.ask("POST", f"/staff/payments/{order.payment}/refunds",
                                        token=staff, body={"amount_fen": 100, "reason": "售罄"},
                                        key=f"refund-{order.payment}"[:64])
        self.assertEqual((status, reply.get("state")), (200, "refunded"), reply)
        line = b""
        while not line.startswith(b"event:"):
            line = stream.readline()
            self.assertTrue(line, "the stream ended")
        took = time.monotonic() - began
        screen.close()
        print(f"commit, delivery and screen on the other node within {took * 1000:.0f} ms")
        self.assertLess(took, 10)

    def test_events_of_one_payment_have_one_effect(self):
        orders = self.take_orders(20)
        staff = self.one.ask("POST", "/identity/staff-sessions", body=STAFF)[1]["token"]
        for index, order in enumerate(orders):
            node = (self.one, self.other)[index % 2]
            self.assertEqual(node.pay(order)[0], 200)
            status, reply, _ = node.ask("POST", f"/staff/payments/{order.payment}/refunds",
                                        token=staff, body={"amount_fen": 100, "reason": "售罄"},
                                        key=f"refund-{order.payment}"[:64])
            self.assertEqual(status, 200, reply)

        def told(order):
            notices = self.one.ask("GET", "/notices", token=order.token)[1]["items"]
            return sum(notice["kind"] == "payment.refunded" for notice in notices)

        self.assertIsNotNone(bank.wait_for(lambda: all(told(one) >= 1 for one in orders), 20))
        swept = self.runs_of("outbox.deliver_events") + 4  # what would come twice has come then
        self.assertIsNotNone(
            bank.wait_for(lambda: self.runs_of("outbox.deliver_events") >= swept, 30))
        self.assertEqual([told(order) for order in orders], [1] * len(orders))

    def test_a_job_runs_on_one_node_at_a_time(self):
        def runs():
            return self.runs_of("outbox.deliver_sms")

        first, began = runs(), time.monotonic()
        seen = bank.wait_for(lambda: runs() - first >= 4, 30)
        self.assertIsNotNone(seen, "the job does not run")
        elapsed = time.monotonic() - began
        self.assertLessEqual(runs() - first, elapsed + 2, "more often than once a second")

    def runs_of(self, job):
        done = subprocess.run(
            ["psql", "-qAt", self.url, "-c", f"SELECT runs FROM runtime_job WHERE name = '{job}'"],
            check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return int(done.stdout)


if __name__ == "__main__":
    unittest.main()
