// A verified customer opens a class II or III account by binding a class-I account of this or
// another bank (clause 3.1.3-13), or links a card of our bank (3.1.3-12).
#pragma once

#include "core/account/server/account.h"
#include "core/account/server/account_events.h"
#include "core/account/server/binding.h"
#include "core/identity/server/identity.h"
#include "platform/api/endpoint.h"

namespace dlfp::account {

/// At most this many open accounts of each class per customer (银发〔2016〕302号).
inline constexpr std::int64_t accounts_of_class_max = 5;

struct OpenEAccountRequest {
    AccountClass account_class{};
    Secret<> bound_account_number;
    identity::MobileNumber reserved_mobile;  ///< as known to the bound account's bank
};
BOOST_DESCRIBE_STRUCT(OpenEAccountRequest, (),
                      (account_class, bound_account_number, reserved_mobile))

/// The host's answer, asked for before the write.
struct ConfirmedBinding {
    host::BindingReply reply;
};

struct OpenEAccountReply {
    EAccountId account_id;
    AccountClass account_class{};
    std::string bound_number_masked;
    std::string bound_bank_name;
};
BOOST_DESCRIBE_STRUCT(OpenEAccountReply, (),
                      (account_id, account_class, bound_number_masked, bound_bank_name))

Result<ConfirmedBinding> prepare_open_eaccount(const OpenEAccountRequest& request,
                                               api::ReadCall& call);
Result<OpenEAccountReply> open_eaccount(const OpenEAccountRequest& request,
                                        const ConfirmedBinding& binding, api::Call& call);

/// The opening itself, for the endpoint, demo rows and tests.
struct EAccountOpening {
    EAccountId id;
    BindingId binding_id;
    identity::CustomerId customer_id;
    AccountClass account_class{};
    host::BindingReply bound;
};
/// too_many_of_class (fact `limit`) and what require_confirmed answers.
Result<EAccount> open_bound_eaccount(const EventPlace& place, const EAccountOpening& opening,
                                     UtcTime now);

struct LinkCardRequest {
    Secret<> card_number;
    identity::MobileNumber reserved_mobile;
};
BOOST_DESCRIBE_STRUCT(LinkCardRequest, (), (card_number, reserved_mobile))

struct LinkedCardView {
    BindingId linked_card_id;
    std::string number_masked;
    std::string bank_name;
    host::HostAccountClass bound_class{};
    UtcTime bound_at_us;
};
BOOST_DESCRIBE_STRUCT(LinkedCardView, (),
                      (linked_card_id, number_masked, bank_name, bound_class, bound_at_us))

Result<ConfirmedBinding> prepare_link_card(const LinkCardRequest& request, api::ReadCall& call);
Result<LinkedCardView> link_card(const LinkCardRequest& request, const ConfirmedBinding& binding,
                                 api::Call& call);

struct UnlinkCardRequest {
    BindingId linked_card_id;
};
BOOST_DESCRIBE_STRUCT(UnlinkCardRequest, (), (linked_card_id))
Result<Done> check_linked_card(const api::ReadCall& call, const BindingId& id);
Result<Done> unlink_card(const UnlinkCardRequest& request, api::Call& call);

inline constexpr auto open_eaccount_endpoint =
    api::post<&open_eaccount, &prepare_open_eaccount>("/accounts")
        .doc("Opens a class II or III account by binding an account of this or another bank.")
        .for_customers(identity::verified_customer)
        .idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 5, .deadline = 15s})
        .may_fail(binding_failures, too_many_of_class, identity::customer_not_found,
                  identity::customer_not_verified);
inline constexpr auto link_card_endpoint =
    api::post<&link_card, &prepare_link_card>("/linked-cards")
        .doc("Links a debit or credit card of our bank.")
        .for_customers(identity::verified_customer)
        .idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 5, .deadline = 15s})
        .may_fail(binding_failures, not_own_bank_card, already_linked, identity::customer_not_found,
                  identity::customer_not_verified);
inline constexpr auto unlink_card_endpoint =
    api::del<&unlink_card>("/linked-cards/{linked_card_id}")
        .doc("Ends the link of a card; again is fine.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_linked_card, &UnlinkCardRequest::linked_card_id>()
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 10, .deadline = 2s})
        .may_fail(not_found);

}  // namespace dlfp::account
