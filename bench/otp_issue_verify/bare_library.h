// The yardstick: OpenSSL's HMAC-SM3 with a prepared key over a message that is there already, and
// the truncation by hand. No purposes, no rotation of keys, no secrets that are wiped.
#pragma once

#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <span>

namespace dlfp::bench {

class BareCodes {
public:
    explicit BareCodes(std::span<const std::byte> key);
    /// The six digits as a number.
    std::uint32_t code(std::span<const std::byte> message);

private:
    struct Free {
        void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
    };
    std::unique_ptr<EVP_MAC_CTX, Free> context_;
};

}  // namespace dlfp::bench
