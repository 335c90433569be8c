// The master keys of an installation: where they come from, which one is active, and the keys for
// single purposes that are derived from them.
#pragma once

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "platform/runtime/clock/clock.h"
#include "platform/runtime/crypto/bytes.h"

namespace dlfp::crypto {

/// Keys that are absent, readable by others, weak or made for development: the start is refused
/// and the text says what to do.
struct KeyRingFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Deployment { development, production };

struct KeyRingOptions {
    /// Holds `<id>.key` files of mode 0600, each one line of hex or base64url (≥ 32 bytes).
    std::filesystem::path directory;
    Deployment deployment = Deployment::production;
    /// Variables `DLFP_KEY_<ID>` join the files; see environment_variables().
    std::map<std::string, std::string> environment;
    /// The id to use for what is written from now on; empty: the greatest id in text order.
    std::string active_id;
};

std::map<std::string, std::string> environment_variables();

/// Master keys by id ([a-z0-9_]{1,32}). Rotation: add a key with a greater id; what was written
/// under an older one stays readable until it is removed from the ring.
class KeyRing {
public:
    /// Throws KeyRingFault when the ring is empty, weak or has no such active id.
    KeyRing(std::map<std::string, SecretBytes> keys, std::string active_id);

    const std::string& active_id() const noexcept { return active_id_; }
    /// The smallest id: stable over rotation, for look-up indexes.
    const std::string& eldest_id() const noexcept { return keys_.begin()->first; }
    bool has(std::string_view id) const { return keys_.contains(std::string(id)); }
    std::vector<std::string> ids() const;

    /// 32 bytes for one purpose (`session_mac`, `field_wrap`, …) by HKDF with SM3 from the named
    /// master key. Throws KeyRingFault for an unknown id.
    SecretBytes derive(std::string_view purpose, std::string_view key_id) const;
    SecretBytes derive(std::string_view purpose) const { return derive(purpose, active_id_); }

private:
    std::map<std::string, SecretBytes> keys_;
    std::string active_id_;
};

/// Loads the ring. In development an empty directory gets a fresh `dev1.key` of mode 0600; a
/// production start with a development key, a weak key or none throws KeyRingFault.
KeyRing open_key_ring(const KeyRingOptions& options, runtime::Random& random);

}  // namespace dlfp::crypto
