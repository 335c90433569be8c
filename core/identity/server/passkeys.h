// Passkeys of customers (5.3.2, fingerprint and face by the customer's own device): registered
// with the login password, listed, renamed, removed, and used to log in.
#pragma once

#include "core/identity/server/passkey_assertion.h"
#include "core/identity/server/password_check.h"
#include "core/identity/server/session.h"
#include "platform/api/endpoint.h"

namespace dlfp::identity {

inline constexpr std::size_t passkeys_per_customer_max = 10;
/// How long an answer to a challenge may take: the time to find a finger, not a night.
inline constexpr Duration passkey_ceremony_validity = 3min;

/// No such ceremony, closed by an answer before, or too old: begin anew.
inline constexpr Failure passkey_ceremony_over{"identity.passkey_ceremony_over",
                                               FailureClass::refused};
/// The authenticator's answer does not hold. Fact `reason`: a word of webauthn::Refusal.
inline constexpr Failure passkey_refused{"identity.passkey_refused", FailureClass::refused};
/// No log-in by this passkey: unknown, removed, locked or answered wrongly, all in one word.
inline constexpr Failure passkey_log_in_refused{"identity.passkey_log_in_refused",
                                                FailureClass::unauthenticated};
inline constexpr Failure passkey_already_registered{"identity.passkey_already_registered",
                                                    FailureClass::conflict};
inline constexpr Failure passkeys_too_many{"identity.passkeys_too_many", FailureClass::refused};
inline constexpr Failure passkey_not_found{"identity.passkey_not_found", FailureClass::missing};

struct OpenPasskeyRegistrationRequest {
    Secret<> password;
};
BOOST_DESCRIBE_STRUCT(OpenPasskeyRegistrationRequest, (), (password))

/// What the browser's `navigator.credentials.create` needs.
struct PasskeyRegistrationReply {
    PasskeyCeremonyId ceremony_id;
    std::string challenge;
    std::string relying_party_id;
    std::string user_handle;
    std::string user_name;  ///< masked mobile number: it is shown by the device
    std::vector<std::int64_t> algorithms;
    std::vector<std::string> excluded_credential_ids;
    UtcTime expires_at_us;
};
BOOST_DESCRIBE_STRUCT(PasskeyRegistrationReply, (),
                      (ceremony_id, challenge, relying_party_id, user_handle, user_name, algorithms,
                       excluded_credential_ids, expires_at_us))

Result<CheckedPassword> prepare_open_passkey_registration(
    const OpenPasskeyRegistrationRequest& request, api::ReadCall& call);
/// A new factor asks for an old one: the login password; wrong ones are counted and lock.
Result<PasskeyRegistrationReply> open_passkey_registration(
    const OpenPasskeyRegistrationRequest& request, const CheckedPassword& checked, api::Call& call);

inline constexpr auto open_passkey_registration_endpoint =
    api::post<&open_passkey_registration, &prepare_open_passkey_registration>(
        "/identity/passkey-registrations")
        .doc("Begins the registration of a passkey with the customer's login password.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(password_wrong, passkeys_too_many);

struct RegisterPasskeyRequest {
    PasskeyCeremonyId ceremony_id;
    api::Text<40> title;
    Base64Url<6000> client_data_json;
    Base64Url<12000> attestation_object;
};
BOOST_DESCRIBE_STRUCT(RegisterPasskeyRequest, (),
                      (ceremony_id, title, client_data_json, attestation_object))

struct PasskeyItem {
    PasskeyId passkey_id;
    std::string title;
    bool is_backed_up = false;  ///< synchronised between devices by their maker
    UtcTime created_at_us;
    std::optional<UtcTime> last_used_at_us;
};
BOOST_DESCRIBE_STRUCT(PasskeyItem, (),
                      (passkey_id, title, is_backed_up, created_at_us, last_used_at_us))

/// What the look at the answer found; `refusal` is empty when it holds.
struct CheckedRegistration {
    std::optional<passkey_repository::OpenCeremony> ceremony;
    webauthn::Credential credential;
    std::string refusal;
};
Result<CheckedRegistration> prepare_register_passkey(const RegisterPasskeyRequest& request,
                                                     api::ReadCall& call);
/// The first answer closes the ceremony, right or wrong.
Result<PasskeyItem> register_passkey(const RegisterPasskeyRequest& request,
                                     const CheckedRegistration& checked, api::Call& call);

inline constexpr auto register_passkey_endpoint =
    api::post<&register_passkey, &prepare_register_passkey>("/identity/passkeys")
        .doc("Registers the passkey that answers an open registration.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 20'000, .calls_per_minute_max = 20, .deadline = 5s})
        .may_fail(passkey_ceremony_over, passkey_refused, passkey_already_registered,
                  passkeys_too_many);

struct PasskeyList {
    std::vector<PasskeyItem> items;
};
BOOST_DESCRIBE_STRUCT(PasskeyList, (), (items))
Result<PasskeyList> list_passkeys(const api::NoRequest& request, api::ReadCall& call);

inline constexpr auto list_passkeys_endpoint =
    api::get<&list_passkeys>("/identity/passkeys")
        .doc("The customer's passkeys, newest first.")
        .for_customers()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 60, .deadline = 2s})
        .may_fail();

struct RenamePasskeyRequest {
    PasskeyId passkey_id;
    api::Text<40> title;
};
BOOST_DESCRIBE_STRUCT(RenamePasskeyRequest, (), (passkey_id, title))
Result<Done> rename_passkey(const RenamePasskeyRequest& request, api::Call& call);

inline constexpr auto rename_passkey_endpoint =
    api::put<&rename_passkey>("/identity/passkeys/{passkey_id}/title")
        .doc("Renames one of the customer's passkeys.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 512, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(passkey_not_found);

struct RemovePasskeyRequest {
    PasskeyId passkey_id;
};
BOOST_DESCRIBE_STRUCT(RemovePasskeyRequest, (), (passkey_id))
/// From then on the key opens nothing; sessions it opened go on and are ended among the devices.
Result<Done> remove_passkey(const RemovePasskeyRequest& request, api::Call& call);

inline constexpr auto remove_passkey_endpoint =
    api::del<&remove_passkey>("/identity/passkeys/{passkey_id}")
        .doc("Removes one of the customer's passkeys.")
        .for_customers()
        .naturally_idempotent()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 30, .deadline = 5s})
        .may_fail(passkey_not_found);

