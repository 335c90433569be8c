// What customers switch on and off for their own meals (clause 3.1.3-6).
#pragma once

#include "core/identity/server/ids.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/diners/diner.h"

namespace dlfp::canteen {

/// A card sale above what the customer allows without PIN. Fact `limit_fen`.
inline constexpr Failure counter_limit_exceeded{"canteen.counter_limit_exceeded",
                                                FailureClass::refused};

inline constexpr Money counter_pin_free_default = yuan(50);
inline constexpr Money counter_pin_free_highest = yuan(200);

/// The switches of one customer, for all operators; the members' values here are the defaults.
struct Switches {
    identity::CustomerId customer_id;
    bool uses_eaccount = true;                                  ///< when the purses are short
    Money counter_pin_free_max_fen = counter_pin_free_default;  ///< by canteen card
    bool notifies_meals = true;
    UtcTime changed_at_us;
};
BOOST_DESCRIBE_STRUCT(Switches, (),
                      (customer_id, uses_eaccount, counter_pin_free_max_fen, notifies_meals,
                       changed_at_us))

Switches find_switches(sql::Reader& reader, identity::CustomerId customer_id);

/// Whether the diner's customer allows this amount at a counter by card alone, without PIN or
/// payment code: counter_limit_exceeded. Offline sales have happened and are not asked.
Result<Done> check_counter_sale(sql::Reader& reader, const Diner& diner, Money amount);

}  // namespace dlfp::canteen
