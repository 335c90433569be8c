// The one spelling of a mobile number.
#include "core/identity/server/mobile_number.h"

#include <algorithm>

namespace dlfp::identity {

std::optional<MobileNumber> MobileNumber::parse(std::string_view text) {
    const bool digits_only = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (text.size() != 11 || !digits_only || text[0] != '1' || text[1] < '3') return std::nullopt;
    return MobileNumber{std::string(text)};
}

}  // namespace dlfp::identity
