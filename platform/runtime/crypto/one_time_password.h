// One-time passwords of authenticator apps: HOTP (RFC 4226), TOTP (RFC 6238) and the base32 form in
// which apps take their key (RFC 4648 §6).
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>

#include "platform/base/time.h"
#include "platform/runtime/crypto/bytes.h"

namespace dlfp::crypto {

/// What apps can do; our own codes use SM3 instead.
enum class OtpHash { sha1, sha256 };
BOOST_DESCRIBE_ENUM(OtpHash, sha1, sha256)

struct OtpForm {
    OtpHash hash = OtpHash::sha1;
    int digits = 6;  ///< 6 … 8
};

/// The password of one counter value, leading zeros included. Throws std::invalid_argument on a key
/// of fewer than 16 bytes (RFC 4226, R6) or a number of digits that RFC 4226 does not know.
Secret<> hotp(const SecretBytes& key, std::uint64_t counter, const OtpForm& form);

/// The decimal code in a MAC of 20 to 64 bytes by the truncation of RFC 4226 §5.3, 6 … 8 digits,
/// leading zeros included: of an HMAC-SM3 it makes the one-time codes of our own. Throws
/// std::invalid_argument on another length of either.
Secret<> truncated_code(BytesView mac, int digits);

/// RFC 6238 §4.1: the step that apps take everywhere.
inline constexpr Duration totp_step = 30s;
/// The counter value of a moment; moments before 1970 count as 1970.
std::int64_t totp_counter(UtcTime at);

/// RFC 4648 §6 without padding, upper case.
std::string to_base32(BytesView bytes);

}  // namespace dlfp::crypto
