// Random days against a model so simple that it is surely right: numbers in a map. The ledger and
// the model must agree on every answer and every balance.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "core/ledger/server/statement.h"
#include "core/ledger/server/testing/test_ledger.h"

namespace dlfp::ledger {
namespace {

constexpr std::size_t account_count = 4;

enum class Action {
    move,
    move_available,
    reserve,
    post_part,
    give_back,
    reverse,
    repeat,
    pass_time
};

struct Step {
    Action action{};
    std::size_t debit = 0;
    std::size_t credit = 0;
    std::int64_t amount = 0;
    std::size_t pick = 0;  ///< which earlier transfer is meant
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
    return out << "{" << static_cast<int>(step.action) << " " << step.debit << ">" << step.credit
               << " " << step.amount << " #" << step.pick << "}";
}

rc::Gen<Step> any_step() {
    using rc::gen::inRange;
    return rc::gen::build<Step>(
        rc::gen::set(
            &Step::action,
            rc::gen::map(inRange(0, 8), [](int kind) { return static_cast<Action>(kind); })),
        rc::gen::set(&Step::debit, inRange<std::size_t>(0, account_count)),
        rc::gen::set(&Step::credit, inRange<std::size_t>(0, account_count)),
        rc::gen::set(&Step::amount, inRange<std::int64_t>(-1, 60)),
        rc::gen::set(&Step::pick, inRange<std::size_t>(0, 40)));
}

/// What the ledger should hold: account 0 may go below zero, the others start with 100 and may not.
struct Model {
    struct Held {
        std::size_t debit, credit;
        std::int64_t amount;
        std::int64_t ends_at;
        bool is_open = true;
    };
    struct Moved {
        std::size_t debit, credit;
        std::int64_t amount;
        bool is_reversed = false;
    };
    std::array<std::int64_t, account_count> balance{0, 100, 100, 100};
    std::array<std::int64_t, account_count> held{};
    std::map<TransferId, Held> holds;
    std::map<TransferId, Moved> moves;
    std::int64_t clock = 0;

    bool affords(std::size_t account, std::int64_t amount) const {
        return account == 0 || balance[account] - held[account] >= amount;
    }
    bool is_sound(const Step& step) const { return step.debit != step.credit && step.amount > 0; }
    void move(TransferId id, Moved moved) {
        balance[moved.debit] -= moved.amount;
        balance[moved.credit] += moved.amount;
        moves[id] = moved;
    }
    /// Reservations whose time is over hold nothing.
    void pass_time(std::int64_t seconds) {
        clock += seconds;
        for (auto& [id, hold] : holds)
            if (hold.is_open && hold.ends_at <= clock) release(hold);
    }
    void release(Held& hold) {
        held[hold.debit] -= hold.amount;
        hold.is_open = false;
    }
};

/// One random day: the ledger does each step, the model says what should come of it.
class Day {
public:
    explicit Day(TestLedger& ledger) : ledger_{ledger} {
        accounts_[0] = ledger.open(AccountCode::suspense, Overdraft::unlimited);
        for (std::size_t index = 1; index < account_count; ++index)
            accounts_[index] = ledger.funded(Money::fen(100));
    }

    void take(const Step& step) {
        switch (step.action) {
            case Action::move: return move(step);
            case Action::move_available: return move_available(step);
            case Action::reserve: return reserve(step);
            case Action::post_part: return post_part(step);
            case Action::give_back: return give_back(step);
            case Action::reverse: return reverse(step);
            case Action::repeat: return repeat(step);
            case Action::pass_time: return pass_time(step);
        }
    }

    void expect_agreement() {
        for (std::size_t index = 0; index < account_count; ++index) {
            const auto account = ledger_.account(accounts_[index]);
            RC_ASSERT(account.balance_fen().fen() == model_.balance[index]);
            const auto unswept = account.debits_pending_fen.fen() - model_.held[index];
            RC_ASSERT(unswept >= 0);  // overdue, not yet swept
            RC_ASSERT(account.last_seq >= 0);
        }
    }
    void sweep() {
        ledger_.write([&](sql::Transaction& transaction) {
            return expire_reservations(transaction, ledger_.now(), 1000) >= 0;
        });
        for (std::size_t index = 0; index < account_count; ++index)
            RC_ASSERT(ledger_.account(accounts_[index]).debits_pending_fen.fen() ==
                      model_.held[index]);
    }

private:
    TransferRequest request_of(const Step& step) {
        return ledger_.transfer(accounts_[step.debit], accounts_[step.credit],
                                Money::fen(step.amount));
    }
    /// A refused request was refused by the model, too, and the other way round.
    bool agree(const Result<Receipt>& result, bool expected) {
        RC_ASSERT(result.has_value() == expected);
        if (result) receipts_.push_back(*result);
        return expected;
    }
    template <class Map>
    static auto pick(Map& map, std::size_t number) {
        return map.empty()
                   ? map.end()
                   : std::next(map.begin(), static_cast<std::ptrdiff_t>(number % map.size()));
    }

