// Counters of wrong passwords as rows.
#pragma once

#include "core/identity/server/login_guard.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::identity::login_guard_repository {

/// The counter, made and row-locked on first use.
LoginGuard lock(sql::Transaction& transaction, const sql::Bytes& subject);
void store(sql::Transaction& transaction, const LoginGuard& guard);
/// Starts both counters anew after a proven log-in.
void clear(sql::Transaction& transaction, const sql::Bytes& subject);
/// Removes at most 10,000 counters nobody added to since then; locks for good stay.
std::int64_t forget_before(sql::Transaction& transaction, UtcTime time);

}  // namespace dlfp::identity::login_guard_repository
