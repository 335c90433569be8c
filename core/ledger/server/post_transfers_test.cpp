// Posting through the database, on both engines: what is stored, what a refusal leaves, what a
// repetition answers.
#include <algorithm>

#include "core/ledger/server/statement.h"
#include "core/ledger/server/testing/test_ledger.h"

namespace dlfp::ledger {
namespace {

std::int64_t fact(const Error& error, std::string_view name) {
    for (const auto& one : error.facts())
        if (one.name == name) return std::get<std::int64_t>(one.value);
    return -1;
}

TEST(post, money_leaves_one_account_and_reaches_the_other) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(20));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto receipt = ledger.post(ledger.transfer(payer, merchant, yuan(8)));
    ASSERT_TRUE(receipt) << receipt.error().code();
    EXPECT_EQ(receipt->posted_at_us, ledger.now());
    EXPECT_EQ(ledger.balance_of(payer), yuan(12));
    EXPECT_EQ(ledger.balance_of(merchant), yuan(8));
    EXPECT_EQ(ledger.account(merchant).last_transfer_id, receipt->id);
}

TEST(post, a_refusal_moves_nothing_and_burns_no_id) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(5));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto request = ledger.transfer(payer, merchant, yuan(8));
    const auto refused = ledger.post(request);
    ASSERT_TRUE(refused.failed_with(insufficient_funds));
    EXPECT_EQ(fact(refused.error(), "available_fen"), 500);
    EXPECT_EQ(fact(refused.error(), "amount_fen"), 800);
    EXPECT_EQ(ledger.balance_of(payer), yuan(5));
    ledger.post(ledger.transfer(ledger.bank(), payer, yuan(3))).value();
    EXPECT_TRUE(ledger.post(request));
}

TEST(post, a_repetition_gets_the_stored_receipt_and_moves_nothing) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(8));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto request = ledger.transfer(payer, merchant, yuan(8));
    const auto first = ledger.post(request).value();
    ledger.advance(1h);
    EXPECT_EQ(ledger.post(request).value(), first);
    EXPECT_EQ(ledger.balance_of(payer), Money{});
    auto other = request;
    other.amount_fen = yuan(7);
    EXPECT_TRUE(ledger.post(other).failed_with(exists_with_different_amount_fen));
}

TEST(post, several_posts_of_one_unit_see_each_other) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto income = ledger.open(AccountCode::fee_income);
    const auto result = ledger.write([&](sql::Transaction& transaction) -> Result<Receipt> {
        TRY_DONE(post(transaction, ledger.transfer(payer, merchant, yuan(10)), ledger.now()));
        TRY(const auto held,
            reserve(transaction, ledger.transfer(merchant, income, yuan(2)), ledger.now()));
        return post_reserved(transaction, ledger.ending(held.id), ledger.now());
    });
    ASSERT_TRUE(result) << result.error().code();
    EXPECT_EQ(ledger.balance_of(merchant), yuan(8));
    EXPECT_EQ(ledger.balance_of(income), yuan(2));
}

TEST(post, a_unit_that_fails_later_leaves_nothing) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto result = ledger.write([&](sql::Transaction& transaction) -> Result<Receipt> {
        TRY_DONE(post(transaction, ledger.transfer(payer, merchant, yuan(6)), ledger.now()));
        return post(transaction, ledger.transfer(payer, merchant, yuan(6)), ledger.now());
    });
    EXPECT_TRUE(result.failed_with(insufficient_funds));
    EXPECT_EQ(ledger.balance_of(payer), yuan(10));
}

TEST(post, a_caller_may_try_another_account_after_a_refusal) {
    TestLedger ledger;
    const auto purse = ledger.funded(yuan(3));
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto result = ledger.write([&](sql::Transaction& transaction) -> Result<Receipt> {
        const auto first =
            post(transaction, ledger.transfer(purse, merchant, yuan(6)), ledger.now());
        EXPECT_TRUE(first.failed_with(insufficient_funds));
        return post(transaction, ledger.transfer(payer, merchant, yuan(6)), ledger.now());
    });
    EXPECT_TRUE(result);
    EXPECT_EQ(ledger.balance_of(merchant), yuan(6));
}

