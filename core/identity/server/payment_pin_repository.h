// Payment PINs as rows.
#pragma once

#include <optional>

#include "core/identity/server/ids.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::identity::payment_pin_repository {

struct StoredPin {
    CustomerId customer_id;
    std::string pin_hash;
    std::int64_t version = 1;  ///< grows with every new PIN
    std::int64_t wrong_tries = 0;
    std::optional<UtcTime> locked_at_us;
    UtcTime changed_at_us;
};
BOOST_DESCRIBE_STRUCT(StoredPin, (),
                      (customer_id, pin_hash, version, wrong_tries, locked_at_us, changed_at_us))

std::optional<StoredPin> find(sql::Reader& reader, CustomerId customer_id);
/// As above, row-locked.
std::optional<StoredPin> lock(sql::Transaction& transaction, CustomerId customer_id);
/// False when the customer has one already.
bool add(sql::Transaction& transaction, const StoredPin& pin);
/// A new PIN: no wrong tries, not locked, next version.
void replace(sql::Transaction& transaction, CustomerId customer_id, std::string_view pin_hash,
             UtcTime now);
void store_tries(sql::Transaction& transaction, const StoredPin& pin);

}  // namespace dlfp::identity::payment_pin_repository
