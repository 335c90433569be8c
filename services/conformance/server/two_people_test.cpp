// What two people are needed for: attachments that speak for a clause, and configured values.
#include <gtest/gtest.h>

#include "core/approval/server/decide.h"
#include "platform/runtime/crypto/hash.h"
#include "services/conformance/server/testing/register_bank.h"

namespace dlfp::conformance {
namespace {

using namespace testing;

struct TwoPeopleTest : ::testing::Test, RegisterBank {
    AttestReply prepared() {
        const auto asked = officer().call(attest_endpoint, statement());
        EXPECT_SUCCEEDS(asked);
        return asked.value();
    }
    AttestationState attested_state() { return clause(open_clause).attestations.at(0).state; }
    ClauseState state() { return clause(open_clause).line.state; }
    ValueView value(std::string_view key) {
        const auto listed = officer().call(list_values_endpoint, {});
        for (const auto& item : listed->items)
            if (item.value_key == key) return item;
        throw std::logic_error("no such value");
    }
    ChangeValueRequest change(std::int64_t amount) {
        return {.value_key = std::string("sms_code_digits"),
                .amount = amount,
                .owner = std::string("信息安全部"),
                .valid_from = BusinessDate::of(bank.now()),
                .reason = std::string("按最新要求")};
    }
};

TEST_F(TwoPeopleTest, nothing_counts_before_a_second_person_agreed) {
    const auto asked = prepared();
    EXPECT_EQ(state(), ClauseState::not_yet);
    EXPECT_EQ(attested_state(), AttestationState::waiting);
    auto both = as(1, {"approval.decide_approvals", "conformance.agree_to_register"});
    EXPECT_EQ(both.call(approval::approve_endpoint, {asked.approval_id}).code,
              "approval.own_request");
    approve(asked.approval_id);
    EXPECT_EQ(state(), ClauseState::attested);
    const auto shown = clause(open_clause).attestations.at(0);
    EXPECT_EQ(shown.digest, asked.digest);
    EXPECT_EQ(shown.agreed_at_us, bank.now());
}

TEST_F(TwoPeopleTest, the_attachment_is_kept_with_its_sm3) {
    const auto asked = prepared();
    const auto file = officer().call(download_attachment_endpoint, {asked.attestation_id});
    EXPECT_EQ(file->bytes, "%PDF-1.7 plan");
    EXPECT_EQ(asked.digest, crypto::to_hex(crypto::sm3(std::string_view{"%PDF-1.7 plan"})));
    EXPECT_FAILS(officer().call(download_attachment_endpoint, {AttestationId::fixed(9)}),
                 attestation_not_found);
}

TEST_F(TwoPeopleTest, rejected_and_withdrawn_requests_never_count) {
    const auto rejected = prepared();
    EXPECT_SUCCEEDS(checker().call(approval::reject_endpoint, {rejected.approval_id}));
    EXPECT_EQ(attested_state(), AttestationState::dropped);
    const auto withdrawn = prepared();
    EXPECT_SUCCEEDS(officer().call(approval::withdraw_endpoint, {withdrawn.approval_id}));
    EXPECT_EQ(state(), ClauseState::not_yet);
}

TEST_F(TwoPeopleTest, an_agreed_statement_is_taken_back_once_and_kept) {
    const auto asked = prepared();
    const WithdrawAttestationRequest request{asked.attestation_id, std::string("培训已过期")};
    EXPECT_FAILS(officer().call(withdraw_attestation_endpoint, request), attestation_not_agreed);
    approve(asked.approval_id);
    EXPECT_SUCCEEDS(officer().call(withdraw_attestation_endpoint, request));
    EXPECT_EQ(state(), ClauseState::not_yet);
    const auto shown = clause(open_clause).attestations.at(0);
    EXPECT_EQ(shown.state, AttestationState::withdrawn);
    EXPECT_EQ(shown.withdrawal_reason, "培训已过期");
    EXPECT_FAILS(officer().call(withdraw_attestation_endpoint, request), attestation_not_agreed);
    EXPECT_FAILS(officer().call(withdraw_attestation_endpoint,
                                {AttestationId::fixed(9), std::string("无效")}),
                 attestation_not_found);
}

TEST_F(TwoPeopleTest, an_agreed_statement_turns_amber_after_its_period) {
    approve(prepared().approval_id);
    EXPECT_EQ(clause(open_clause).line.standing, Standing::holds);
    bank.advance(24h * clause(open_clause).period_days + 1s);
    EXPECT_EQ(clause(open_clause).line.standing, Standing::ageing);
}

// clause: 6.3.1-d-2.4
TEST_F(TwoPeopleTest, only_documents_and_pictures_are_taken) {
    for (const auto& [name, content] :
         {std::pair{"a.exe", "MZ"}, std::pair{"a.pdf", "PK\x03\x04"},
          std::pair{"a.pdf.exe", "%PDF-"}, std::pair{"../a.pdf", "%PDF-"},
          std::pair{"a.html", "<script>"}, std::pair{"a.png", "GIF"}})
        EXPECT_FAILS(officer().call(attest_endpoint, statement(name, content)),
                     attachment_kind_refused)
    << name;
    auto broken = statement();
    broken.file_base64 = std::string("%%%");
    EXPECT_FAILS(officer().call(attest_endpoint, broken), attachment_malformed);
    auto nowhere = statement();
    nowhere.clause_id = std::string("99.9-z");
    EXPECT_FAILS(officer().call(attest_endpoint, nowhere), clause_not_found);
    EXPECT_TRUE(plan_attachment("a.png", crypto::to_base64(crypto::view_of("\x89PNG...")), {}));
}

TEST_F(TwoPeopleTest, a_value_changes_from_its_day_on_when_somebody_else_agrees) {
    EXPECT_EQ(value("sms_code_digits").amount, 6);
    EXPECT_FALSE(value("sms_code_digits").is_decided);
    auto request = change(8);
    request.valid_from = BusinessDate::of(bank.now()).plus_days(1);
    const auto asked = officer().call(change_value_endpoint, request);
    ASSERT_TRUE(asked) << asked.body;
    EXPECT_TRUE(value("sms_code_digits").changes.empty());
    approve(asked->approval_id);
    EXPECT_EQ(value("sms_code_digits").amount, 6) << "its day has not come";
    EXPECT_EQ(value("sms_code_digits").changes.size(), 1U);
    bank.advance(24h);
    EXPECT_EQ(value("sms_code_digits").amount, 8);
    EXPECT_TRUE(value("sms_code_digits").is_decided);
    told = api::Reading{.value = 7};
    measure(bank.platform(), bank.now());
    EXPECT_EQ(clause(probed_clause).probes.at(0).threshold, 8);
}

TEST_F(TwoPeopleTest, what_may_not_be_decided_is_refused_in_order) {
    auto unknown = change(6);
    unknown.value_key = std::string("no_such_value");
    EXPECT_FAILS(officer().call(change_value_endpoint, unknown), value_not_found);
    const auto outside = officer().call(change_value_endpoint, change(99));
    EXPECT_FAILS(outside, value_out_of_bounds);
    EXPECT_EQ(outside.fact("max"), 8);
    auto past = change(7);
    past.valid_from = BusinessDate::of(bank.now()).plus_days(-1);
    EXPECT_FAILS(officer().call(change_value_endpoint, past), value_day_refused);
    past.valid_from = BusinessDate::of(bank.now()).plus_days(367);
    EXPECT_FAILS(officer().call(change_value_endpoint, past), value_day_refused);
    approve(officer().call(change_value_endpoint, change(7))->approval_id);
    EXPECT_FAILS(officer().call(change_value_endpoint, change(7)), value_unchanged);
}

}  // namespace
}  // namespace dlfp::conformance