TEST(post, unknown_accounts_and_references_are_named) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto nobody = ledger.next_id<AccountTag>();
    EXPECT_TRUE(
        ledger.post(ledger.transfer(nobody, payer, yuan(1))).failed_with(debit_account_not_found));
    EXPECT_TRUE(
        ledger.post(ledger.transfer(payer, nobody, yuan(1))).failed_with(credit_account_not_found));
    const auto nothing = ledger.next_id<TransferTag>();
    EXPECT_TRUE(ledger.reverse(ledger.ending(nothing)).failed_with(reference_not_found));
}

TEST(post, amounts_of_nothing_and_below_are_refused) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    for (const std::int64_t fen : {0L, -1L, INT64_MIN})
        EXPECT_TRUE(ledger.post(ledger.transfer(payer, ledger.bank(), Money::fen(fen)))
                        .failed_with(amount_not_positive));
}

TEST(post, a_counter_never_passes_its_range) {
    TestLedger ledger;
    const auto suspense = ledger.open(AccountCode::suspense);
    ASSERT_TRUE(ledger.post(ledger.transfer(ledger.bank(), suspense, Money::fen(INT64_MAX - 1))));
    EXPECT_TRUE(ledger.post(ledger.transfer(ledger.bank(), suspense, Money::fen(2)))
                    .failed_with(amount_overflows));
    EXPECT_TRUE(ledger.reserve(ledger.transfer(ledger.bank(), suspense, Money::fen(1))));
    EXPECT_TRUE(ledger.post(ledger.transfer(ledger.bank(), suspense, Money::fen(1)))
                    .failed_with(amount_overflows));
}

TEST(post_linked, all_transfers_of_a_chain_are_posted_or_none) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto income = ledger.open(AccountCode::fee_income);
    const auto linked = [&](std::vector<TransferRequest> requests) {
        return ledger.write([&](sql::Transaction& transaction) {
            return post_linked(transaction, requests, ledger.now());
        });
    };
    const std::vector good{ledger.transfer(payer, merchant, yuan(10)),
                           ledger.transfer(merchant, income, yuan(1))};
    const std::vector bad{ledger.transfer(payer, merchant, yuan(10)),
                          ledger.transfer(merchant, income, yuan(11))};
    const auto refused = linked(bad);
    ASSERT_TRUE(refused.failed_with(insufficient_funds));
    EXPECT_EQ(fact(refused.error(), "index"), 1);
    EXPECT_EQ(ledger.balance_of(payer), yuan(10));
    const auto receipts = linked(good);
    ASSERT_TRUE(receipts);
    EXPECT_EQ(ledger.balance_of(merchant), yuan(9));
    EXPECT_EQ(linked(good).value(), *receipts);

    auto longer = good;
    longer.push_back(ledger.transfer(income, merchant, yuan(1)));
    EXPECT_TRUE(linked(longer).failed_with(exists_with_different_chain));
    EXPECT_TRUE(ledger.post(good[0]).failed_with(exists_with_different_chain));
    EXPECT_TRUE(linked({}).failed_with(linked_chain_empty));
    EXPECT_TRUE(
        linked(std::vector<TransferRequest>(65, good[0])).failed_with(linked_chain_too_long));
}

TEST(post_batch, each_request_is_decided_for_itself_and_chains_as_a_whole) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    std::vector<TransferRequest> requests;
    for (const std::int64_t amount : {4, 100, 3, 100, 2, 9})
        requests.push_back(ledger.transfer(payer, merchant, yuan(amount)));
    requests[2].is_linked_to_next = true;  // 3 fails with its neighbour of 100
    requests[5].is_linked_to_next = true;  // left open at the end
    requests.push_back(requests[0]);       // repeats the first; ends the chain of the one before
    const auto results = ledger.write([&](sql::Transaction& transaction) {
        return post_batch(transaction, requests, ledger.now());
    });
    EXPECT_TRUE(results[0]);
    EXPECT_TRUE(results[1].failed_with(insufficient_funds));
    EXPECT_TRUE(results[2].failed_with(linked_transfer_failed));
    EXPECT_TRUE(results[3].failed_with(insufficient_funds));
    EXPECT_TRUE(results[4]);
    EXPECT_TRUE(results[5].failed_with(insufficient_funds));
    EXPECT_TRUE(results[6].failed_with(linked_transfer_failed));
    EXPECT_EQ(ledger.balance_of(merchant), yuan(6));

    auto open = ledger.transfer(payer, merchant, yuan(1));
    open.is_linked_to_next = true;
    const auto opened = ledger.write([&](sql::Transaction& transaction) {
        return post_batch(transaction, {&open, 1}, ledger.now());
    });
    EXPECT_TRUE(opened[0].failed_with(linked_chain_open));
}

