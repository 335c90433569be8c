// What one of the simulated people or devices sends, with what it means by it.
#pragma once

#include <string>

#include "tests/simulation/simulated_bank.h"

namespace dlfp::simulation {

enum class Deed {
    place_order,
    pay,
    cancel,
    top_up,
    withdraw,
    sell_by_card,
    make_code,
    sell_by_code,
    refund,
    upload,
    ask_grant,
    list_waiting,
    decide,
    look,
    log_in,  ///< from here on of logins.h
    use_session,
    log_out,
    throw_out,
};

/// A call with what its sender means by it.
struct Errand {
    Deed deed{};
    Call call;
    std::size_t diner = 0;
    std::string subject;    ///< of the order, payment, code, batch or approval it is about
    std::string name;       ///< the same for every repeat; empty where repeats mean nothing
    UtcTime sent_at{};      ///< of session calls
    UtcTime sign_before{};  ///< the last use of the session before this one
};

}  // namespace dlfp::simulation
