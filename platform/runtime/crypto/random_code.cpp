// One-time codes, digit by digit from an unbiased source.
#include "platform/runtime/crypto/random_code.h"

#include <array>
#include <stdexcept>
#include <string>

namespace dlfp::crypto {

Secret<> random_code(runtime::Random& random, int digits) {
    if (digits < 4 || digits > 12) throw std::invalid_argument("a code has 4 to 12 digits");
    std::string code;
    while (code.size() < static_cast<std::size_t>(digits)) {
        std::array<std::byte, 1> byte{};
        random.fill(byte);
        // 250 is the largest multiple of ten in a byte: what lies above would favour low digits.
        const int number = std::to_integer<int>(byte[0]);
        if (number < 250) code += static_cast<char>('0' + number % 10);
    }
    return Secret<>{std::move(code)};
}

}  // namespace dlfp::crypto
