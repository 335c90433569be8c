// Three calls of the library per code.
#include "bench/otp_issue_verify/bare_library.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <array>
#include <cstdlib>

namespace dlfp::bench {
namespace {

const unsigned char* octets(std::span<const std::byte> bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

BareCodes::BareCodes(std::span<const std::byte> key) {
    EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    context_.reset(EVP_MAC_CTX_new(algorithm));
    EVP_MAC_free(algorithm);
    char digest[] = "SM3";
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                 OSSL_PARAM_construct_end()};
    if (EVP_MAC_init(context_.get(), octets(key), key.size(), params) != 1) std::abort();
}

std::uint32_t BareCodes::code(std::span<const std::byte> message) {
    std::array<unsigned char, 32> mac;
    std::size_t size = 0;
    if (EVP_MAC_init(context_.get(), nullptr, 0, nullptr) != 1 ||
        EVP_MAC_update(context_.get(), octets(message), message.size()) != 1 ||
        EVP_MAC_final(context_.get(), mac.data(), &size, mac.size()) != 1)
        std::abort();
    const auto* const at = mac.data() + (mac.back() & 0x0FU);
    const auto number = std::uint32_t{at[0]} << 24U | std::uint32_t{at[1]} << 16U |
                        std::uint32_t{at[2]} << 8U | at[3];
    return (number & 0x7FFF'FFFFU) % 1'000'000;
}

}  // namespace dlfp::bench
