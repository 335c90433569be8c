"""A disk that is read-only: from some moment on under the running program, and from the start."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import bank
from bad_disk import ORDERS, BadDisk


@unittest.skipUnless(bank.ENGINE == "sqlite", "with PostgreSQL the disk is the server's")
class ReadOnlyDisk(BadDisk, unittest.TestCase):
    def test_the_disk_becomes_read_only_and_writable_again(self):
        with bank.fresh_bank(orders=ORDERS) as (home, _):
            sign = home / "disk_is_read_only"
            plan = {"DLFP_FAIL_POINT": "read_only", "DLFP_FAIL_ACT": "error",
                    "DLFP_FAIL_WHILE": str(sign)}
            with bank.Node(home, environment=plan) as node:
                self.pay_around(node, home, sign.touch, sign.unlink)
            self.assertEqual(bank.verified(home), "")

    def test_a_start_on_a_read_only_file_system(self):
        folder = Path(tempfile.mkdtemp(prefix="dlfp_read_only_"))
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", folder],
                          capture_output=True, check=False).returncode != 0:
            shutil.rmtree(folder, ignore_errors=True)
            self.skipTest("mounting is not permitted here")
        logs = Path(tempfile.mkdtemp(prefix="dlfp_read_only_log_"))
        try:
            with bank.fresh_bank(orders=20, folder=folder) as (home, _):
                self.remount(folder, "ro")
                with self.assertRaises(RuntimeError) as refused:
                    bank.Node(home, name=logs / "first")
                self.assertIn("\ndlfpd cannot start: ", str(refused.exception))
                self.remount(folder, "rw")
                with bank.Node(home, name=logs / "second") as node:
                    for order in bank.orders_of(home):
                        self.assertEqual(node.pay(order)[0], 200)
                self.assertEqual(bank.verified(home), "")
        finally:
            subprocess.run(["umount", "-l", folder], check=False)
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(logs, ignore_errors=True)

    @staticmethod
    def remount(folder, mode):
        subprocess.run(["mount", "-o", f"remount,{mode}", folder], check=True)


if __name__ == "__main__":
    unittest.main()
