// What a device writes in its Authorization header: who it is, when it signed, the nonce, the
// signature.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/runtime/crypto/bytes.h"
#include "scenarios/canteen/server/counter/terminal.h"

namespace dlfp::canteen {

struct DeviceCredentials {
    TerminalId terminal_id;
    UtcTime signed_at;
    std::string nonce_text;
    IdBytes nonce{};
    crypto::Bytes signature;
};

/// Reads `<terminal>.<time in µs>.<nonce>.<signature>`, the bytes as base64url. None for every
/// other text: the same credentials have one text only, so that a replay can't be dressed up.
std::optional<DeviceCredentials> parse_device_credentials(std::string_view text);
std::string device_credentials_text(const DeviceCredentials& credentials);

}  // namespace dlfp::canteen
