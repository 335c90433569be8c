// Attacks on one-time codes, by name: many threads, several nodes, set clocks, other operations,
// caps as an oracle.
#include <latch>
#include <thread>

#include "core/identity/server/testing/code_desk.h"

namespace dlfp::identity {
namespace {

using testing::CodeDesk;
using testing::IdentityScene;

const MobileNumber victim = *MobileNumber::parse("13912345678");

crypto::Digest operation(const char* text) { return crypto::sm3(text); }

/// Two nodes over one database; on PostgreSQL each has its own connections, as two processes have.
struct SmsCodeAttack : ::testing::Test {
    test::TestDatabase holder{api::discovered_migrations()};
    std::unique_ptr<sql::Database> second_connections =
        test::test_engine() == sql::Engine::postgresql ? sql::open_database({.url = holder.url()})
                                                       : nullptr;
    runtime::FrozenClock clock{test::test_noon};
    CodeDesk node{*holder, clock};
    CodeDesk other_node{second_connections ? *second_connections : *holder, clock};

    ~SmsCodeAttack() override {
        if (second_connections) second_connections->drain();
        holder->drain();
    }
    CodeSubject payment(const char* text = "order-1, 12.50 to 8812") {
        auto subject = node.subject(SmsPurpose::confirm_payment, victim);
        subject.operation = operation(text);
        return subject;
    }
    void pass(Duration time) {
        clock.advance(time);
        node.stopwatch.advance(time);
        other_node.stopwatch.advance(time);
    }
    /// All at once, from forty threads that wait for each other; how many were accepted.
    template <class Typed>
    int tries_accepted(int tries, const CodeSubject& subject, const Typed& typed) {
        constexpr int thread_count = 40;
        std::latch together{thread_count};
        std::atomic<int> accepted = 0;
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < thread_count; ++thread)
            threads.emplace_back([&, thread] {
                together.arrive_and_wait();
                for (int number = thread; number < tries; number += thread_count) {
                    auto& at = number % 2 == 0 ? node : other_node;
                    if (at.redeem(subject, typed(number))) ++accepted;
                }
            });
        threads.clear();
        return accepted;
    }
};

std::string number_text(int number) {
    auto text = std::to_string(1'000'000 + number);
    return text.substr(1);
}

// clause: 5.3.2-b-2.3
TEST_F(SmsCodeAttack, of_a_thousand_concurrent_uses_on_two_nodes_exactly_one_succeeds) {
    const auto subject = payment();
    const auto code = node.issue(subject);
    EXPECT_EQ(tries_accepted(1'000, subject, [&](int) { return code; }), 1);
}

// clause: 5.3.2-b-2.3
TEST_F(SmsCodeAttack, guessing_in_parallel_gets_five_tries_and_no_more) {
    const auto subject = payment();
    const auto code = node.issue(subject);
    const auto wrong = [&](int number) {
        const auto guess = number_text(number);
        return guess == code ? number_text(number + 500'000) : guess;
    };
    EXPECT_EQ(tries_accepted(1'000, subject, wrong), 0);
    EXPECT_EQ(node.wrong_tries(subject), 5);
    EXPECT_FALSE(node.redeem(subject, code)) << "the right code comes after the fifth wrong one";
}

TEST_F(SmsCodeAttack, race_of_the_last_try_lets_one_through_and_only_the_right_one) {
    for (int round = 0; round < 20; ++round) {
        pass(1s);
        const auto subject = payment();
        const auto code = node.issue(subject);
        const auto wrong = IdentityScene::other_than(code);
        for (int tries = 0; tries < 4; ++tries) EXPECT_FALSE(node.redeem(subject, wrong));
        std::latch together{2};
        bool right_accepted = false;
        bool wrong_accepted = false;
        {
            std::jthread guesser{[&] {
                together.arrive_and_wait();
                wrong_accepted = other_node.redeem(subject, wrong);
            }};
            together.arrive_and_wait();
            right_accepted = node.redeem(subject, code);
        }
        EXPECT_FALSE(wrong_accepted);
        // Whoever came first: either the right code was in time, or the fifth wrong one closed it.
        EXPECT_EQ(node.wrong_tries(subject), right_accepted ? 4 : 5);
        EXPECT_FALSE(node.redeem(subject, code));
    }
}

// clause: 5.3.2-b-2.1
TEST_F(SmsCodeAttack, code_for_another_purpose_is_a_wrong_try) {
    const auto log_in = node.subject(SmsPurpose::log_in, victim);
    const auto reset = node.subject(SmsPurpose::reset_password, victim);
    node.issue(log_in);
    const auto code = node.issue(reset);
    EXPECT_FALSE(node.redeem(log_in, code));
    EXPECT_EQ(node.wrong_tries(log_in), 1);
    EXPECT_TRUE(node.redeem(reset, code));
}

// clause: 5.3-4
TEST_F(SmsCodeAttack, code_for_another_operation_is_a_wrong_try) {
    const auto shown = payment("order-1, 12.50 to 8812");
    const auto code = node.issue(shown);
    for (const char* changed :
         {"order-1, 1250.00 to 8812", "order-1, 12.50 to 9999", "order-2, 12.50 to 8812"}) {
        auto altered = shown;
        altered.operation = operation(changed);
        EXPECT_FALSE(node.redeem(altered, code)) << changed;
    }
    auto without = shown;
    without.operation.reset();
    EXPECT_FALSE(node.redeem(without, code));
    EXPECT_EQ(node.wrong_tries(shown), 4);
    EXPECT_TRUE(node.redeem(shown, code));
}

// clause: 5.3-4
TEST_F(SmsCodeAttack, one_persons_code_does_not_confirm_anothers_operation) {
    const auto thief = *MobileNumber::parse("13700000000");
    auto of_thief = node.subject(SmsPurpose::confirm_payment, thief);
    of_thief.operation = operation("order-1, 12.50 to 8812");
    const auto code = node.issue(of_thief);
    const auto of_victim = payment();
    node.issue(of_victim);
    EXPECT_FALSE(node.redeem(of_victim, code));
}

// clause: 5.3.2-b-2.3
TEST_F(SmsCodeAttack, replay_on_another_node_is_refused) {
    const auto subject = payment();
    const auto code = node.issue(subject);
    EXPECT_TRUE(other_node.redeem(subject, code)) << "any node accepts it";
    EXPECT_FALSE(node.redeem(subject, code));
    EXPECT_FALSE(other_node.redeem(subject, code));
}

// clause: 5.3.2-b-2.4
TEST_F(SmsCodeAttack, clock_moved_back_wins_no_time) {
    const auto subject = payment();
    const auto code = node.issue(subject);
    pass(50s);
    other_node.redeem(subject, IdentityScene::other_than(code));
    node.redeem(subject, IdentityScene::other_than(code));
    clock.set(test::test_noon + 5s);
    pass(9s);
    EXPECT_EQ(node.wrong_tries(subject), 2);
    pass(1s);
    EXPECT_FALSE(node.redeem(subject, code)) << "60 s after it was sent, whatever the clock says";
    EXPECT_FALSE(other_node.redeem(subject, code));
}

// clause: 5.3.2-b-2.4
TEST_F(SmsCodeAttack, clock_moved_back_does_not_revive_a_code_that_was_seen_expired) {
    const auto subject = payment();
    const auto code = node.issue(subject);
    pass(60s);
    EXPECT_FALSE(node.redeem(subject, code));
    clock.set(test::test_noon + 5s);
    CodeDesk restarted{*holder, clock};  // it remembers no time but this
    EXPECT_FALSE(restarted.redeem(subject, code));
}

// clause: 5.3.2-b-2.4
TEST_F(SmsCodeAttack, clock_moved_back_before_the_sending_makes_the_code_useless) {
    const auto subject = payment();
    const auto code = node.issue(subject);
    clock.set(test::test_noon - 1s);
    CodeDesk restarted{*holder, clock};
    EXPECT_FALSE(restarted.redeem(subject, code));
}

/// What a stranger sees who asks for codes for a number until the caps stop it.
std::vector<std::string> answers_for(IdentityScene& scene, const MobileNumber& number) {
    std::vector<std::string> answers;
    auto client = scene.nobody();
    for (int asked = 0; asked < 13; ++asked)
        for (const auto pause : {61s, 20s}) {
            scene.bank.advance(pause);
            const auto outcome =
                client.call(send_sms_code_endpoint, {number, OpenSmsPurpose::log_in});
            answers.push_back(std::to_string(outcome.status) + ' ' + outcome.code + ' ' +
                              std::to_string(outcome.fact("wait_s")) + ' ' +
                              (outcome ? outcome.body : "") + ' ' +
                              std::to_string(outcome.headers.size()));
        }
    return answers;
}

// clause: 5.3-5
TEST(sms_code_caps, do_not_tell_whether_a_number_belongs_to_a_customer) {
    std::vector<std::string> of_customer, of_nobody;
    const auto stranger = *MobileNumber::parse("13700000000");
    {
        IdentityScene scene;
        scene.registered();
        of_customer = answers_for(scene, scene.mobile);
        scene.bank.advance(24h);
    }
    {
        IdentityScene scene;
        scene.code_for(OpenSmsPurpose::register_customer, stranger);  // the customer got one, too
        const auto sent = scene.sms->sent();
        of_nobody = answers_for(scene, stranger);
        EXPECT_EQ(scene.sms->sent(), sent) << "nothing goes to who is no customer";
    }
    EXPECT_EQ(of_customer, of_nobody);
    EXPECT_NE(of_customer.back().find("daily_limit"), std::string::npos);
}

TEST(sms_code_caps, a_device_reaches_its_cap_over_many_numbers) {
    IdentityScene scene;
    const api::Text<64, 16> device{"device-0123456789"};
    const auto ask = [&](int number, std::optional<api::Text<64, 16>> from) {
        const auto mobile = *MobileNumber::parse("138000000" + std::to_string(10 + number));
        return scene.nobody().call(send_sms_code_endpoint,
                                   {mobile, OpenSmsPurpose::log_in, std::move(from)});
    };
    for (int number = 0; number < 10; ++number) EXPECT_SUCCEEDS(ask(number, device));
    EXPECT_FAILS(ask(10, device), sms_code_daily_limit);
    EXPECT_SUCCEEDS(ask(11, api::Text<64, 16>{"device-of-a-neighbour"}));
    EXPECT_SUCCEEDS(ask(12, {})) << "held by the caps of phone and address";
}

TEST(sms_code_caps, an_address_reaches_its_cap_over_many_numbers_and_devices) {
    IdentityScene scene;
    const auto ask = [&](int number) {
        const auto text = std::to_string(1'000 + number);
        return scene.nobody().call(send_sms_code_endpoint,
                                   {*MobileNumber::parse("1380000" + text), OpenSmsPurpose::log_in,
                                    api::Text<64, 16>{"device-number-" + text}});
    };
    for (int number = 0; number < 200; ++number) ASSERT_EQ(ask(number).status, 200) << number;
    EXPECT_FAILS(ask(200), sms_code_daily_limit);
}

}  // namespace
}  // namespace dlfp::identity
