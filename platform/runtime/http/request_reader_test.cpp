// The codec alone, without sockets: what is accepted, what is refused, and that neither depends on
// how the bytes were cut into packets.
#include "platform/runtime/http/internal/request_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace dlfp::http::internal {
namespace {

constexpr ReaderLimits limits{
    .header_bytes_max = 1024, .header_fields_max = 8, .target_bytes_max = 256};
constexpr std::size_t body_max = 5000;

struct Outcome {
    std::vector<std::string> requests;  // "METHOD path?query|header=value|body"
    int refused_with = 0;
    bool operator==(const Outcome&) const = default;
};

std::string text_of(const RequestView& request) {
    std::string text(method_text(request.method));
    // The path lies in the target; a target left behind when the buffer moves would show here.
    EXPECT_EQ(request.path.data() >= request.target.data() &&
                  request.path.data() < request.target.data() + request.target.size(),
              true)
        << request.target;
    text.append(" ").append(request.path).append("?").append(request.query).append("|");
    for (const Header& header : request.headers) {
        text.append(header.name).append("=").append(header.value).append("|");
    }
    return text.append(request.body);
}

// Parses what the reader holds; false once a request was refused.
bool drain_reader(RequestReader& reader, Outcome& outcome) {
    for (;;) {
        ReadStep step = reader.advance();
        if (step == ReadStep::head_complete && reader.announces_body()) {
            step = reader.limit_body(body_max);
        }
        if (step == ReadStep::need_more) return true;
        if (step == ReadStep::refused) {
            outcome.refused_with = reader.refusal().status;
            return false;
        }
        if (step != ReadStep::request_complete) continue;
        outcome.requests.push_back(text_of(reader.request()));
        reader.next();
    }
}

Outcome read_in_pieces(std::string_view bytes, const std::vector<std::size_t>& sizes) {
    RequestReader reader(limits);
    Outcome outcome;
    std::size_t piece = 0;
    while (!bytes.empty()) {
        const std::span<char> space = reader.free_space();
        if (space.empty()) {
            ADD_FAILURE() << "no space left";
            break;
        }
        const std::size_t wanted = sizes.empty() ? bytes.size() : sizes[piece++ % sizes.size()];
        const std::size_t size = std::min({wanted, bytes.size(), space.size()});
        std::memcpy(space.data(), bytes.data(), size);
        bytes.remove_prefix(size);
        reader.received(size);
        if (!drain_reader(reader, outcome)) break;
    }
    return outcome;
}

Outcome read_whole(std::string_view bytes) { return read_in_pieces(bytes, {}); }

int status_of(const std::string& bytes) {
    const Outcome outcome = read_whole(bytes);
    return outcome.refused_with != 0 ? outcome.refused_with
                                     : static_cast<int>(outcome.requests.size());
}

std::string with_lines(const std::string& lines) {
    return "POST /x HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
}

TEST(request_reader, request_line_headers_and_body_are_seen_as_sent) {
    const Outcome outcome =
        read_whole("POST /a/b?c=d HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nX-Y:  z \r\n\r\nabc");
    ASSERT_EQ(outcome.requests.size(), 1u);
    EXPECT_EQ(outcome.requests[0], "POST /a/b?c=d|Host=x|Content-Length=3|X-Y=z|abc");
}

TEST(request_reader, pipelined_requests_come_one_by_one) {
    const Outcome outcome = read_whole(
        "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: "
        "2\r\n\r\nhi"
        "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_EQ(outcome.requests.size(), 3u);
    EXPECT_EQ(outcome.requests[1], "POST /2?|Host=x|Content-Length=2|hi");
    EXPECT_EQ(outcome.requests[2], "GET /3?|Host=x|");
}

TEST(request_reader, chunked_body_is_joined_and_trailers_are_ignored) {
    const Outcome outcome = read_whole(
        with_lines("Transfer-Encoding: chunked\r\n") +
        "4;name=value\r\nWiki\r\n5\r\npedia\r\nE\r\n in\r\n\r\nchunks.\r\n0\r\nX-T: 1\r\n\r\n");
    ASSERT_EQ(outcome.requests.size(), 1u);
    EXPECT_EQ(outcome.requests[0],
              "POST /x?|Host=a|Transfer-Encoding=chunked|Wikipedia in\r\n\r\nchunks.");
}

struct Malformed {
    const char* what;
    std::string bytes;
    int status;
};

std::vector<Malformed> smuggling_cases() {
    return {
        {"length with transfer coding",
         with_lines("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
        {"transfer coding with length",
         with_lines("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n") + "0\r\n\r\n", 400},
        {"two different lengths", with_lines("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
        {"list of lengths", with_lines("Content-Length: 5, 5\r\n") + "hello", 400},
        {"signed length", with_lines("Content-Length: +5\r\n") + "hello", 400},
        {"negative length", with_lines("Content-Length: -1\r\n"), 400},
        {"hexadecimal length", with_lines("Content-Length: 0x5\r\n"), 400},
        {"empty length", with_lines("Content-Length: \r\n"), 400},
        {"overflowing length", with_lines("Content-Length: 99999999999999999999\r\n"), 400},
        {"unknown transfer coding", with_lines("Transfer-Encoding: gzip\r\n"), 400},
        {"identity transfer coding", with_lines("Transfer-Encoding: identity\r\n"), 400},
        {"coding behind chunked", with_lines("Transfer-Encoding: chunked, gzip\r\n"), 400},
        {"coding before chunked", with_lines("Transfer-Encoding: gzip, chunked\r\n"), 400},
        {"chunked twice",
         with_lines("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"chunked hidden by a tab",
         with_lines("Transfer-Encoding: \x0b"
                    "chunked\r\n"),
         400},
        {"transfer coding in HTTP/1.0",
         "POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"folded line", with_lines("X-A: b\r\n c\r\n"), 400},
        {"folded empty line", with_lines("X-A:\r\n c\r\n"), 400},
        {"folded transfer coding", with_lines("Transfer-Encoding:\r\n chunked\r\n"), 400},
        {"space before colon", with_lines("Content-Length : 5\r\n") + "hello", 400},
        {"space before name", with_lines(" X-A: b\r\n"), 400},
        {"line without colon", with_lines("X-A\r\n"), 400},
        {"empty name", with_lines(": b\r\n"), 400},
        {"bare line feed in the head", "GET / HTTP/1.1\nHost: a\n\n", 505},
        {"bare line feed behind a header", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
        {"bare carriage return in a value", with_lines("X-A: b\rc\r\n"), 400},
        {"NUL in a value", with_lines(std::string("X-A: b\0c\r\n", 10)), 400},
        {"control character in a value", with_lines("X-A: \x01\r\n"), 400},
        {"NUL in a name", with_lines(std::string("X\0A: b\r\n", 8)), 400},
        {"control character in the target", "GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"NUL escape in the target", "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"byte above ASCII in the target", "GET /\xe4 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"two spaces in the request line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"bad method", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"unknown version", "GET / HTTP/3.1\r\nHost: a\r\n\r\n", 505},
        {"lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n", 505},
        {"no Host in HTTP/1.1", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
        {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"Host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
        {"tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"trace", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"unknown expectation", with_lines("Expect: a-miracle\r\n"), 417},
        {"TLS greeting on a plain port", "\x16\x03\x01\x02\x00\x01", 400},
    };
}

std::vector<Malformed> chunk_cases() {
    const std::string head = with_lines("Transfer-Encoding: chunked\r\n");
    return {
        {"size is no number", head + "x\r\n\r\n", 400},
        {"size is negative", head + "-1\r\n\r\n", 400},
        {"size overflows", head + "fffffffffffffffff\r\n", 400},
        {"size with 0x", head + "0x5\r\nhello\r\n0\r\n\r\n", 400},
        {"size line ends in a bare line feed", head + "5\nhello\r\n0\r\n\r\n", 400},
        {"chunk longer than its size", head + "3\r\nhello\r\n0\r\n\r\n", 400},
        {"no line end behind the chunk", head + "5\r\nhelloX0\r\n\r\n", 400},
        {"extension without a name", head + "5;\r\nhello\r\n0\r\n\r\n", 400},
        {"space behind the size", head + "5 \r\nhello\r\n0\r\n\r\n", 400},
        {"length in the trailer", head + "0\r\nContent-Length: 3\r\n\r\n", 400},
        {"endless extension", head + "5;a=" + std::string(6000, 'b') + "\r\nhello\r\n", 400},
        {"endless trailer", head + "0\r\nX: " + std::string(8000, 'b') + "\r\n\r\n", 400},
        {"body over the limit in one chunk", head + "1389\r\n", 413},
        {"body over the limit in many chunks",
         head + "7d0\r\n" + std::string(2000, 'a') + "\r\n7d0\r\n" + std::string(2000, 'a') +
             "\r\n7d0\r\n",
         413},
    };
}

TEST(request_reader, everything_that_servers_read_differently_is_refused) {
    for (const Malformed& row : smuggling_cases()) {
        EXPECT_EQ(status_of(row.bytes), row.status) << row.what;
    }
}

TEST(request_reader, broken_chunks_are_refused) {
    for (const Malformed& row : chunk_cases())
        EXPECT_EQ(status_of(row.bytes), row.status) << row.what;
}

TEST(request_reader, many_small_extensions_are_bounded_too) {
    std::string bytes = with_lines("Transfer-Encoding: chunked\r\n");
    for (int i = 0; i < 200; ++i) bytes += "1;extension=abcdefghijklmnopqrstuvwxyz\r\na\r\n";
    EXPECT_EQ(status_of(bytes), 400);
}

TEST(request_reader, refusal_does_not_depend_on_packet_borders) {
    for (const auto& table : {smuggling_cases(), chunk_cases()}) {
        for (const Malformed& row : table) {
            // Byte by byte a head is looked at again when its blank line has come.
            EXPECT_EQ(read_in_pieces(row.bytes + "\r\n\r\n", {1}).refused_with, row.status)
                << row.what;
        }
    }
}

TEST(request_reader, equal_duplicate_lengths_are_one_length) {
    const Outcome outcome =
        read_whole(with_lines("Content-Length: 2\r\nContent-Length: 2\r\n") + "ok");
    ASSERT_EQ(outcome.requests.size(), 1u);
    EXPECT_TRUE(outcome.requests[0].ends_with("|ok"));
}

TEST(request_reader, unknown_method_is_passed_on_as_other) {
    const Outcome outcome = read_whole("BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_EQ(outcome.requests.size(), 1u);
    EXPECT_EQ(outcome.requests[0], "OTHER /pot?|Host=a|");
}

TEST(request_reader, http_1_0_needs_no_host) {
    EXPECT_EQ(read_whole("GET / HTTP/1.0\r\n\r\n").requests.size(), 1u);
}

TEST(request_reader, absolute_target_gives_its_path) {
    const Outcome outcome =
        read_whole("GET http://bank.example:8080/a?b HTTP/1.1\r\nHost: bank.example\r\n\r\n");
    ASSERT_EQ(outcome.requests.size(), 1u);
    EXPECT_TRUE(outcome.requests[0].starts_with("GET /a?b|"));
}

TEST(request_reader, head_at_the_limit_passes_and_above_it_is_refused) {
    const std::string start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    const std::string exact =
        start + std::string(limits.header_bytes_max - start.size() - 4, 'v') + "\r\n\r\n";
    EXPECT_EQ(exact.size(), limits.header_bytes_max);
    EXPECT_EQ(read_whole(exact).requests.size(), 1u);
    EXPECT_EQ(read_in_pieces(exact, {1}).requests.size(), 1u);
    const std::string longer =
        start + std::string(limits.header_bytes_max - start.size() - 3, 'v') + "\r\n\r\n";
    EXPECT_EQ(read_whole(longer).refused_with, 431);
    EXPECT_EQ(read_in_pieces(longer, {1}).refused_with, 431);
    EXPECT_EQ(read_in_pieces(longer, {100}).refused_with, 431);
}

TEST(request_reader, too_many_fields_are_refused) {
    std::string lines;
    for (std::size_t i = 1; i < limits.header_fields_max; ++i) lines += "X: 1\r\n";
    EXPECT_EQ(read_whole(with_lines(lines)).requests.size(), 1u);
    EXPECT_EQ(status_of(with_lines(lines + "X: 1\r\n")), 431);
}

TEST(request_reader, long_target_is_refused_as_such) {
    const std::string host = " HTTP/1.1\r\nHost: a\r\n\r\n";
    EXPECT_EQ(status_of("GET /" + std::string(limits.target_bytes_max, 'a') + host), 414);
    EXPECT_EQ(status_of("GET /" + std::string(limits.header_bytes_max, 'a') + host), 414);
    EXPECT_EQ(status_of("GET /" + std::string(limits.target_bytes_max - 1, 'a') + host), 1);
}

TEST(request_reader, length_over_the_limit_is_refused_before_the_body_is_there) {
    EXPECT_EQ(status_of(with_lines("Content-Length: 5001\r\n")), 413);
    EXPECT_EQ(status_of(with_lines("Content-Length: 5000\r\n") + std::string(5000, 'b')), 1);
}

TEST(request_reader, body_larger_than_the_buffer_is_put_together) {
    std::string body;
    for (std::size_t i = 0; i < body_max; ++i) body.push_back(static_cast<char>('a' + i % 26));
    const std::string bytes = with_lines("Content-Length: 5000\r\n") + body + with_lines("");
    for (const std::size_t size : {1u, 7u, 1000u, 4096u, 100000u}) {
        const Outcome outcome = read_in_pieces(bytes, {size});
        ASSERT_EQ(outcome.requests.size(), 2u) << size;
        EXPECT_TRUE(outcome.requests[0].ends_with(body)) << size;
        EXPECT_EQ(outcome.requests[1], "POST /x?|Host=a|") << size;
    }
}

TEST(request_reader, final_chunk_cut_between_its_line_ends_is_no_fault) {
    const std::string head = with_lines("Transfer-Encoding: chunked\r\n");
    for (std::size_t cut = 1; cut < 5; ++cut) {
        const std::string bytes = head + "0\r\n\r\n";
        const Outcome outcome = read_in_pieces(bytes, {head.size() + cut, 1});
        EXPECT_EQ(outcome.requests.size(), 1u) << cut;
    }
}

TEST(request_reader, any_cutting_of_a_conversation_gives_the_same_requests) {
    std::string bytes;
    for (int i = 0; i < 40; ++i) {
        bytes += "GET /" + std::string(static_cast<std::size_t>(i * 5), 'p') +
                 "?q=1 HTTP/1.1\r\nHost: a\r\nX-Long: " + std::string(300, 'h') + "\r\n\r\n";
        bytes += with_lines("Content-Length: 700\r\n") + std::string(700, 'b');
        bytes += with_lines("Transfer-Encoding: chunked\r\n") + "a;x=y\r\n0123456789\r\n0\r\n\r\n";
    }
    const Outcome expected = read_whole(bytes);
    ASSERT_EQ(expected.requests.size(), 120u);
    std::mt19937 random(20261123);  // fixed: a failure must come back
    for (int round = 0; round < 200; ++round) {
        std::vector<std::size_t> sizes;
        for (int i = 0; i < 50; ++i) sizes.push_back(1 + random() % (round % 2 == 0 ? 40 : 3000));
        ASSERT_EQ(read_in_pieces(bytes, sizes), expected) << "round " << round;
    }
}

TEST(request_reader, random_damage_never_breaks_the_reader) {
    const std::string sound = with_lines("Content-Length: 5\r\n") + "hello" +
                              with_lines("Transfer-Encoding: chunked\r\n") +
                              "5\r\nhello\r\n0\r\n\r\n";
    std::mt19937 random(7);
    for (int round = 0; round < 5000; ++round) {
        std::string damaged = sound;
        for (unsigned i = 0; i <= random() % 3; ++i) {
            damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
        }
        const Outcome outcome = read_whole(damaged);
        EXPECT_LE(outcome.requests.size(), 3u);
        // In pieces a refusal may come later (at the blank line), a request may not appear.
        const Outcome pieces = read_in_pieces(damaged, {1 + random() % 9});
        EXPECT_EQ(pieces.requests, outcome.requests) << "round " << round;
    }
}

}  // namespace
}  // namespace dlfp::http::internal
