// Accounts and requests for tests that plan without a database: a payer with 100 yuan, a merchant,
// the bank's clearing account, a vault with 50 yuan, and an account of another unit.
#pragma once

#include <gtest/gtest.h>

#include "core/ledger/server/plan_transfer.h"

namespace dlfp::ledger::planning {

inline const AccountId payer = AccountId::fixed(1);
inline const AccountId merchant = AccountId::fixed(2);
inline const AccountId cash = AccountId::fixed(3);
inline const AccountId vault = AccountId::fixed(4);
inline const AccountId points = AccountId::fixed(5);
inline const UtcTime opened = UtcTime::from_us(1'000'000);
inline const UtcTime now = UtcTime::from_us(9'000'000);

inline Account an_account(AccountId id, AccountCode code, Money balance) {
    Account account;
    account.id = id;
    account.ledger_unit = "CNY";
    account.code = code;
    account.overdraft =
        chart_line(code).is_overdrawn_by_nature ? Overdraft::unlimited : Overdraft::none;
    account.opened_at_us = opened;
    account.last_posted_at_us = opened;
    (chart_line(code).normal_side == Side::credit ? account.credits_posted_fen
                                                  : account.debits_posted_fen) = balance;
    return account;
}

inline AccountBook a_book() {
    AccountBook book;
    book.now = now;
    book.add(an_account(payer, AccountCode::customer_eaccount, yuan(100)));
    book.add(an_account(merchant, AccountCode::merchant_clearing, yuan(0)));
    book.add(an_account(cash, AccountCode::host_clearing, yuan(0)));
    book.add(an_account(vault, AccountCode::bank_cash, yuan(50)));
    auto other_unit = an_account(points, AccountCode::customer_purse, yuan(100));
    other_unit.ledger_unit = "POINT";
    book.add(other_unit);
    return book;
}

inline TransferRequest a_transfer(std::uint64_t number, TransferKind kind = TransferKind::move) {
    TransferRequest request;
    request.id = TransferId::fixed(number);
    request.kind = kind;
    request.cause = {"payment.charge", TransferId::fixed(77).bytes()};
    const bool refers = kind == TransferKind::post_reserved ||
                        kind == TransferKind::void_reserved || kind == TransferKind::reverse;
    if (refers) return request;
    request.debit_account_id = payer;
    request.credit_account_id = merchant;
    request.amount_fen = yuan(8);
    return request;
}

inline TransferRequest referring(std::uint64_t number, TransferKind kind, std::uint64_t to) {
    auto request = a_transfer(number, kind);
    request.reference_id = TransferId::fixed(to);
    return request;
}

inline StoredTransfer apply(AccountBook& book, const TransferRequest& request) {
    const auto plan = plan_transfer(book, request);
    EXPECT_TRUE(plan) << plan.error().code();
    book.apply(*plan);
    return plan->transfer;
}

}  // namespace dlfp::ledger::planning
