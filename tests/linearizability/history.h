// What clients did to one object and what they were told, with the times around each call.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace dlfp::linearizability {

enum class Action {
    pay,        ///< takes `amount` from an account, within its limit
    give_back,  ///< returns `amount` to an account
    look,       ///< reads a balance, or whether a one-time thing was used
    set_limit,  ///< the most that may be paid from an account becomes `amount`
    use,        ///< uses a one-time thing
    guess,      ///< tries to use it without knowing it
};

enum class Answer {
    done,
    refused,  ///< for want of money, or because the thing was used before or guessed too often
    over_limit,
    unknown,  ///< nobody ever learned what became of the call
};

/// A time that never comes: the return of a call nobody heard the end of.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// One call of one client. Repeats under one idempotency key are one call: it begins with the first
/// try and returns with the first answer.
struct Operation {
    Action action{};
    std::int64_t amount = 0;
    Answer answer{};
    std::int64_t seen = 0;  ///< what a look returned
    std::int64_t called = 0;
    std::int64_t returned = never;
};

enum class ObjectKind { account, one_time };

/// One object with its calls, in any order.
struct History {
    ObjectKind kind{};
    std::int64_t start = 0;  ///< balance before the first call
    std::int64_t limit = 0;  ///< the most that may be paid; guesses that use a thing up, 0: none do
    std::vector<Operation> operations;
};

/// Reads lines `object NAME account START LIMIT`, `object NAME one_time [GUESSES]` and
/// `NAME ACTION AMOUNT ANSWER SEEN CALLED RETURNED` (RETURNED `-`: never). Throws
/// std::runtime_error with the number of a line it does not understand.
std::map<std::string, History> read_histories(std::istream& lines);

}  // namespace dlfp::linearizability
