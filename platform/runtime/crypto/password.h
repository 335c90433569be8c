// Passwords and PINs at rest: Argon2id (RFC 9106) with a pepper that is not in the database, since
// a stolen table of six-digit PINs would otherwise fall in hours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/runtime/clock/clock.h"
#include "platform/runtime/crypto/bytes.h"

namespace dlfp::crypto {

/// What one check costs. The defaults take about 25 ms of one core.
struct PasswordCost {
    int memory_kib = 19'456;  ///< 19 MiB
    int passes = 2;
    int lanes = 1;
    friend bool operator==(const PasswordCost&, const PasswordCost&) = default;
};

struct PasswordVerdict {
    bool matches = false;
    /// Matches, but was stored at another cost or under an older pepper: store it anew.
    bool needs_rehash = false;
};

/// KiB of memory times passes that Argon2id has filled on this thread: what its answers cost.
std::uint64_t password_work_of_this_thread();

/// Hashes and checks passwords. Thread-safe; slow by design, so call it in `prepare`, never on the
/// writer.
class PasswordHasher {
public:
    struct Pepper {
        std::string key_id;
        SecretBytes key;
    };
    /// The first pepper is used for what is stored from now on; all are accepted.
    PasswordHasher(PasswordCost cost, std::vector<Pepper> peppers, runtime::Random& random);

    /// `$argon2id$v=19$m=…,t=…,p=…,keyid=…$salt$hash` with a fresh 16-byte salt.
    std::string hash(const Secret<>& password) const;
    /// Damaged text, unknown pepper or unreasonable cost: does not match, after equal work.
    PasswordVerdict verify(const Secret<>& password, std::string_view stored) const;
    /// Costs as much as `verify` and never matches: for names nobody has, so that the time of the
    /// answer does not tell who is a customer.
    void dummy_verify(const Secret<>& password) const;

private:
    PasswordCost cost_;
    std::vector<Pepper> peppers_;
    runtime::Random* random_;
};

}  // namespace dlfp::crypto