TEST(reserve, money_is_held_posted_in_part_and_given_back) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto held = ledger.reserve(ledger.transfer(payer, merchant, yuan(8))).value();
    EXPECT_EQ(ledger.available_of(payer), yuan(2));
    EXPECT_EQ(ledger.balance_of(payer), yuan(10));
    auto part = ledger.ending(held.id);
    part.amount_fen = yuan(5);
    EXPECT_EQ(ledger.post_reserved(part).value().amount_fen, yuan(5));
    EXPECT_EQ(ledger.available_of(payer), yuan(5));
    EXPECT_TRUE(
        ledger.post_reserved(ledger.ending(held.id)).failed_with(reservation_already_posted));
    EXPECT_TRUE(ledger.post_reserved(part));

    const auto other = ledger.reserve(ledger.transfer(payer, merchant, yuan(5))).value();
    EXPECT_TRUE(ledger.void_reserved(ledger.ending(other.id)));
    EXPECT_TRUE(
        ledger.void_reserved(ledger.ending(other.id)).failed_with(reservation_already_voided));
    EXPECT_EQ(ledger.available_of(payer), yuan(5));
    const auto record =
        ledger.read([&](sql::Reader& reader) { return find_transfer(reader, held.id); });
    EXPECT_EQ(record->reservation, ReservationState::posted);
}

TEST(reserve, an_expired_reservation_gives_its_amount_back_by_the_job) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    auto request = ledger.transfer(payer, merchant, yuan(8));
    request.expires_at_us = ledger.now() + 5min;
    const auto held = ledger.reserve(request).value();
    const auto expire = [&] {
        return ledger.write([&](sql::Transaction& transaction) {
            return expire_reservations(transaction, ledger.now(), 100);
        });
    };
    ledger.advance(5min - 1us);
    EXPECT_EQ(expire(), 0);
    ledger.advance(1us);
    EXPECT_TRUE(ledger.post_reserved(ledger.ending(held.id)).failed_with(reservation_expired));
    EXPECT_EQ(expire(), 1);
    EXPECT_EQ(expire(), 0);
    EXPECT_EQ(ledger.available_of(payer), yuan(10));
    EXPECT_EQ(ledger.reserve(request).value(), held);
}

TEST(reserve, an_overdue_reservation_does_not_stand_in_the_way_of_a_payment) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto other = ledger.open(AccountCode::merchant_clearing);
    auto request = ledger.transfer(payer, other, yuan(8));
    request.expires_at_us = ledger.now() + 5min;
    ledger.reserve(request).value();
    ledger.advance(5min);
    EXPECT_TRUE(ledger.post(ledger.transfer(payer, merchant, yuan(10))));
    EXPECT_EQ(ledger.account(other).credits_pending_fen, Money{});
}

TEST(reverse, a_transfer_is_reversed_once_and_names_its_reversal) {
    TestLedger ledger;
    const auto payer = ledger.funded(yuan(10));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto paid = ledger.post(ledger.transfer(payer, merchant, yuan(8))).value();
    const auto reversal = ledger.reverse(ledger.ending(paid.id)).value();
    EXPECT_EQ(ledger.balance_of(payer), yuan(10));
    EXPECT_TRUE(ledger.reverse(ledger.ending(paid.id)).failed_with(already_reversed));
    EXPECT_TRUE(ledger.reverse(ledger.ending(reversal.id)).failed_with(reference_not_reversible));
    const auto record =
        ledger.read([&](sql::Reader& reader) { return find_transfer(reader, paid.id); });
    EXPECT_EQ(record->reversed_by, reversal.id);
}

TEST(move_available, moves_what_is_there_and_repeats_the_same) {
    TestLedger ledger;
    const auto purse = ledger.funded(yuan(3));
    const auto merchant = ledger.open(AccountCode::merchant_clearing);
    const auto request = ledger.transfer(purse, merchant, yuan(8));
    const auto move = [&] {
        return ledger.write([&](sql::Transaction& transaction) {
            return move_available(transaction, request, ledger.now());
        });
    };
    EXPECT_EQ(move().value().amount_fen, yuan(3));
    EXPECT_EQ(move().value().amount_fen, yuan(3));
    EXPECT_EQ(ledger.balance_of(merchant), yuan(3));
}

}  // namespace
}  // namespace dlfp::ledger
