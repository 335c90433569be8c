"""A filled bank, served by the real dlfpd, and the load that is put on it."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
BUILD = Path(os.environ.get("DLFP_BUILD", "build/dev"))
PROGRAMS = BUILD / "bin"
THREADS = 2
# Who stops a benchmark stops the servers it started, too.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def figure(name, value, unit, yardstick=None, yardstick_value=None):
    ratio = value / yardstick_value if yardstick_value else None
    print(json.dumps({"name": name, "value": round(value, 2), "unit": unit, "yardstick": yardstick,
                      "yardstick_value": yardstick_value and round(yardstick_value, 2),
                      "ratio": ratio and round(ratio, 3)}), flush=True)


@contextmanager
def bank_folder():
    """A folder on the disk of the checkout: memory would say nothing about durability."""
    target = BUILD.parent / "bench"
    target.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="bank_", dir=target)
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def private_postgresql():
    """A durable cluster on a socket; yields its URL."""
    folder = tempfile.mkdtemp(prefix="dlfp_bench_", dir="/var/tmp")
    try:
        yield subprocess.run(["tools/dev/postgres.sh", "start", folder, "--durable"], check=True,
                             stdin=subprocess.DEVNULL, text=True, stdout=subprocess.PIPE
                             ).stdout.strip()
    finally:
        subprocess.run(["tools/dev/postgres.sh", "stop", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def load_bank(folder, database=None, **size):
    command = [PROGRAMS / "bench_load_bank", "--data", folder]
    if database:
        command += ["--database", database]
    for name, value in size.items():
        command += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def serve_command(folder, database=None, *, port=0, demo=False):
    command = [PROGRAMS / "dlfpd", "serve", "--development", "--data", folder, "--port", str(port),
               "--plain-port", "0", "--threads", str(THREADS)]
    command += [] if demo else ["--no-demo"]
    return command + (["--database", database] if database else [])


@contextmanager
def served(folder, database=None):
    """The real program on this data; yields its process id and the addresses of TLS and HTTP."""
    process = subprocess.Popen(serve_command(folder, database), stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, text=True)
    try:
        secure = plain = None
        while not (secure and plain):
            line = process.stdout.readline()
            if not line:
                raise SystemExit("dlfpd did not start")
            if found := re.search(r"H5 +(https://localhost:\d+)", line):
                secure = found[1].replace("localhost", "127.0.0.1")
            if found := re.search(r"plain HTTP +(http://\S+)", line):
                plain = found[1]
        yield process.pid, secure, plain
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


@contextmanager
def floor_server(reply):
    """The bare epoll server that answers these bytes; yields its address."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(reply)
        file.flush()
        process = subprocess.Popen([PROGRAMS / "bench_http_floor", "--reply", file.name],
                                   stdout=subprocess.PIPE, text=True)
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()
            process.wait()


def lines_of(folder, name):
    return [line.split() for line in (folder / name).read_text().splitlines()]


def ask(base_url, path, token=None, body=None, key=None):
    """One call on its own connection; returns status and parsed reply."""
    address = re.match(r"http://([\d.]+):(\d+)", base_url)
    connection = http.client.HTTPConnection(address[1], int(address[2]), timeout=30)
    headers = {"host": "bench"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    if body is not None:
        headers |= {"content-type": "application/json", "idempotency-key": key}
    connection.request("GET" if body is None else "POST", path, body=body, headers=headers)
    reply = connection.getresponse()
    text = reply.read()
    connection.close()
    return reply.status, text


def raw_reply(base_url, path, token):
    """The bytes of one reply, head included, as a keep-alive connection gets them."""
    address = re.match(r"http://([\d.]+):(\d+)", base_url)
    with socket.create_connection((address[1], int(address[2]))) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nhost: bench\r\n"
                           f"authorization: Bearer {token}\r\n\r\n".encode())
        reply = b""
        while b"\r\n\r\n" not in reply:
            reply += connection.recv(65536)
        head, body = reply.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])
        while len(body) < length:
            body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def milliseconds(text):
    value, unit = re.match(r"([\d.]+)(us|ms|s)", text).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


class Load:
    """What wrk reported."""

    def __init__(self, report):
        if "Non-2xx" in report or "Socket errors" in report:
            raise SystemExit(f"the load met errors:\n{report}")
        self.per_second = float(re.search(r"Requests/sec:\s+([\d.]+)", report)[1])
        self.count = int(re.search(r"(\d+) requests in", report)[1])
        self.p99_ms = milliseconds(re.search(r"99%\s+(\S+)", report)[1])


def put_load(url, script, arguments, *, connections, seconds, threads=2):
    report = subprocess.run(
        ["wrk", f"-t{min(threads, connections)}", f"-c{connections}", f"-d{seconds}s", "--latency",
         "--timeout", "10s", "-s", HERE / script, url, "--", *map(str, arguments)],
        check=True, text=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout
    return Load(report)


def status_kib(pid, name="VmRSS"):
    return int(re.search(rf"{name}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])
