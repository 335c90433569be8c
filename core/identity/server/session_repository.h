// Sessions as rows.
#pragma once

#include "core/identity/server/session.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::identity::session_repository {

/// The session of a token, with what decides whether it lives: its subject's state.
struct LiveSession {
    SessionId id;
    SubjectKind subject_kind{};
    sql::Bytes subject_id;
    UtcTime last_seen_at_us;
    UtcTime expires_at_us;
    SecondFactor second_factor{};
};
std::optional<LiveSession> find_by_digest(sql::Reader& reader, sql::BytesView token_digest);

std::optional<Session> find(sql::Reader& reader, SessionId session_id);
void add(sql::Transaction& transaction, const Session& session);
/// Live sessions of a subject at that time, newest first, at most 50.
std::vector<Session> list_live(sql::Reader& reader, const IdBytes& subject_id, UtcTime now);
/// Ends a live session of this subject; nothing when there is none.
std::optional<sql::Bytes> end(sql::Transaction& transaction, const IdBytes& subject_id,
                              SessionId session_id, UtcTime now);
void store_seen(sql::Transaction& transaction, SessionId session_id, UtcTime at);
/// Removes at most 10,000 sessions that expired before.
std::int64_t forget_before(sql::Transaction& transaction, UtcTime time);

}  // namespace dlfp::identity::session_repository
