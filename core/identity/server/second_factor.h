// Staff set up an authenticator app, give its code after the password, and keep recovery codes for
// the day the phone is lost (GP-01, ID-05).
#pragma once

#include "core/identity/server/failures.h"
#include "core/identity/server/second_factor_rules.h"
#include "core/identity/server/session.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

bool has_second_factor(sql::Reader& reader, StaffId staff_id);

/// What a session with this factor still lacks.
SecondFactorStep find_step(const api::Platform& platform, sql::Reader& reader, StaffId staff_id,
                           SecondFactor given);
/// The same of the calling staff member's session.
SecondFactorStep own_step(const api::ReadCall& call);
/// second_factor_due while the calling session lacks its second factor. Endpoints for staff that
/// name no permission ask it; all others are closed to such sessions by themselves.
Result<Done> require_second_factor(const api::ReadCall& call);

struct SecondFactorView {
    bool is_required = false;
    bool is_enrolled = false;
    std::optional<UtcTime> enrolled_at_us;
    std::int64_t recovery_codes_left = 0;
    SecondFactorStep step{};
};
BOOST_DESCRIBE_STRUCT(SecondFactorView, (),
                      (is_required, is_enrolled, enrolled_at_us, recovery_codes_left, step))

Result<SecondFactorView> show_second_factor(const api::NoRequest& request, api::ReadCall& call);

inline constexpr auto show_second_factor_endpoint =
    api::get<&show_second_factor>("/identity/staff-second-factor")
        .doc("The staff member's own second factor: whether it is set up, required, due.")
        .for_staff()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail();

struct OpenTotpEnrolmentRequest {
    std::optional<crypto::OtpHash> hash;  ///< SHA-1 when left out: every app can do it
    std::optional<Secret<>> code;         ///< of the app in use, when it is to be replaced
};
BOOST_DESCRIBE_STRUCT(OpenTotpEnrolmentRequest, (), (hash, code))

/// The key for the app, shown once.
struct TotpKey {
    std::string otpauth_uri;
    std::string key_base32;
};
BOOST_DESCRIBE_STRUCT(TotpKey, (), (otpauth_uri, key_base32))

/// A key waits ten minutes for its first code; until then an app in use stays in use.
Result<TotpKey> open_totp_enrolment(const OpenTotpEnrolmentRequest& request, api::Call& call);

inline constexpr auto open_totp_enrolment_endpoint =
    api::post<&open_totp_enrolment>("/identity/staff-second-factor/enrolment")
        .doc("Makes a key for an authenticator app; replacing one needs a code of it.")
        .for_staff()
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(second_factor_due, second_factor_wrong, second_factor_locked);

struct SecondFactorCode {
    Secret<> code;
};
BOOST_DESCRIBE_STRUCT(SecondFactorCode, (), (code))

/// Ten codes that work once each, shown once, and the session that goes on with both factors.
struct EnrolledTotp {
    std::vector<std::string> recovery_codes;
    SessionReply session;
};
BOOST_DESCRIBE_STRUCT(EnrolledTotp, (), (recovery_codes, session))

/// The first code proves that the app has the key. All other sessions of the staff member end.
Result<EnrolledTotp> enrol_totp(const SecondFactorCode& request, api::Call& call);

inline constexpr auto enrol_totp_endpoint =
    api::put<&enrol_totp>("/identity/staff-second-factor")
        .doc("Takes the authenticator app into use with its first code.")
        .for_staff()
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(enrolment_not_open, second_factor_wrong, second_factor_due);

/// A code of the app, or a recovery code. The session goes on under a fresh token; the one that
/// only had the password ends.
Result<SessionReply> give_second_factor(const SecondFactorCode& request, api::Call& call);

inline constexpr auto give_second_factor_endpoint =
    api::post<&give_second_factor>("/identity/staff-session/second-factor")
        .doc("Gives the second factor of a staff session: app code or recovery code.")
        .for_staff()
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(second_factor_absent, second_factor_wrong, second_factor_locked);

struct RecoveryCodes {
    std::vector<std::string> recovery_codes;
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (recovery_codes))

Result<RecoveryCodes> renew_recovery_codes(const SecondFactorCode& request, api::Call& call);

inline constexpr auto renew_recovery_codes_endpoint =
    api::post<&renew_recovery_codes>("/identity/staff-second-factor/recovery-codes")
        .doc("Makes ten recovery codes in place of the former ones.")
        .for_staff()
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(second_factor_due, second_factor_absent, second_factor_wrong,
                  second_factor_locked);

/// Agrees that somebody else's second factor is removed.
inline constexpr api::Permission approve_second_factor_resets{
    "identity.approve_second_factor_resets", "复核员工双因素重置",
    "bank_approver operator_manager"};

struct SecondFactorReset {
    StaffId staff_id;
    std::string staff_name;
};

/// Has a second person agree. Plugged in by core/approval.
class SecondFactorResetPort {
public:
    virtual ~SecondFactorResetPort() = default;
    virtual void ask(api::Call& call, const SecondFactorReset& reset) = 0;
};

/// Removes app and recovery codes and ends all sessions, in the checker's unit.
/// own_account_protected (nobody agrees to their own reset), second_factor_absent.
Result<Done> remove_second_factor(api::Call& call, StaffId staff_id);

}  // namespace dlfp::identity
