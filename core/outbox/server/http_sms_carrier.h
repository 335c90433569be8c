// A carrier that is reached over HTTP: configured address, template of the body, and secrets.
#pragma once

#include "core/outbox/server/sms.h"
#include "platform/runtime/crypto/mac.h"
#include "platform/runtime/http/client.h"

namespace dlfp::outbox {

/// JSON in which `{id}`, `{mobile}` and `{text}` stand for the message's values, inside quotes.
inline constexpr std::string_view default_sms_body =
    R"({"message_id":"{id}","mobile":"{mobile}","text":"{text}"})";

struct HttpCarrierSettings {
    std::string url{};  ///< https, or http to this very machine
    std::string body_template{default_sms_body};
    Secret<> secret{};          ///< signs what goes out, at least 16 bytes
    Secret<> receipt_secret{};  ///< signs receipts, at least 16 bytes
    Duration patience = 5s;
    std::string trusted_file{};  ///< PEM; empty: the system's certificates
};

/// Each message is one POST with `idempotency-key` (its id, the same at every try),
/// `dlfp-timestamp` (µs) and `dlfp-signature`: HMAC-SM3 in hex over `id|timestamp|body`. Taken is
/// `accepted` until a receipt comes. Neither number nor text is ever logged. Thread-safe.
class HttpSmsCarrier final : public SmsCarrier {
public:
    /// Throws std::invalid_argument with what is wrong about the settings.
    HttpSmsCarrier(const HttpCarrierSettings& settings, const runtime::Clock& clock);
    HandOver hand_over(SmsId id, const Secret<>& mobile, const Secret<>& text) override;
    bool vouches_for(const SmsReceipt& receipt) const override;

private:
    http::Url url_;
    std::string body_template_;
    crypto::MacKey key_;
    crypto::MacKey receipt_key_;
    http::ClientOptions options_;
    const runtime::Clock& clock_;
};

/// What the carrier signs: `sms_…|delivered|1795406400000000`.
std::string signed_text(const SmsReceipt& receipt);

}  // namespace dlfp::outbox
