"""Kills under load, at random moments and at named points of the program's way to the disk, to the
database and back to the caller. What was acknowledged is there once; recovery is measured."""
# clause: 5.2-c.1, 5.2-c.2

import os
import random
import threading
import time
import unittest

import bank

KILLS = int(os.environ.get("DLFP_KILLS", "120" if bank.ENGINE == "sqlite" else "90"))
ORDERS_PER_KILL = 14
VERIFIED_EVERY = 10
POINTS = {
    "sqlite": ["log_write", "log_sync", "base_write", "base_sync", "reply_sent"],
    "postgresql": ["query_sent", "answer_read", "reply_sent"],
}


class Campaign:
    """Kill after kill on one bank; remembers what callers were told."""

    def __init__(self, home, url, seed):
        self.home, self.url, self.dice = home, url, random.Random(seed)
        self.waiting = bank.orders_of(home)
        self.tried = []
        self.findings = []
        self.at_points = {}
        self.recoveries = []

    def plan(self):
        """Where the next node dies: nowhere named (by the clock), or at a named point."""
        if self.dice.randrange(3) == 0:
            return None
        point = self.dice.choice(POINTS[bank.ENGINE])
        passes = {"log_write": 300, "log_sync": 30, "base_write": 60, "base_sync": 1,
                  "reply_sent": 25, "query_sent": 1_500, "answer_read": 1_500}
        return {"DLFP_FAIL_POINT": point, "DLFP_FAIL_ACT": self.dice.choice(["before", "after"]),
                "DLFP_FAIL_AFTER": str(self.dice.randrange(passes[point]))}

    def kill_once(self):
        plan = self.plan()
        began = time.monotonic()
        try:
            node = bank.Node(self.home, self.url, environment=plan)
        except RuntimeError:
            self.count(plan, "at the start")  # it died before it was ready
            return
        self.recoveries.append(time.monotonic() - began)
        with node:
            orders = [self.waiting.pop() for _ in range(ORDERS_PER_KILL) if self.waiting]
            again = self.tried[-2 * ORDERS_PER_KILL:]
            callers = self.pay(node, orders, again)
            if plan is None:
                time.sleep(self.dice.random() * 0.15)
                node.kill()
            for caller in callers:
                caller.join()
            if node.process.poll() is not None:
                when = "under load"
            else:  # a point that is reached only at the end, or not at all
                node.stop()
                when = "at the end" if node.process.returncode < 0 else "not at all"
        self.tried += orders
        self.count(plan, when)

    def count(self, plan, when):
        name = "any moment" if plan is None else plan["DLFP_FAIL_POINT"]
        key = f"{name} {when}"
        self.at_points[key] = self.at_points.get(key, 0) + 1

    def pay(self, node, orders, again):
        """Four callers: half of them pay, the others repeat what was tried before."""
        def run(mine):
            for order in mine:
                try:
                    status, reply, _ = node.pay(order)
                except (OSError, bank.http.client.HTTPException, ValueError):
                    return
                self.hear(order, status, reply)

        callers = [threading.Thread(target=run, args=(part,))
                   for part in (orders[::2], orders[1::2], again[::2], again[1::2])]
        for caller in callers:
            caller.start()
        return callers

    def hear(self, order, status, reply):
        order.was_tried = True
        if status == 200:
            if order.told is not None and order.told != reply:
                self.findings.append(f"{order.payment}: first {order.told}, now {reply}")
            order.told = order.told or reply
        elif order.told is not None:
            self.findings.append(f"{order.payment}: told {order.told}, now {status} {reply}")
        elif status not in (503, 504):
            self.findings.append(f"{order.payment}: {status} {reply}")

    def verify(self):
        if found := bank.verified(self.home, self.url):
            self.findings.append(found)

    def look_at_every_order(self):
        """Everybody who was told has paid once; everybody else has paid once or not at all."""
        with bank.Node(self.home, self.url) as node:
            for order in self.tried:
                paid = bank.FUNDS_FEN - node.balance_of(order)
                state = node.state_of(order)
                whole = (paid, state) in ((bank.MEAL_FEN, "charged"), (0, "created"))
                if not whole or (order.told is not None and paid == 0):
                    self.findings.append(f"{order.payment}: told {order.told}, {state}, {paid}")


def run_campaign(kills, seed):
    with bank.fresh_bank(orders=kills * ORDERS_PER_KILL) as (home, url):
        campaign = Campaign(home, url, seed)
        for number in range(1, kills + 1):
            campaign.kill_once()
            if number % VERIFIED_EVERY == 0:
                campaign.verify()
            if campaign.findings:
                break
        campaign.look_at_every_order()
        campaign.verify()
        return campaign


def summary(campaign, kills, seed):
    recoveries = sorted(campaign.recoveries)
    p99 = recoveries[int(len(recoveries) * 0.99)] if recoveries else 0.0
    told = sum(order.told is not None for order in campaign.tried)
    bound = f"95 % bound {3 / kills:.4f}" if not campaign.findings else "no bound"
    return (f"{kills} kills on {bank.ENGINE}, seed {seed}: {len(campaign.findings)} failures"
            f" ({bound}); {told} of {len(campaign.tried)} payments acknowledged;"
            f" start to ready: median {recoveries[len(recoveries) // 2]:.2f} s, p99 {p99:.2f} s")


class Kills(unittest.TestCase):
    def test_acknowledged_payments_survive_kills_at_any_point(self):
        seed = bank.first_seed()
        campaign = run_campaign(KILLS, seed)
        print(summary(campaign, KILLS, seed))
        for key, times in sorted(campaign.at_points.items()):
            print(f"    {times:4} × {key}")
        self.assertEqual(campaign.findings, [], f"seed {seed}")
        named = sum(times for key, times in campaign.at_points.items()
                    if not key.startswith("any moment") and not key.endswith("not at all"))
        self.assertGreater(named, KILLS // 10, "fail points are hardly ever reached")

    def test_the_program_holds_no_fail_points(self):
        for program in ("dlfpd", "dlfpctl"):
            self.assertNotIn(b"DLFP_FAIL", (bank.PROGRAMS / program).read_bytes())
        library = bank.PROGRAMS.parent / "lib" / "libfail_points.so"
        self.assertIn(b"DLFP_FAIL", library.read_bytes())


if __name__ == "__main__":
    unittest.main()
