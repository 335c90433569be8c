// What must hold of everything sold, checked before the unit that sold it commits, and offline
// over all that is stored.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/platform.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::canteen {

/// A unit that breaks a rule of trade does not commit.
class TradeBroken : public std::logic_error {
    using logic_error::logic_error;
};

/// Remembers the payment of an order or sale that this unit charged or refunded.
void note_trade(api::Platform& platform, sql::Transaction& transaction,
                std::string_view payload_json);

/// For Database::add_invariant. Of every payment noted in the unit whose order or sale is known:
/// both name the same amount, no more came back than was paid, and the lines add up to the total.
/// Throws TradeBroken with the rule that does not hold.
void check_trade(sql::Transaction& transaction);

/// The same over everything stored, and that refunds are equal; one sentence per finding.
std::vector<std::string> verify_trade(api::Platform& platform);

}  // namespace dlfp::canteen
