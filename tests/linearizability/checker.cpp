// The search over explanations: which open calls have already taken effect, and the state since.
#include "tests/linearizability/checker.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_set>

namespace dlfp::linearizability {
namespace {

constexpr std::size_t slots = 64;

/// One explanation: bit n says that the call in slot n has taken effect.
struct Explanation {
    std::uint64_t effective = 0;
    State state;
    bool operator==(const Explanation&) const = default;
};

struct ExplanationHash {
    std::size_t operator()(const Explanation& one) const noexcept {
        std::uint64_t hash = one.effective;
        for (const auto value : {one.state.balance, one.state.paid, one.state.limit})
            hash =
                (hash ^ static_cast<std::uint64_t>(value)) * 0x9e3779b97f4a7c15ULL + (hash >> 29);
        return hash ^ (hash >> 32);
    }
};
using Explanations = std::unordered_set<Explanation, ExplanationHash>;

struct Event {
    std::int64_t at;
    bool is_return;
    std::size_t operation;
};

/// Calls before returns of the same instant: touching calls count as overlapping.
std::vector<Event> events_of(const std::vector<Operation>& operations) {
    std::vector<Event> events;
    for (std::size_t index = 0; index < operations.size(); ++index) {
        events.push_back({operations[index].called, false, index});
        if (operations[index].returned != never)
            events.push_back({operations[index].returned, true, index});
    }
    std::ranges::sort(events, {}, [](const Event& event) {
        return std::tuple{event.at, event.is_return, event.operation};
    });
    return events;
}

class Search {
public:
    Search(const History& history, std::size_t most)
        : operations_{history.operations},
          apply_{history.kind == ObjectKind::account ? &apply_account : &apply_one_time},
          most_{most} {
        alive_.insert({.effective = 0,
                       .state = {.balance = history.start, .paid = 0, .limit = history.limit}});
    }

    Verdict run() {
        slot_of_.resize(operations_.size());
        for (const auto& event : events_of(operations_)) {
            const bool goes_on = event.is_return ? leave(event.operation) : enter(event.operation);
            if (!goes_on) {
                const bool is_violated = event.is_return && alive_.empty() && !gave_up_;
                return {is_violated ? Finding::violated : Finding::undecided, event.operation,
                        peak_};
            }
        }
        return {Finding::linearizable, 0, peak_};
    }

private:
    /// A call nobody heard of changes nothing that it must; a look of unknown end changes nothing.
    bool enter(std::size_t operation) {
        if (operations_[operation].returned == never &&
            operations_[operation].action == Action::look)
            return true;
        const auto free = std::ranges::find(open_, nullptr);
        if (free == open_.end()) return false;
        *free = &operations_[operation];
        slot_of_[operation] = static_cast<std::size_t>(free - open_.begin());
        return true;
    }

    /// Keeps the explanations in which the call has taken effect by now, in all ways possible.
    bool leave(std::size_t operation) {
        const auto bit = std::uint64_t{1} << slot_of_[operation];
        Explanations kept;
        Explanations visited;
        std::vector<Explanation> waiting(alive_.begin(), alive_.end());
        while (!waiting.empty() && !gave_up_) {
            const auto one = waiting.back();
            waiting.pop_back();
            if (one.effective & bit) {
                kept.insert({one.effective & ~bit, one.state});
            } else if (visited.insert(one).second) {
                extend(one, waiting);
            }
            gave_up_ = visited.size() + kept.size() > most_;
        }
        peak_ = std::max(peak_, kept.size());
        open_[slot_of_[operation]] = nullptr;
        alive_ = std::move(kept);
        return !alive_.empty() && !gave_up_;
    }

    /// A call that changes nothing is taken as soon as it fits: later is never better. The others
    /// branch.
    void extend(Explanation one, std::vector<Explanation>& waiting) const {
        std::array<std::optional<State>, slots> after;
        for (std::size_t slot = 0; slot < slots; ++slot) {
            const auto bit = std::uint64_t{1} << slot;
            if (open_[slot] == nullptr || (one.effective & bit) != 0) continue;
            after[slot] = apply_(one.state, *open_[slot]);
            if (after[slot] != one.state) continue;
            one.effective |= bit;
            after[slot].reset();
        }
        waiting.push_back(one);
        for (std::size_t slot = 0; slot < slots; ++slot)
            if (after[slot])
                waiting.push_back({one.effective | std::uint64_t{1} << slot, *after[slot]});
    }

    const std::vector<Operation>& operations_;
    std::optional<State> (*apply_)(const State&, const Operation&);
    const std::size_t most_;
    std::array<const Operation*, slots> open_{};
    std::vector<std::size_t> slot_of_;
    Explanations alive_;
    std::size_t peak_ = 1;
    bool gave_up_ = false;
};

bool is_payable(const State& state, std::int64_t amount) {
    return state.balance >= amount && state.paid + amount <= state.limit;
}

}  // namespace

std::optional<State> apply_account(const State& state, const Operation& operation) {
    const auto amount = operation.amount;
    const bool has_effect = operation.answer == Answer::done || operation.answer == Answer::unknown;
    switch (operation.action) {
        case Action::pay:
            if (has_effect && is_payable(state, amount))
                return State{state.balance - amount, state.paid + amount, state.limit};
            if (operation.answer == Answer::refused && state.balance < amount) return state;
            if (operation.answer == Answer::over_limit && state.paid + amount > state.limit)
                return state;
            return std::nullopt;
        case Action::give_back:
            if (!has_effect) return std::nullopt;
            return State{state.balance + amount, state.paid, state.limit};
        case Action::set_limit:
            if (!has_effect) return std::nullopt;
            return State{state.balance, state.paid, amount};
        case Action::look:
            return operation.seen == state.balance ? std::optional{state} : std::nullopt;
        case Action::use:
        case Action::guess: break;
    }
    return std::nullopt;
}

std::optional<State> apply_one_time(const State& state, const Operation& operation) {
    const bool is_used = state.balance != 0;
    if (operation.action == Action::look)
        return (operation.seen != 0) == is_used ? std::optional{state} : std::nullopt;
    const bool is_usable = !is_used && (state.limit == 0 || state.paid < state.limit);
    const bool is_refused = operation.answer == Answer::refused;
    if (operation.action == Action::guess && (is_refused || operation.answer == Answer::unknown))
        return State{state.balance, state.paid + (is_usable ? 1 : 0), state.limit};
    if (operation.action != Action::use) return std::nullopt;
    if (is_refused) return is_usable ? std::nullopt : std::optional{state};
    if (operation.answer == Answer::over_limit || !is_usable) return std::nullopt;
    return State{1, state.paid, state.limit};
}

Verdict check(const History& history, std::size_t explanations_max) {
    return Search{history, explanations_max}.run();
}

}  // namespace dlfp::linearizability
