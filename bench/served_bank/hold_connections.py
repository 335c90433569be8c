"""Many connections that were answered once and then stay open, plain or TLS."""

import resource
import socket
import ssl


def allow_many_files():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def answered_connection(port, context=None):
    connection = socket.create_connection(("127.0.0.1", port))
    if context:
        connection = context.wrap_socket(connection, server_hostname="localhost")
    connection.sendall(b"GET /healthz HTTP/1.1\r\nhost: bench\r\n\r\n")
    if b" 200 " not in connection.recv(65536):
        raise SystemExit("a connection was not answered")
    return connection


def hold(port, count, *, tls):
    context = ssl._create_unverified_context() if tls else None
    return [answered_connection(port, context) for _ in range(count)]
