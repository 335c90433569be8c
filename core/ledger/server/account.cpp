// Opening, freezing and closing of accounts.
#include "core/ledger/server/account.h"

#include <algorithm>
#include <array>

#include "core/ledger/server/account_repository.h"

namespace dlfp::ledger {
namespace {

constexpr std::size_t holder_bytes_max = 64;
constexpr Money overdraft_limit_max = yuan(1'000'000'000'000);

bool is_unit(std::string_view unit) {
    return unit.size() >= 3 && unit.size() <= 12 &&
           std::ranges::all_of(unit, [](char c) { return c >= 'A' && c <= 'Z'; });
}

Overdraft overdraft_of(const AccountOpening& opening) {
    if (opening.overdraft) return *opening.overdraft;
    return chart_line(opening.code).is_overdrawn_by_nature ? Overdraft::unlimited : Overdraft::none;
}

Result<Done> check_opening(const AccountOpening& opening) {
    if (opening.id.is_nil()) return account_id_missing;
    if (opening.holder.size() > holder_bytes_max) return account_holder_too_long;
    if (!is_unit(opening.ledger_unit)) return account_unit_malformed;
    const bool has_limit = overdraft_of(opening) == Overdraft::limited;
    const bool limit_fits = has_limit ? opening.overdraft_limit_fen.is_positive()
                                      : opening.overdraft_limit_fen.is_zero();
    if (!limit_fits || opening.overdraft_limit_fen > overdraft_limit_max)
        return account_overdraft_malformed;
    return done;
}

Result<Account> check_same_opening(Account stored, const AccountOpening& opening) {
    if (stored.code != opening.code) return account_exists_with_different_code;
    if (stored.ledger_unit != opening.ledger_unit) return account_exists_with_different_unit;
    if (stored.holder != opening.holder) return account_exists_with_different_holder;
    if (stored.overdraft != overdraft_of(opening) ||
        stored.overdraft_limit_fen != opening.overdraft_limit_fen)
        return account_exists_with_different_overdraft;
    return stored;
}

/// Locks one account; the unit's book holds it afterwards.
Result<Account> lock_account(sql::Transaction& transaction, AccountId id) {
    AccountRepository::lock(transaction, std::array{id});
    const auto* account = transaction.scratch<UnitLedger>().book.find_account(id);
    if (!account) return account_not_found;
    return *account;
}

template <class Change>
Account amend_account(sql::Transaction& transaction, AccountId id, Change change) {
    auto& book = transaction.scratch<UnitLedger>().book;
    book.amend(id, change);
    AccountRepository::save_changed(transaction);
    book.forget_unwritten();
    return *book.find_account(id);
}

}  // namespace

Result<Account> open_account(sql::Transaction& transaction, const AccountOpening& opening,
                             UtcTime now) {
    TRY_DONE(check_opening(opening));
    if (auto stored = AccountRepository::find(transaction, opening.id))
        return check_same_opening(std::move(*stored), opening);
    Account account;
    account.id = opening.id;
    account.ledger_unit = opening.ledger_unit;
    account.code = opening.code;
    account.holder = opening.holder;
    account.overdraft = overdraft_of(opening);
    account.overdraft_limit_fen = opening.overdraft_limit_fen;
    account.opened_at_us = now;
    account.last_posted_at_us = now;
    if (!AccountRepository::insert(transaction, account))
        throw sql::Fault(sql::FaultKind::retry, "the account is being opened elsewhere");
    return account;
}

Result<Account> find_account(sql::Reader& reader, AccountId id) {
    return or_failure(AccountRepository::find(reader, id), account_not_found);
}

Result<Account> set_freeze(sql::Transaction& transaction, AccountId id, Freeze freeze) {
    TRY(const Account account, lock_account(transaction, id));
    if (account.frozen == freeze) return account;
    return amend_account(transaction, id, [freeze](Account& row) { row.frozen = freeze; });
}

Result<Account> close_account(sql::Transaction& transaction, AccountId id, UtcTime now) {
    TRY(const Account account, lock_account(transaction, id));
    if (account.is_closed()) return account_already_closed;
    if (!account.debits_pending_fen.is_zero() || !account.credits_pending_fen.is_zero())
        return account_has_reservations;
    if (!account.balance_fen().is_zero())
        return Error{account_has_balance}.with("balance_fen", account.balance_fen().fen());
    return amend_account(transaction, id, [now](Account& row) { row.closed_at_us = now; });
}

}  // namespace dlfp::ledger