/// What `navigator.credentials.get` needs; the same for everybody, so it tells nothing of anybody.
struct PasskeyLogInReply {
    PasskeyCeremonyId ceremony_id;
    std::string challenge;
    std::string relying_party_id;
    UtcTime expires_at_us;
};
BOOST_DESCRIBE_STRUCT(PasskeyLogInReply, (),
                      (ceremony_id, challenge, relying_party_id, expires_at_us))
Result<PasskeyLogInReply> open_passkey_log_in(const api::NoRequest& request, api::Call& call);

inline constexpr auto open_passkey_log_in_endpoint =
    api::post<&open_passkey_log_in>("/identity/passkey-log-ins")
        .doc("Begins a log-in by passkey.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 64, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail();

struct LogInByPasskeyRequest {
    PasskeyCeremonyId ceremony_id;
    Base64Url<1400> credential_id;
    Base64Url<6000> client_data_json;
    Base64Url<2000> authenticator_data;
    Base64Url<1400> signature;
    std::optional<api::Text<64>> device_title;
};
BOOST_DESCRIBE_STRUCT(LogInByPasskeyRequest, (),
                      (ceremony_id, credential_id, client_data_json, authenticator_data, signature,
                       device_title))

Result<CheckedAssertion> prepare_log_in_by_passkey(const LogInByPasskeyRequest& request,
                                                   api::ReadCall& call);
/// Unknown keys, wrong signatures, used challenges and frozen customers are one answer (5.3-5). Not
/// stopped by locks of the password: nobody can shut a customer out by guessing (5.3-6).
Result<SessionReply> log_in_by_passkey(const LogInByPasskeyRequest& request,
                                       const CheckedAssertion& checked, api::Call& call);

inline constexpr auto log_in_by_passkey_endpoint =
    api::post<&log_in_by_passkey, &prepare_log_in_by_passkey>("/identity/sessions/by-passkey")
        .doc("Logs a customer in by passkey.")
        .open()
        .naturally_idempotent()
        .limits({.body_bytes_max = 16'000, .calls_per_minute_max = 60, .deadline = 5s})
        .may_fail(passkey_log_in_refused);

}  // namespace dlfp::identity
