// The bytes of replies, without sockets.
#include "platform/runtime/http/internal/reply_composer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace dlfp::http::internal {
namespace {

const HeaderTable table{{"cache-control", "no-store"}, {"x-frame-options", "DENY"}};

struct Composed {
    bool accepted = false;
    std::string text;
};

Composed composed(const Reply& reply, Persistence persistence = Persistence::keep_alive,
                  BodyRule rule = BodyRule::send) {
    refresh_date();
    const ReplyComposer composer(table);
    Composed result;
    result.accepted = composer.compose(result.text, reply, persistence, rule);
    return result;
}

// The text with its date taken out, so that it can be compared whole.
std::string undated(std::string text) {
    const std::size_t at = text.find("date: ");
    if (at != std::string::npos) text.erase(at, text.find("\r\n", at) + 2 - at);
    return text;
}

TEST(reply_composer, reply_is_status_headers_length_and_body) {
    const std::vector<Header> headers{{"location", "/a"}};
    const Composed reply =
        composed({.status = 201, .content_type = "text/plain", .headers = headers, .body = "done"});
    EXPECT_TRUE(reply.accepted);
    EXPECT_EQ(undated(reply.text),
              "HTTP/1.1 201 Created\r\nlocation: /a\r\ncache-control: no-store\r\n"
              "x-frame-options: DENY\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\ndone");
}

TEST(reply_composer, empty_body_has_length_zero) {
    EXPECT_TRUE(composed({.body = ""}).text.ends_with("content-length: 0\r\n\r\n"));
}

TEST(reply_composer, head_reply_announces_what_it_omits) {
    const Composed reply = composed({.body = "12345"}, Persistence::keep_alive, BodyRule::omit);
    EXPECT_TRUE(reply.text.ends_with("content-length: 5\r\n\r\n"));
}

TEST(reply_composer, statuses_without_content_have_neither_length_nor_type_nor_body) {
    for (const int status : {204, 304}) {
        const Composed reply = composed({.status = status, .body = "never"});
        EXPECT_EQ(reply.text.find("content-"), std::string::npos) << status;
        EXPECT_TRUE(reply.text.ends_with("\r\n\r\n")) << status;
    }
}

TEST(reply_composer, persistence_is_spoken_only_where_it_differs_from_the_default) {
    EXPECT_EQ(composed({}).text.find("connection:"), std::string::npos);
    EXPECT_NE(composed({}, Persistence::close).text.find("\r\nconnection: close\r\n"),
              std::string::npos);
    EXPECT_NE(
        composed({}, Persistence::keep_alive_spoken).text.find("\r\nconnection: keep-alive\r\n"),
        std::string::npos);
}

TEST(reply_composer, own_header_replaces_the_default_whatever_its_case) {
    const std::vector<Header> headers{{"Cache-Control", "max-age=1"}};
    const std::string text = composed({.headers = headers}).text;
    EXPECT_NE(text.find("Cache-Control: max-age=1\r\n"), std::string::npos);
    EXPECT_EQ(text.find("no-store"), std::string::npos);
    EXPECT_NE(text.find("x-frame-options: DENY\r\n"), std::string::npos);
}

TEST(reply_composer, repeated_own_headers_are_all_sent) {
    const std::vector<Header> headers{{"set-cookie", "a=1"}, {"set-cookie", "b=2"}};
    const std::string text = composed({.headers = headers}).text;
    EXPECT_NE(text.find("set-cookie: a=1\r\nset-cookie: b=2\r\n"), std::string::npos);
}

TEST(reply_composer, header_that_could_end_its_line_is_refused_and_nothing_is_written) {
    struct Row {
        const char* what;
        std::string name;
        std::string value;
    };
    const std::vector<Row> rows{
        {"line feed", "x", "a\nb"},
        {"carriage return", "x", "a\rb"},
        {"NUL", "x", std::string("a\0b", 3)},
        {"delete", "x", "a\x7f"},
        {"colon in the name", "x:", "a"},
        {"space in the name", "x y", "a"},
        {"empty name", "", "a"},
        {"line break in the name", "x\r\ny", "a"},
    };
    for (const Row& row : rows) {
        const std::vector<Header> headers{{row.name, row.value}};
        const Composed reply = composed({.headers = headers});
        EXPECT_FALSE(reply.accepted) << row.what;
        EXPECT_EQ(reply.text, "") << row.what;
    }
    EXPECT_FALSE(composed({.content_type = "a\r\nb"}).accepted);
}

TEST(reply_composer, text_beyond_ascii_and_tabs_may_stand_in_a_value) {
    EXPECT_TRUE(is_safe_header_value("a\tb"));
    EXPECT_TRUE(is_safe_header_value("\xe8\x8f\x9c"));
    EXPECT_TRUE(is_safe_header_value(""));
}

TEST(reply_composer, small_shared_body_is_copied_and_a_large_one_is_left_to_the_connection) {
    const auto small = std::make_shared<const std::string>(copied_body_bytes_max, 's');
    const auto large = std::make_shared<const std::string>(copied_body_bytes_max + 1, 'l');
    EXPECT_FALSE(is_sent_shared({.shared_body = small}));
    EXPECT_TRUE(composed({.shared_body = small}).text.ends_with(*small));
    EXPECT_TRUE(is_sent_shared({.shared_body = large}));
    EXPECT_TRUE(composed({.shared_body = large}).text.ends_with("content-length: 65537\r\n\r\n"));
}

TEST(reply_composer, shared_body_goes_before_a_borrowed_one) {
    const auto shared = std::make_shared<const std::string>("shared");
    const std::string text = composed({.body = "borrowed", .shared_body = shared}).text;
    EXPECT_TRUE(text.ends_with("content-length: 6\r\n\r\nshared"));
}

TEST(reply_composer, replies_are_appended_behind_each_other) {
    refresh_date();
    const ReplyComposer composer(table);
    std::string out;
    composer.compose(out, {.body = "1"}, Persistence::keep_alive, BodyRule::send);
    const std::size_t first = out.size();
    composer.compose(out, {.body = "2"}, Persistence::keep_alive, BodyRule::send);
    EXPECT_EQ(out.size(), 2 * first);
    EXPECT_EQ(out[first - 1], '1');
    EXPECT_EQ(out.back(), '2');
}

TEST(reply_composer, date_has_the_form_of_the_standard) {
    refresh_date();
    const std::string_view date = current_date();
    ASSERT_EQ(date.size(), 29u);
    EXPECT_EQ(date.substr(3, 2), ", ");
    EXPECT_EQ(date.substr(25), " GMT");
    EXPECT_EQ(std::ranges::count(date, ':'), 2);
}

TEST(reply_composer, event_stream_has_no_length_and_ends_with_the_connection) {
    refresh_date();
    const ReplyComposer composer(table);
    std::string out;
    composer.compose_stream_head(out);
    EXPECT_EQ(undated(out),
              "HTTP/1.1 200 OK\r\ncache-control: no-store\r\nx-frame-options: DENY\r\n"
              "content-type: text/event-stream\r\nx-accel-buffering: no\r\n"
              "connection: close\r\n\r\n");
}

// clause: 6.3.1-d-2.2
TEST(security_headers, defaults_forbid_inline_code_framing_and_sniffing) {
    const HeaderTable defaults = default_security_headers();
    const auto value_of = [&](std::string_view name) -> std::string {
        for (const auto& [key, value] : defaults) {
            if (key == name) return value;
        }
        return "";
    };
    const std::string policy = value_of("content-security-policy");
    EXPECT_NE(policy.find("script-src 'self'"), std::string::npos);
    EXPECT_NE(policy.find("object-src 'none'"), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(value_of("x-content-type-options"), "nosniff");
    EXPECT_EQ(value_of("cache-control"), "no-store");
    for (const auto& [name, value] : defaults) {
        EXPECT_TRUE(is_safe_header_value(value)) << name;
        EXPECT_TRUE(equals_ignoring_case(name, name)) << name << " must be lower case";
    }
}

}  // namespace
}  // namespace dlfp::http::internal
