// The rules of posting as tables: every failure of the plan, in its order of precedence.
#include "core/ledger/server/plan_transfer.h"

#include <algorithm>
#include <functional>

#include "core/ledger/server/testing/planning.h"

namespace dlfp::ledger {
namespace {

using namespace planning;

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

}  // namespace
}  // namespace dlfp::ledger
