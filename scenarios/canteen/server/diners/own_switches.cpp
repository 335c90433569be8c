// Switches of the calling customer.
#include "scenarios/canteen/server/diners/own_switches.h"

#include "core/identity/server/identity.h"
#include "scenarios/canteen/server/diners/switch_repository.h"

namespace dlfp::canteen {
namespace {

SwitchesView view_of(const Switches& switches) {
    return {switches.uses_eaccount, switches.counter_pin_free_max_fen, counter_pin_free_highest,
            switches.notifies_meals};
}

}  // namespace

Result<SwitchesView> show_switches(const api::NoRequest&, api::ReadCall& call) {
    return view_of(find_switches(call.reader(), identity::customer_of(call.caller())));
}

Result<SwitchesView> set_switches(const SetSwitchesRequest& request, api::Call& call) {
    if (request.counter_pin_free_max_fen > counter_pin_free_highest)
        return Error{counter_limit_too_high}.with("limit_fen", counter_pin_free_highest.fen());
    const Switches switches{.customer_id = identity::customer_of(call.caller()),
                            .uses_eaccount = request.uses_eaccount,
                            .counter_pin_free_max_fen = request.counter_pin_free_max_fen,
                            .notifies_meals = request.notifies_meals,
                            .changed_at_us = call.now()};
    switch_repository::store(call.transaction(), switches);
    return view_of(switches);
}

}  // namespace dlfp::canteen
