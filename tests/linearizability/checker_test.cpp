// The test of the test: histories known to be good or bad, made by hand, by a brute-force oracle
// and by planting one wrong answer into long good ones.
#include "tests/linearizability/checker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace dlfp::linearizability {
namespace {

Operation pay(std::int64_t amount, Answer answer, std::int64_t called, std::int64_t returned) {
    return {Action::pay, amount, answer, 0, called, returned};
}
Operation look(std::int64_t seen, std::int64_t called, std::int64_t returned) {
    return {Action::look, 0, Answer::done, seen, called, returned};
}
Operation use(Answer answer, std::int64_t called, std::int64_t returned) {
    return {Action::use, 0, answer, 0, called, returned};
}
Operation guess(std::int64_t called, std::int64_t returned) {
    return {Action::guess, 0, Answer::refused, 0, called, returned};
}
Finding account_of_100(std::vector<Operation> operations) {
    return check({ObjectKind::account, 100, 1'000'000, std::move(operations)}).finding;
}
Finding one_time(std::vector<Operation> operations) {
    return check({ObjectKind::one_time, 0, 0, std::move(operations)}).finding;
}

TEST(linearizability, one_call_after_the_other_is_fine) {
    EXPECT_EQ(account_of_100({pay(40, Answer::done, 1, 2), look(60, 3, 4)}), Finding::linearizable);
}

TEST(linearizability, a_stale_read_is_refused) {
    EXPECT_EQ(account_of_100({pay(40, Answer::done, 1, 2), look(100, 3, 4)}), Finding::violated);
    EXPECT_EQ(account_of_100({pay(40, Answer::done, 1, 3), look(100, 2, 4)}),
              Finding::linearizable);
}

TEST(linearizability, reads_that_go_back_in_time_are_refused) {
    EXPECT_EQ(account_of_100({pay(40, Answer::done, 1, 9), look(60, 2, 3), look(100, 4, 5)}),
              Finding::violated);
    EXPECT_EQ(account_of_100({pay(40, Answer::done, 1, 9), look(100, 2, 3), look(60, 4, 5)}),
              Finding::linearizable);
}

TEST(linearizability, a_lost_update_is_refused) {
    EXPECT_EQ(
        account_of_100({pay(40, Answer::done, 1, 3), pay(40, Answer::done, 2, 4), look(60, 5, 6)}),
        Finding::violated);
    EXPECT_EQ(
        account_of_100({pay(40, Answer::done, 1, 3), pay(40, Answer::done, 2, 4), look(20, 5, 6)}),
        Finding::linearizable);
}

TEST(linearizability, an_overdraft_is_refused) {
    EXPECT_EQ(account_of_100({pay(60, Answer::done, 1, 3), pay(60, Answer::done, 2, 4)}),
              Finding::violated);
    EXPECT_EQ(account_of_100({pay(60, Answer::done, 1, 3), pay(60, Answer::refused, 2, 4)}),
              Finding::linearizable);
}

TEST(linearizability, a_refusal_without_reason_is_refused) {
    EXPECT_EQ(account_of_100({pay(60, Answer::refused, 1, 2)}), Finding::violated);
    EXPECT_EQ(account_of_100({pay(60, Answer::over_limit, 1, 2)}), Finding::violated);
}

TEST(linearizability, a_limit_holds_from_the_answer_on) {
    const Operation lower{Action::set_limit, 50, Answer::done, 0, 1, 2};
    EXPECT_EQ(account_of_100({lower, pay(60, Answer::done, 3, 4)}), Finding::violated);
    EXPECT_EQ(account_of_100({lower, pay(60, Answer::over_limit, 3, 4)}), Finding::linearizable);
    EXPECT_EQ(account_of_100({lower, pay(30, Answer::done, 3, 5), pay(30, Answer::done, 4, 6)}),
              Finding::violated);
}

TEST(linearizability, a_thing_for_one_use_is_used_once) {
    EXPECT_EQ(one_time({use(Answer::done, 1, 3), use(Answer::done, 2, 4)}), Finding::violated);
    EXPECT_EQ(one_time({use(Answer::done, 1, 3), use(Answer::refused, 2, 4)}),
              Finding::linearizable);
    EXPECT_EQ(one_time({use(Answer::refused, 1, 2), use(Answer::done, 3, 4)}), Finding::violated);
    EXPECT_EQ(one_time({use(Answer::refused, 1, 2)}), Finding::violated) << "nobody used it";
}

TEST(linearizability, a_code_that_two_tries_used_at_once_is_refused) {
    EXPECT_EQ(one_time({use(Answer::refused, 1, 9), use(Answer::done, 2, 8),
                        use(Answer::done, 3, 7), use(Answer::refused, 4, 6)}),
              Finding::violated);
    EXPECT_EQ(one_time({use(Answer::refused, 1, 9), use(Answer::refused, 2, 8)}), Finding::violated)
        << "nobody's try worked though the code was good";
    EXPECT_EQ(
        one_time({use(Answer::refused, 1, 9), use(Answer::done, 2, 8), use(Answer::refused, 4, 6)}),
        Finding::linearizable);
}

TEST(linearizability, a_code_that_works_after_its_last_guess_is_refused) {
    const auto code_of_2_guesses = [](std::vector<Operation> operations) {
        return check({ObjectKind::one_time, 0, 2, std::move(operations)}).finding;
    };
    EXPECT_EQ(code_of_2_guesses({guess(1, 3), guess(2, 4), use(Answer::done, 5, 6)}),
              Finding::violated);
    EXPECT_EQ(code_of_2_guesses({guess(1, 3), guess(2, 5), use(Answer::done, 4, 6)}),
              Finding::linearizable);
    EXPECT_EQ(code_of_2_guesses({guess(1, 2), use(Answer::refused, 3, 4)}), Finding::violated)
        << "one guess is left";
    EXPECT_EQ(code_of_2_guesses({guess(1, 2), guess(3, 4), use(Answer::refused, 5, 6)}),
              Finding::linearizable);
    EXPECT_EQ(code_of_2_guesses({use(Answer::done, 1, 2), guess(3, 4), use(Answer::refused, 5, 6)}),
              Finding::linearizable);
}

TEST(linearizability, payments_at_once_that_break_the_limit_together_are_refused) {
    const auto account_of_limit_50 = [](std::vector<Operation> operations) {
        return check({ObjectKind::account, 1'000, 50, std::move(operations)}).finding;
    };
    EXPECT_EQ(account_of_limit_50({pay(30, Answer::done, 1, 9), pay(30, Answer::done, 2, 8)}),
              Finding::violated);
    EXPECT_EQ(account_of_limit_50({pay(30, Answer::done, 1, 9), pay(20, Answer::done, 2, 8),
                                   pay(1, Answer::done, 3, 7)}),
              Finding::violated);
    EXPECT_EQ(account_of_limit_50({pay(30, Answer::done, 1, 9), pay(20, Answer::over_limit, 2, 8)}),
              Finding::violated)
        << "the last fen of the limit may be paid";
    EXPECT_EQ(account_of_limit_50({pay(30, Answer::done, 1, 9), pay(30, Answer::over_limit, 2, 8),
                                   pay(20, Answer::done, 3, 7)}),
              Finding::linearizable);
}

TEST(linearizability, a_call_of_unknown_end_happened_late_or_never) {
    const auto lost = pay(40, Answer::unknown, 1, never);
    EXPECT_EQ(account_of_100({lost, look(100, 2, 3), look(60, 4, 5)}), Finding::linearizable);
    EXPECT_EQ(account_of_100({lost, look(100, 2, 3), look(100, 4, 5)}), Finding::linearizable);
    EXPECT_EQ(account_of_100({lost, look(60, 2, 3), look(100, 4, 5)}), Finding::violated);
    EXPECT_EQ(account_of_100({lost, look(60, 2, 3), look(20, 4, 5)}), Finding::violated)
        << "it happened twice";
    EXPECT_EQ(one_time({use(Answer::unknown, 1, never), use(Answer::refused, 2, 3)}),
              Finding::linearizable);
}

TEST(linearizability, what_was_acknowledged_may_not_vanish_in_a_crash) {
    EXPECT_EQ(account_of_100({pay(10, Answer::done, 1, 2), pay(10, Answer::unknown, 3, never),
                              look(100, 10, 11)}),
              Finding::violated);
}

TEST(linearizability, too_many_open_calls_are_undecided_and_not_called_good) {
    std::vector<Operation> open;
    for (int index = 0; index < 65; ++index) open.push_back(pay(1, Answer::unknown, 1, never));
    EXPECT_EQ(account_of_100(open), Finding::undecided);
}

/// Tries every order of the calls that respects time; those of unknown end may be left out.
bool has_order(const History& history, const State& state, std::vector<bool>& placed) {
    const auto& all = history.operations;
    bool is_complete = true;
    std::int64_t first_return = never;
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (placed[index]) continue;
        is_complete = is_complete && all[index].returned == never;
        first_return = std::min(first_return, all[index].returned);
    }
    if (is_complete) return true;
    const auto apply = history.kind == ObjectKind::account ? &apply_account : &apply_one_time;
    for (std::size_t index = 0; index < all.size(); ++index) {
        if (placed[index] || all[index].called > first_return) continue;
        const auto after = apply(state, all[index]);
        if (!after) continue;
        placed[index] = true;
        if (has_order(history, *after, placed)) return true;
        placed[index] = false;
    }
    return false;
}

TEST(linearizability, the_checker_agrees_with_trying_all_orders) {
    std::mt19937_64 dice{20261123};
    const auto roll = [&](std::int64_t most) {
        return static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(most));
    };
    int good = 0;
    constexpr int rounds = 20'000;
    for (int round = 0; round < rounds; ++round) {
        History history{roll(2) == 0 ? ObjectKind::account : ObjectKind::one_time, 3, 4, {}};
        if (history.kind == ObjectKind::one_time) history.start = 0;
        for (std::int64_t left = 1 + roll(6); left > 0; --left) {
            Operation one{static_cast<Action>(roll(6)),
                          1 + roll(3),
                          static_cast<Answer>(roll(4)),
                          roll(5),
                          roll(12),
                          0};
            one.returned = one.answer == Answer::unknown ? never : one.called + 1 + roll(6);
            history.operations.push_back(one);
        }
        std::vector<bool> placed(history.operations.size());
        const bool expected = has_order(history, {history.start, 0, history.limit}, placed);
        const auto found = check(history).finding;
        ASSERT_EQ(found, expected ? Finding::linearizable : Finding::violated) << "round " << round;
        good += expected;
    }
    EXPECT_GT(good, rounds / 50);
    EXPECT_LT(good, rounds - rounds / 50);
}

/// What 16 clients see of a right account: each call takes effect at one moment inside its time.
History played(std::uint64_t seed, std::size_t count) {
    std::mt19937_64 dice{seed};
    const auto roll = [&](std::int64_t most) {
        return static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(most));
    };
    History history{ObjectKind::account, 5'000, 9'000, {}};
    std::vector<std::pair<std::int64_t, std::size_t>> effects;
    for (int client = 0; client < 16; ++client) {
        std::int64_t now = roll(100);
        for (std::size_t index = 0; index < count / 16; ++index) {
            Operation one{static_cast<Action>(roll(3)), 1 + roll(40), Answer::done, 0, now, 0};
            const auto effect = now + 1 + roll(50);
            one.returned = effect + 1 + roll(50);
            now = one.returned + 1 + roll(400);
            effects.emplace_back(effect, history.operations.size());
            history.operations.push_back(one);
        }
    }
    std::ranges::sort(effects);
    State state{history.start, 0, history.limit};
    for (const auto& [at, index] : effects) {
        auto& one = history.operations[index];
        one.seen = one.action == Action::look ? state.balance : 0;
        if (one.action == Action::pay && state.balance < one.amount)
            one.answer = Answer::refused;
        else if (one.action == Action::pay && state.paid + one.amount > state.limit)
            one.answer = Answer::over_limit;
        state = *apply_account(state, one);
    }
    return history;
}

TEST(linearizability, long_histories_of_16_clients_are_decided) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto verdict = check(played(seed, 5'000));
        EXPECT_EQ(verdict.finding, Finding::linearizable) << "seed " << seed;
    }
}

TEST(linearizability, one_planted_wrong_answer_in_thousands_is_found) {
    int found = 0;
    constexpr int planted = 30;
    for (int round = 0; round < planted; ++round) {
        auto history = played(static_cast<std::uint64_t>(round) + 100, 2'000);
        std::vector<std::size_t> looks;
        for (std::size_t index = 0; index < history.operations.size(); ++index)
            if (history.operations[index].action == Action::look) looks.push_back(index);
        auto& wrong = history.operations[looks[looks.size() / 2]];
        wrong.seen += 1'000'000;  // no sum of payments explains it
        found += check(history).finding == Finding::violated;
    }
    EXPECT_EQ(found, planted);
}

}  // namespace
}  // namespace dlfp::linearizability
