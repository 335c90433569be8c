// Failures of the layer itself: every endpoint may answer those that fit its declaration.
#pragma once

#include "platform/base/failure.h"

namespace dlfp::api {

inline constexpr Failure request_malformed{"api.request_malformed", FailureClass::malformed};
inline constexpr Failure media_type_wrong{"api.media_type_wrong", FailureClass::malformed};
inline constexpr Failure body_too_large{"api.body_too_large", FailureClass::malformed};
inline constexpr Failure route_unknown{"api.route_unknown", FailureClass::missing};
inline constexpr Failure method_wrong{"api.method_wrong", FailureClass::malformed};
inline constexpr Failure login_required{"api.login_required", FailureClass::unauthenticated};
inline constexpr Failure permission_missing{"api.permission_missing", FailureClass::forbidden};
inline constexpr Failure not_found{"api.not_found", FailureClass::missing};
inline constexpr Failure too_many_calls{"api.too_many_calls", FailureClass::throttled};
inline constexpr Failure idempotency_key_missing{"api.idempotency_key_missing",
                                                 FailureClass::malformed};
inline constexpr Failure idempotency_key_reused{"api.idempotency_key_reused",
                                                FailureClass::conflict};
inline constexpr Failure deadline_passed{"api.deadline_passed", FailureClass::unavailable};
inline constexpr Failure storage_unavailable{"api.storage_unavailable", FailureClass::unavailable};
inline constexpr Failure outcome_unknown{"api.outcome_unknown", FailureClass::uncertain};
inline constexpr Failure internal_fault{"api.internal_fault", FailureClass::fault};

/// The HTTP status of a failure: by its class, in this one table, with the few of the layer's own
/// that have a more precise one.
int http_status(const Failure& failure);

}  // namespace dlfp::api
