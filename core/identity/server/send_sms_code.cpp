// Making, storing and handing out one-time codes.
#include "core/identity/server/send_sms_code.h"

#include "core/identity/server/customer.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/ports.h"
#include "core/identity/server/sms_code_repository.h"
#include "platform/base/planted.h"
#include "platform/runtime/clock/forward_clock.h"
#include "platform/runtime/log/log.h"

namespace dlfp::identity {
namespace {

struct Sending {
    MobileNumber mobile;
    SmsPurpose purpose{};
    SmsDelivery delivery = SmsDelivery::to_phone;
    std::string_view device_number{};  ///< empty: the device named none
    const ConfirmedOperation* operation = nullptr;
};

SmsPurpose purpose_of(OpenSmsPurpose purpose) {
    switch (purpose) {
        case OpenSmsPurpose::register_customer: return SmsPurpose::register_customer;
        case OpenSmsPurpose::log_in: return SmsPurpose::log_in;
        case OpenSmsPurpose::reset_password: return SmsPurpose::reset_password;
    }
    throw std::logic_error("unknown purpose of an SMS code");
}

/// The counts of a sending, locked in this order: sendings to one number exclude each other.
class Counts {
public:
    Counts(api::Call& call, const Vault& vault, const Sending& sending)
        : transaction_{call.transaction()},
          today_{call.today()},
          address_{vault.address_subject(call.peer_address())},
          device_{vault.device_subject(sending.device_number)},
          mobile_{vault.mobile_index(sending.mobile)},
          counts_device_{!sending.device_number.empty()} {}

    SendingHistory lock() const {
        SendingHistory history;
        history.sent_from_address_today = daily_count_repository::lock(transaction_, by_address());
        if (counts_device_)
            history.sent_from_device_today =
                daily_count_repository::lock(transaction_, by_device());
        history.sent_to_mobile_today = daily_count_repository::lock(transaction_, by_mobile());
        history.last_sent_at = sms_code_repository::find_last_sent(transaction_, mobile_);
        return history;
    }
    void add_one() const {
        daily_count_repository::add_one(transaction_, by_address());
        if (counts_device_) daily_count_repository::add_one(transaction_, by_device());
        daily_count_repository::add_one(transaction_, by_mobile());
    }

private:
    daily_count_repository::Counted by_address() const { return {today_, "sms_address", address_}; }
    daily_count_repository::Counted by_device() const { return {today_, "sms_device", device_}; }
    daily_count_repository::Counted by_mobile() const { return {today_, "sms_mobile", mobile_}; }

    sql::Transaction& transaction_;
    BusinessDate today_;
    sql::Bytes address_;
    sql::Bytes device_;
    sql::Bytes mobile_;
    bool counts_device_;
};

/// Makes the code and records its issue.
Secret<> issue(api::Call& call, const Sending& sending, UtcTime now) {
    const auto& vault = call.port<Vault>();
    CodeSubject subject{
        .id = call.next_id<SmsCodeTag>(), .purpose = sending.purpose, .mobile = sending.mobile};
    sql::Bytes digest;
    if (sending.operation != nullptr) {
        subject.operation = sending.operation->digest;
        digest.assign(subject.operation->begin(), subject.operation->end());
    }
    auto made = call.port<OneTimeCodes>().make(subject);
    sms_code_repository::add(call.transaction(),
                             {.code = {.id = subject.id,
                                       .operation_digest = std::move(digest),
                                       .ticket = std::move(made.ticket),
                                       .sent_at_us = now,
                                       .expires_at_us = now + vault.settings().sms_code_validity},
                              .mobile_index = vault.mobile_index(sending.mobile),
                              .purpose = sending.purpose});
    return std::move(made.code);
}

Result<SendSmsCodeReply> send(api::Call& call, const Sending& sending) {
    const auto& vault = call.port<Vault>();
    const auto& settings = vault.settings();
    const auto now = call.port<runtime::ForwardClock>().now();
    const Counts counts{call, vault, sending};
    TRY_DONE(decide_sending(counts.lock(), settings, now));
    if (planted("log.mobile_number"))
        log::warning("identity.sms", {{"to", sending.mobile.digits()}});
    const auto code = issue(call, sending, now);
    counts.add_one();
    call.port<SmsPort>().send(call.transaction(),
                              {.mobile = sending.mobile.digits(),
                               .text = compose_sms({.purpose = sending.purpose,
                                                    .code = code,
                                                    .validity = settings.sms_code_validity,
                                                    .operation = sending.operation}),
                               .purpose = boost::describe::enum_to_string(sending.purpose, ""),
                               .sent_at = now,
                               .useless_after = now + settings.sms_code_validity,
                               .delivery = sending.delivery});
    return SendSmsCodeReply{.valid_s = settings.sms_code_validity / 1s,
                            .resend_after_s = settings.sms_code_resend_after / 1s};
}

MobileNumber mobile_of(api::Call& call, CustomerId customer_id) {
    const auto identity = open_identity(call.transaction(), call.port<Vault>(), customer_id);
    return *MobileNumber::parse(identity.mobile.reveal());
}

std::string_view text_of(const std::optional<DeviceNumber>& device) {
    return device ? std::string_view{*device} : std::string_view{};
}

}  // namespace

Result<SendSmsCodeReply> send_sms_code(const SendSmsCodeRequest& request, api::Call& call) {
    const auto known = find_customer_by_mobile(call.platform(), call.transaction(), request.mobile);
    const bool is_useful = known || request.purpose == OpenSmsPurpose::register_customer;
    return send(call, {.mobile = request.mobile,
                       .purpose = purpose_of(request.purpose),
                       .delivery = is_useful ? SmsDelivery::to_phone : SmsDelivery::withheld,
                       .device_number = text_of(request.device_number)});
}

Result<SendSmsCodeReply> send_own_sms_code(const SendOwnSmsCodeRequest& request, api::Call& call) {
    return send(call, {.mobile = mobile_of(call, customer_of(call.caller())),
                       .purpose = SmsPurpose::reset_payment_pin,
                       .device_number = text_of(request.device_number)});
}

Result<SendSmsCodeReply> send_confirmation_code(api::Call& call, CustomerId customer_id,
                                                const ConfirmedOperation& operation) {
    return send(call, {.mobile = mobile_of(call, customer_id),
                       .purpose = SmsPurpose::confirm_payment,
                       .operation = &operation});
}

Result<Done> redeem_confirmation_code(api::Call& call, CustomerId customer_id,
                                      const crypto::Digest& operation, const Secret<>& code) {
    return redeem_sms_code(call, {.mobile = mobile_of(call, customer_id),
                                  .purpose = SmsPurpose::confirm_payment,
                                  .code = code,
                                  .operation = operation});
}

}  // namespace dlfp::identity
