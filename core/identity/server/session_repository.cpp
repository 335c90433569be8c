// SQL of identity_session.
#include "core/identity/server/session_repository.h"

namespace dlfp::identity::session_repository {
namespace {

constexpr sql::Query find_session{
    "identity.find_session",
    "SELECT id, subject_kind, subject_id, last_seen_at_us, expires_at_us, second_factor "
    "FROM identity_session WHERE token_digest = $1 AND ended_at_us IS NULL"};
constexpr sql::Query list_sessions{
    "identity.list_sessions",
    "SELECT id, token_digest, subject_kind, subject_id, channel, device_title, peer_address, "
    "started_at_us, last_seen_at_us, expires_at_us, ended_at_us, second_factor, "
    "log_in_proof "
    "FROM identity_session WHERE subject_id = $1 AND ended_at_us IS NULL AND expires_at_us > $2 "
    "ORDER BY started_at_us DESC, id DESC LIMIT 50"};
constexpr sql::Query find_session_by_id{
    "identity.find_session_by_id",
    "SELECT id, token_digest, subject_kind, subject_id, channel, device_title, peer_address, "
    "started_at_us, last_seen_at_us, expires_at_us, ended_at_us, second_factor, "
    "log_in_proof "
    "FROM identity_session WHERE id = $1"};
constexpr sql::Query find_digest{
    "identity.find_session_digest",
    "SELECT token_digest FROM identity_session "
    "WHERE id = $1 AND subject_id = $2 AND ended_at_us IS NULL FOR UPDATE"};
constexpr sql::Query end_row{"identity.end_session",
                             "UPDATE identity_session SET ended_at_us = $2 WHERE id = $1"};
constexpr sql::Query update_seen{
    "identity.update_session_seen",
    "UPDATE identity_session SET last_seen_at_us = $2 WHERE id = $1 AND last_seen_at_us < $2"};
constexpr sql::Query delete_old_sessions{
    "identity.delete_old_sessions",
    "DELETE FROM identity_session WHERE id IN "
    "(SELECT id FROM identity_session WHERE expires_at_us < $1 LIMIT 10000)"};

}  // namespace

std::optional<LiveSession> find_by_digest(sql::Reader& reader, sql::BytesView token_digest) {
    std::optional<LiveSession> found;
    reader.select(
        find_session,
        [&](const sql::Row& row) {
            found = LiveSession{
                sql::Column<SessionId>::read(row, 0),  sql::Column<SubjectKind>::read(row, 1),
                sql::Column<sql::Bytes>::read(row, 2), sql::Column<UtcTime>::read(row, 3),
                sql::Column<UtcTime>::read(row, 4),    sql::Column<SecondFactor>::read(row, 5)};
        },
        token_digest);
    return found;
}

std::optional<Session> find(sql::Reader& reader, SessionId session_id) {
    return reader.find<Session>(find_session_by_id, session_id);
}

void add(sql::Transaction& transaction, const Session& session) {
    transaction.insert("identity_session", session);
}

std::vector<Session> list_live(sql::Reader& reader, const IdBytes& subject_id, UtcTime now) {
    return reader.list<Session>(list_sessions, bytes_view(subject_id), now);
}

std::optional<sql::Bytes> end(sql::Transaction& transaction, const IdBytes& subject_id,
                              SessionId session_id, UtcTime now) {
    auto digest = transaction.find<sql::Bytes>(find_digest, session_id, bytes_view(subject_id));
    if (digest) transaction.execute(end_row, session_id, now);
    return digest;
}

void store_seen(sql::Transaction& transaction, SessionId session_id, UtcTime at) {
    transaction.execute(update_seen, session_id, at);
}

std::int64_t forget_before(sql::Transaction& transaction, UtcTime time) {
    return transaction.execute(delete_old_sessions, time);
}

}  // namespace dlfp::identity::session_repository
