// HMAC with the hashes of authenticator apps, and the truncation of RFC 4226 §5.3 for any MAC.
#include "platform/runtime/crypto/one_time_password.h"

#include <algorithm>
#include <array>

#include "platform/runtime/crypto/openssl_handle.h"

namespace dlfp::crypto {
namespace {

/// The digest and its length: 20 or 32 bytes.
struct ShortMac {
    std::array<std::byte, 32> bytes{};
    std::size_t size = 0;
};

ShortMac hmac(const SecretBytes& key, OtpHash hash, BytesView message) {
    static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    const MacContext context{EVP_MAC_CTX_new(algorithm)};
    std::string digest_name = hash == OtpHash::sha1 ? "SHA1" : "SHA256";
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest_name.data(), 0),
        OSSL_PARAM_construct_end()};
    ShortMac mac;
    const auto& secret = key.reveal();
    require_openssl(EVP_MAC_init(context.get(), octets(secret), secret.size(), params) == 1 &&
                        EVP_MAC_update(context.get(), octets(message), message.size()) == 1 &&
                        EVP_MAC_final(context.get(), octets(mac.bytes.data()), &mac.size,
                                      mac.bytes.size()) == 1,
                    "one-time password");
    return mac;
}

}  // namespace

Secret<> hotp(const SecretBytes& key, std::uint64_t counter, const OtpForm& form) {
    if (key.reveal().size() < 16)
        throw std::invalid_argument("a key of one-time passwords needs at least 16 bytes");
    std::array<std::byte, 8> message{};
    for (std::size_t index = 0; index < message.size(); ++index)
        message[index] = static_cast<std::byte>(counter >> (56 - 8 * index));
    const auto mac = hmac(key, form.hash, message);
    return truncated_code(BytesView{mac.bytes}.first(mac.size), form.digits);
}

Secret<> truncated_code(BytesView mac, int digits) {
    if (digits < 6 || digits > 8)
        throw std::invalid_argument("a one-time password has six to eight digits");
    if (mac.size() < 20 || mac.size() > 64)
        throw std::invalid_argument("a MAC of 20 to 64 bytes is truncated");
    const auto offset = std::to_integer<std::size_t>(mac.back() & std::byte{0x0F});
    std::uint32_t number = 0;
    for (std::size_t index = 0; index < 4; ++index)
        number = number << 8U | std::to_integer<std::uint32_t>(mac[offset + index]);
    number &= 0x7FFF'FFFFU;
    std::string code(static_cast<std::size_t>(digits), '0');
    for (auto place = code.rbegin(); place != code.rend(); ++place, number /= 10)
        *place = static_cast<char>('0' + number % 10);
    return Secret<>{std::move(code)};
}

std::int64_t totp_counter(UtcTime at) {
    return std::max<std::int64_t>(0, at.us()) / (totp_step / 1us);
}

std::string to_base32(BytesView bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const auto byte : bytes) {
        held = (held << 8U | std::to_integer<std::uint32_t>(byte)) & 0xFFFFU;
        for (bits += 8; bits >= 5; bits -= 5) text += alphabet[held >> (bits - 5) & 31U];
    }
    if (bits > 0) text += alphabet[held << (5 - bits) & 31U];
    return text;
}

}  // namespace dlfp::crypto
