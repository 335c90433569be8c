// Messages as signed POSTs, receipts as signed reports.
#include "core/outbox/server/http_sms_carrier.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "platform/api/json.h"
#include "platform/runtime/log/log.h"

namespace dlfp::outbox {
namespace {

[[noreturn]] void refuse(const std::string& rule) {
    throw std::invalid_argument("SMS carrier: " + rule);
}

http::Url url_of(const HttpCarrierSettings& settings) {
    const auto url = http::Url::parse(settings.url);
    if (!url) refuse("its address is a https:// URL");
    if (!url->is_tls && !url->is_loopback()) refuse("only this machine is reached without TLS");
    return *url;
}

crypto::MacKey key_of(const Secret<>& secret, std::string_view name) {
    const auto bytes = crypto::view_of(secret.reveal());
    if (bytes.size() < 16) refuse("its " + std::string(name) + " has at least 16 bytes");
    return crypto::MacKey{crypto::SecretBytes{crypto::Bytes{bytes.begin(), bytes.end()}}};
}

/// The value as it stands between the quotes of a JSON string.
std::string escaped(std::string_view value) {
    std::string quoted;
    api::JsonWriter writer{quoted};
    writer.string(value);
    return quoted.substr(1, quoted.size() - 2);
}

struct Place {
    std::string_view mark;
    std::string_view value;
};

/// One pass, so that a value that looks like a mark stays what it is.
std::string filled(std::string_view body_template, const std::array<Place, 3>& places) {
    std::string body;
    while (!body_template.empty()) {
        const auto* found = std::ranges::find_if(
            places, [&](const Place& place) { return body_template.starts_with(place.mark); });
        if (found == places.end()) {
            body += body_template.front();
            body_template.remove_prefix(1);
        } else {
            body += escaped(found->value);
            body_template.remove_prefix(found->mark.size());
        }
    }
    return body;
}

const std::string& checked(const std::string& body_template) {
    for (const auto mark : {"{id}", "{mobile}", "{text}"})
        if (!body_template.contains(mark)) refuse(std::string("its body needs ") + mark);
    const auto sample =
        filled(body_template, {{{"{id}", "i"}, {"{mobile}", "m"}, {"{text}", "t"}}});
    if (!api::JsonDocument::parse(sample)) refuse("its body is JSON");
    return body_template;
}

HandOver hand_over_of(http::Answer answer) {
    switch (answer) {
        case http::Answer::taken: return HandOver::accepted;
        case http::Answer::try_later: return HandOver::later;
        case http::Answer::refused: return HandOver::refused;
    }
    throw std::logic_error("unknown answer of a carrier");
}

}  // namespace

std::string signed_text(const SmsReceipt& receipt) {
    return receipt.sms_id.to_text() + '|' + boost::describe::enum_to_string(receipt.outcome, "") +
           '|' + std::to_string(receipt.reported_at_us.us());
}

HttpSmsCarrier::HttpSmsCarrier(const HttpCarrierSettings& settings, const runtime::Clock& clock)
    : url_{url_of(settings)},
      body_template_{checked(settings.body_template)},
      key_{key_of(settings.secret, "secret")},
      receipt_key_{key_of(settings.receipt_secret, "secret of receipts")},
      options_{.patience = settings.patience, .trusted_file = settings.trusted_file},
      clock_{clock} {}

HandOver HttpSmsCarrier::hand_over(SmsId id, const Secret<>& mobile, const Secret<>& text) {
    const auto id_text = id.to_text();
    const auto timestamp = std::to_string(clock_.now().us());
    http::Outgoing outgoing{
        .url = url_,
        .body = filled(
            body_template_,
            {{{"{id}", id_text}, {"{mobile}", mobile.reveal()}, {"{text}", text.reveal()}}})};
    const auto signature = key_.hmac_sm3(id_text + '|' + timestamp + '|' + outgoing.body);
    outgoing.headers = {{"idempotency-key", id_text},
                        {"dlfp-timestamp", timestamp},
                        {"dlfp-signature", crypto::to_hex(signature)}};
    try {
        const auto reply = http::post(outgoing, options_);
        const auto outcome = hand_over_of(http::answer_of(reply));
        if (outcome != HandOver::accepted)
            log::warning("outbox.sms_carrier_refused", {{"sms_id", id}, {"answer", reply.status}});
        return outcome;
    } catch (const http::ClientFault& problem) {
        log::warning("outbox.sms_carrier_away", {{"sms_id", id}, {"message", problem.what()}});
        return HandOver::away;
    }
}

bool HttpSmsCarrier::vouches_for(const SmsReceipt& receipt) const {
    const auto signature = crypto::from_hex(receipt.signature);
    return signature && receipt_key_.verifies(crypto::view_of(signed_text(receipt)), *signature);
}

}  // namespace dlfp::outbox
