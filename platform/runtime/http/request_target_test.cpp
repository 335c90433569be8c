// Targets and Host values as tables.
#include "platform/runtime/http/internal/request_target.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dlfp::http::internal {
namespace {

struct TargetRow {
    std::string target;
    Method method;
    std::string path;  // empty: refused
    std::string query;
};

TEST(request_target, is_split_or_refused_by_this_table) {
    const std::vector<TargetRow> rows{
        {"/", Method::get, "/", ""},
        {"/a/b", Method::get, "/a/b", ""},
        {"/a?", Method::get, "/a", ""},
        {"/a?b=c&d=%20", Method::get, "/a", "b=c&d=%20"},
        {"/a?b?c", Method::get, "/a", "b?c"},
        {"/a%2Fb", Method::get, "/a%2Fb", ""},
        {"/q?x={|}^`", Method::get, "/q", "x={|}^`"},
        {"/q?x=\\", Method::get, "/q", "x=\\"},
        {"http://host/p?q", Method::get, "/p", "q"},
        {"HTTPS://host:443/p", Method::get, "/p", ""},
        {"http://host", Method::get, "/", ""},
        {"http://host?q", Method::get, "/", "q"},
        {"http://[::1]:80/p", Method::get, "/p", ""},
        {"*", Method::options, "*", ""},
        {"*", Method::get, "", ""},
        {"**", Method::options, "", ""},
        {"a", Method::get, "", ""},
        {"ftp://host/p", Method::get, "", ""},
        {"http:///p", Method::get, "", ""},
        {"http://user@host/p", Method::get, "", ""},
        {"host:443", Method::get, "", ""},
        {"/a#b", Method::get, "", ""},
        {"/a\\b", Method::get, "", ""},
        {"/<script>", Method::get, "", ""},
        {"/\"", Method::get, "", ""},
        {"/%", Method::get, "", ""},
        {"/%1", Method::get, "", ""},
        {"/%zz", Method::get, "", ""},
        {"/%00", Method::get, "", ""},
        {"/a?b=%00", Method::get, "", ""},
        {"/\x7f", Method::get, "", ""},
        {"/\xc3\xa4", Method::get, "", ""},
    };
    for (const TargetRow& row : rows) {
        const auto parts = split_request_target(row.target, row.method);
        ASSERT_EQ(parts.has_value(), !row.path.empty()) << row.target;
        if (!parts) continue;
        EXPECT_EQ(parts->path, row.path) << row.target;
        EXPECT_EQ(parts->query, row.query) << row.target;
    }
}

TEST(request_target, host_is_a_name_or_an_address_with_or_without_port) {
    for (const char* const good : {"", "a", "bank.example", "bank.example:8443", "127.0.0.1:1",
                                   "[::1]", "[fe80::1]:443", "a_b", "xn--bcher-kva.example"}) {
        EXPECT_TRUE(is_valid_host(good)) << good;
    }
    for (const char* const bad : {"a b", "a/b", "a@b", "a:b", "a:123456", "[::1", "[]", "[x]",
                                  "a,b", "[::1]x", "a?b", "a\\b", "a:80:80"}) {
        EXPECT_FALSE(is_valid_host(bad)) << bad;
    }
    EXPECT_FALSE(is_valid_host(std::string(254, 'a')));
}

}  // namespace
}  // namespace dlfp::http::internal
