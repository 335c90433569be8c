// What an applied plan does to accounts and reservations, and that an undone chain leaves no trace.
#include "core/ledger/server/account_book.h"

#include "core/ledger/server/testing/planning.h"

namespace dlfp::ledger {
namespace {

using namespace planning;

TEST(plan_transfer, an_overdraft_ends_at_its_limit) {
    AccountBook book = a_book();
    book.amend(payer, [](Account& row) {
        row.overdraft = Overdraft::limited;
        row.overdraft_limit_fen = yuan(20);
    });
    auto request = a_transfer(1);
    request.amount_fen = yuan(120) + Money::fen(1);
    EXPECT_TRUE(plan_transfer(book, request).failed_with(insufficient_funds));
    request.amount_fen = yuan(120);
    apply(book, request);
    EXPECT_EQ(book.find_account(payer)->balance_fen(), yuan(-20));
}

TEST(plan_transfer, moving_what_is_there_uses_no_overdraft_and_no_reserved_money) {
    AccountBook book = a_book();
    book.amend(payer, [](Account& row) {
        row.overdraft = Overdraft::limited;
        row.overdraft_limit_fen = yuan(20);
    });
    apply(book, a_transfer(1, TransferKind::reserve));
    auto request = a_transfer(2, TransferKind::move_available);
    request.amount_fen = yuan(1000);
    const auto moved = apply(book, request);
    EXPECT_EQ(moved.amount_fen, yuan(92));
    EXPECT_EQ(moved.requested_fen, yuan(1000));
    EXPECT_EQ(book.find_account(payer)->available_fen(), Money{});
}

TEST(plan_transfer, reserved_money_is_not_available_and_not_yet_there) {
    AccountBook book = a_book();
    apply(book, a_transfer(1, TransferKind::reserve));
    EXPECT_EQ(book.find_account(payer)->balance_fen(), yuan(100));
    EXPECT_EQ(book.find_account(payer)->available_fen(), yuan(92));
    EXPECT_EQ(book.find_account(merchant)->available_fen(), Money{});
    EXPECT_EQ(balance_of(*book.find_account(merchant)).incoming_fen, yuan(8));
    auto request = a_transfer(2);
    request.amount_fen = yuan(93);
    EXPECT_TRUE(plan_transfer(book, request).failed_with(insufficient_funds));
}

TEST(plan_transfer, a_partial_post_gives_the_rest_back) {
    AccountBook book = a_book();
    apply(book, a_transfer(1, TransferKind::reserve));
    auto request = referring(2, TransferKind::post_reserved, 1);
    request.amount_fen = yuan(3);
    apply(book, request);
    EXPECT_EQ(book.find_account(payer)->available_fen(), yuan(97));
    EXPECT_EQ(book.find_account(merchant)->balance_fen(), yuan(3));
    EXPECT_EQ(book.find_reservation(TransferId::fixed(1))->posted_fen, yuan(3));
    EXPECT_EQ(book.find_account(payer)->debits_pending_fen, Money{});
}

TEST(plan_transfer, a_reservation_is_over_at_its_time_even_before_anybody_expired_it) {
    AccountBook book = a_book();
    auto held = a_transfer(1, TransferKind::reserve);
    held.expires_at_us = now + 1s;
    apply(book, held);
    book.now = now + 1s;
    for (const auto kind : {TransferKind::post_reserved, TransferKind::void_reserved})
        EXPECT_TRUE(plan_transfer(book, referring(2, kind, 1)).failed_with(reservation_expired));
    book.expire(held.id);
    EXPECT_EQ(book.find_account(payer)->available_fen(), yuan(100));
}

TEST(plan_transfer, a_frozen_account_still_gets_its_reservation_back) {
    AccountBook book = a_book();
    apply(book, a_transfer(1, TransferKind::reserve));
    book.amend(payer, [](Account& row) { row.frozen = Freeze::all; });
    EXPECT_TRUE(plan_transfer(book, referring(2, TransferKind::void_reserved, 1)));
}

TEST(plan_transfer, entries_of_an_account_stay_in_order_when_a_clock_lags) {
    AccountBook book = a_book();
    apply(book, a_transfer(1));
    book.now = now - 2s;
    EXPECT_EQ(apply(book, a_transfer(2)).posted_at_us, now);
}

TEST(account_book, an_undone_chain_leaves_no_trace) {
    AccountBook book = a_book();
    apply(book, a_transfer(1, TransferKind::reserve));
    apply(book, a_transfer(2));
    book.forget_unwritten();
    const Account before = *book.find_account(payer);
    book.begin_chain();
    apply(book, a_transfer(3));
    apply(book, a_transfer(4, TransferKind::reserve));
    apply(book, referring(5, TransferKind::post_reserved, 1));
    apply(book, referring(6, TransferKind::reverse, 2));
    apply(book, referring(7, TransferKind::void_reserved, 4));
    book.undo_chain();
    const Account& after = *book.find_account(payer);
    EXPECT_EQ(after.version, before.version);
    EXPECT_EQ(after.balance_fen(), before.balance_fen());
    EXPECT_EQ(after.debits_pending_fen, before.debits_pending_fen);
    EXPECT_EQ(after.last_seq, before.last_seq);
    EXPECT_EQ(book.find_reservation(TransferId::fixed(1))->state, ReservationState::open);
    EXPECT_EQ(book.find_reservation(TransferId::fixed(4)), nullptr);
    EXPECT_EQ(book.find_reversal(TransferId::fixed(2)), nullptr);
    EXPECT_EQ(book.find_transfer(TransferId::fixed(3)), nullptr);
    EXPECT_TRUE(book.unwritten().accounts.empty());
    EXPECT_TRUE(book.unwritten().entries.empty());
    apply(book, a_transfer(3));
}

}  // namespace
}  // namespace dlfp::ledger
