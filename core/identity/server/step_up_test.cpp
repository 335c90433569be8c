// The decision of a step-up as a table, and the digest of what was seen.
#include "core/identity/server/step_up.h"

#include <gtest/gtest.h>

#include "core/identity/server/operation.h"

namespace dlfp::identity {
namespace {

using enum Proof;
using enum Scene;

const BusinessDate day = *BusinessDate::parse("2026-11-24");

StepUpQuestion payment_of(Money amount, ShownProofs shown) {
    return {.scene = pay,
            .day = day,
            .amount = amount,
            .shown = shown,
            .before = {},
            .collectable = {passkey, sms_code}};
}

const ShownProofs by_password{{login_password}, {payment_pin}};
const ShownProofs by_code{{sms_code}, {payment_pin}};
const ShownProofs signed_order{{login_password}, {payment_pin, passkey}};

struct Line {
    const char* sentence;
    ShownProofs shown;
    Money most;                  ///< passes; a fen more does not
    std::vector<Proof> missing;  ///< named for that fen
};

// clause: 5.3-1, 5.3.1-c.1
TEST(step_up, every_line_passes_its_most_and_asks_for_more_a_fen_above) {
    const Line lines[] = {
        {"one kind: the small amounts", by_password, yuan(1'000), {sms_code, passkey}},
        {"two kinds", by_code, yuan(5'000), {passkey}},
        {"a log-in by passkey is two kinds but signs nothing",
         {{passkey}, {payment_pin}},
         yuan(5'000),
         {passkey}},
        {"password, PIN and code",
         {{login_password}, {payment_pin, sms_code}},
         yuan(5'000),
         {passkey}},
        {"the order signed", signed_order, yuan(10'000), {}},
        {"nothing shown for the operation",
         {{sms_code, login_password}, {}},
         yuan(5'000),
         {passkey}},
    };
    for (const auto& line : lines) {
        const auto at_most = decide_step_up(payment_of(line.most, line.shown));
        EXPECT_TRUE(at_most.is_enough) << line.sentence;
        EXPECT_EQ(at_most.still_possible, line.most) << line.sentence;
        const auto above = decide_step_up(payment_of(line.most + Money::fen(1), line.shown));
        EXPECT_FALSE(above.is_enough) << line.sentence;
        EXPECT_EQ(above.missing, line.missing) << line.sentence;
    }
}

// clause: 5.3.1-c.1
TEST(step_up, a_session_alone_pays_nothing_as_a_single_kind) {
    const auto decision = decide_step_up(payment_of(Money::fen(1), {{login_password}, {}}));
    EXPECT_FALSE(decision.is_enough);
    EXPECT_EQ(decision.missing, (std::vector{sms_code, passkey}));
}

// clause: 5.3-1
TEST(step_up, the_day_counts_what_equal_and_weaker_proofs_moved) {
    auto question = payment_of(yuan(400), by_password);
    question.before = {{signed_order, {yuan(3'000), yuan(3'000)}}};
    EXPECT_TRUE(decide_step_up(question).is_enough) << "stronger ones leave the small amounts be";
    question.before.push_back({by_password, {yuan(600), yuan(600)}});
    EXPECT_EQ(decide_step_up(question).still_possible, yuan(400));
    EXPECT_TRUE(decide_step_up(question).is_enough);
    question.before.push_back({{}, {Money::fen(1), Money::fen(1)}});
    EXPECT_FALSE(decide_step_up(question).is_enough) << "without any proof it counts as weakest";
    question.shown = signed_order;
    EXPECT_EQ(decide_step_up(question).still_possible, yuan(6'400) - Money::fen(1));
}

// clause: 5.3-1
TEST(step_up, the_year_counts_everything) {
    auto question = payment_of(yuan(1), signed_order);
    question.before = {{by_password, {Money{}, yuan(199'999)}}};
    EXPECT_TRUE(decide_step_up(question).is_enough);
    question.before.push_back({by_code, {Money{}, Money::fen(1)}});
    EXPECT_FALSE(decide_step_up(question).is_enough);
    EXPECT_TRUE(decide_step_up(question).missing.empty());
}

// clause: 5.3-1
TEST(step_up, a_day_full_at_one_strength_is_full_for_weaker_ones) {
    auto question = payment_of(yuan(1), by_password);
    question.before = {{by_code, {yuan(4'900), yuan(4'900)}}};
    EXPECT_EQ(decide_step_up(question).still_possible, yuan(100));
    question.before = {{signed_order, {yuan(9'500), yuan(9'500)}}};
    EXPECT_EQ(decide_step_up(question).still_possible, yuan(500));
}

// clause: 5.3-1
TEST(step_up, more_proofs_never_leave_less) {
    constexpr unsigned sets = 1U << 9;
    const std::vector<std::vector<MovedBy>> days{
        {},
        {{by_password, {yuan(900), yuan(900)}}},
        {{by_code, {yuan(4'900), yuan(4'900)}}},
        {{signed_order, {yuan(9'500), yuan(9'500)}}},
        {{by_password, {yuan(500), yuan(500)}}, {by_code, {yuan(3'000), yuan(3'000)}}}};
    for (const auto& before : days) {
        const auto left = [&](Proofs session, unsigned bits) {
            auto question = payment_of(yuan(1), {session, Proofs::of_bits(bits)});
            question.before = before;
            return decide_step_up(question).still_possible;
        };
        for (const auto session : {Proofs{}, Proofs{login_password}, Proofs{sms_code}})
            for (unsigned bits = 0; bits < sets; ++bits)
                for (unsigned one = 1; one < sets; one <<= 1)
                    ASSERT_GE(left(session, bits | one), left(session, bits)) << bits << " " << one;
    }
}

// clause: 5.3.2-b-4.5
TEST(step_up, a_scene_without_money_is_open_or_names_what_opens_it) {
    StepUpQuestion question{.scene = raise_limit,
                            .day = day,
                            .amount = {},
                            .shown = {{login_password}, {passkey}},
                            .before = {},
                            .collectable = {payment_pin, passkey}};
    EXPECT_EQ(decide_step_up(question).missing, std::vector{payment_pin});
    question.shown.for_operation = {passkey, payment_pin};
    EXPECT_TRUE(decide_step_up(question).is_enough);
}

TEST(step_up, what_was_shown_is_read_back_as_written) {
    EXPECT_EQ(to_text(signed_order), "login_password/payment_pin+passkey");
    for (const auto& shown : {by_password, by_code, signed_order, ShownProofs{}})
        EXPECT_EQ(parse_shown(to_text(shown)), shown);
    EXPECT_EQ(parse_shown(""), ShownProofs{});
    EXPECT_EQ(parse_shown("a/b+payment_pin"), (ShownProofs{{}, {payment_pin}}));
}

Operation charge_of_lunch() {
    return {.kind = "payment.charge",
            .customer_id = CustomerId::fixed(1),
            .subject_id = "pay_1",
            .seen = {{"payee", "org_1"}, {"amount_fen", "1580"}, {"tender", "cash_purse 1580"}}};
}

// clause: 5.3-4
TEST(operation_digest, changes_with_every_field_and_with_nothing_else) {
    const auto before = digest_of(charge_of_lunch());
    EXPECT_EQ(digest_of(charge_of_lunch()), before);
    std::vector<Operation> changed(6, charge_of_lunch());
    changed[0].kind = "payment.refund";
    changed[1].customer_id = CustomerId::fixed(2);
    changed[2].subject_id = "pay_2";
    changed[3].seen[0].value = "org_2";
    changed[4].seen[1].value = "1581";
    changed[5].seen[2].value = "eaccount 1580";
    for (const auto& operation : changed) EXPECT_NE(digest_of(operation), before);
}

// clause: 5.3-4
TEST(operation_digest, text_moved_between_fields_is_another_operation) {
    auto one = charge_of_lunch();
    auto other = charge_of_lunch();
    one.seen = {{"a", "bc"}, {"d", ""}};
    other.seen = {{"ab", "c"}, {"", "d"}};
    EXPECT_NE(digest_of(one), digest_of(other));
    one.seen = {{"a", "b"}};
    other.seen = {{"a", "b"}, {"", ""}};
    EXPECT_NE(digest_of(one), digest_of(other));
}

// clause: 5.3-4
TEST(operation_digest, is_sm3_over_lengths_and_texts) {
    const Operation operation{"k", CustomerId::fixed(1), "s", {{"n", "v"}}};
    std::string bytes;
    for (const std::string& text :
         {std::string("dlfp.operation.1"), std::string("k"), CustomerId::fixed(1).to_text(),
          std::string("s"), std::string("n"), std::string("v")})
        bytes += std::string(7, '\0') + static_cast<char>(text.size()) + text;
    EXPECT_EQ(digest_of(operation), crypto::sm3(bytes));
    EXPECT_EQ(to_text(digest_of(operation)).size(), 64U);
}

}  // namespace
}  // namespace dlfp::identity
