// Sessions: a token in the client's hand, a digest in the table.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/server/factor_policy.h"
#include "core/identity/server/ids.h"
#include "core/identity/server/second_factor_rules.h"
#include "platform/api/call.h"
#include "platform/api/module.h"

namespace dlfp::identity {

enum class SubjectKind { customer, staff };
BOOST_DESCRIBE_ENUM(SubjectKind, customer, staff)

inline constexpr std::string_view customer_token_prefix = "cst_";
inline constexpr std::string_view staff_token_prefix = "sst_";

/// A session row.
struct Session {
    SessionId id;
    sql::Bytes token_digest;
    SubjectKind subject_kind{};
    sql::Bytes subject_id;
    std::string channel;
    std::string device_title;
    std::string peer_address;
    UtcTime started_at_us;
    UtcTime last_seen_at_us;
    UtcTime expires_at_us;
    std::optional<UtcTime> ended_at_us;
    SecondFactor second_factor{};
    Proof log_in_proof{};  ///< what opened it
};
BOOST_DESCRIBE_STRUCT(Session, (),
                      (id, token_digest, subject_kind, subject_id, channel, device_title,
                       peer_address, started_at_us, last_seen_at_us, expires_at_us, ended_at_us,
                       second_factor, log_in_proof))

/// What a log-in answers. The token is shown once and stored nowhere.
struct SessionReply {
    SessionId session_id;
    std::string token;
    UtcTime expires_at_us;
    std::int64_t idle_max_s = 0;
    bool must_change_password = false;
    SecondFactorStep second_factor_step{};  ///< of staff; customers are always settled
    std::string device_token;  ///< to be shown at the next log-in: strangers cannot lock it out
};
BOOST_DESCRIBE_STRUCT(SessionReply, (),
                      (session_id, token, expires_at_us, idle_max_s, must_change_password,
                       second_factor_step, device_token))

struct SessionOpening {
    SubjectKind subject_kind{};
    IdBytes subject_id{};
    std::string device_title;
    SecondFactor second_factor{};
    std::optional<Duration> age_max{};  ///< shorter than the setting's
    Proof log_in_proof = Proof::login_password;
};

/// Opens a session with a fresh 256-bit token; a subject's longest unused one ends when there
/// would be more than `sessions_per_subject_max`. Sessions with and without a second factor are
/// counted apart: whoever knows the password alone ends none of those that had both.
SessionReply open_session(api::Call& call, const SessionOpening& opening);

/// Ends one session of a subject; false when it has no such live session.
bool end_session(const api::Call& call, const IdBytes& subject_id, SessionId session_id);

/// A session as stored; nothing for unknown ids.
std::optional<Session> find_session(sql::Reader& reader, SessionId session_id);

/// Ends all sessions of a subject but one (nil: all). For changed passwords and suspensions.
void end_other_sessions(const api::Call& call, const IdBytes& subject_id, SessionId kept);

/// Makes every node read the subject's sessions again: their permissions changed.
void refresh_sessions(const api::Call& call, const IdBytes& subject_id);

/// The authenticator of both token kinds; fails with session_unknown.
api::Authenticator bearer_authenticator();

/// Subscribes this node's view to sessions that end elsewhere. Called once by `set_up`.
void set_up_session_view(api::Platform& platform);

}  // namespace dlfp::identity
