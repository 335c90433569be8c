// Making, storing and handing out one-time codes.
#include "core/identity/server/send_sms_code.h"

#include "core/identity/server/customer.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/ports.h"
#include "core/identity/server/sms_code_repository.h"
#include "platform/base/planted.h"
#include "platform/runtime/crypto/random_code.h"
#include "platform/runtime/log/log.h"

namespace dlfp::identity {
namespace {

enum class Delivery { sent, withheld };

struct Sending {
    MobileNumber mobile;
    SmsPurpose purpose{};
    Delivery delivery{};
};

SmsPurpose purpose_of(OpenSmsPurpose purpose) {
    switch (purpose) {
        case OpenSmsPurpose::register_customer: return SmsPurpose::register_customer;
        case OpenSmsPurpose::log_in: return SmsPurpose::log_in;
        case OpenSmsPurpose::reset_password: return SmsPurpose::reset_password;
    }
    throw std::logic_error("unknown purpose of an SMS code");
}

Result<SendSmsCodeReply> send(api::Call& call, const Sending& sending) {
    const auto& vault = call.port<Vault>();
    const auto& settings = vault.settings();
    auto& transaction = call.transaction();
    const auto mobile_index = vault.mobile_index(sending.mobile);
    const auto address = vault.address_subject(call.peer_address());
    // Locking the count of the address, then of the number, keeps sendings to one number apart.
    const daily_count_repository::Counted by_address{call.today(), "sms_address", address};
    const daily_count_repository::Counted by_mobile{call.today(), "sms_mobile", mobile_index};
    SendingHistory history;
    history.sent_from_address_today = daily_count_repository::lock(transaction, by_address);
    history.sent_to_mobile_today = daily_count_repository::lock(transaction, by_mobile);
    history.last_sent_at = sms_code_repository::find_last_sent(transaction, mobile_index);
    TRY_DONE(decide_sending(history, settings, call.now()));

    if (planted("log.mobile_number"))
        log::warning("identity.sms", {{"to", sending.mobile.digits()}});
    const auto code = crypto::random_code(call.platform().random, sms_code_digits);
    const auto id = call.next_id<SmsCodeTag>();
    const auto expires_at = call.now() + settings.sms_code_validity;
    sms_code_repository::add(
        transaction,
        {.code = {.id = id,
                  .code_mac = vault.code_mac(id, sending.purpose, sending.mobile, code),
                  .sent_at_us = call.now(),
                  .expires_at_us = expires_at},
         .mobile_index = mobile_index,
         .purpose = sending.purpose});
    daily_count_repository::add_one(transaction, by_address);
    daily_count_repository::add_one(transaction, by_mobile);
    if (sending.delivery == Delivery::sent)
        call.port<SmsPort>().send(
            transaction, {.mobile = sending.mobile.digits(),
                          .text = compose_sms(sending.purpose, code, settings.sms_code_validity),
                          .purpose = boost::describe::enum_to_string(sending.purpose, ""),
                          .sent_at = call.now(),
                          .useless_after = expires_at});
    return SendSmsCodeReply{.valid_s = settings.sms_code_validity / 1s,
                            .resend_after_s = settings.sms_code_resend_after / 1s};
}

}  // namespace

Result<SendSmsCodeReply> send_sms_code(const SendSmsCodeRequest& request, api::Call& call) {
    const auto known = find_customer_by_mobile(call.platform(), call.transaction(), request.mobile);
    const bool is_useful = known || request.purpose == OpenSmsPurpose::register_customer;
    return send(call, {.mobile = request.mobile,
                       .purpose = purpose_of(request.purpose),
                       .delivery = is_useful ? Delivery::sent : Delivery::withheld});
}

Result<SendSmsCodeReply> send_own_sms_code(const SendOwnSmsCodeRequest&, api::Call& call) {
    const auto identity =
        open_identity(call.transaction(), call.port<Vault>(), customer_of(call.caller()));
    return send(call, {.mobile = *MobileNumber::parse(identity.mobile.reveal()),
                       .purpose = SmsPurpose::reset_payment_pin,
                       .delivery = Delivery::sent});
}

}  // namespace dlfp::identity
