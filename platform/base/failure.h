// A Failure is a declared, named reason why a request was not carried out; an Error is one
// occurrence of it with the facts the caller may see.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dlfp {

/// What a failure means for the caller; the HTTP status follows from it in one table.
enum class FailureClass {
    malformed,        ///< the request itself is wrong: fix it
    unauthenticated,  ///< nobody is logged in: log in
    forbidden,        ///< known caller, not allowed: step up or stop
    missing,          ///< no such thing, or not yours
    conflict,         ///< state moved on: read again, then decide
    refused,          ///< a business rule says no: show the reason
    throttled,        ///< too often: wait as told
    fault,            ///< ours, never declared; everything is rolled back
    unavailable,      ///< nothing changed: repeat with the same idempotency key
    uncertain,        ///< outcome unknown: ask by idempotency key, never start anew
};

/// A declared failure. `code` is stable and reads `module.fact`; declare as
/// `inline constexpr Failure stay_still_open{"parking.stay_still_open", FailureClass::refused};`
/// so that every translation unit sees one address.
struct Failure {
    std::string_view code;
    FailureClass failure_class;
};

/// A fact about an error that the caller may see, e.g. {"available_fen", 150}.
struct Fact {
    std::string_view name;  ///< literal, a JSON key
    std::variant<std::int64_t, std::string> value;
};

/// One occurrence of a declared failure.
class Error {
public:
    Error(const Failure& failure) noexcept : failure_{&failure} {}  // NOLINT: a failure is an error

    /// Adds a fact that the caller may see: no personal or internal content.
    Error with(std::string_view name, std::int64_t value) && {
        facts_.push_back({name, value});
        return std::move(*this);
    }
    Error with(std::string_view name, std::string value) && {
        facts_.push_back({name, std::move(value)});
        return std::move(*this);
    }

    const Failure& failure() const noexcept { return *failure_; }
    std::string_view code() const noexcept { return failure_->code; }
    const std::vector<Fact>& facts() const noexcept { return facts_; }

    friend bool operator==(const Error& error, const Failure& failure) noexcept {
        return error.failure_->code == failure.code;
    }

private:
    const Failure* failure_;
    std::vector<Fact> facts_;
};

}  // namespace dlfp
