// One row per customer who ever changed a switch.
#include "scenarios/canteen/server/diners/switch_repository.h"

namespace dlfp::canteen::switch_repository {

std::optional<Switches> find(sql::Reader& reader, identity::CustomerId customer_id) {
    static constexpr sql::Query query{
        "canteen.find_switches",
        "SELECT customer_id, uses_eaccount, counter_pin_free_max_fen, notifies_meals, "
        "changed_at_us FROM canteen_switch WHERE customer_id = $1"};
    return reader.find<Switches>(query, customer_id);
}

void store(sql::Transaction& transaction, const Switches& switches) {
    static constexpr sql::Query query{
        "canteen.store_switches",
        "UPDATE canteen_switch SET uses_eaccount = $2, counter_pin_free_max_fen = $3, "
        "notifies_meals = $4, changed_at_us = $5 WHERE customer_id = $1"};
    if (transaction.insert_if_absent("canteen_switch", switches) == 1) return;
    transaction.execute(query, switches.customer_id, switches.uses_eaccount,
                        switches.counter_pin_free_max_fen, switches.notifies_meals,
                        switches.changed_at_us);
}

}  // namespace dlfp::canteen::switch_repository
