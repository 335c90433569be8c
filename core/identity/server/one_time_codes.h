// The one-time-password service: what makes and checks the codes that are sent by SMS (clauses
// 5.3.2-b-2.1 and 2.2). A port; the built-in engine derives codes with SM3.
#pragma once

#include <boost/describe/enum.hpp>
#include <map>
#include <optional>
#include <string>

#include "core/identity/server/mobile_number.h"
#include "platform/base/id.h"
#include "platform/runtime/crypto/key_ring.h"
#include "platform/runtime/crypto/mac.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::identity {

struct SmsCodeTag {
    static constexpr std::string_view prefix = "smc";
};
using SmsCodeId = Id<SmsCodeTag>;

/// A code works for the purpose it was sent for and for nothing else.
enum class SmsPurpose {
    register_customer,
    log_in,
    reset_password,
    reset_payment_pin,
    confirm_payment
};
BOOST_DESCRIBE_ENUM(SmsPurpose, register_customer, log_in, reset_password, reset_payment_pin,
                    confirm_payment)

inline constexpr int sms_code_digits = 6;  ///< clause 5.3.2-b-2.5, strict reading

/// Everything that has to be the same when the code is typed.
struct CodeSubject {
    SmsCodeId id;  ///< fresh for every code: no two codes have the same subject
    SmsPurpose purpose{};
    const MobileNumber& mobile;
    std::optional<crypto::Digest> operation{};  ///< SM3 of what the code confirms, for money
};

struct MadeCode {
    Secret<> code;
    sql::Bytes ticket;  ///< kept with the record of the issue and given back for the check
};

/// Thread-safe. Called inside units: an engine must not wait for another machine.
class OneTimeCodes {
public:
    virtual ~OneTimeCodes() = default;
    virtual MadeCode make(const CodeSubject& subject) const = 0;
    /// Whether `typed` is the code made for this subject; in constant time for whole codes.
    virtual bool is_right(const CodeSubject& subject, const sql::Bytes& ticket,
                          const Secret<>& typed) const = 0;
};

/// The built-in engine: HMAC-SM3 (GB/T 32905) over the subject, truncated as RFC 4226 §5.3 does,
/// under a secret per purpose and master key. No code is stored anywhere; the ticket names the
/// master key, so that codes under way survive its rotation.
class Sm3Codes final : public OneTimeCodes {
public:
    explicit Sm3Codes(const crypto::KeyRing& ring);
    MadeCode make(const CodeSubject& subject) const override;
    bool is_right(const CodeSubject& subject, const sql::Bytes& ticket,
                  const Secret<>& typed) const override;

private:
    std::string active_id_;
    std::map<std::pair<std::string, SmsPurpose>, crypto::MacKey> keys_;
};

/// What the built-in engine authenticates: no two subjects give the same bytes.
std::string code_message(const CodeSubject& subject);
/// What the built-in engine computes: the code of a subject under one secret.
Secret<> derive_code(const crypto::MacKey& key, const CodeSubject& subject);

}  // namespace dlfp::identity
