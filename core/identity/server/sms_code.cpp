// Sending and using one-time codes.
#include "core/identity/server/sms_code.h"

#include "core/identity/server/internal/vault.h"
#include "core/identity/server/sms_code_repository.h"
#include "platform/base/planted.h"

namespace dlfp::identity {
namespace {

std::string_view purpose_zh(SmsPurpose purpose) {
    switch (purpose) {
        case SmsPurpose::register_customer: return "注册智惠e家";
        case SmsPurpose::log_in: return "登录智惠e家";
        case SmsPurpose::reset_password: return "重置登录密码";
        case SmsPurpose::reset_payment_pin: return "重置支付密码";
    }
    throw std::logic_error("unknown purpose of an SMS code");
}

TypedCode compare(const Vault& vault, const std::optional<SmsCode>& code,
                  const MobileNumber& mobile, const std::pair<SmsPurpose, const Secret<>&>& typed) {
    if (!code) return TypedCode::other;
    const auto mac = vault.code_mac(code->id, typed.first, mobile, typed.second);
    return crypto::equal_in_constant_time(mac, code->code_mac) ? TypedCode::same : TypedCode::other;
}

}  // namespace

Result<Done> decide_sending(const SendingHistory& history, const Settings& settings, UtcTime now) {
    if (history.last_sent_at && now < *history.last_sent_at + settings.sms_code_resend_after) {
        const auto wait = *history.last_sent_at + settings.sms_code_resend_after - now;
        return Error{sms_code_too_soon}.with("wait_s",
                                             std::chrono::ceil<std::chrono::seconds>(wait).count());
    }
    if (history.sent_to_mobile_today >= settings.sms_codes_per_mobile_and_day ||
        history.sent_from_address_today >= settings.sms_codes_per_address_and_day)
        return sms_code_daily_limit;
    return done;
}

CodeVerdict decide_code(const std::optional<SmsCode>& code, TypedCode typed,
                        const Settings& settings, UtcTime now) {
    if (!code || code->used_at_us || code->wrong_tries >= settings.sms_code_tries_max)
        return CodeVerdict::unusable;
    if (planted("identity.expired_code_passes")) now = code->sent_at_us;
    if (now < code->sent_at_us || now >= code->expires_at_us) return CodeVerdict::unusable;
    return typed == TypedCode::same ? CodeVerdict::right : CodeVerdict::wrong;
}

Secret<> compose_sms(SmsPurpose purpose, const Secret<>& code, Duration validity) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(validity).count();
    return Secret<>{"【智惠e家】您正在" + std::string(purpose_zh(purpose)) + "，验证码" +
                    code.reveal() + "，" + std::to_string(seconds) +
                    "秒内有效。工作人员不会索要验证码，请勿告诉他人。"};
}

Result<Done> redeem_sms_code(api::Call& call, const MobileNumber& mobile, SmsPurpose purpose,
                             const Secret<>& code) {
    const auto& vault = call.port<Vault>();
    const auto newest =
        sms_code_repository::lock_newest(call.transaction(), vault.mobile_index(mobile), purpose);
    const auto typed = compare(vault, newest, mobile, {purpose, code});
    const auto verdict = decide_code(newest, typed, vault.settings(), call.now());
    if (verdict == CodeVerdict::right &&
        sms_code_repository::mark_used(call.transaction(), newest->id, call.now()))
        return done;
    if (verdict == CodeVerdict::wrong && !planted("identity.wrong_code_uncounted")) {
        sms_code_repository::count_wrong_try(call.transaction(), newest->id);
        call.commit_despite_failure();
    }
    return sms_code_wrong;
}

bool would_redeem(const api::ReadCall& call, const MobileNumber& mobile, SmsPurpose purpose,
                  const Secret<>& code) {
    const auto& vault = call.port<Vault>();
    const auto newest =
        sms_code_repository::find_newest(call.reader(), vault.mobile_index(mobile), purpose);
    const auto typed = compare(vault, newest, mobile, {purpose, code});
    return decide_code(newest, typed, vault.settings(), call.now()) == CodeVerdict::right;
}

}  // namespace dlfp::identity
