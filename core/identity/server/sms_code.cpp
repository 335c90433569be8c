// What codes say and when they are accepted.
#include "core/identity/server/sms_code.h"

#include <algorithm>

#include "core/identity/server/internal/vault.h"
#include "core/identity/server/sms_code_repository.h"
#include "platform/base/planted.h"
#include "platform/runtime/clock/forward_clock.h"

namespace dlfp::identity {
namespace {

std::string_view purpose_zh(SmsPurpose purpose) {
    switch (purpose) {
        case SmsPurpose::register_customer: return "注册智惠e家";
        case SmsPurpose::log_in: return "登录智惠e家";
        case SmsPurpose::reset_password: return "重置登录密码";
        case SmsPurpose::reset_payment_pin: return "重置支付密码";
        case SmsPurpose::confirm_payment: return "付款";
    }
    throw std::logic_error("unknown purpose of an SMS code");
}

/// The code comes first, so that nobody takes the tail or the amount for it.
std::string money_text(const SmsContent& content) {
    if (content.operation == nullptr)
        throw std::logic_error("a code for money names payee and amount");
    const auto& operation = *content.operation;
    return "【智惠e家】验证码" + content.code.reveal() + "，用于向" + operation.payee + "（尾号" +
           operation.payee_tail + "）付款" + operation.amount.to_yuan_text() + "元，";
}

bool confirms(const SmsCode& code, const std::optional<crypto::Digest>& operation) {
    const auto digest = operation ? crypto::BytesView{*operation} : crypto::BytesView{};
    return crypto::equal_in_constant_time(code.operation_digest, digest);
}

TypedCode compare(const api::ReadCall& call, const std::optional<SmsCode>& code,
                  const TypedSms& typed) {
    if (!code || !confirms(*code, typed.operation)) return TypedCode::other;
    const CodeSubject subject{.id = code->id,
                              .purpose = typed.purpose,
                              .mobile = typed.mobile,
                              .operation = typed.operation};
    return call.port<OneTimeCodes>().is_right(subject, code->ticket, typed.code) ? TypedCode::same
                                                                                 : TypedCode::other;
}

}  // namespace

Result<Done> decide_sending(const SendingHistory& history, const Settings& settings, UtcTime now) {
    if (history.last_sent_at && now < *history.last_sent_at + settings.sms_code_resend_after) {
        const auto wait = *history.last_sent_at + settings.sms_code_resend_after - now;
        return Error{sms_code_too_soon}.with("wait_s",
                                             std::chrono::ceil<std::chrono::seconds>(wait).count());
    }
    const auto& caps = caps_on(settings.sms_caps, BusinessDate::of(now));
    if (history.sent_to_mobile_today >= caps.per_mobile ||
        history.sent_from_device_today >= caps.per_device ||
        history.sent_from_address_today >= caps.per_address)
        return sms_code_daily_limit;
    return done;
}

CodeVerdict decide_code(const std::optional<SmsCode>& code, TypedCode typed,
                        const Settings& settings, UtcTime now) {
    if (!code || code->used_at_us || code->wrong_tries >= settings.sms_code_tries_max)
        return CodeVerdict::unusable;
    if (planted("identity.expired_code_passes")) now = code->sent_at_us;
    if (now >= code->expires_at_us) return CodeVerdict::expired;
    if (now < code->sent_at_us) return CodeVerdict::unusable;
    return typed == TypedCode::same ? CodeVerdict::right : CodeVerdict::wrong;
}

Secret<> compose_sms(const SmsContent& content) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(content.validity).count();
    const auto head = content.purpose == SmsPurpose::confirm_payment
                          ? money_text(content)
                          : "【智惠e家】您正在" + std::string(purpose_zh(content.purpose)) +
                                "，验证码" + content.code.reveal() + "，";
    return Secret<>{head + std::to_string(seconds) +
                    "秒内有效。工作人员不会索要验证码，请勿告诉他人。"};
}

Result<Done> redeem_sms_code(api::Call& call, const TypedSms& typed) {
    const auto& vault = call.port<Vault>();
    const auto newest = sms_code_repository::lock_newest(
        call.transaction(), vault.mobile_index(typed.mobile), typed.purpose);
    const auto now = call.port<runtime::ForwardClock>().now();
    switch (decide_code(newest, compare(call, newest, typed), vault.settings(), now)) {
        case CodeVerdict::right:
            if (sms_code_repository::mark_used(call.transaction(), newest->id, now)) return done;
            break;
        case CodeVerdict::wrong:
            if (planted("identity.wrong_code_uncounted")) break;
            sms_code_repository::count_wrong_try(call.transaction(), newest->id);
            call.commit_despite_failure();
            break;
        case CodeVerdict::expired:
            sms_code_repository::close(call.transaction(), newest->id, now);
            call.commit_despite_failure();
            break;
        case CodeVerdict::unusable: break;
    }
    return sms_code_wrong;
}

bool would_redeem(const api::ReadCall& call, const MobileNumber& mobile, SmsPurpose purpose,
                  const Secret<>& code) {
    const auto& vault = call.port<Vault>();
    const auto newest =
        sms_code_repository::find_newest(call.reader(), vault.mobile_index(mobile), purpose);
    const auto typed = compare(call, newest, {.mobile = mobile, .purpose = purpose, .code = code});
    return decide_code(newest, typed, vault.settings(), call.port<runtime::ForwardClock>().now()) ==
           CodeVerdict::right;
}

}  // namespace dlfp::identity
