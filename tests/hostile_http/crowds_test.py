"""Crowds, drips and floods against the served program: it goes on answering, and what it remembers
of a peer is bounded."""

import resource
import socket
import struct
import unittest

from served import codes, served, statuses

CROWD = 1_000
# A half-read head holds one input buffer of 20 KiB; the rest is the allocator's.
KIB_PER_HALF_HEAD = 40
KIB_PER_IDLE = 8


def raise_file_limit():
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class Crowds(unittest.TestCase):
    def setUp(self):
        raise_file_limit()

    def crowd(self, program, first_bytes):
        peers = []
        self.addCleanup(lambda: [peer.close() for peer in peers])
        for _ in range(CROWD):
            peers.append(program.connect())
            if first_bytes:
                peers[-1].sendall(first_bytes)
        return peers

    def measure(self, program, first_bytes, kib_each):
        """Opens a crowd; the program answers others meanwhile and grows within bounds."""
        self.assertTrue(program.is_alive())
        before = program.resident_kib()
        peers = self.crowd(program, first_bytes)
        for _ in range(20):
            self.assertTrue(program.is_alive(), "somebody else is not served")
        grown = program.resident_kib() - before
        self.assertLess(grown, (kib_each * CROWD + 8_192) * program.memory_factor())
        print(f"{CROWD} connections: {grown} KiB more")
        return peers

    def test_a_crowd_that_says_nothing_costs_next_to_nothing(self):
        with served() as program:
            self.measure(program, b"", KIB_PER_IDLE)

    def test_a_crowd_of_slow_headers_is_bounded_and_told_off(self):
        with served({"DLFP_HTTP_HEADER_TIMEOUT": "10s"}) as program:
            peers = self.measure(program, b"GET /healthz HTTP/1.1\r\nX-Slow: ", KIB_PER_HALF_HEAD)
            for peer in peers[:50]:
                answer = b""
                while piece := peer.recv(4096):
                    answer += piece
                self.assertEqual(codes(answer), ["http.request_timed_out"])
            self.assertTrue(program.is_alive())

    def test_a_crowd_of_slow_bodies_is_bounded(self):
        head = (b"POST /api/identity/sms-codes HTTP/1.1\r\nHost: t\r\n"
                b"Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{")
        with served() as program:
            self.measure(program, head, KIB_PER_HALF_HEAD)

    def test_an_endless_body_is_not_kept(self):
        with served() as program:
            before = program.resident_kib()
            for head in (b"Content-Length: 10737418240\r\n", b"Transfer-Encoding: chunked\r\n"):
                with program.connect() as peer:
                    peer.sendall(b"POST /api/identity/sms-codes HTTP/1.1\r\nHost: t\r\n" + head
                                 + b"\r\n")
                    taken = self.pour(peer, b"10000\r\n" + b"x" * 65_536 + b"\r\n")
                self.assertLess(taken, 64 << 20, "the program goes on reading")
            self.assertLess(program.resident_kib() - before, 16_384 * program.memory_factor())
            self.assertTrue(program.is_alive())

    @staticmethod
    def pour(peer, piece):
        """Bytes that the other side took before it closed, at most 64 MiB."""
        taken = 0
        try:
            while taken < 64 << 20:
                peer.sendall(piece)
                taken += len(piece)
        except OSError:
            pass
        return taken

    def test_a_storm_of_resets_leaves_nothing_behind(self):
        with served() as program:
            self.assertTrue(program.is_alive())
            before = program.resident_kib()
            for _ in range(2_000):
                peer = program.connect()
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                peer.sendall(b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n")
                peer.close()
            self.assertTrue(program.is_alive())
            self.assertLess(program.resident_kib() - before, 16_384 * program.memory_factor())

    def test_connections_over_the_limit_are_told_so_and_room_comes_back(self):
        with served({"DLFP_HTTP_CONNECTIONS_MAX": "20", "DLFP_HTTP_THREADS": "1"}) as program:
            answers = []
            peers = [program.connect() for _ in range(60)]
            for peer in peers[30:]:
                answer = b""
                while piece := peer.recv(4096):
                    answer += piece
                answers += statuses(answer)
            self.assertEqual(set(answers), {503})
            self.assertEqual(len(answers), 30)
            for peer in peers:
                peer.close()
            self.assertTrue(self.comes_back(program))

    @staticmethod
    def comes_back(program):
        """The room of closed connections is given back as soon as their end is seen."""
        return any(program.is_alive() for _ in range(1_000))


if __name__ == "__main__":
    unittest.main()
