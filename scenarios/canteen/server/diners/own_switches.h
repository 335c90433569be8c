// The customer turns functions on and off (clause 3.1.3-6).
#pragma once

#include "core/identity/server/permissions.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/diners/switches.h"

namespace dlfp::canteen {

/// Fact `limit_fen`.
inline constexpr Failure counter_limit_too_high{"canteen.counter_limit_too_high",
                                                FailureClass::refused};

struct SwitchesView {
    bool uses_eaccount = true;
    Money counter_pin_free_max_fen;
    Money counter_pin_free_highest_fen;
    bool notifies_meals = true;
};
BOOST_DESCRIBE_STRUCT(SwitchesView, (),
                      (uses_eaccount, counter_pin_free_max_fen, counter_pin_free_highest_fen,
                       notifies_meals))

struct SetSwitchesRequest {
    bool uses_eaccount = true;
    Money counter_pin_free_max_fen;
    bool notifies_meals = true;
};
BOOST_DESCRIBE_STRUCT(SetSwitchesRequest, (),
                      (uses_eaccount, counter_pin_free_max_fen, notifies_meals))

Result<SwitchesView> show_switches(const api::NoRequest& request, api::ReadCall& call);
Result<SwitchesView> set_switches(const SetSwitchesRequest& request, api::Call& call);

inline constexpr auto show_switches_endpoint =
    api::get<&show_switches>("/canteen/switches")
        .doc("What the customer switched on and off for meals.")
        .for_customers(identity::registered_customer)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail();
inline constexpr auto set_switches_endpoint =
    api::put<&set_switches>("/canteen/switches")
        .doc("Switches functions on and off, from the next transaction on.")
        .for_customers(identity::verified_customer)
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 30, .deadline = 2s})
        .may_fail(counter_limit_too_high);

}  // namespace dlfp::canteen
