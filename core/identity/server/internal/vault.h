// The keys of this module put to use: sealed values, look-up digests, code digests, passwords.
#pragma once

#include <memory>
#include <string_view>

#include "core/identity/server/failures.h"
#include "core/identity/server/ids.h"
#include "core/identity/server/login_guard.h"
#include "core/identity/server/mobile_number.h"
#include "core/identity/server/settings.h"
#include "platform/runtime/crypto/blind_index.h"
#include "platform/runtime/crypto/field_cipher.h"
#include "platform/runtime/crypto/mac.h"
#include "platform/runtime/crypto/password.h"

namespace dlfp::identity {

/// A login that wrong tries are counted for: kind ("customer", "staff") and name.
struct GuardedLogin {
    std::string_view kind;
    std::string_view login;
    std::string_view peer_address;
    std::string known_device{};  ///< where it logged in before: counted instead of the address
};

/// Thread-safe; one per program, a port of the platform.
class Vault {
public:
    Vault(const crypto::KeyRing& ring, runtime::Random& random, const Settings& settings);

    const Settings& settings() const { return settings_; }
    const crypto::PasswordHasher& passwords() const { return passwords_; }
    const crypto::FieldCipher& cipher() const { return cipher_; }

    sql::Bytes mobile_index(const MobileNumber& mobile) const;
    sql::Bytes id_number_index(std::string_view id_number) const;
    sql::Bytes guard_subject(GuardScope scope, const GuardedLogin& login) const;
    /// Binds a typed recovery code to its owner; spaces, dashes and case don't matter.
    sql::Bytes recovery_code_mac(const StaffId& staff_id, const Secret<>& code) const;
    /// What a device keeps after a log-in and shows at the next one: it opens nothing, but wrong
    /// tries of strangers do not lock this person out on it.
    std::string make_device_token(const IdBytes& subject_id) const;
    /// The device's name in counters; empty when the token is not one of this person's.
    std::string known_device(const IdBytes& subject_id, std::string_view token) const;
    sql::Bytes address_subject(std::string_view peer_address) const;
    /// A device by the number it gave itself, for counting.
    sql::Bytes device_subject(std::string_view device_number) const;

private:
    Settings settings_;
    crypto::FieldCipher cipher_;
    crypto::PasswordHasher passwords_;
    crypto::BlindIndex mobile_index_;
    crypto::BlindIndex id_number_index_;
    crypto::MacKey guard_key_;
    crypto::MacKey recovery_key_;
    crypto::MacKey device_key_;
    runtime::Random* random_;
};

/// What a session token is stored as.
inline crypto::Digest token_digest(std::string_view token) { return crypto::sm3(token); }

}  // namespace dlfp::identity
