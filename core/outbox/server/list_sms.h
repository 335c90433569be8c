// The sms outbox of the console.
#pragma once

#include "core/outbox/server/sms.h"
#include "platform/api/endpoint.h"

namespace dlfp::outbox {

inline constexpr api::Permission view_sms{"outbox.view_sms", "查看短信发件箱"};

struct ListSmsRequest {
    std::optional<api::Text<11, 11>> mobile;
    std::optional<SmsId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListSmsRequest, (), (mobile, after, limit))

struct SmsLine {
    SmsId sms_id;
    std::string masked_mobile;
    std::string purpose;
    SmsState state{};
    std::optional<std::string> text;  ///< in development only
    UtcTime created_at_us;
    std::optional<UtcTime> settled_at_us;
    std::int64_t tries = 0;
    std::optional<UtcTime> receipt_at_us;  ///< when the carrier reported
};
BOOST_DESCRIBE_STRUCT(SmsLine, (),
                      (sms_id, masked_mobile, purpose, state, text, created_at_us, settled_at_us,
                       tries, receipt_at_us))

struct ListSmsReply {
    bool is_sandbox = false;
    std::vector<SmsLine> items;
    std::optional<SmsId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListSmsReply, (), (is_sandbox, items, next_after))

/// Newest first. Texts are opened only where the program runs for development.
Result<ListSmsReply> list_sms(const ListSmsRequest& request, api::ReadCall& call);

constexpr auto list_sms_endpoint =
    api::get<&list_sms>("/staff/outbox/sms")
        .doc("Lists short messages, newest first; in development with their texts.")
        .for_staff(view_sms)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 240, .deadline = 2s})
        .may_fail();

}  // namespace dlfp::outbox
