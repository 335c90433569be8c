"""Starts what journeys and repository tests need: a private PostgreSQL, and the platform itself."""

import contextlib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

START_SECONDS_MAX = 60


@contextlib.contextmanager
def private_postgresql():
    """A cluster on a socket in a short temporary folder; yields its URL."""
    folder = tempfile.mkdtemp(prefix="dlfp-pg-")
    try:
        started = subprocess.run(["tools/dev/postgres.sh", "start", folder], text=True,
                                 stdin=subprocess.DEVNULL, capture_output=True)
        if started.returncode != 0:
            raise RuntimeError(f"PostgreSQL did not start:\n{started.stderr}")
        yield started.stdout.strip()
    finally:
        subprocess.run(["tools/dev/postgres.sh", "stop", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def fresh_database(url, name):
    """A new database in the cluster behind url; returns the new database's URL."""
    subprocess.run(["psql", "-q", url, "-c", f"CREATE DATABASE {name}"], check=True,
                   stdin=subprocess.DEVNULL, capture_output=True)
    return url.replace("postgresql:///dlfp?", f"postgresql:///{name}?")


def answers(base_url):
    context = ssl._create_unverified_context()
    try:
        with urllib.request.urlopen(f"{base_url}/readyz", timeout=2, context=context) as reply:
            return reply.status == 200
    except OSError:
        return False


@contextlib.contextmanager
def running_platform(log, database_url=None):
    """A freshly started platform with its demo bank on a free port; yields its address."""
    folder = tempfile.mkdtemp(prefix="dlfp-journey-")
    port = free_port()
    command = ["build/dev/bin/dlfpd", "serve", "--development", "--data", folder,
               "--port", str(port), "--web", "web"]
    if database_url:
        command += ["--database", database_url]
    with Path(log).open("w") as out:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            wait_until_ready(server, f"https://localhost:{port}", log)
            yield f"https://localhost:{port}", folder
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            shutil.rmtree(folder, ignore_errors=True)


def wait_until_ready(server, base_url, log):
    end = time.monotonic() + START_SECONDS_MAX
    while not answers(base_url):
        if server.poll() is not None:
            tail = "\n".join(Path(log).read_text().splitlines()[-15:])
            raise RuntimeError(f"the platform ended with code {server.returncode}:\n{tail}")
        if time.monotonic() > end:
            raise RuntimeError(f"the platform was not ready within {START_SECONDS_MAX} s ({log})")
        time.sleep(0.05)


def journey_environment(base_url, folder):
    """What a journey is told: the address, the folder of keys, and that the certificate is ours."""
    return {**os.environ, "DLFP_BASE_URL": base_url, "DLFP_DATA": folder,
            "NODE_TLS_REJECT_UNAUTHORIZED": "0", "NODE_NO_WARNINGS": "1"}
