// Query strings and escapes: what is accepted is valid text and reads back the same.
#include <string>

#include "platform/api/router.h"
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
    using namespace dlfp::fuzz;
    look_at_escapes(text_of(bytes, size));
    look_at_query(text_of(bytes, size));
    return 0;
}
