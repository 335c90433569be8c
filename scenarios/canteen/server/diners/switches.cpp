// Reading switches and holding counter sales to them.
#include "scenarios/canteen/server/diners/switches.h"

#include "scenarios/canteen/server/diners/switch_repository.h"

namespace dlfp::canteen {

Switches find_switches(sql::Reader& reader, identity::CustomerId customer_id) {
    return switch_repository::find(reader, customer_id)
        .value_or(Switches{.customer_id = customer_id});
}

Result<Done> check_counter_sale(sql::Reader& reader, const Diner& diner, Money amount) {
    if (!diner.customer_id) return done;
    const auto highest = find_switches(reader, *diner.customer_id).counter_pin_free_max_fen;
    if (amount <= highest) return done;
    return Error{counter_limit_exceeded}.with("limit_fen", highest.fen());
}

}  // namespace dlfp::canteen
