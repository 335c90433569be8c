// Many clients at once on one code or one account, again and again: what each was told is written
// down and must fit an order in which a code works once and a day's limit is never passed.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <random>

#include "core/identity/server/testing/identity_scene.h"
#include "core/payment/server/testing/payment_bank.h"
#include "tests/linearizability/checker.h"

namespace dlfp::linearizability {
namespace {

constexpr int clients = 8;
using Call = std::function<void(Operation&)>;

/// Writes a history down. Its time is a count: no call and no answer share one.
class Recorder {
public:
    explicit Recorder(History begun) : history_{std::move(begun)} {}

    /// All calls side by side, dealt to as many clients as there are.
    void run(std::vector<Call> calls) {
        std::atomic<std::size_t> next = 0;
        std::latch all_are_here{clients};
        std::vector<std::future<void>> running;
        for (int client = 0; client < clients; ++client)
            running.push_back(std::async(std::launch::async, [&] {
                all_are_here.arrive_and_wait();
                for (auto at = next++; at < calls.size(); at = next++) record(calls[at]);
            }));
        for (auto& client : running) client.get();
    }
    const History& history() const { return history_; }
    std::ptrdiff_t answered(Answer answer) const {
        return std::ranges::count(history_.operations, answer, &Operation::answer);
    }

private:
    void record(const Call& call) {
        Operation operation{.called = time_++};
        call(operation);
        operation.returned = time_++;
        const std::lock_guard lock{mutex_};
        history_.operations.push_back(operation);
    }

    History history_;
    std::mutex mutex_;
    std::atomic<std::int64_t> time_ = 1;
};

/// The history holds, and would not if one of those refused had been told of a success, too.
void expect_linearizable(const History& history) {
    EXPECT_EQ(check(history).finding, Finding::linearizable);
    auto wrong = history;
    const auto refused = std::ranges::find_if(wrong.operations, [](const Operation& operation) {
        return operation.action != Action::guess &&
               (operation.answer == Answer::refused || operation.answer == Answer::over_limit);
    });
    const bool was_used =
        std::ranges::count(history.operations, Answer::done, &Operation::answer) != 0;
    if (!was_used || refused == wrong.operations.end()) return;
    refused->answer = Answer::done;
    EXPECT_EQ(check(wrong).finding, Finding::violated) << "one success too many goes unnoticed";
}

struct SmsCodes : testing::Test {
    identity::testing::IdentityScene scene;

    void SetUp() override { scene.registered(); }

    Call log_in_with(std::string code, Action action) {
        return [this, code = std::move(code), action](Operation& operation) {
            const auto outcome = scene.nobody().call_with_key(
                identity::log_in_by_code_endpoint, {scene.mobile, Secret<>{code}, {}}, "unused");
            operation.action = action;
            operation.answer = outcome ? Answer::done : Answer::refused;
            if (!outcome) EXPECT_FAILS(outcome, identity::sms_code_wrong);
        };
    }
};

// clause: 5.3.2-b-2.4
TEST_F(SmsCodes, of_many_tries_at_once_one_logs_in) {
    for (int round = 0; round < 12; ++round) {
        scene.bank.advance(24h);
        const auto code = scene.code_for(identity::OpenSmsPurpose::log_in);
        Recorder recorder{{.kind = ObjectKind::one_time}};
        recorder.run(std::vector(2 * clients, log_in_with(code, Action::use)));
        EXPECT_EQ(recorder.answered(Answer::done), 1);
        expect_linearizable(recorder.history());
    }
}

TEST_F(SmsCodes, guesses_at_once_leave_a_code_its_five_tries_and_no_more) {
    for (int round = 0; round < 16; ++round) {
        const bool is_worn_out = round % 2 != 0;
        scene.bank.advance(24h);
        const auto code = scene.code_for(identity::OpenSmsPurpose::log_in);
        std::vector<Call> calls(is_worn_out ? 7 : 4,
                                log_in_with(scene.other_than(code), Action::guess));
        calls.insert(calls.begin() + round / 4, log_in_with(code, Action::use));
        calls.push_back(log_in_with(code, Action::use));
        Recorder recorder{{.kind = ObjectKind::one_time, .limit = 5}};
        recorder.run(calls);
        EXPECT_LE(recorder.answered(Answer::done), 1);
        if (!is_worn_out) EXPECT_EQ(recorder.answered(Answer::done), 1);
        expect_linearizable(recorder.history());
    }
}

struct Payments : testing::Test {
    payment::PaymentBank bank;
    std::mt19937_64 dice{20261124};

    void SetUp() override { bank.bank.hold_events(); }

