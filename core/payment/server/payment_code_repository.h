// All SQL about payment codes and what they paid per day.
#pragma once

#include <optional>

#include "core/identity/server/ids.h"
#include "platform/runtime/crypto/hash.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::payment {

struct PaymentCode {
    BusinessDate made_day;
    sql::Bytes code_digest;
    identity::CustomerId customer_id;
    bool is_pin_confirmed = false;
    UtcTime expires_at_us;
    std::optional<UtcTime> used_at_us;
};
BOOST_DESCRIBE_STRUCT(PaymentCode, (),
                      (made_day, code_digest, customer_id, is_pin_confirmed, expires_at_us,
                       used_at_us))

/// What a customer paid with codes of both classes on a day.
struct CodeUsage {
    Money pin_free_fen;
    Money confirmed_fen;
};
BOOST_DESCRIBE_STRUCT(CodeUsage, (), (pin_free_fen, confirmed_fen))

class PaymentCodeBooks {
public:
    explicit PaymentCodeBooks(sql::Transaction& transaction) : transaction_{transaction} {}

    void add(const PaymentCode& code);
    /// A code made on that day or the day before, locked.
    std::optional<PaymentCode> lock(const crypto::Digest& digest, BusinessDate day);
    void set_used(const PaymentCode& code, UtcTime now);
    /// Adds to the day's usage and returns the new sums.
    CodeUsage add_usage(identity::CustomerId customer_id, BusinessDate day, const CodeUsage& usage);
    /// Removes codes of days before; returns how many.
    std::int64_t forget_before(BusinessDate day);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::payment
