// SQL of identity_login_guard.
#include "core/identity/server/login_guard_repository.h"

namespace dlfp::identity::login_guard_repository {
namespace {

constexpr sql::Query lock_guard{
    "identity.lock_login_guard",
    "SELECT subject, wrong_tries, last_wrong_at_us, locked_until_us FROM identity_login_guard "
    "WHERE subject = $1 FOR UPDATE"};
constexpr sql::Query update_guard{
    "identity.update_login_guard",
    "UPDATE identity_login_guard SET wrong_tries = $2, last_wrong_at_us = $3, "
    "locked_until_us = $4 WHERE subject = $1"};
constexpr sql::Query delete_guard{"identity.delete_login_guard",
                                  "DELETE FROM identity_login_guard WHERE subject = $1"};
constexpr sql::Query delete_old_guards{
    "identity.delete_old_login_guards",
    "DELETE FROM identity_login_guard WHERE subject IN (SELECT subject FROM identity_login_guard "
    "WHERE last_wrong_at_us < $1 AND locked_until_us < $2 LIMIT 10000)"};

}  // namespace

LoginGuard lock(sql::Transaction& transaction, const sql::Bytes& subject) {
    transaction.insert_if_absent("identity_login_guard", LoginGuard{.subject = subject});
    return *transaction.find<LoginGuard>(lock_guard, subject);
}

void store(sql::Transaction& transaction, const LoginGuard& guard) {
    transaction.execute(update_guard, guard.subject, guard.wrong_tries, guard.last_wrong_at_us,
                        guard.locked_until_us);
}

void clear(sql::Transaction& transaction, const sql::Bytes& subject) {
    transaction.execute(delete_guard, subject);
}

std::int64_t forget_before(sql::Transaction& transaction, UtcTime time) {
    return transaction.execute(delete_old_guards, time, time + guard_memory);
}

}  // namespace dlfp::identity::login_guard_repository
