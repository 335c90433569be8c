// Opening, finding and ending sessions.
#include "core/identity/server/session.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/identity/server/customer_repository.h"
#include "core/identity/server/internal/seen_signs.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/second_factor.h"
#include "core/identity/server/session_repository.h"
#include "core/identity/server/staff.h"
#include "platform/base/planted.h"
#include "platform/runtime/crypto/bytes.h"

namespace dlfp::identity {
namespace {

constexpr std::string_view session_channel = "identity_session";
constexpr std::size_t token_bytes = 32;  // 256 bits, ASVS V11.5.1 asks for 128

using PermissionSet = std::shared_ptr<const std::vector<std::string>>;

/// The sets live as long as the program, so the pointers own nothing: all requests would otherwise
/// count references in one cache line.
PermissionSet customer_permissions(CustomerTier tier) {
    static const std::vector<std::string> registered{std::string(registered_customer.code)};
    static const std::vector<std::string> verified{std::string(registered_customer.code),
                                                   std::string(verified_customer.code)};
    return {PermissionSet{}, tier == CustomerTier::verified ? &verified : &registered};
}

Duration idle_max(const Settings& settings, SubjectKind kind) {
    return kind == SubjectKind::customer ? settings.customer_idle : settings.staff_idle;
}

IdBytes id_bytes(sql::BytesView bytes) {
    IdBytes id{};
    if (bytes.size() != id.size()) throw sql::RowMismatch("subject id is not 16 bytes");
    std::memcpy(id.data(), bytes.data(), id.size());
    return id;
}

crypto::Digest digest_of(const sql::Bytes& bytes) {
    crypto::Digest digest{};
    if (bytes.size() != digest.size()) throw sql::RowMismatch("token digest is not 32 bytes");
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

std::optional<api::Caller> find_caller(const api::Platform& platform, sql::Reader& reader,
                                       const session_repository::LiveSession& session,
                                       UtcTime now) {
    api::Caller caller{.id = id_bytes(session.subject_id), .session_id = session.id.bytes()};
    if (session.subject_kind == SubjectKind::customer) {
        const auto customer = customer_repository::find(reader, CustomerId{caller.id});
        if (!customer || customer->status != CustomerStatus::active) return std::nullopt;
        caller.kind = api::CallerKind::customer;
        caller.permissions = customer_permissions(customer->tier);
        return caller;
    }
    auto access = find_staff_access(platform, reader, StaffId{caller.id}, now);
    if (!access) return std::nullopt;
    const auto step = find_step(platform, reader, StaffId{caller.id}, session.second_factor);
    if (step != SecondFactorStep::settled && !planted("identity.half_session_works"))
        access->permissions.clear();
    caller.kind = api::CallerKind::staff;
    caller.organisation_id = access->organisation.id.bytes();
    caller.permissions =
        std::make_shared<const std::vector<std::string>>(std::move(access->permissions));
    return caller;
}

std::optional<SessionEntry> read_entry(const api::Platform& platform, sql::Reader& reader,
                                       const crypto::Digest& digest, UtcTime now) {
    const auto session = session_repository::find_by_digest(reader, digest);
    if (!session || now >= session->expires_at_us) return std::nullopt;
    const auto& settings = platform.ports.get<Vault>().settings();
    const auto idle = idle_max(settings, session->subject_kind);
    auto caller = find_caller(platform, reader, *session, now);
    if (!caller) return std::nullopt;
    return SessionEntry{std::move(*caller), session->last_seen_at_us, session->expires_at_us, idle};
}

Result<api::Caller> authenticate(const api::CredentialView& view, api::Platform& platform) {
    auto& sessions = platform.ports.get<SessionView>();
    const auto digest = token_digest(view.credentials);
    api::Caller caller;
    auto found = sessions.find(digest, view.now, caller);
    if (!found.is_live) {
        const auto generation = sessions.generation(digest);
        std::optional<SessionEntry> entry;
        platform.database.read(
            [&](sql::Reader& reader) { entry = read_entry(platform, reader, digest, view.now); });
        if (!entry) return session_unknown;
        if (!sessions.keep(digest, *entry, view.now, generation)) return session_unknown;
        found = sessions.find(digest, view.now, caller);
        // Not kept when a session ended meanwhile: this call began before, so it still counts.
        if (!found.is_live) caller = std::move(entry->caller);
    }
    if (found.is_due)
        platform.ports.get<SeenSigns>().note(platform, {SessionId{caller.session_id}, view.now});
    return caller;
}

/// Makes every node forget what it knows of the session: this one at commit, before the caller is
/// answered.
void announce_change(const api::Call& call, const sql::Bytes& token_digest) {
    const auto digest = digest_of(token_digest);
    auto& sessions = call.port<SessionView>();
    if (planted("identity.ended_session_lives_on")) return;
    call.transaction().on_commit([&sessions, digest] { sessions.forget(digest); });
    call.platform().database.notify(call.transaction(), session_channel,
                                    crypto::to_hex(token_digest));
}

std::vector<Session> live_sessions(const api::Call& call, const IdBytes& subject_id) {
    return session_repository::list_live(call.transaction(), subject_id, call.now());
}

void end_row(const api::Call& call, const IdBytes& subject_id, const Session& session) {
    session_repository::end(call.transaction(), subject_id, session.id, call.now());
    announce_change(call, session.token_digest);
}

}  // namespace

SessionReply open_session(api::Call& call, const SessionOpening& opening) {
    const auto& settings = call.port<Vault>().settings();
    auto live = live_sessions(call, opening.subject_id);
    std::erase_if(live, [&](const Session& session) {
        return (session.second_factor == SecondFactor::none) !=
               (opening.second_factor == SecondFactor::none);
    });
    std::ranges::sort(live, {}, &Session::last_seen_at_us);
    for (std::size_t index = 0;
         live.size() - index >= static_cast<std::size_t>(settings.sessions_per_subject_max);
         ++index)
        end_row(call, opening.subject_id, live[index]);

    const bool is_customer = opening.subject_kind == SubjectKind::customer;
    std::array<std::byte, token_bytes> secret{};
    call.platform().random.fill(secret);
    const auto token = std::string(is_customer ? customer_token_prefix : staff_token_prefix) +
                       crypto::to_base64url(secret);
    wipe(secret.data(), secret.size());
    const auto age = is_customer ? settings.customer_session_age : settings.staff_session_age;
    const auto digest = token_digest(token);
    const auto subject = bytes_view(opening.subject_id);
    const Session session{.id = call.next_id<SessionTag>(),
                          .token_digest = {digest.begin(), digest.end()},
                          .subject_kind = opening.subject_kind,
                          .subject_id = {subject.begin(), subject.end()},
                          .channel = call.channel(),
                          .device_title = opening.device_title,
                          .peer_address = call.peer_address(),
                          .started_at_us = call.now(),
                          .last_seen_at_us = call.now(),
                          .expires_at_us = call.now() + opening.age_max.value_or(age),
                          .ended_at_us = {},
                          .second_factor = opening.second_factor,
                          .log_in_proof = opening.log_in_proof};
    session_repository::add(call.transaction(), session);
    return {.session_id = session.id,
            .token = token,
            .expires_at_us = session.expires_at_us,
            .idle_max_s = idle_max(settings, opening.subject_kind) / 1s,
            .device_token = call.port<Vault>().make_device_token(opening.subject_id)};
}

bool end_session(const api::Call& call, const IdBytes& subject_id, SessionId session_id) {
    const auto digest =
        session_repository::end(call.transaction(), subject_id, session_id, call.now());
    if (digest) announce_change(call, *digest);
    return digest.has_value();
}

void end_other_sessions(const api::Call& call, const IdBytes& subject_id, SessionId kept) {
    for (const auto& session : live_sessions(call, subject_id))
        if (session.id != kept) end_row(call, subject_id, session);
}

std::optional<Session> find_session(sql::Reader& reader, SessionId session_id) {
    return session_repository::find(reader, session_id);
}

void refresh_sessions(const api::Call& call, const IdBytes& subject_id) {
    for (const auto& session : live_sessions(call, subject_id))
        announce_change(call, session.token_digest);
}

api::Authenticator bearer_authenticator() {
    return {.scheme = "Bearer",
            .accepts =
                [](std::string_view credentials) {
                    return credentials.starts_with(customer_token_prefix) ||
                           credentials.starts_with(staff_token_prefix);
                },
            .authenticate = authenticate};
}

void set_up_session_view(api::Platform& platform) {
    const auto mode =
        platform.database.engine() == sql::Engine::sqlite ? ViewMode::embedded : ViewMode::cluster;
    auto sessions = std::make_shared<SessionView>(mode);
    platform.ports.provide(sessions);
    platform.ports.provide(std::make_shared<SeenSigns>());
    platform.database.subscribe(session_channel, [sessions](std::string_view payload) {
        const auto bytes = crypto::from_hex(payload);
        if (bytes && bytes->size() == sizeof(crypto::Digest)) sessions->forget(digest_of(*bytes));
    });
}

}  // namespace dlfp::identity
