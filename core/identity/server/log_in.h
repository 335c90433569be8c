// Customers log in by password or by SMS code (5.3.2-1.1, 5.3.2-1.2), staff by password.
#pragma once

#include "core/identity/server/password_check.h"
#include "core/identity/server/session.h"
#include "core/identity/server/sms_code.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

struct LogInRequest {
    MobileNumber mobile;
    Secret<> password;
    std::optional<api::Text<64>> device_title;
    std::optional<api::Text<100>> device_token;  ///< from the last log-in on this device
};
BOOST_DESCRIBE_STRUCT(LogInRequest, (), (mobile, password, device_title, device_token))

Result<CheckedPassword> prepare_log_in(const LogInRequest& request, api::ReadCall& call);
/// Unknown number, wrong password and locked login are all login_refused (5.3-5, 5.3-6).
Result<SessionReply> log_in(const LogInRequest& request, const CheckedPassword& checked,
                            api::Call& call);

inline constexpr auto log_in_endpoint =
    api::post<&log_in, &prepare_log_in>("/identity/sessions")
        .doc("Logs a customer in by password.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(login_refused);

struct LogInByCodeRequest {
    MobileNumber mobile;
    Secret<> sms_code;
    std::optional<api::Text<64>> device_title;
};
BOOST_DESCRIBE_STRUCT(LogInByCodeRequest, (), (mobile, sms_code, device_title))

/// Also ends a lock by wrong passwords: the phone is proved. A number nobody registered never gets
/// a code, so its answer is sms_code_wrong like any other.
Result<SessionReply> log_in_by_code(const LogInByCodeRequest& request, api::Call& call);

inline constexpr auto log_in_by_code_endpoint =
    api::post<&log_in_by_code>("/identity/sessions/by-sms-code")
        .doc("Logs a customer in by SMS code.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(sms_code_wrong);

struct LogInStaffRequest {
    api::Text<32> login_name;
    Secret<> password;
    std::optional<api::Text<64>> device_title;
    std::optional<api::Text<100>> device_token;  ///< from the last log-in on this device
};
BOOST_DESCRIBE_STRUCT(LogInStaffRequest, (), (login_name, password, device_title, device_token))

Result<CheckedPassword> prepare_log_in_staff(const LogInStaffRequest& request, api::ReadCall& call);
/// Suspended staff and staff of suspended organisations get login_refused like everybody else.
/// Where a second factor is due, the session can do nothing but give it, for ten minutes.
Result<SessionReply> log_in_staff(const LogInStaffRequest& request, const CheckedPassword& checked,
                                  api::Call& call);

inline constexpr auto log_in_staff_endpoint =
    api::post<&log_in_staff, &prepare_log_in_staff>("/identity/staff-sessions")
        .doc("Logs a staff member in to the console.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 1024, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(login_refused);

}  // namespace dlfp::identity