    void move(const Step& step) {
        const auto request = request_of(step);
        const bool expected = model_.is_sound(step) && model_.affords(step.debit, step.amount);
        if (agree(ledger_.post(request), expected)) {
            model_.move(request.id, {step.debit, step.credit, step.amount});
            posted_.push_back(request);
        }
    }
    void move_available(const Step& step) {
        const auto request = request_of(step);
        const auto there = model_.balance[step.debit] - model_.held[step.debit];
        const auto amount = std::min(step.amount, there);
        const auto result = ledger_.write([&](sql::Transaction& transaction) {
            return ledger::move_available(transaction, request, ledger_.now());
        });
        if (agree(result, model_.is_sound(step) && amount > 0))
            model_.move(request.id, {step.debit, step.credit, amount});
    }
    void reserve(const Step& step) {
        auto request = request_of(step);
        const std::int64_t seconds = 1 + static_cast<std::int64_t>(step.pick);
        request.expires_at_us = ledger_.now() + 1s * seconds;
        const bool expected = model_.is_sound(step) && model_.affords(step.debit, step.amount);
        if (!agree(ledger_.reserve(request), expected)) return;
        model_.holds[request.id] = {step.debit, step.credit, step.amount, model_.clock + seconds};
        model_.held[step.debit] += step.amount;
    }
    void post_part(const Step& step) {
        const auto hold = pick(model_.holds, step.pick);
        if (hold == model_.holds.end()) return;
        auto request = ledger_.ending(hold->first);
        request.amount_fen = Money::fen(step.amount);
        const bool expected =
            hold->second.is_open && step.amount > 0 && step.amount <= hold->second.amount;
        if (!agree(ledger_.post_reserved(request), expected)) return;
        model_.release(hold->second);
        model_.move(request.id, {hold->second.debit, hold->second.credit, step.amount});
    }
    void give_back(const Step& step) {
        const auto hold = pick(model_.holds, step.pick);
        if (hold == model_.holds.end()) return;
        const bool expected = hold->second.is_open;
        if (agree(ledger_.void_reserved(ledger_.ending(hold->first)), expected))
            model_.release(hold->second);
    }
    void reverse(const Step& step) {
        const auto moved = pick(model_.moves, step.pick);
        if (moved == model_.moves.end()) return;
        auto& [id, original] = *moved;
        const bool expected =
            !original.is_reversed && model_.affords(original.credit, original.amount);
        if (!agree(ledger_.reverse(ledger_.ending(id)), expected)) return;
        original.is_reversed = true;
        model_.balance[original.credit] -= original.amount;
        model_.balance[original.debit] += original.amount;
    }
    void repeat(const Step& step) {
        if (posted_.empty()) return;
        const auto& request = posted_[step.pick % posted_.size()];
        RC_ASSERT(ledger_.post(request).value().amount_fen == *request.amount_fen);
    }
    void pass_time(const Step& step) {
        ledger_.advance(1s * static_cast<std::int64_t>(step.pick));
        model_.pass_time(static_cast<std::int64_t>(step.pick));
    }

    TestLedger& ledger_;
    Model model_;
    std::array<AccountId, account_count> accounts_;
    std::vector<Receipt> receipts_;
    std::vector<TransferRequest> posted_;
};

TEST(ledger_property, random_days_agree_with_a_simple_model) {
    TestLedger ledger;
    const bool holds = rc::check("the ledger agrees with the model", [&] {
        const auto steps = *rc::gen::container<std::vector<Step>>(any_step());
        Day day{ledger};
        for (const auto& step : steps) day.take(step);
        day.expect_agreement();
        day.sweep();
    });
    EXPECT_TRUE(holds);
}

TEST(ledger_property, past_balances_are_the_sum_of_what_was_effective_by_then) {
    TestLedger ledger;
    const bool holds = rc::check("as-of by both times equals a plain sum", [&] {
        struct Booked {
            UtcTime posted, effective;
            Money amount;
        };
        const auto account = ledger.open(AccountCode::suspense);
        const auto start = ledger.now();
        std::vector<Booked> booked;
        for (const auto back : *rc::gen::container<std::vector<std::int64_t>>(
                 rc::gen::inRange<std::int64_t>(0, 50))) {
            ledger.advance(10s);
            auto request = ledger.transfer(ledger.bank(), account, Money::fen(1 + back));
            const auto effective = std::max(start, ledger.now() - 1s * back);
            if (back > 0) request.effective_at_us = effective;
            ledger.post(request).value();
            booked.push_back({ledger.now(), effective, Money::fen(1 + back)});
        }
        for (auto time = start - 1s; time <= ledger.now() + 1s; time = time + 7s) {
            Money by_value, recorded;
            for (const auto& one : booked) {
                if (one.effective <= time) by_value += one.amount;
                if (one.posted <= time) recorded += one.amount;
            }
            RC_ASSERT(ledger.balance_at(account, time) == by_value);
            RC_ASSERT(ledger.balance_at(account, time, TimeAxis::recorded) == recorded);
        }
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace dlfp::ledger
