// Decides whether calls that overlapped can be put in one order that respects time and that a
// plain, sequential account (or one-time thing) would have answered the same way.
#pragma once

#include <cstddef>
#include <optional>

#include "tests/linearizability/history.h"

namespace dlfp::linearizability {

/// An account: balance, paid so far, limit. A one-time thing: whether it was used, in `balance`;
/// wrong guesses so far, in `paid`; how many use it up, in `limit`, 0: none do.
struct State {
    std::int64_t balance = 0;
    std::int64_t paid = 0;
    std::int64_t limit = 0;
    bool operator==(const State&) const = default;
};

/// The state after a call that was answered so, or nothing where a sequential object would have
/// answered otherwise. A call of unknown answer has its effect here; that it never happened is the
/// checker's other choice.
std::optional<State> apply_account(const State& state, const Operation& operation);
std::optional<State> apply_one_time(const State& state, const Operation& operation);

enum class Finding { linearizable, violated, undecided };

struct Verdict {
    Finding finding = Finding::linearizable;
    /// Index of the call at whose return no explanation was left, or the search gave up.
    std::size_t at = 0;
    std::size_t explanations_max = 0;  ///< the most that were alive at once
};

/// Follows all explanations side by side through time (as in Lowe's just-in-time linearization)
/// and drops one only when a call returns that it cannot have answered. At most 64 calls may be
/// open at once and `explanations_max` explanations alive; beyond that the verdict is `undecided`.
Verdict check(const History& history, std::size_t explanations_max = 1'000'000);

}  // namespace dlfp::linearizability
