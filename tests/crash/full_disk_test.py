"""A full disk: payments are refused with a declared failure, nothing is half done, and all goes on
when there is space again."""

import os
import resource
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import bank
from bad_disk import ORDERS, BadDisk


@unittest.skipUnless(bank.ENGINE == "sqlite", "with PostgreSQL the disk is the server's")
class FullDisk(BadDisk, unittest.TestCase):
    def test_a_file_system_without_space(self):
        folder = Path(tempfile.mkdtemp(prefix="dlfp_full_disk_"))
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder],
                                 capture_output=True, check=False).returncode == 0
        try:
            if not mounted:
                self.skipTest("mounting is not permitted here")
            with bank.fresh_bank(orders=ORDERS, folder=folder) as (home, _):
                with bank.Node(home) as node:
                    ballast = home / "ballast"
                    self.pay_around(node, home, lambda: fill(ballast), ballast.unlink)
                self.assertEqual(bank.verified(home), "")
        finally:
            if mounted:
                subprocess.run(["umount", "-l", folder], check=False)
            shutil.rmtree(folder, ignore_errors=True)

    def test_files_that_may_not_grow(self):
        with bank.fresh_bank(orders=ORDERS) as (home, _):
            def ignore_the_signal():  # Python does, and without restore_signals it is inherited
                pass

            with bank.Node(home, prepare=ignore_the_signal) as node:
                def limit(size):
                    resource.prlimit(node.process.pid, resource.RLIMIT_FSIZE,
                                     (size, resource.RLIM_INFINITY))
                log = home / "dlfp.sqlite-wal"
                self.pay_around(node, home,
                                lambda: limit((log.stat().st_size if log.exists() else 0) + 4_096),
                                lambda: limit(resource.RLIM_INFINITY))
            self.assertEqual(bank.verified(home), "")


def fill(path):
    """Writes until there is no byte left."""
    with path.open("wb", buffering=0) as out:
        for size in (1 << 20, 4_096, 1):
            try:
                while True:
                    out.write(b"\0" * size)
            except OSError:
                continue


if __name__ == "__main__":
    os.umask(0o022)
    unittest.main()
