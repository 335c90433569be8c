// Targets, hosts, escapes and query strings: what is accepted is valid text and reads back the same.
#include <string>

#include "platform/api/router.h"
#include "platform/runtime/http/internal/request_target.h"
#include "tests/fuzz/require.h"

namespace dlfp::fuzz {
namespace {

std::string escaped(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        result += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return result;
}

void look_at_escapes(std::string_view input) {
    const auto decoded = api::decode_percent(input, ' ');
    if (!decoded) return;
    require(decoded->find('\0') == std::string::npos || input.contains('\0'), "no NUL is made");
    if (!decoded->contains('\0'))
        require(api::decode_percent(escaped(*decoded), ' ') == decoded, "escapes read back");
}

void look_at_query(std::string_view input) {
    const auto params = api::parse_query(input);
    if (!params) return;
    std::string again;
    for (const auto& [name, value] : *params) {
        if (name.contains('\0') || value.contains('\0')) return;
        again += (again.empty() ? "" : "&") + escaped(name) + "=" + escaped(value);
    }
    require(api::parse_query(again) == params, "a query reads back");
}

}  // namespace
}  // namespace dlfp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp;
    using namespace dlfp::fuzz;
    const auto input = text_of(bytes, size);
    look_at_escapes(input);
    look_at_query(input);
    http::internal::is_valid_host(input);
    const auto split = http::internal::split_request_target(input, http::Method::get);
    if (!split) return 0;
    require(split->path.starts_with('/'), "a path begins with a slash");
    require(!split->path.contains('?') && !split->path.contains('\\'), "a path is only a path");
    const auto again = http::internal::split_request_target(split->path, http::Method::get);
    require(again && again->path == split->path, "a path is its own path");
    return 0;
}