    /// What became of a payment that nothing but money and limits may stop.
    template <class T>
    static Answer answer_of(const Result<T>& outcome) {
        if (outcome) return Answer::done;
        if (outcome.failed_with(account::day_limit_exceeded) ||
            outcome.failed_with(payment::code_day_limit_exceeded))
            return Answer::over_limit;
        EXPECT_TRUE(outcome.failed_with(payment::tender_short) ||
                    outcome.failed_with(payment::code_unknown));
        return Answer::refused;
    }
    /// A sale at the counter: the code is used up with the payment or not at all.
    auto sell(const std::string& code, Money amount) {
        return bank.in_unit([&](const payment::Scope& scope) -> Result<payment::ChargeReply> {
            TRY_DONE(payment::redeem_code(scope, code, amount));
            TRY(const auto id, payment::create_order(scope, bank.cash_order(amount)));
            return payment::charge(scope, id, payment::ChargeMethod::payment_code);
        });
    }
    std::string code() {
        return bank.customer(payment::zhang).call(payment::make_code_endpoint, {})->code;
    }
    Money between(std::int64_t least_fen, std::int64_t most_fen) {
        return Money::fen(std::uniform_int_distribution{least_fen, most_fen}(dice));
    }

    Call pay_from(account::EAccountId id, Money amount) {
        const auto order =
            bank.order(bank.draft({bank.from(payment::TenderKind::eaccount, id, amount)}));
        return [this, order, amount](Operation& operation) {
            operation.action = Action::pay;
            operation.amount = amount.fen();
            operation.answer = answer_of(bank.take(order));
        };
    }
    Call look_at(account::EAccountId id) {
        return [this, id](Operation& operation) {
            operation.action = Action::look;
            operation.answer = Answer::done;
            operation.seen = bank.read([&](sql::Reader& reader) {
                return account::spendable(reader, id, bank.bank.now())->available_fen.fen();
            });
        };
    }
    /// Days on which more is asked for than the class may pay; at most the limit leaves.
    void spend_days(account::AccountClass account_class, Money limit) {
        const auto id = bank.open(payment::zhang, account_class);
        for (int day = 0; day < 12; ++day) {
            bank.bank.advance(24h);
            bank.fill(id, limit);
            const auto start = bank.balance(id);
            Recorder recorder{{ObjectKind::account, start.fen(), limit.fen(), {}}};
            std::vector<Call> calls;
            for (int number = 0; number < 16; ++number) {
                calls.push_back(pay_from(id, between(limit.fen() / 16, limit.fen() / 4)));
                if (number % 3 == 0) calls.push_back(look_at(id));
            }
            recorder.run(std::move(calls));
            EXPECT_LE(start - bank.balance(id), limit);
            EXPECT_GT(recorder.answered(Answer::over_limit), 0);
            expect_linearizable(recorder.history());
        }
    }
};

// row: C9
TEST_F(Payments, class_two_pays_no_more_than_its_day_in_any_order) {
    spend_days(account::AccountClass::class_two, yuan(10'000));
}

// row: C9
TEST_F(Payments, class_three_pays_no_more_than_its_day_in_any_order) {
    spend_days(account::AccountClass::class_three, yuan(2'000));
}

TEST_F(Payments, of_many_sales_at_once_one_uses_the_code) {
    bank.fill(bank.cash, yuan(10'000));
    for (int round = 0; round < 12; ++round) {
        bank.bank.advance(24h);
        const auto shown = code();
        Recorder recorder{{.kind = ObjectKind::one_time}};
        recorder.run(std::vector<Call>(2 * clients, [&](Operation& operation) {
            operation.action = Action::use;
            operation.answer = answer_of(sell(shown, yuan(15)));
        }));
        EXPECT_EQ(recorder.answered(Answer::done), 1);
        expect_linearizable(recorder.history());
    }
    EXPECT_EQ(bank.balance(bank.cash), yuan(10'000 - 12 * 15));
}

// clause: 5.3-1
TEST_F(Payments, codes_without_pin_pay_no_more_than_their_day_in_any_order) {
    bank.fill(bank.cash, yuan(50'000));
    for (int day = 0; day < 12; ++day) {
        bank.bank.advance(24h);
        const auto start = bank.balance(bank.cash);
        std::vector<Call> calls;
        for (int number = 0; number < 16; ++number)
            calls.push_back(
                [this, shown = code(), amount = between(50'00, 200'00)](Operation& operation) {
                    operation.action = Action::pay;
                    operation.amount = amount.fen();
                    operation.answer = answer_of(sell(shown, amount));
                });
        Recorder recorder{{ObjectKind::account, start.fen(), yuan(1'000).fen(), {}}};
        recorder.run(std::move(calls));
        EXPECT_LE(start - bank.balance(bank.cash), yuan(1'000));
        EXPECT_GT(recorder.answered(Answer::over_limit), 0);
        expect_linearizable(recorder.history());
    }
}

}  // namespace
}  // namespace dlfp::linearizability
