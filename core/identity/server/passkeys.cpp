// Passkeys: challenges that are good for one answer, and what an answer that holds opens.
#include "core/identity/server/passkeys.h"

#include "core/identity/server/customer.h"
#include "core/identity/server/customer_repository.h"
#include "core/identity/server/identity.h"
#include "platform/runtime/crypto/bytes.h"

namespace dlfp::identity {
namespace {

using passkey_repository::CeremonyPurpose;
using passkey_repository::OpenCeremony;
using passkey_repository::StoredPasskey;

constexpr std::size_t challenge_bytes = 32;

OpenCeremony open_ceremony(const api::Call& call, CeremonyPurpose purpose,
                           std::optional<CustomerId> customer_id) {
    OpenCeremony ceremony{.id = call.next_id<PasskeyCeremonyTag>(),
                          .purpose = purpose,
                          .customer_id = customer_id,
                          .challenge = sql::Bytes(challenge_bytes),
                          .expires_at_us = call.now() + passkey_ceremony_validity};
    call.platform().random.fill(ceremony.challenge);
    passkey_repository::open(call.transaction(), ceremony);
    return ceremony;
}

/// The ceremony while it may still be answered.
std::optional<OpenCeremony> find_open(const api::ReadCall& call, PasskeyCeremonyId id,
                                      CeremonyPurpose purpose) {
    auto ceremony = passkey_repository::find_ceremony(call.reader(), id);
    if (!ceremony || ceremony->purpose != purpose || call.now() >= ceremony->expires_at_us)
        return std::nullopt;
    return ceremony;
}

webauthn::Ceremony ceremony_of(const Settings& settings, const OpenCeremony& open) {
    return {.relying_party_id = settings.relying_party_id(),
            .origins = {settings.public_origin},
            .challenge = open.challenge,
            .user_verification = webauthn::UserVerification::required};
}

StoredPasskey passkey_of(const webauthn::Credential& credential, const api::Call& call) {
    return {.id = call.next_id<PasskeyTag>(),
            .customer_id = customer_of(call.caller()),
            .credential_id = credential.id,
            .public_key = credential.public_key,
            .algorithm = credential.algorithm,
            .model = credential.model,
            .attestation = credential.attestation,
            .sign_count = credential.sign_count,
            .is_backup_eligible = credential.is_backup_eligible,
            .is_backed_up = credential.is_backed_up,
            .created_at_us = call.now()};
}

PasskeyItem item_of(const StoredPasskey& passkey) {
    return {.passkey_id = passkey.id,
            .title = passkey.title,
            .is_backed_up = passkey.is_backed_up,
            .created_at_us = passkey.created_at_us,
            .last_used_at_us = passkey.last_used_at_us};
}

}  // namespace

Result<CheckedPassword> prepare_open_passkey_registration(
    const OpenPasskeyRegistrationRequest& request, api::ReadCall& call) {
    return check_password(call, call.caller().id, request.password);
}

Result<PasskeyRegistrationReply> open_passkey_registration(const OpenPasskeyRegistrationRequest&,
                                                           const CheckedPassword& checked,
                                                           api::Call& call) {
    const auto customer_id = customer_of(call.caller());
    const auto login = id_text("own", call.caller().id);
    if (!admit_password(call, {"own_password", login, call.peer_address()}, checked))
        return password_wrong;
    const auto passkeys = passkey_repository::list(call.transaction(), customer_id);
    if (passkeys.size() >= passkeys_per_customer_max) return passkeys_too_many;
    const auto open = open_ceremony(call, CeremonyPurpose::registration, customer_id);
    const auto customer = customer_repository::find(call.transaction(), customer_id);
    PasskeyRegistrationReply reply{
        .ceremony_id = open.id,
        .challenge = crypto::to_base64url(open.challenge),
        .relying_party_id = call.port<Vault>().settings().relying_party_id(),
        .user_handle = crypto::to_base64url(bytes_view(customer_id.bytes())),
        .user_name = customer->masked_mobile,
        .algorithms = {webauthn::cose_es256, webauthn::cose_eddsa, webauthn::cose_rs256},
        .excluded_credential_ids = {},
        .expires_at_us = open.expires_at_us};
    for (const auto& passkey : passkeys)
        reply.excluded_credential_ids.push_back(crypto::to_base64url(passkey.credential_id));
    return reply;
}

Result<CheckedRegistration> prepare_register_passkey(const RegisterPasskeyRequest& request,
                                                     api::ReadCall& call) {
    CheckedRegistration checked{
        .ceremony = find_open(call, request.ceremony_id, CeremonyPurpose::registration)};
    if (!checked.ceremony || checked.ceremony->customer_id != customer_of(call.caller()))
        return passkey_ceremony_over;
    auto verdict = webauthn::check_registration(
        ceremony_of(call.port<Vault>().settings(), *checked.ceremony),
        {bytes_of(request.client_data_json), bytes_of(request.attestation_object)});
    if (const auto* refusal = std::get_if<webauthn::Refusal>(&verdict))
        checked.refusal = to_text(*refusal);
    else
        checked.credential = std::get<webauthn::Credential>(std::move(verdict));
    return checked;
}

Result<PasskeyItem> register_passkey(const RegisterPasskeyRequest& request,
                                     const CheckedRegistration& checked, api::Call& call) {
    if (!passkey_repository::close(call.transaction(), request.ceremony_id))
        return passkey_ceremony_over;
    call.commit_despite_failure();  // the challenge is used up, whatever comes of it
    if (!checked.refusal.empty()) return Error{passkey_refused}.with("reason", checked.refusal);
    const auto customer_id = customer_of(call.caller());
    if (passkey_repository::list(call.transaction(), customer_id).size() >=
        passkeys_per_customer_max)
        return passkeys_too_many;
    auto passkey = passkey_of(checked.credential, call);
    passkey.title = request.title;
    if (!passkey_repository::add(call.transaction(), passkey)) return passkey_already_registered;
    return item_of(passkey);
}

Result<PasskeyList> list_passkeys(const api::NoRequest&, api::ReadCall& call) {
    PasskeyList reply;
    for (const auto& passkey : passkey_repository::list(call.reader(), customer_of(call.caller())))
        reply.items.push_back(item_of(passkey));
    return reply;
}

Result<Done> rename_passkey(const RenamePasskeyRequest& request, api::Call& call) {
    StoredPasskey renamed{.id = request.passkey_id, .customer_id = customer_of(call.caller())};
    renamed.title = request.title;
    if (!passkey_repository::rename(call.transaction(), renamed)) return passkey_not_found;
    return done;
}

Result<Done> remove_passkey(const RemovePasskeyRequest& request, api::Call& call) {
    if (!passkey_repository::remove(call.transaction(), customer_of(call.caller()),
                                    request.passkey_id))
        return passkey_not_found;
    return done;
}

Result<PasskeyLogInReply> open_passkey_log_in(const api::NoRequest&, api::Call& call) {
    const auto open = open_ceremony(call, CeremonyPurpose::log_in, std::nullopt);
    return PasskeyLogInReply{.ceremony_id = open.id,
                             .challenge = crypto::to_base64url(open.challenge),
                             .relying_party_id = call.port<Vault>().settings().relying_party_id(),
                             .expires_at_us = open.expires_at_us};
}

Result<CheckedAssertion> prepare_log_in_by_passkey(const LogInByPasskeyRequest& request,
                                                   api::ReadCall& call) {
    const auto open = find_open(call, request.ceremony_id, CeremonyPurpose::log_in);
    if (!open) return CheckedAssertion{};
    return check_passkey_answer({request.credential_id, request.client_data_json,
                                 request.authenticator_data, request.signature},
                                open->challenge, call);
}

Result<SessionReply> log_in_by_passkey(const LogInByPasskeyRequest& request,
                                       const CheckedAssertion& checked, api::Call& call) {
    const bool is_first_answer = passkey_repository::close(call.transaction(), request.ceremony_id);
    call.commit_despite_failure();
    if (!is_first_answer || !checked.passkey) return passkey_log_in_refused;
    const auto customer =
        customer_repository::find(call.transaction(), checked.passkey->customer_id);
    if (!customer || customer->status != CustomerStatus::active) return passkey_log_in_refused;
    if (!passkey_repository::note_use(call.transaction(), checked.passkey->id, checked.assertion,
                                      call.now()))
        return passkey_log_in_refused;  // removed since prepare
    return open_session(call, {.subject_kind = SubjectKind::customer,
                               .subject_id = checked.passkey->customer_id.bytes(),
                               .device_title = request.device_title.value_or(""),
                               .log_in_proof = Proof::passkey});
}

}  // namespace dlfp::identity
