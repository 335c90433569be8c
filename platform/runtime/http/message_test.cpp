// The words of HTTP.
#include "platform/runtime/http/message.h"

#include <gtest/gtest.h>

#include <array>

#include "platform/runtime/http/server.h"

namespace dlfp::http {
namespace {

TEST(http_message, methods_are_written_as_on_the_wire) {
    EXPECT_EQ(method_text(Method::get), "GET");
    EXPECT_EQ(method_text(Method::head), "HEAD");
    EXPECT_EQ(method_text(Method::post), "POST");
    EXPECT_EQ(method_text(Method::put), "PUT");
    EXPECT_EQ(method_text(Method::patch), "PATCH");
    EXPECT_EQ(method_text(Method::del), "DELETE");
    EXPECT_EQ(method_text(Method::options), "OPTIONS");
    EXPECT_EQ(method_text(Method::other), "OTHER");
}

TEST(http_message, every_status_has_a_phrase) {
    EXPECT_EQ(reason_phrase(200), "OK");
    EXPECT_EQ(reason_phrase(422), "Unprocessable Content");
    EXPECT_EQ(reason_phrase(504), "Gateway Timeout");
    EXPECT_EQ(reason_phrase(299), "OK");
    EXPECT_EQ(reason_phrase(418), "Client Error");
    EXPECT_EQ(reason_phrase(599), "Server Error");
}

TEST(http_message, header_names_are_compared_without_case) {
    EXPECT_TRUE(equals_ignoring_case("Content-TYPE", "content-type"));
    EXPECT_TRUE(equals_ignoring_case("", ""));
    EXPECT_FALSE(equals_ignoring_case("content-types", "content-type"));
    EXPECT_FALSE(equals_ignoring_case("content_type", "content-type"));
    // '@' and '`', '[' and '{' differ by the same bit as upper and lower case do.
    EXPECT_FALSE(equals_ignoring_case("@[", "`{"));
}

TEST(http_message, first_of_repeated_headers_is_found) {
    const std::array headers{Header{"X-A", "1"}, Header{"x-a", "2"}, Header{"b", ""}};
    const RequestView request{.headers = headers};
    EXPECT_EQ(request.header("x-a"), "1");
    EXPECT_EQ(request.header("b"), "");
    EXPECT_EQ(request.header("absent").data(), nullptr) << "absent differs from empty";
}

TEST(http_message, default_problem_document_names_status_and_code) {
    EXPECT_EQ(default_problem_body(413, "http.body_too_large"),
              R"({"type":"about:blank","title":"Content Too Large","status":413,)"
              R"("code":"http.body_too_large"})");
}

}  // namespace
}  // namespace dlfp::http
