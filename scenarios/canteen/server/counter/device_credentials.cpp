// Reading and writing the credentials of devices.
#include "scenarios/canteen/server/counter/device_credentials.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace dlfp::canteen {
namespace {

std::string_view take_part(std::string_view& text) {
    const auto dot = std::min(text.find('.'), text.size());
    const auto part = text.substr(0, dot);
    text.remove_prefix(std::min(dot + 1, text.size()));
    return part;
}

/// Microseconds since 1970, written without leading zeros.
std::optional<UtcTime> parse_time(std::string_view text) {
    std::int64_t time_us = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, time_us);
    const bool has_one_text = text == "0" || !(text.starts_with('0') || text.starts_with('-'));
    if (problem != std::errc{} || stop != end || !has_one_text) return std::nullopt;
    return UtcTime::from_us(time_us);
}

}  // namespace

std::optional<DeviceCredentials> parse_device_credentials(std::string_view text) {
    const auto terminal_id = TerminalId::parse(take_part(text));
    const auto signed_at = parse_time(take_part(text));
    const auto nonce_text = take_part(text);
    const auto nonce = crypto::from_base64url(nonce_text);
    const auto signature = crypto::from_base64url(text);
    if (!terminal_id || !signed_at || !nonce || nonce->size() != sizeof(IdBytes) || !signature ||
        signature->empty())
        return std::nullopt;
    DeviceCredentials parsed{*terminal_id, *signed_at, std::string(nonce_text), {}, *signature};
    std::memcpy(parsed.nonce.data(), nonce->data(), parsed.nonce.size());
    return parsed;
}

std::string device_credentials_text(const DeviceCredentials& credentials) {
    return credentials.terminal_id.to_text() + '.' + std::to_string(credentials.signed_at.us()) +
           '.' + credentials.nonce_text + '.' + crypto::to_base64url(credentials.signature);
}

}  // namespace dlfp::canteen
