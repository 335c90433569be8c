"""The real dlfpd on a folder of its own, and a client that sends bytes as they are."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path(os.environ.get("DLFP_BUILD", "build/dev")) / "bin"
PATIENCE_SECONDS = 60
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
CODE = re.compile(rb'"code":"([a-z_.]+)"')


class Served:
    """A running dlfpd that speaks plain HTTP on a port of loopback."""

    def __init__(self, process, port, folder):
        self.process, self.port, self.folder = process, port, folder

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_SECONDS)

    def exchange(self, sent):
        """All bytes that come back until the server closes; what it no longer takes is dropped."""
        with self.connect() as peer:
            try:
                peer.sendall(sent)
                peer.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            return read_to_end(peer)

    @staticmethod
    def memory_factor():
        """How much more memory the program may take: AddressSanitizer keeps what was freed."""
        return 10 if b"__asan_init" in (PROGRAMS / "dlfpd").read_bytes() else 1

    def resident_kib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])

    def is_alive(self):
        answer = self.exchange(b"GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
        return self.process.poll() is None and statuses(answer) == [200]

    def log(self):
        return (self.folder / "dlfpd.log").read_text(errors="replace")


def read_to_end(peer):
    answer = b""
    try:
        while piece := peer.recv(65536):
            answer += piece
    except ConnectionResetError:
        pass
    return answer


def statuses(answer):
    return [int(status) for status in STATUS.findall(answer)]


def codes(answer):
    return [code.decode() for code in CODE.findall(answer)]


@contextmanager
def served(settings=None):
    """settings: environment of the configuration, DLFP_HTTP_… and the like."""
    folder = Path(tempfile.mkdtemp(prefix="dlfp_hostile_"))
    command = [PROGRAMS / "dlfpd", "serve", "--development", "--no-demo", "--data", folder,
               "--port", "0", "--plain-port", "0", "--web", "web"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True,
                               env={**os.environ, **(settings or {})})
    try:
        said = []
        while not said or "plain HTTP" not in said[-1]:
            said.append(process.stdout.readline())
            if not said[-1]:
                raise RuntimeError("dlfpd did not start:\n" + "".join(said))
        port = int(re.search(r"http://127.0.0.1:(\d+)", said[-1])[1])
        yield Served(process, port, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        last_words, _ = process.communicate(timeout=PATIENCE_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)
        if process.returncode != 0:  # a leak, for one, is told of only now
            raise RuntimeError(f"dlfpd ended with {process.returncode}:\n{last_words}")
