// Signed requests of counter devices: who signs what, and what makes a request good once only. The
// protocol is described in the module's README.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

#include "platform/api/module.h"
#include "scenarios/canteen/server/counter/terminal.h"

namespace dlfp::canteen {

/// What a device may do; no role has it, only the authenticator grants it.
inline constexpr api::Permission use_terminal{"canteen.use_terminal", "终端收银"};

inline constexpr std::string_view device_scheme = "Device";
/// How far the request's time may lie from ours.
inline constexpr Duration device_time_window = 5min;

/// Unknown terminal, wrong key, damaged text, another body: one answer for all.
inline constexpr Failure device_signature_wrong{"canteen.device_signature_wrong",
                                                FailureClass::unauthenticated};
/// The request's time is too far from ours. Fact `server_time_us`, so that the device can correct
/// itself and sign anew.
inline constexpr Failure device_time_outside_window{"canteen.device_time_outside_window",
                                                    FailureClass::unauthenticated};
/// The same signed request a second time: sign the repeat with a fresh nonce.
inline constexpr Failure device_request_replayed{"canteen.device_request_replayed",
                                                 FailureClass::unauthenticated};
inline constexpr Failure terminal_blocked{"canteen.terminal_blocked",
                                          FailureClass::unauthenticated};

/// What a request is signed over.
struct DeviceRequest {
    std::string_view method;
    std::string_view target;  ///< below /api, with the query
    TerminalId terminal_id;
    UtcTime signed_at;
    std::string_view nonce;  ///< 16 bytes as base64url
    std::string_view body;
};
/// One value per row; the body goes in as its SHA-256 in hexadecimal.
std::string device_request_text(const DeviceRequest& request);

/// Nonces that this process has seen lately: refuses replays of reads and of refused writes.
/// Thread-safe; forgets what falls out of the time window.
class SeenNonces {
public:
    static constexpr std::size_t nonces_max = 200'000;
    /// False when it was seen before, or when too many are fresh.
    bool remember(TerminalId terminal_id, std::string_view nonce, UtcTime now);

private:
    std::mutex mutex_;
    std::unordered_set<std::string> current_;
    std::unordered_set<std::string> previous_;
    UtcTime current_since_;
};

/// Accepts `Device <terminal>.<time in µs>.<nonce>.<signature>` (ECDSA P-256 with SHA-256).
api::Authenticator device_authenticator();

/// The calling device's own terminal, locked and marked as seen. Every writing device call begins
/// with it: it also uses up the request's nonce on all nodes. device_request_replayed,
/// terminal_blocked.
Result<Terminal> admit_device(api::Call& call);
/// For reads: terminal_blocked.
Result<Terminal> find_calling_terminal(const api::ReadCall& call);

}  // namespace dlfp::canteen
