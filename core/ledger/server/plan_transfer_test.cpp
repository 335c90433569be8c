// The rules of posting as tables: every failure of the plan, in its order of precedence, and what a
// plan does to the book.
#include "core/ledger/server/plan_transfer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace dlfp::ledger {
namespace {

const AccountId payer = AccountId::fixed(1);
const AccountId merchant = AccountId::fixed(2);
const AccountId cash = AccountId::fixed(3);
const AccountId vault = AccountId::fixed(4);
const AccountId points = AccountId::fixed(5);
const UtcTime opened = UtcTime::from_us(1'000'000);
const UtcTime now = UtcTime::from_us(9'000'000);

Account an_account(AccountId id, AccountCode code, Money balance) {
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

AccountBook a_book() {
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

TransferRequest a_transfer(std::uint64_t number, TransferKind kind = TransferKind::move) {
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

TransferRequest referring(std::uint64_t number, TransferKind kind, std::uint64_t to) {
    auto request = a_transfer(number, kind);
    request.reference_id = TransferId::fixed(to);
    return request;
}

StoredTransfer apply(AccountBook& book, const TransferRequest& request) {
    const auto plan = plan_transfer(book, request);
    EXPECT_TRUE(plan) << plan.error().code();
    book.apply(*plan);
    return plan->transfer;
}

std::ptrdiff_t precedence(std::string_view code) {
    const auto at = std::ranges::find(transfer_failures, code,
                                      [](const Failure* failure) { return failure->code; });
    return at - transfer_failures.begin();
}

/// A request with every fault at once, and the repairs one by one: each repair must bring up the
/// next failure, and the failures must come in the declared order.
struct Repair {
    const Failure* failure;
    std::function<void(AccountBook&, TransferRequest&)> repair;
};

void expect_failures_in_order(AccountBook book, TransferRequest request,
                              const std::vector<Repair>& repairs) {
    std::ptrdiff_t last = -1;
    for (const auto& [failure, repair] : repairs) {
        const auto plan = plan_transfer(book, request);
        ASSERT_FALSE(plan) << "expected " << failure->code;
        EXPECT_EQ(plan.error().code(), failure->code);
        EXPECT_GT(precedence(failure->code), last) << failure->code << " is declared too early";
        last = precedence(failure->code);
        repair(book, request);
    }
    const auto plan = plan_transfer(book, request);
    EXPECT_TRUE(plan) << plan.error().code();
}

template <class Change>
auto amend(AccountId id, Change change) {
    return [id, change](AccountBook& book, TransferRequest&) { book.amend(id, change); };
}

TEST(plan_transfer, a_move_meets_its_failures_in_order_of_precedence) {
    AccountBook book = a_book();
    book.amend(payer, [](Account& row) {
        row.closed_at_us = now;
        row.frozen = Freeze::debits;
        row.opened_at_us = UtcTime::from_us(5'000'000);
    });
    book.amend(merchant, [](Account& row) {
        row.closed_at_us = now;
        row.frozen = Freeze::credits;
        row.credits_posted_fen = Money::fen(INT64_MAX);
    });
    TransferRequest request;
    request.memo = std::string(memo_bytes_max + 1, 'x');
    request.reference_id = TransferId::fixed(9);
    request.amount_fen = Money{};
    request.effective_at_us = now + 1s;
    const auto same = [](AccountBook&, TransferRequest& r) { r.credit_account_id = points; };
    expect_failures_in_order(
        std::move(book), request,
        {{&transfer_id_missing, [](auto&, auto& r) { r.id = TransferId::fixed(1); }},
         {&cause_malformed, [](auto&, auto& r) { r.cause = a_transfer(1).cause; }},
         {&memo_malformed, [](auto&, auto& r) { r.memo = "午餐"; }},
         {&field_not_allowed, [](auto&, auto& r) { r.reference_id = {}; }},
         {&debit_account_missing, [](auto&, auto& r) { r.debit_account_id = AccountId::fixed(8); }},
         {&credit_account_missing,
          [](auto&, auto& r) { r.credit_account_id = r.debit_account_id; }},
         {&accounts_are_the_same,
          [](auto&, auto& r) {
              r.credit_account_id = AccountId::fixed(9);
              r.amount_fen.reset();
          }},
         {&amount_missing, [](auto&, auto& r) { r.amount_fen = Money::fen(-1); }},
         {&amount_not_positive, [](auto&, auto& r) { r.amount_fen = Money::fen(INT64_MAX); }},
         {&debit_account_not_found, [](auto&, auto& r) { r.debit_account_id = payer; }},
         {&credit_account_not_found, same},
         {&accounts_differ_in_unit, [](auto&, auto& r) { r.credit_account_id = merchant; }},
         {&debit_account_closed, amend(payer, [](Account& row) { row.closed_at_us.reset(); })},
         {&credit_account_closed, amend(merchant, [](Account& row) { row.closed_at_us.reset(); })},
         {&debit_account_frozen, amend(payer, [](Account& row) { row.frozen = Freeze::credits; })},
         {&credit_account_frozen,
          amend(merchant, [](Account& row) { row.frozen = Freeze::debits; })},
         {&effective_in_future, [](auto&, auto& r) { r.effective_at_us = UtcTime::from_us(1); }},
         {&effective_before_opening, [](auto&, auto& r) { r.effective_at_us = now; }},
         {&amount_overflows, amend(merchant, [](Account& row) { row.credits_posted_fen = {}; })},
         {&insufficient_funds, [](auto&, auto& r) { r.amount_fen = yuan(100); }}});
}

TEST(plan_transfer, a_reservation_meets_its_failures_in_order_of_precedence) {
    auto request = a_transfer(1, TransferKind::reserve);
    request.effective_at_us = now;
    request.expires_at_us = now;
    request.amount_fen = yuan(101);
    expect_failures_in_order(
        a_book(), request,
        {{&field_not_allowed, [](auto&, auto& r) { r.effective_at_us.reset(); }},
         {&expiry_not_in_future, [](auto&, auto& r) { r.expires_at_us = now + 1s; }},
         {&insufficient_funds, [](auto&, auto& r) { r.amount_fen = yuan(100); }}});
}

TEST(plan_transfer, posting_a_reservation_meets_its_failures_in_order_of_precedence) {
    AccountBook book = a_book();
    apply(book, a_transfer(1));
    auto first = a_transfer(2, TransferKind::reserve);
    first.expires_at_us = now + 1s;
    apply(book, first);
    for (const std::uint64_t number : {3U, 4U, 5U})
        apply(book, a_transfer(number, TransferKind::reserve));
    apply(book, referring(13, TransferKind::post_reserved, 3));
    apply(book, referring(14, TransferKind::void_reserved, 4));
    book.expire(first.id);
    book.amend(payer, [](Account& row) { row.frozen = Freeze::all; });

    auto request = a_transfer(20, TransferKind::post_reserved);
    request.debit_account_id = payer;
    request.amount_fen = yuan(9);
    const auto refer_to = [](std::uint64_t number) {
        return [number](AccountBook&, TransferRequest& r) {
            r.reference_id = TransferId::fixed(number);
        };
    };
    expect_failures_in_order(
        std::move(book), request,
        {{&field_not_allowed, [](auto&, auto& r) { r.debit_account_id = {}; }},
         {&reference_missing, refer_to(20)},
         {&reference_is_itself, refer_to(19)},
         {&reference_not_found, refer_to(1)},
         {&reference_not_a_reservation, refer_to(3)},
         {&reservation_already_posted, refer_to(4)},
         {&reservation_already_voided, refer_to(2)},
         {&reservation_expired, refer_to(5)},
         {&amount_exceeds_reservation, [](auto&, auto& r) { r.amount_fen = yuan(8); }},
         {&debit_account_frozen, amend(payer, [](Account& row) { row.frozen = Freeze::none; })}});
}

TEST(plan_transfer, a_reversal_meets_its_failures_in_order_of_precedence) {
    AccountBook book = a_book();
    apply(book, a_transfer(1));
    apply(book, a_transfer(2, TransferKind::reserve));
    apply(book, a_transfer(3));
    const auto reversal = apply(book, referring(4, TransferKind::reverse, 3));
    EXPECT_EQ(reversal.debit_account_id, merchant);
    book.amend(merchant, [](Account& row) { row.debits_posted_fen += yuan(8); });

    auto request = referring(10, TransferKind::reverse, 9);
    request.amount_fen = yuan(8);
    request.effective_at_us = now - 1s;
    expect_failures_in_order(
        std::move(book), request,
        {{&field_not_allowed, [](auto&, auto& r) { r.amount_fen.reset(); }},
         {&reference_not_found, [](auto&, auto& r) { r.reference_id = TransferId::fixed(2); }},
         {&reference_not_reversible, [](auto&, auto& r) { r.reference_id = TransferId::fixed(3); }},
         {&already_reversed, [](auto&, auto& r) { r.reference_id = TransferId::fixed(1); }},
         {&effective_before_original, [](auto&, auto& r) { r.effective_at_us = now; }},
         {&insufficient_funds,
          amend(merchant, [](Account& row) { row.credits_posted_fen += yuan(8); })}});
}

TEST(plan_transfer, what_is_not_there_cannot_be_moved) {
    AccountBook book = a_book();
    auto request = a_transfer(1, TransferKind::move_available);
    request.debit_account_id = merchant;
    request.credit_account_id = payer;
    EXPECT_TRUE(plan_transfer(book, request).failed_with(nothing_to_move));
}

TEST(plan_transfer, cash_in_the_vault_cannot_fall_below_zero) {
    AccountBook book = a_book();
    auto request = a_transfer(1);
    request.credit_account_id = vault;
    request.amount_fen = yuan(51);
    const auto plan = plan_transfer(book, request);
    ASSERT_TRUE(plan.failed_with(insufficient_assets));
    EXPECT_EQ(std::get<std::int64_t>(plan.error().facts()[1].value), 5'000);
}

TEST(plan_transfer, a_repetition_names_the_first_field_that_differs) {
    AccountBook book = a_book();
    auto request = a_transfer(1, TransferKind::move);
    request.memo = "午餐";
    request.effective_at_us = now - 1s;
    const auto stored = apply(book, request);
    auto held = a_transfer(2, TransferKind::reserve);
    held.expires_at_us = now + 1s;
    apply(book, held);
    apply(book, referring(3, TransferKind::void_reserved, 2));

    struct Row {
        const Failure* failure;
        TransferRequest request;
        std::function<void(TransferRequest&)> change;
    };
    const std::vector<Row> table{
        {&exists_with_different_kind, request,
         [](auto& r) { r.kind = TransferKind::move_available; }},
        {&exists_with_different_debit_account_id, request,
         [](auto& r) { r.debit_account_id = cash; }},
        {&exists_with_different_credit_account_id, request,
         [](auto& r) { r.credit_account_id = cash; }},
        {&exists_with_different_amount_fen, request, [](auto& r) { r.amount_fen = yuan(9); }},
        {&exists_with_different_reference_id, referring(3, TransferKind::void_reserved, 2),
         [](auto& r) { r.reference_id = TransferId::fixed(1); }},
        {&exists_with_different_expires_at_us, held, [](auto& r) { r.expires_at_us.reset(); }},
        {&exists_with_different_effective_at_us, request,
         [](auto& r) { r.effective_at_us.reset(); }},
        {&exists_with_different_cause, request, [](auto& r) { r.cause.kind = "payment.refund"; }},
        {&exists_with_different_cause, request, [](auto& r) { r.cause.id[0] ^= 1; }},
        {&exists_with_different_memo, request, [](auto& r) { r.memo = "晚餐"; }}};
    std::ptrdiff_t last = -1;
    for (const auto& row : table) {
        auto changed = row.request;
        row.change(changed);
        const auto plan = plan_transfer(book, changed);
        ASSERT_FALSE(plan) << row.failure->code;
        EXPECT_EQ(plan.error().code(), row.failure->code);
        EXPECT_GE(precedence(row.failure->code), last);
        last = precedence(row.failure->code);
    }
    EXPECT_TRUE(plan_transfer(book, request, TransferId::fixed(1))
                    .failed_with(exists_with_different_chain));
    const auto again = plan_transfer(book, request);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->is_replay);
    EXPECT_EQ(receipt_of(again->transfer), receipt_of(stored));
}

TEST(plan_transfer, a_repetition_is_answered_whatever_became_of_the_accounts) {
    AccountBook book = a_book();
    auto request = a_transfer(1);
    request.amount_fen = yuan(100);
    apply(book, request);
    book.amend(payer, [](Account& row) { row.closed_at_us = now; });
    EXPECT_TRUE(plan_transfer(book, request)->is_replay);
}

TEST(plan_transfer, shape_failures_name_the_field) {
    struct Row {
        const char* field;
        TransferKind kind;
        std::function<void(TransferRequest&)> change;
    };
    const std::vector<Row> table{
        {"debit_account_id", TransferKind::void_reserved,
         [](auto& r) { r.debit_account_id = payer; }},
        {"credit_account_id", TransferKind::reverse, [](auto& r) { r.credit_account_id = payer; }},
        {"amount_fen", TransferKind::void_reserved, [](auto& r) { r.amount_fen = yuan(1); }},
        {"reference_id", TransferKind::move,
         [](auto& r) { r.reference_id = TransferId::fixed(1); }},
        {"effective_at_us", TransferKind::reserve, [](auto& r) { r.effective_at_us = now; }},
        {"expires_at_us", TransferKind::move, [](auto& r) { r.expires_at_us = now; }}};
    for (const auto& row : table) {
        auto request = a_transfer(1, row.kind);
        row.change(request);
        const auto shape = check_shape(request);
        ASSERT_TRUE(shape.failed_with(field_not_allowed)) << row.field;
        EXPECT_EQ(std::get<std::string>(shape.error().facts()[0].value), row.field);
    }
}

TEST(plan_transfer, causes_are_module_and_noun) {
    for (const auto* kind : {"", "ab", "Payment.charge", "payment charge", "payment-charge"}) {
        auto request = a_transfer(1);
        request.cause.kind = kind;
        EXPECT_TRUE(check_shape(request).failed_with(cause_malformed)) << kind;
    }
    auto request = a_transfer(1);
    request.cause.kind = std::string(65, 'a');
    EXPECT_TRUE(check_shape(request).failed_with(cause_malformed));
    request = a_transfer(1);
    request.cause.id = {};
    EXPECT_TRUE(check_shape(request).failed_with(cause_malformed));
    request = a_transfer(1);
    request.memo = std::string("a\0b", 3);
    EXPECT_TRUE(check_shape(request).failed_with(memo_malformed));
}

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
