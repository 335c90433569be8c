// Second factors of staff: keys are sealed for their owner, codes are counted under a row lock.
#include "core/identity/server/second_factor.h"

#include "core/identity/server/internal/vault.h"
#include "core/identity/server/second_factor_repository.h"
#include "core/identity/server/staff.h"

namespace dlfp::identity {
namespace {

using second_factor_repository::StoredTotp;

constexpr std::size_t key_bytes = 20;            // RFC 4226, R6
constexpr std::size_t recovery_code_bytes = 10;  // 80 bits: a keyed digest is enough
constexpr int recovery_codes = 10;
constexpr Duration enrolment_validity = 10min;

crypto::SecretBytes random_bytes(runtime::Random& random, std::size_t size) {
    crypto::Bytes bytes(size);
    random.fill(bytes);
    return crypto::SecretBytes{std::move(bytes)};
}

/// Names the owner, so that a sealed key moved to somebody else's row does not open.
std::string context_of(StaffId staff_id) { return "identity.staff_totp|" + staff_id.to_text(); }

crypto::SecretBytes open_key(const Vault& vault, StaffId staff_id, const sql::Bytes& sealed) {
    auto plain = vault.cipher().decrypt(sealed, context_of(staff_id));
    if (!plain) throw std::runtime_error("the key of an authenticator app cannot be opened");
    const auto bytes = crypto::view_of(plain->reveal());
    return crypto::SecretBytes{crypto::Bytes{bytes.begin(), bytes.end()}};
}

/// "ABCD-EFGH-JKLM-NPQR", as people copy it from paper.
std::string grouped(std::string_view code) {
    std::string text;
    for (std::size_t at = 0; at < code.size(); at += 4)
        text.append(text.empty() ? "" : "-").append(code.substr(at, 4));
    return text;
}

std::vector<std::string> issue_recovery_codes(api::Call& call, StaffId staff_id) {
    const auto& vault = call.port<Vault>();
    std::vector<std::string> codes;
    std::vector<sql::Bytes> macs;
    for (int index = 0; index < recovery_codes; ++index) {
        const auto bytes = random_bytes(call.platform().random, recovery_code_bytes);
        codes.push_back(grouped(crypto::to_base32(bytes.reveal())));
        macs.push_back(vault.recovery_code_mac(staff_id, Secret<>{codes.back()}));
    }
    second_factor_repository::replace_recovery_codes(call.transaction(), staff_id, macs);
    return codes;
}

/// What the typed text is, used up with the look at it.
SecondFactor use_code(api::Call& call, StoredTotp& totp, const Secret<>& code) {
    const auto& vault = call.port<Vault>();
    const auto key = open_key(vault, totp.staff_id, totp.key_sealed);
    if (const auto counter = find_counter(key, totp.hash, code, {call.now(), totp.last_counter})) {
        totp.last_counter = *counter;
        return SecondFactor::totp;
    }
    const auto mac = vault.recovery_code_mac(totp.staff_id, code);
    const bool is_used = second_factor_repository::use_recovery_code(
        call.transaction(), totp.staff_id, mac, call.now());
    return is_used ? SecondFactor::recovery_code : SecondFactor::none;
}

Error refusal(FactorVerdict verdict, const FactorGuard& guard, UtcTime now) {
    if (verdict == FactorVerdict::wrong)
        return Error{second_factor_wrong}.with(
            "tries_left", factor_tries_per_lock - guard.wrong_tries % factor_tries_per_lock);
    const auto wait = std::chrono::ceil<std::chrono::seconds>(guard.locked_until_us - now);
    return Error{second_factor_locked}.with("wait_s", wait.count());
}

/// Checks and counts a code; call it before anything else is written.
Result<SecondFactor> redeem(api::Call& call, const Secret<>& code) {
    auto totp = second_factor_repository::lock(call.transaction(), staff_of(call.caller()));
    if (!totp) return second_factor_absent;
    const FactorGuard before{totp->wrong_tries, totp->locked_until_us};
    if (call.now() < before.locked_until_us)
        return refusal(FactorVerdict::locked, before, call.now());
    const auto given = use_code(call, *totp, code);
    const auto attempt = given == SecondFactor::none ? FactorTry::wrong : FactorTry::right;
    const auto [verdict, guard] = plan_factor_try(before, attempt, call.now());
    totp->wrong_tries = guard.wrong_tries;
    totp->locked_until_us = guard.locked_until_us;
    second_factor_repository::store_try(call.transaction(), *totp);
    if (verdict == FactorVerdict::accepted) return given;
    call.commit_despite_failure();
    return refusal(verdict, guard, call.now());
}

/// The calling session under a fresh token, with its second factor.
SessionReply go_on(api::Call& call, SecondFactor given) {
    const auto staff_id = staff_of(call.caller());
    const auto former = find_session(call.transaction(), session_of(call.caller()));
    end_session(call, staff_id.bytes(), session_of(call.caller()));
    auto reply = open_session(call, {.subject_kind = SubjectKind::staff,
                                     .subject_id = staff_id.bytes(),
                                     .device_title = former ? former->device_title : "",
                                     .second_factor = given});
    const auto access =
        find_staff_access(call.platform(), call.transaction(), staff_id, call.now());
    reply.must_change_password = access && access->must_change_password;
    return reply;
}

}  // namespace

bool has_second_factor(sql::Reader& reader, StaffId staff_id) {
    return second_factor_repository::find(reader, staff_id).has_value();
}

SecondFactorStep find_step(const api::Platform& platform, sql::Reader& reader, StaffId staff_id,
                           SecondFactor given) {
    const auto policy = platform.ports.get<Vault>().settings().staff_second_factor;
    return decide_step(policy.value_or(SecondFactorPolicy::required),
                       has_second_factor(reader, staff_id) ? AppState::present : AppState::absent,
                       given);
}

SecondFactorStep own_step(const api::ReadCall& call) {
    const auto session = find_session(call.reader(), SessionId{call.caller().session_id});
    return find_step(call.platform(), call.reader(), staff_of(call.caller()),
                     session ? session->second_factor : SecondFactor::none);
}

Result<Done> require_second_factor(const api::ReadCall& call) {
    if (own_step(call) != SecondFactorStep::settled) return second_factor_due;
    return done;
}

Result<SecondFactorView> show_second_factor(const api::NoRequest&, api::ReadCall& call) {
    const auto staff_id = staff_of(call.caller());
    const auto totp = second_factor_repository::find(call.reader(), staff_id);
    SecondFactorView view{.is_required = call.port<Vault>().settings().staff_second_factor !=
                                         SecondFactorPolicy::offered,
                          .is_enrolled = totp.has_value(),
                          .enrolled_at_us = {},
                          .recovery_codes_left = second_factor_repository::count_recovery_codes(
                              call.reader(), staff_id),
                          .step = own_step(call)};
    if (totp) view.enrolled_at_us = totp->enrolled_at_us;
    return view;
}

Result<TotpKey> open_totp_enrolment(const OpenTotpEnrolmentRequest& request, api::Call& call) {
    const auto staff_id = staff_of(call.caller());
    if (own_step(call) == SecondFactorStep::code_due) return second_factor_due;
    if (has_second_factor(call.transaction(), staff_id)) {
        TRY(const auto given, redeem(call, request.code.value_or(Secret<>{})));
        static_cast<void>(given);
    }
    const auto hash = request.hash.value_or(crypto::OtpHash::sha1);
    const auto key = random_bytes(call.platform().random, key_bytes);
    const auto sealed =
        call.port<Vault>().cipher().encrypt(crypto::text_of(key.reveal()), context_of(staff_id));
    second_factor_repository::open_enrolment(call.transaction(),
                                             {staff_id, sealed, hash, call.now()});
    const auto access =
        find_staff_access(call.platform(), call.transaction(), staff_id, call.now());
    const auto text = crypto::to_base32(key.reveal());
    call.about("identity_staff", staff_id.to_text());
    return TotpKey{otpauth_uri(access ? access->staff.login_name : "", text, hash), text};
}

Result<EnrolledTotp> enrol_totp(const SecondFactorCode& request, api::Call& call) {
    const auto staff_id = staff_of(call.caller());
    if (own_step(call) == SecondFactorStep::code_due) return second_factor_due;
    const auto open = second_factor_repository::lock_enrolment(call.transaction(), staff_id);
    if (!open || call.now() - open->opened_at_us > enrolment_validity) return enrolment_not_open;
    const auto key = open_key(call.port<Vault>(), staff_id, open->key_sealed);
    const auto counter = find_counter(key, open->hash, request.code, {call.now(), 0});
    if (!counter) return second_factor_wrong;
    second_factor_repository::replace(call.transaction(), {.staff_id = staff_id,
                                                           .key_sealed = open->key_sealed,
                                                           .hash = open->hash,
                                                           .last_counter = *counter,
                                                           .enrolled_at_us = call.now()});
    second_factor_repository::end_enrolment(call.transaction(), staff_id);
    call.about("identity_staff", staff_id.to_text());
    call.changed("second factor", "", "totp");
    auto codes = issue_recovery_codes(call, staff_id);
    end_other_sessions(call, staff_id.bytes(), session_of(call.caller()));
    return EnrolledTotp{std::move(codes), go_on(call, SecondFactor::totp)};
}

Result<SessionReply> give_second_factor(const SecondFactorCode& request, api::Call& call) {
    TRY(const auto given, redeem(call, request.code));
    call.about("identity_staff", staff_of(call.caller()).to_text());
    return go_on(call, given);
}

Result<RecoveryCodes> renew_recovery_codes(const SecondFactorCode& request, api::Call& call) {
    const auto staff_id = staff_of(call.caller());
    if (own_step(call) == SecondFactorStep::code_due) return second_factor_due;
    TRY(const auto given, redeem(call, request.code));
    static_cast<void>(given);
    call.about("identity_staff", staff_id.to_text());
    call.changed("recovery codes", "", "renewed");
    return RecoveryCodes{issue_recovery_codes(call, staff_id)};
}

Result<Done> remove_second_factor(api::Call& call, StaffId staff_id) {
    if (staff_id == staff_of(call.caller())) return own_account_protected;
    if (!second_factor_repository::remove(call.transaction(), staff_id))
        return second_factor_absent;
    end_other_sessions(call, staff_id.bytes(), SessionId{});
    call.changed("second factor", "totp", "");
    return done;
}

}  // namespace dlfp::identity
