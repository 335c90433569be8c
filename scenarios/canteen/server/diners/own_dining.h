// Where a customer may dine, why not yet, and what the customer can do about it (3.1.3-14).
#pragma once

#include "core/account/server/account.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/diners/diner_view.h"
#include "scenarios/canteen/server/diners/enrol_diner.h"

namespace dlfp::canteen {

/// The operator takes guests only from its own list.
inline constexpr Failure guests_not_allowed{"canteen.guests_not_allowed", FailureClass::refused};

/// What keeps the customer from dining; the first that applies, in the order of the steps.
enum class DiningObstacle { none, not_verified, account_missing, unknown_to_canteen };
BOOST_DESCRIBE_ENUM(DiningObstacle, none, not_verified, account_missing, unknown_to_canteen)

/// Pure: the next step of a customer who wants to dine.
struct DiningFacts {
    bool is_verified = false;
    bool has_account = false;
    bool is_known = false;
};
DiningObstacle plan_dining_step(const DiningFacts& facts);

/// A canteen in which the customer is a diner.
struct OwnDining {
    identity::OrganisationId organisation_id;
    std::string organisation_name;
    DinerId diner_id;
    std::string diner_number;
    std::string price_class_name;
    bool may_dine = false;
    std::string reason;  ///< code of the failure that stands against it, empty when none does
};
BOOST_DESCRIBE_STRUCT(OwnDining, (),
                      (organisation_id, organisation_name, diner_id, diner_number, price_class_name,
                       may_dine, reason))

/// An operator that takes guests.
struct GuestCanteen {
    identity::OrganisationId organisation_id;
    std::string organisation_name;
};
BOOST_DESCRIBE_STRUCT(GuestCanteen, (), (organisation_id, organisation_name))

struct ShowDiningReply {
    DiningObstacle obstacle{};
    std::vector<OwnDining> canteens;
    std::vector<GuestCanteen> guests_welcome;  ///< where the customer is no diner yet
};
BOOST_DESCRIBE_STRUCT(ShowDiningReply, (), (obstacle, canteens, guests_welcome))

struct JoinAsGuestRequest {
    identity::OrganisationId organisation_id;
};
BOOST_DESCRIBE_STRUCT(JoinAsGuestRequest, (), (organisation_id))

Result<ShowDiningReply> show_dining(const api::NoRequest& request, api::ReadCall& call);
/// Links every record of the customer's mobile number and name, of any operator.
Result<ShowDiningReply> link_dining(const api::NoRequest& request, api::Call& call);
/// A verified customer with an account becomes a diner with the guests' price class.
Result<ShowDiningReply> join_as_guest(const JoinAsGuestRequest& request, api::Call& call);

inline constexpr auto show_dining_endpoint =
    api::get<&show_dining>("/canteen/dining")
        .doc("Where the customer may dine, or what is missing.")
        .for_customers(identity::registered_customer)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail();
inline constexpr auto link_dining_endpoint =
    api::post<&link_dining>("/canteen/dining/link")
        .doc("Links the canteens' records of the customer's mobile number and name.")
        .for_customers(identity::verified_customer)
        .naturally_idempotent()
        .limits({.body_bytes_max = 64, .calls_per_minute_max = 10, .deadline = 3s})
        .may_fail(identity::customer_not_verified, identity::customer_not_found);
inline constexpr auto join_as_guest_endpoint =
    api::post<&join_as_guest>("/canteen/dining/guest")
        .doc("Joins a canteen that takes guests.")
        .for_customers(identity::verified_customer)
        .idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 10, .deadline = 3s})
        .may_fail(guests_not_allowed, dining_account_missing, customer_already_diner,
                  price_class_unknown, identity::customer_not_verified,
                  identity::customer_not_found);

}  // namespace dlfp::canteen
