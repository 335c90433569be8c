// What an electronic account is bound to, and linked cards. The number itself is not kept: the
// host's agreement stands for it.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "core/host/server/host_port.h"
#include "core/identity/server/ids.h"
#include "core/ledger/server/account.h"

namespace dlfp::account {

struct BindingTag {
    static constexpr std::string_view prefix = "bnd";
};
using BindingId = Id<BindingTag>;

struct Binding {
    BindingId id;
    identity::CustomerId customer_id;
    std::optional<ledger::AccountId> account_id;  ///< unset: a linked card
    std::string agreement_number;
    std::string number_masked;
    std::string bank_code;
    std::string bank_name;
    host::HostAccountClass bound_class{};
    UtcTime bound_at_us;
    std::optional<UtcTime> ended_at_us;
};
BOOST_DESCRIBE_STRUCT(Binding, (),
                      (id, customer_id, account_id, agreement_number, number_masked, bank_code,
                       bank_name, bound_class, bound_at_us, ended_at_us))

/// What the host's refusal means to the customer.
Result<Done> require_confirmed(const host::BindingReply& reply);

}  // namespace dlfp::account
