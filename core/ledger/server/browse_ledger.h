// Staff of the bank look into the ledger: accounts, statements, transfers, and the proof that all
// of it adds up. Nothing here changes anything.
#pragma once

#include "core/ledger/server/permissions.h"
#include "core/ledger/server/statement.h"
#include "core/ledger/server/verify.h"
#include "platform/api/endpoint.h"
#include "platform/api/field.h"

namespace dlfp::ledger {

/// An account as the console shows it; figures from its normal side, so they may be negative.
struct AccountView {
    AccountId account_id;
    AccountCode code{};
    std::int32_t code_number = 0;
    std::string code_name_zh;
    Side normal_side{};
    std::string ledger_unit;
    std::string holder;
    Overdraft overdraft{};
    Money overdraft_limit_fen;
    Freeze frozen{};
    UtcTime opened_at_us;
    std::optional<UtcTime> closed_at_us;
    api::SignedMoney balance_fen;
    api::SignedMoney available_fen;
    Money reserved_fen;
    Money incoming_fen;
    Money debits_posted_fen;
    Money credits_posted_fen;
    std::int64_t entry_count = 0;
};
BOOST_DESCRIBE_STRUCT(AccountView, (),
                      (account_id, code, code_number, code_name_zh, normal_side, ledger_unit,
                       holder, overdraft, overdraft_limit_fen, frozen, opened_at_us, closed_at_us,
                       balance_fen, available_fen, reserved_fen, incoming_fen, debits_posted_fen,
                       credits_posted_fen, entry_count))

/// Accounts of a holder, or of a code, oldest first; one of the two is given.
struct ListAccountsRequest {
    std::optional<api::Text<64>> holder;
    std::optional<AccountCode> code;
    std::optional<AccountId> after;
    api::Whole<1, 100> limit{50};
};
BOOST_DESCRIBE_STRUCT(ListAccountsRequest, (), (holder, code, after, limit))
struct ListAccountsReply {
    std::vector<AccountView> items;
    std::optional<AccountId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListAccountsReply, (), (items, next_after))
inline constexpr Failure no_criterion_given{"ledger.no_criterion_given", FailureClass::malformed};
Result<ListAccountsReply> list_accounts(const ListAccountsRequest& request, api::ReadCall& call);

struct ShowAccountRequest {
    AccountId account_id;
};
BOOST_DESCRIBE_STRUCT(ShowAccountRequest, (), (account_id))
Result<AccountView> show_account(const ShowAccountRequest& request, api::ReadCall& call);

struct StatementLineView {
    std::int64_t seq = 0;
    TransferId transfer_id;
    TransferKind kind{};
    Side side{};
    Money amount_fen;
    api::SignedMoney balance_after_fen;
    UtcTime posted_at_us;
    UtcTime effective_at_us;
    AccountId counter_account_id;
    std::string cause_kind;
    std::string cause_id;  ///< 26 characters, as ids end in text form
    std::string memo;
    std::optional<TransferId> reference_id;
};
BOOST_DESCRIBE_STRUCT(StatementLineView, (),
                      (seq, transfer_id, kind, side, amount_fen, balance_after_fen, posted_at_us,
                       effective_at_us, counter_account_id, cause_kind, cause_id, memo,
                       reference_id))

/// Newest first; `after` is the seq of the last line seen.
struct ShowStatementRequest {
    AccountId account_id;
    std::optional<UtcTime> from_us;
    std::optional<UtcTime> until_us;
    std::optional<std::int64_t> after;
    api::Whole<1, 200> limit{50};
};
BOOST_DESCRIBE_STRUCT(ShowStatementRequest, (), (account_id, from_us, until_us, after, limit))
struct ShowStatementReply {
    std::vector<StatementLineView> items;
    std::optional<std::int64_t> next_after;
};
BOOST_DESCRIBE_STRUCT(ShowStatementReply, (), (items, next_after))
Result<ShowStatementReply> show_statement(const ShowStatementRequest& request, api::ReadCall& call);

struct ShowPastBalanceRequest {
    AccountId account_id;
    UtcTime at_us;
};
BOOST_DESCRIBE_STRUCT(ShowPastBalanceRequest, (), (account_id, at_us))
struct ShowPastBalanceReply {
    api::SignedMoney effective_fen;  ///< by value dates
    api::SignedMoney recorded_fen;   ///< as the ledger said then
};
BOOST_DESCRIBE_STRUCT(ShowPastBalanceReply, (), (effective_fen, recorded_fen))
Result<ShowPastBalanceReply> show_past_balance(const ShowPastBalanceRequest& request,
                                               api::ReadCall& call);

struct ShowTransferRequest {
    TransferId transfer_id;
};
BOOST_DESCRIBE_STRUCT(ShowTransferRequest, (), (transfer_id))
struct TransferView {
    TransferId transfer_id;
    TransferKind kind{};
    Money amount_fen;
    AccountView debit_account;
    AccountView credit_account;
    UtcTime posted_at_us;
    UtcTime effective_at_us;
    std::optional<UtcTime> expires_at_us;
    std::string cause_kind;
    std::string cause_id;
    std::string memo;
    std::optional<TransferId> reference_id;
    std::optional<TransferId> chain_id;
    std::optional<ReservationState> reservation;
    std::optional<TransferId> reversed_by;
};
BOOST_DESCRIBE_STRUCT(TransferView, (),
                      (transfer_id, kind, amount_fen, debit_account, credit_account, posted_at_us,
                       effective_at_us, expires_at_us, cause_kind, cause_id, memo, reference_id,
                       chain_id, reservation, reversed_by))
Result<TransferView> show_transfer(const ShowTransferRequest& request, api::ReadCall& call);

Result<Verification> verify_ledger(const api::NoRequest& request, api::ReadCall& call);

inline constexpr auto list_accounts_endpoint =
    api::get<&list_accounts>("/staff/ledger/accounts")
        .doc("Lists ledger accounts of a holder or of a code of the chart of accounts.")
        .for_staff(read_ledger)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(no_criterion_given);
inline constexpr auto show_account_endpoint =
    api::get<&show_account>("/staff/ledger/accounts/{account_id}")
        .doc("Shows a ledger account with its balance and rules.")
        .for_staff(read_ledger)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(account_not_found);
inline constexpr auto show_statement_endpoint =
    api::get<&show_statement>("/staff/ledger/accounts/{account_id}/statement")
        .doc("Lists the entries of a ledger account, newest first, with the balance each left.")
        .for_staff(read_ledger)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(account_not_found);
inline constexpr auto show_past_balance_endpoint =
    api::get<&show_past_balance>("/staff/ledger/accounts/{account_id}/past-balance")
        .doc("Shows the balance of an earlier moment, by value date and as recorded then.")
        .for_staff(read_ledger)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 2s})
        .may_fail(account_not_found);
inline constexpr auto show_transfer_endpoint =
    api::get<&show_transfer>("/staff/ledger/transfers/{transfer_id}")
        .doc("Shows a transfer with its cause, accounts, and what became of it.")
        .for_staff(read_ledger)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(transfer_not_found);
inline constexpr auto verify_ledger_endpoint =
    api::get<&verify_ledger>("/staff/ledger/verification")
        .doc("Proves the whole ledger in one snapshot and lists whatever does not add up.")
        .for_staff(read_ledger)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 4, .deadline = 10s})
        .may_fail();

}  // namespace dlfp::ledger
