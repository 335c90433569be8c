// Checking signed requests.
#include "scenarios/canteen/server/counter/device_request.h"

#include "platform/base/planted.h"
#include "platform/runtime/crypto/hash.h"
#include "platform/runtime/crypto/signature.h"
#include "scenarios/canteen/server/counter/device_credentials.h"
#include "scenarios/canteen/server/counter/terminal_repository.h"

namespace dlfp::canteen {
namespace {

bool is_signed(const api::CredentialView& view, const DeviceCredentials& given,
               const TerminalRow& row) {
    const auto key = crypto::PublicKey::from_spki(row.public_key);
    if (!key) return false;
    const auto text = device_request_text({.method = view.method,
                                           .target = view.target,
                                           .terminal_id = given.terminal_id,
                                           .signed_at = given.signed_at,
                                           .nonce = given.nonce_text,
                                           .body = view.body});
    return key
        ->verify(crypto::SignatureAlgorithm::ecdsa_p256_sha256, crypto::view_of(text),
                 given.signature)
        .has_value();
}

std::shared_ptr<const std::vector<std::string>> device_permissions() {
    static const auto permissions = std::make_shared<const std::vector<std::string>>(
        std::vector<std::string>{std::string(use_terminal.code)});
    return permissions;
}

/// The signature is checked before anything else is said, so that strangers learn nothing.
Result<api::Caller> authenticate(const api::CredentialView& view, api::Platform& platform) {
    const auto given = parse_device_credentials(view.credentials);
    if (!given) return device_signature_wrong;
    std::optional<TerminalRow> row;
    platform.database.read(
        [&](sql::Reader& reader) { row = TerminalRepository{reader}.find(given->terminal_id); });
    if (!row || !is_signed(view, *given, *row)) return device_signature_wrong;
    if (row->state == TerminalState::blocked) return terminal_blocked;
    const auto apart =
        given->signed_at < view.now ? view.now - given->signed_at : given->signed_at - view.now;
    if (apart > device_time_window && !planted("device.time_unchecked"))
        return Error{device_time_outside_window}.with("server_time_us", view.now.us());
    if (!platform.ports.get<SeenNonces>().remember(given->terminal_id, given->nonce_text, view.now))
        return device_request_replayed;
    return api::Caller{.kind = api::CallerKind::device,
                       .id = given->terminal_id.bytes(),
                       .session_id = given->nonce,
                       .organisation_id = row->organisation_id.bytes(),
                       .permissions = device_permissions()};
}

}  // namespace

std::string device_request_text(const DeviceRequest& request) {
    std::string text = "dlfp-device-1\n";
    text += std::string(request.method) + '\n' + std::string(request.target) + '\n';
    text += request.terminal_id.to_text() + '\n' + std::to_string(request.signed_at.us()) + '\n';
    auto body = request.body;
    if (planted("device.parsed_body_signed")) body = body.substr(0, body.find_last_of('}') + 1);
    text += std::string(request.nonce) + '\n' + crypto::to_hex(crypto::sha256(body));
    return text;
}

bool SeenNonces::remember(TerminalId terminal_id, std::string_view nonce, UtcTime now) {
    if (planted("device.nonce_unseen")) return true;
    const std::lock_guard lock{mutex_};
    // A nonce matters while its request's time is inside the window on either side of now.
    if (now - current_since_ > 2 * device_time_window) {
        previous_ = std::move(current_);
        current_.clear();
        current_since_ = now;
    }
    auto key = terminal_id.to_text() + std::string(nonce);
    if (previous_.contains(key) || current_.size() >= nonces_max) return false;
    return current_.insert(std::move(key)).second;
}

api::Authenticator device_authenticator() {
    return {.scheme = device_scheme,
            .accepts =
                [](std::string_view credentials) {
                    return credentials.starts_with(std::string(TerminalTag::prefix) + "_");
                },
            .authenticate = &authenticate};
}

Result<Terminal> admit_device(api::Call& call) {
    TerminalBooks books{call.transaction()};
    const TerminalId id{call.caller().id};
    TRY(const auto row, or_failure(books.lock(id), terminal_not_found));
    if (row.state == TerminalState::blocked) return terminal_blocked;
    if (!books.claim_nonce(id, call.caller().session_id, call.today()))
        return device_request_replayed;
    books.set_seen(id, call.now());
    return as_terminal(row);
}

Result<Terminal> find_calling_terminal(const api::ReadCall& call) {
    TRY(auto terminal, find_terminal(call.reader(), TerminalId{call.caller().id}));
    if (terminal.state == TerminalState::blocked) return terminal_blocked;
    return terminal;
}

}  // namespace dlfp::canteen
