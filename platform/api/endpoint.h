// The declaration of an endpoint: one expression from which routing, validation, access, limits,
// idempotency, failures, metrics, audit, OpenAPI and the TypeScript client follow.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "platform/api/operation.h"

namespace dlfp::api {

enum class Verb { get, post, put, patch, del };

/// What a caller may cost. There are no defaults: every endpoint states its own.
struct Limits {
    std::size_t body_bytes_max;  ///< 0 for endpoints without a body
    int calls_per_minute_max;    ///< per caller (anonymous: per address)
    Duration deadline;           ///< from receipt to the start of the work
};

enum class Repetition {
    undeclared,
    safe,       ///< reads
    by_key,     ///< the Idempotency-Key header is required and honoured for two business days
    by_nature,  ///< repeating it changes nothing more
};

inline constexpr std::size_t declared_failures_max = 48;

/// The plain form of a declaration.
struct Declaration {
    Verb verb{};
    std::string_view path;
    std::string_view doc;
    const Operation* operation = nullptr;  ///< set by Module::add
    CallerKind caller_kind = CallerKind::anonymous;
    const Permission* permission = nullptr;
    OwnershipCheck ownership = nullptr;
    Repetition repetition = Repetition::undeclared;
    bool is_from_view = false;
    Limits limits{};
    std::array<const Failure*, declared_failures_max> failures{};
    std::size_t failure_count = 0;
};

/// A named group of failures that belong together, e.g. everything a posting may answer.
template <std::size_t N>
using FailureSet = std::array<const Failure*, N>;

enum DeclaredPart : unsigned {
    doc_part = 1,
    access_part = 2,
    limits_part = 4,
    failures_part = 8,
    repetition_part = 16
};

/// Builder of a declaration; `Parts` counts what has been said. Module::add takes complete ones
/// only.
template <auto Fn, auto PrepareFn, unsigned Parts>
class Endpoint {
public:
    using Traits = HandlerTraits<decltype(Fn)>;
    using Request = typename Traits::Request;
    using Reply = typename Traits::Reply;
    static constexpr unsigned parts = Parts;

    constexpr explicit Endpoint(const Declaration& declaration) : declaration_{declaration} {}
    constexpr const Declaration& declaration() const { return declaration_; }

    /// One sentence for the reference.
    consteval auto doc(std::string_view sentence) const {
        auto next = declaration_;
        next.doc = sentence;
        return Endpoint<Fn, PrepareFn, Parts | doc_part>{next};
    }
    /// Everybody, logged in or not.
    consteval auto open() const { return access(CallerKind::anonymous, nullptr); }
    /// A logged-in customer, with a permission where one is named.
    consteval auto for_customers() const { return access(CallerKind::customer, nullptr); }
    consteval auto for_customers(const Permission& permission) const {
        return access(CallerKind::customer, &permission);
    }
    consteval auto for_staff() const { return access(CallerKind::staff, nullptr); }
    consteval auto for_staff(const Permission& permission) const {
        return access(CallerKind::staff, &permission);
    }
    consteval auto for_devices(const Permission& permission) const {
        return access(CallerKind::device, &permission);
    }
    consteval auto for_partners(const Permission& permission) const {
        return access(CallerKind::partner, &permission);
    }
    /// The object named by a request field must belong to the caller: `Check` is
    /// `Result<Done>(const ReadCall&, const FieldType&)`, run in the same transaction before the
    /// handler.
    template <auto Check, auto Member>
    consteval auto owned_by() const {
        auto next = declaration_;
        next.ownership = [](const BoundRequest& erased, const ReadCall& call) -> Result<Done> {
            const auto& bound =
                static_cast<const typename OperationGlue<Fn, PrepareFn>::Bound&>(erased);
            return Check(call, bound.request.*Member);
        };
        return Endpoint<Fn, PrepareFn, Parts>{next};
    }
    consteval auto limits(Limits limits) const {
        auto next = declaration_;
        next.limits = limits;
        return Endpoint<Fn, PrepareFn, Parts | limits_part>{next};
    }
    consteval auto idempotent() const { return repetition(Repetition::by_key); }
    consteval auto naturally_idempotent() const { return repetition(Repetition::by_nature); }
    /// A read served from an in-process view: no snapshot is opened for it.
    consteval auto from_view() const {
        auto next = declaration_;
        next.is_from_view = true;
        return Endpoint<Fn, PrepareFn, Parts>{next};
    }
    /// The failures this endpoint may answer; single ones and sets. Any other is a fault.
    template <class... Failures>
    consteval auto may_fail(const Failures&... failures) const {
        auto next = declaration_;
        (append(next, failures), ...);
        return Endpoint<Fn, PrepareFn, Parts | failures_part>{next};
    }

private:
    static consteval void append(Declaration& next, const Failure& failure) {
        next.failures[next.failure_count++] = &failure;
    }
    template <std::size_t N>
    static consteval void append(Declaration& next, const FailureSet<N>& failures) {
        for (const Failure* failure : failures) next.failures[next.failure_count++] = failure;
    }
    consteval auto access(CallerKind kind, const Permission* permission) const {
        auto next = declaration_;
        next.caller_kind = kind;
        next.permission = permission;
        return Endpoint<Fn, PrepareFn, Parts | access_part>{next};
    }
    consteval auto repetition(Repetition repetition) const {
        auto next = declaration_;
        next.repetition = repetition;
        return Endpoint<Fn, PrepareFn, Parts | repetition_part>{next};
    }

    Declaration declaration_;
};

inline constexpr auto no_prepare = nullptr;

template <auto Fn, auto PrepareFn>
consteval auto declare(Verb verb, std::string_view path) {
    using Glue = OperationGlue<Fn, PrepareFn>;
    Declaration declaration;
    declaration.verb = verb;
    declaration.path = path;
    if constexpr (Glue::writes) {
        return Endpoint<Fn, PrepareFn, 0U>{declaration};
    } else {
        declaration.repetition = Repetition::safe;
        return Endpoint<Fn, PrepareFn, static_cast<unsigned>(repetition_part)>{declaration};
    }
}

/// `api::get<&list_dishes>("/canteen/dishes")`: a read; members not in the path come from the
/// query.
template <auto Fn>
consteval auto get(std::string_view path) {
    static_assert(!OperationGlue<Fn, no_prepare>::writes, "GET never writes");
    return declare<Fn, no_prepare>(Verb::get, path);
}
/// `PrepareFn` is `Result<Prepared>(const Request&, ReadCall&)` and runs on a worker thread before
/// the write: password hashing, signature checks, model scoring.
template <auto Fn, auto PrepareFn = no_prepare>
consteval auto post(std::string_view path) {
    return declare<Fn, PrepareFn>(Verb::post, path);
}
template <auto Fn, auto PrepareFn = no_prepare>
consteval auto put(std::string_view path) {
    return declare<Fn, PrepareFn>(Verb::put, path);
}
template <auto Fn, auto PrepareFn = no_prepare>
consteval auto patch(std::string_view path) {
    return declare<Fn, PrepareFn>(Verb::patch, path);
}
template <auto Fn, auto PrepareFn = no_prepare>
consteval auto del(std::string_view path) {
    return declare<Fn, PrepareFn>(Verb::del, path);
}

}  // namespace dlfp::api
