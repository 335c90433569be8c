// The real-name check: name and resident id number belong together, says the host (3.1.3-12).
#pragma once

#include "core/identity/server/customer.h"
#include "core/identity/server/ports.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

struct CheckRealNameRequest {
    api::Text<50, 2> name;
    api::Text<18, 18> id_number;
};
BOOST_DESCRIBE_STRUCT(CheckRealNameRequest, (), (name, id_number))

struct CheckRealNameReply {
    std::string masked_name;
    CustomerTier tier{};
};
BOOST_DESCRIBE_STRUCT(CheckRealNameReply, (), (masked_name, tier))

/// The host's answer; asked outside every transaction.
struct AnsweredQuestion {
    RealNameOutcome outcome = RealNameOutcome::unavailable;
    std::string id_number;  ///< in its one spelling
};
Result<AnsweredQuestion> prepare_check_real_name(const CheckRealNameRequest& request,
                                                 api::ReadCall& call);

/// Makes the customer verified in all running sessions at once; a wrong pair counts, five a day.
Result<CheckRealNameReply> check_real_name(const CheckRealNameRequest& request,
                                           const AnsweredQuestion& answered, api::Call& call);

inline constexpr auto check_real_name_endpoint =
    api::post<&check_real_name, &prepare_check_real_name>("/identity/real-name-check")
        .doc("Checks name and resident id number and makes the customer verified.")
        .for_customers(registered_customer)
        .naturally_idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 6, .deadline = 10s})
        .may_fail(id_number_malformed, person_too_young, real_name_mismatch,
                  real_name_tries_used_up, real_name_check_unavailable, already_verified,
                  person_already_customer);

}  // namespace dlfp::identity
