// Result<T>: a value or an Error. Expected failures travel as results; exceptions are for faults.
#pragma once

#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

#include "platform/base/failure.h"

namespace dlfp {

/// The value of a Result that only says "done".
struct Done {
    friend bool operator==(Done, Done) = default;
};
inline constexpr Done done{};

/// A value of T or an Error. Converts from a T, a Failure and an Error, so that functions read
/// `return stay_still_open;` and `return reply;`.
template <class T = Done>
class [[nodiscard]] Result {
public:
    using Value = T;

    Result(T value) : state_{std::in_place_index<0>, std::move(value)} {}  // NOLINT: see above
    Result(const Failure& failure) : state_{std::in_place_index<1>, failure} {}  // NOLINT
    Result(Error error) : state_{std::in_place_index<1>, std::move(error)} {}    // NOLINT

    bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value; reading it from a failed result is a fault of ours and throws.
    T& value() & { return require(), std::get<0>(state_); }
    const T& value() const& { return require(), std::get<0>(state_); }
    T&& value() && { return require(), std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const& { return std::get<1>(state_); }
    Error&& error() && { return std::get<1>(std::move(state_)); }

    /// True when this failed with exactly this declared failure.
    bool failed_with(const Failure& failure) const noexcept {
        return !has_value() && std::get<1>(state_) == failure;
    }

private:
    void require() const {
        if (!has_value())
            throw std::logic_error("value of a failed result: " +
                                   std::string(std::get<1>(state_).code()));
    }

    std::variant<T, Error> state_;
};

/// The value of an optional row, or the failure that its absence means.
template <class T>
Result<T> or_failure(std::optional<T> value, const Failure& failure) {
    if (!value) return failure;
    return std::move(*value);
}

}  // namespace dlfp

#define DLFP_JOIN_INNER(a, b) a##b
#define DLFP_JOIN(a, b) DLFP_JOIN_INNER(a, b)
#define DLFP_TRY(name, declaration, ...)       \
    auto&& name = (__VA_ARGS__);               \
    if (!name) return std::move(name).error(); \
    declaration = std::move(name).value()

/// `TRY(const Stay stay, stays.find(id));` declares `stay`, or returns the error to the caller.
#define TRY(declaration, ...) \
    DLFP_TRY(DLFP_JOIN(try_result_, __COUNTER__), declaration, __VA_ARGS__)

/// `TRY_DONE(check(x));` goes on, or returns the error to the caller.
#define TRY_DONE(...) \
    if (auto&& try_outcome = (__VA_ARGS__); !try_outcome) return std::move(try_outcome).error()
