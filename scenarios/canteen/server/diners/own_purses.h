// A customer's purses: what is in them, what moved, and money between the cash purse and the own
// electronic account.
#pragma once

#include "core/account/server/account.h"
#include "core/identity/server/payment_pin.h"
#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/diners/diner_view.h"
#include "scenarios/canteen/server/diners/enrol_diner.h"

namespace dlfp::canteen {

/// The account is none of the customer's purses.
inline constexpr Failure purse_not_found{"canteen.purse_not_found", FailureClass::missing};
inline constexpr Failure eaccount_missing{"canteen.eaccount_missing", FailureClass::refused};
inline constexpr Failure purse_amount_not_positive{"canteen.purse_amount_not_positive",
                                                   FailureClass::malformed};

struct OwnPurses {
    identity::OrganisationId organisation_id;
    std::string organisation_name;
    DinerId diner_id;
    std::string diner_number;
    std::vector<PurseView> purses;
    /// Masked number of the card that pays an order ahead where the purses are short.
    std::optional<std::string> linked_card;
};
BOOST_DESCRIBE_STRUCT(OwnPurses, (),
                      (organisation_id, organisation_name, diner_id, diner_number, purses,
                       linked_card))
struct ListOwnPursesReply {
    std::vector<OwnPurses> canteens;
};
BOOST_DESCRIBE_STRUCT(ListOwnPursesReply, (), (canteens))

struct PurseEntry {
    std::int64_t seq = 0;
    bool is_incoming = false;
    Money amount_fen;
    api::SignedMoney balance_after_fen;
    std::string memo;
    UtcTime posted_at_us;
};
BOOST_DESCRIBE_STRUCT(PurseEntry, (),
                      (seq, is_incoming, amount_fen, balance_after_fen, memo, posted_at_us))
struct ListPurseEntriesRequest {
    ledger::AccountId account_id;
    std::optional<api::Whole<1, INT64_MAX>> after;  ///< the last entry seen
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListPurseEntriesRequest, (), (account_id, after, limit))
struct ListPurseEntriesReply {
    std::vector<PurseEntry> items;
    std::optional<std::int64_t> next_after;
};
BOOST_DESCRIBE_STRUCT(ListPurseEntriesReply, (), (items, next_after))

struct MovePurseRequest {
    identity::OrganisationId organisation_id;
    Money amount_fen;
    Secret<> payment_pin;
};
BOOST_DESCRIBE_STRUCT(MovePurseRequest, (), (organisation_id, amount_fen, payment_pin))
struct MovePurseReply {
    Money amount_fen;
    api::SignedMoney cash_fen;  ///< afterwards; what was owed is paid first
};
BOOST_DESCRIBE_STRUCT(MovePurseReply, (), (amount_fen, cash_fen))

Result<ListOwnPursesReply> list_own_purses(const api::NoRequest& request, api::ReadCall& call);
/// purse_not_found unless the account is a purse of the calling customer.
Result<Done> check_purse_owner(const api::ReadCall& call, const ledger::AccountId& account_id);
Result<ListPurseEntriesReply> list_purse_entries(const ListPurseEntriesRequest& request,
                                                 api::ReadCall& call);

Result<identity::PinProof> prepare_move_purse(const MovePurseRequest& request, api::ReadCall& call);
/// From the electronic account into the cash purse, within the account's limits (row C9).
Result<MovePurseReply> top_up_purse(const MovePurseRequest& request,
                                    const identity::PinProof& proof, api::Call& call);
/// From the cash purse back to the electronic account. Subsidies never leave as money (row C5).
Result<MovePurseReply> return_purse(const MovePurseRequest& request,
                                    const identity::PinProof& proof, api::Call& call);

inline constexpr api::Limits purse_read_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 2s};
inline constexpr api::Limits purse_move_limits{
    .body_bytes_max = 512, .calls_per_minute_max = 20, .deadline = 3s};

inline constexpr auto list_own_purses_endpoint = api::get<&list_own_purses>("/canteen/purses")
                                                     .doc("The customer's purses at every canteen.")
                                                     .for_customers(identity::registered_customer)
                                                     .limits(purse_read_limits)
                                                     .may_fail();
inline constexpr auto list_purse_entries_endpoint =
    api::get<&list_purse_entries>("/canteen/purses/{account_id}/entries")
        .doc("What came into an own purse and what left it, newest first.")
        .for_customers(identity::registered_customer)
        .owned_by<&check_purse_owner, &ListPurseEntriesRequest::account_id>()
        .limits(purse_read_limits)
        .may_fail(purse_not_found);
inline constexpr auto top_up_purse_endpoint =
    api::post<&top_up_purse, &prepare_move_purse>("/canteen/purses/top-up")
        .doc("Tops the cash purse up from the own electronic account.")
        .for_customers(identity::verified_customer)
        .idempotent()
        .limits(purse_move_limits)
        .may_fail(not_a_diner, diner_disabled, eaccount_missing, purse_amount_not_positive,
                  account::insufficient_balance, account::outflow_failures, identity::pin_failures);
inline constexpr auto return_purse_endpoint =
    api::post<&return_purse, &prepare_move_purse>("/canteen/purses/return")
        .doc("Moves money of the cash purse back to the own electronic account.")
        .for_customers(identity::verified_customer)
        .idempotent()
        .limits(purse_move_limits)
        .may_fail(not_a_diner, eaccount_missing, purse_amount_not_positive, purses_insufficient,
                  account::not_found, account::frozen, account::balance_limit_exceeded,
                  identity::pin_failures);

}  // namespace dlfp::canteen
