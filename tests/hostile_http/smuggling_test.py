"""Bytes that two servers in a row may read differently: each is refused and ends the connection, or
is read in the one way the standard allows. Whatever hides behind it is never answered."""

import unittest

from served import codes, read_to_end, served, statuses

HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n"
LAST = b"GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"
POST = b"POST /api/identity/sms-codes HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
GET = b"GET /healthz HTTP/1.1\r\nHost: t\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
ENDED = b"0\r\n\r\n"
REFUSED = "http.malformed"
READ = "api.request_malformed"  # by the endpoint: the body {} lacks its fields


def post(headers, body=b""):
    return POST + headers + b"\r\n" + body + HIDDEN


def get(headers):
    return GET + headers + b"\r\n" + HIDDEN


def line(request_line):
    return request_line + b"\r\nHost: t\r\n\r\n" + HIDDEN


# What the peer sends, and the code of the one refusal it gets before the connection ends.
REFUSALS = {
    # two lengths
    "length before chunked": (post(b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", ENDED),
                              REFUSED),
    "chunked before length": (post(b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", ENDED),
                              REFUSED),
    "length zero with chunked": (post(b"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
                                      ENDED), REFUSED),
    "two different lengths": (post(b"Content-Length: 2\r\nContent-Length: 3\r\n", b"{} "), REFUSED),
    "list of equal lengths": (post(b"Content-Length: 2, 2\r\n", b"{}"), REFUSED),
    "list of different lengths": (post(b"Content-Length: 2, 3\r\n", b"{}"), REFUSED),
    "length with a sign": (post(b"Content-Length: +2\r\n", b"{}"), REFUSED),
    "negative length": (post(b"Content-Length: -2\r\n", b"{}"), REFUSED),
    "length in hexadecimal": (post(b"Content-Length: 0x2\r\n", b"{}"), REFUSED),
    "length with a point": (post(b"Content-Length: 2.0\r\n", b"{}"), REFUSED),
    "length with an exponent": (post(b"Content-Length: 2e0\r\n", b"{}"), REFUSED),
    "length with an underscore": (post(b"Content-Length: 2_0\r\n", b"{}"), REFUSED),
    "length with a word behind": (post(b"Content-Length: 2 x\r\n", b"{}"), REFUSED),
    "empty length": (post(b"Content-Length:\r\n", b"{}"), REFUSED),
    "length of 2 to the 64": (post(b"Content-Length: 18446744073709551616\r\n"), REFUSED),
    "length in full-width digits": (post("Content-Length: ２\r\n".encode(), b"{}"), REFUSED),
    # transfer codings
    "unknown coding": (post(b"Transfer-Encoding: xchunked\r\n", ENDED), REFUSED),
    "coding in front of chunked": (post(b"Transfer-Encoding: gzip, chunked\r\n", ENDED), REFUSED),
    "coding behind chunked": (post(b"Transfer-Encoding: chunked, gzip\r\n", ENDED), REFUSED),
    "identity": (post(b"Transfer-Encoding: identity\r\n", ENDED), REFUSED),
    "chunked and identity": (post(b"Transfer-Encoding: chunked, identity\r\n", ENDED), REFUSED),
    "chunked twice in a list": (post(b"Transfer-Encoding: chunked, chunked\r\n", ENDED), REFUSED),
    "chunked in two headers": (post(b"Transfer-Encoding: chunked\r\n"
                                    b"Transfer-Encoding: chunked\r\n", ENDED), REFUSED),
    "chunked and nonsense": (post(b"Transfer-Encoding: chunked\r\n"
                                  b"Transfer-Encoding: x\r\n", ENDED), REFUSED),
    "chunked in quotes": (post(b'Transfer-Encoding: "chunked"\r\n', ENDED), REFUSED),
    "chunked with a parameter": (post(b"Transfer-Encoding: chunked;q=1\r\n", ENDED), REFUSED),
    "chunked behind a vertical tab": (post(b"Transfer-Encoding: \x0bchunked\r\n", ENDED), REFUSED),
    "chunked before a form feed": (post(b"Transfer-Encoding: chunked\x0c\r\n", ENDED), REFUSED),
    "chunked before a NUL": (post(b"Transfer-Encoding: chunked\x00\r\n", ENDED), REFUSED),
    "chunked behind a comma": (post(b"Transfer-Encoding: ,chunked\r\n", ENDED), REFUSED),
    "empty coding": (post(b"Transfer-Encoding:\r\n", ENDED), REFUSED),
    "coding in HTTP/1.0": (POST.replace(b"HTTP/1.1", b"HTTP/1.0")
                           + b"Transfer-Encoding: chunked\r\n\r\n" + ENDED + HIDDEN, REFUSED),
    # names and lines
    "space in front of the colon": (post(b"Transfer-Encoding : chunked\r\n", ENDED), REFUSED),
    "tab in front of the colon": (post(b"Content-Length\t: 2\r\n", b"{}"), REFUSED),
    "space in front of the name": (post(b" Transfer-Encoding: chunked\r\n", ENDED), REFUSED),
    "folded coding": (post(b"Transfer-Encoding:\r\n chunked\r\n", ENDED), REFUSED),
    "folded length": (post(b"Content-Length:\r\n\t2\r\n", b"{}"), REFUSED),
    "folded line": (get(b"X-A: b\r\n c\r\n"), REFUSED),
    "name with a NUL": (get(b"X\x00A: b\r\n"), REFUSED),
    "value with a NUL": (get(b"X-A: b\x00c\r\n"), REFUSED),
    "value with a bare carriage return": (get(b"X-A: b\rContent-Length: 2\r\n"), REFUSED),
    "line ended by a bare line feed": (get(b"X-A: b\nContent-Length: 2\r\n"), REFUSED),
    "no name": (get(b": b\r\n"), REFUSED),
    "no colon": (get(b"X-A\r\n"), REFUSED),
    "name above ASCII": (get("X-Ä: b\r\n".encode()), REFUSED),
    # Host
    "two Hosts": (get(b"Host: u\r\n"), REFUSED),
    "no Host": (b"GET /healthz HTTP/1.1\r\n\r\n" + HIDDEN, REFUSED),
    "Host with a user": (b"GET /healthz HTTP/1.1\r\nHost: a@b\r\n\r\n" + HIDDEN, REFUSED),
    "Host with a path": (b"GET /healthz HTTP/1.1\r\nHost: a/b\r\n\r\n" + HIDDEN, REFUSED),
    "list of Hosts": (b"GET /healthz HTTP/1.1\r\nHost: a, b\r\n\r\n" + HIDDEN, REFUSED),
    # the request line
    "two blanks": (line(b"GET  /healthz HTTP/1.1"), REFUSED),
    "tab for a blank": (line(b"GET\t/healthz\tHTTP/1.1"), REFUSED),
    "no version": (line(b"GET /healthz"), REFUSED),
    "method with a slash": (line(b"G/T /healthz HTTP/1.1"), REFUSED),
    "target without a slash": (line(b"GET healthz HTTP/1.1"), REFUSED),
    "target with a fragment": (line(b"GET /healthz#a HTTP/1.1"), REFUSED),
    "target with an escaped NUL": (line(b"GET /health%00z HTTP/1.1"), REFUSED),
    "target with half an escape": (line(b"GET /healthz%4 HTTP/1.1"), REFUSED),
    "target with a backslash": (line(b"GET /a\\..\\healthz HTTP/1.1"), REFUSED),
    "absolute target of another scheme": (line(b"GET file:///healthz HTTP/1.1"), REFUSED),
    "absolute target without a host": (line(b"GET http:///healthz HTTP/1.1"), REFUSED),
    "absolute target with a user": (line(b"GET http://u@t/healthz HTTP/1.1"), REFUSED),
    "star for no OPTIONS": (line(b"GET * HTTP/1.1"), REFUSED),
    "HTTP/0.9": (b"GET /healthz\r\n\r\n" + HIDDEN, REFUSED),
    "HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + HIDDEN, "http.version_not_supported"),
    "HTTP/1.2": (line(b"GET /healthz HTTP/1.2"), "http.version_not_supported"),
    "tunnel": (line(b"CONNECT t:443 HTTP/1.1"), "http.method_not_supported"),
    "trace": (line(b"TRACE /healthz HTTP/1.1"), "http.method_not_supported"),
    "greeting of TLS": (b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\r\n\r\n" + HIDDEN, REFUSED),
    # chunks
    "chunk size with 0x": (CHUNKED + b"0x2\r\n{}\r\n" + ENDED + HIDDEN, REFUSED),
    "chunk size with a sign": (CHUNKED + b"+2\r\n{}\r\n" + ENDED + HIDDEN, REFUSED),
    "chunk size with a blank": (CHUNKED + b"2 \r\n{}\r\n" + ENDED + HIDDEN, REFUSED),
    "chunk size that wraps around": (CHUNKED + b"10000000000000002\r\n{}\r\n" + ENDED + HIDDEN,
                                     REFUSED),
    "chunk size ended by a line feed": (CHUNKED + b"2\n{}\r\n" + ENDED + HIDDEN, REFUSED),
    "chunk ended by a line feed": (CHUNKED + b"2\r\n{}\n" + ENDED + HIDDEN, REFUSED),
    "chunk longer than it says": (CHUNKED + b"1\r\n{}\r\n" + ENDED + HIDDEN, REFUSED),
    "no chunk size": (CHUNKED + b"\r\n{}\r\n" + ENDED + HIDDEN, REFUSED),
    "extension without a name": (CHUNKED + b"2;\r\n{}\r\n" + ENDED + HIDDEN, REFUSED),
    "extension with a line feed": (CHUNKED + b"2;a=\nb\r\n{}\r\n" + ENDED + HIDDEN, REFUSED),
    "length in the trailer": (CHUNKED + b"2\r\n{}\r\n0\r\nContent-Length: 2\r\n\r\n" + HIDDEN,
                              REFUSED),
    "coding in the trailer": (CHUNKED + b"2\r\n{}\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n"
                              + HIDDEN, REFUSED),
    # limits, told before the body is read
    "body over the limit": (post(b"Content-Length: 4096\r\n", b"{" * 100), "http.body_too_large"),
    "chunk over the limit": (CHUNKED + b"1000\r\n" + HIDDEN, "http.body_too_large"),
    "length of 2 to the 63": (post(b"Content-Length: 9223372036854775808\r\n"),
                              "http.body_too_large"),
    "body where none belongs": (get(b"Content-Length: 5\r\n") + b"hello", "http.body_too_large"),
    "many headers": (get(b"X: y\r\n" * 100), "http.headers_too_large"),
    "large header": (get(b"X: " + b"y" * 20_000 + b"\r\n"), "http.headers_too_large"),
    "long target": (line(b"GET /" + b"a" * 9_000 + b" HTTP/1.1"), "http.target_too_long"),
    "unknown expectation": (post(b"Expect: 200-ok\r\nContent-Length: 2\r\n", b"{}"),
                            "http.expectation_unknown"),
}

# What is read, in the one way it can be: the statuses of all answers.
READINGS = {
    "pipeline of many": (HIDDEN * 40 + LAST, [200] * 41),
    "pipeline of kinds": (CHUNKED + b"2\r\n{}\r\n" + ENDED + POST
                          + b"Content-Length: 2\r\n\r\n{}" + LAST, [400, 400, 200]),
    "equal lengths": (POST + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + LAST,
                      [400, 200]),
    "coding in capitals": (POST + b"TRANSFER-ENCODING: Chunked\r\n\r\n2\r\n{}\r\n" + ENDED + LAST,
                           [400, 200]),
    "extension and trailer": (CHUNKED + b"2;a=b\r\n{}\r\n0\r\nX-T: 1\r\n\r\n" + LAST, [400, 200]),
    "leading zeros of a chunk size": (CHUNKED + b"0002\r\n{}\r\n" + ENDED + LAST, [400, 200]),
    "absolute target": (b"GET http://t/healthz HTTP/1.1\r\nHost: t\r\n\r\n" + LAST, [200, 200]),
    "HTTP/1.0 without Host": (b"GET /healthz HTTP/1.0\r\n\r\n" + HIDDEN, [200]),
    "close means close": (LAST + HIDDEN, [200]),
    "expected 100": (POST + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}" + LAST,
                     [100, 400, 200]),
    "no 100 for what is too large": (POST + b"Expect: 100-continue\r\nContent-Length: 9999\r\n\r\n"
                                     + LAST, [413]),
    "head without a body": (b"HEAD /healthz HTTP/1.1\r\nHost: t\r\n\r\n" + LAST, [200, 200]),
    # A name with an ending: without one it is an address of the shell, where a shell is built.
    "path climbs nowhere": (b"GET /h5/../../CMakeLists.txt HTTP/1.1\r\nHost: t\r\n\r\n"
                            + LAST, [404, 200]),
}


class Smuggling(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        started = served()
        cls.program = started.__enter__()
        cls.addClassCleanup(started.__exit__, None, None, None)

    def test_what_can_be_read_in_two_ways_is_refused_and_ends_the_connection(self):
        for name, (data, code) in REFUSALS.items():
            with self.subTest(name):
                answer = self.program.exchange(data)
                self.assertEqual(codes(answer), [code], answer[:400])
                self.assertEqual(len(statuses(answer)), 1, "the hidden request was answered")
        print(f"{len(REFUSALS)} refused")

    def test_what_is_unusual_but_clear_is_read_as_the_standard_says(self):
        for name, (data, expected) in READINGS.items():
            with self.subTest(name):
                answer = self.program.exchange(data)
                self.assertEqual(statuses(answer), expected, answer[:400])
        print(f"{len(READINGS)} read")

    def test_refusals_do_not_depend_on_how_the_bytes_are_cut(self):
        for name, (data, code) in list(REFUSALS.items())[::3]:
            with self.subTest(name), self.program.connect() as peer:
                half = len(data) // 2
                try:
                    peer.sendall(data[:half])
                    peer.sendall(data[half:])
                    peer.shutdown(1)
                except OSError:
                    pass
                self.assertEqual(codes(read_to_end(peer)), [code])

    def test_answers_tell_nothing_of_the_inside(self):
        for name, (data, _) in REFUSALS.items():
            answer = self.program.exchange(data).lower()
            for word in (b".cpp", b"boost", b"beast", b"/work", b"exception", b"server:"):
                self.assertNotIn(word, answer, name)


if __name__ == "__main__":
    unittest.main()
