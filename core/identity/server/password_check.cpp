// One path for every end of a password check.
#include "core/identity/server/password_check.h"

#include "core/identity/server/customer_repository.h"
#include "core/identity/server/login_guard_repository.h"
#include "platform/base/planted.h"

namespace dlfp::identity {
namespace {

/// The two counters of a login, locked in the order of their keys.
struct GuardPair {
    LoginGuard address;
    LoginGuard everywhere;
};

GuardPair lock_guards(api::Call& call, const GuardedLogin& login) {
    const auto& vault = call.port<Vault>();
    const auto address = vault.guard_subject(GuardScope::address, login);
    const auto everywhere = vault.guard_subject(GuardScope::everywhere, login);
    GuardPair pair;
    const auto lock = [&](const sql::Bytes& subject) {
        return login_guard_repository::lock(call.transaction(), subject);
    };
    if (address < everywhere) {
        pair.address = lock(address);
        pair.everywhere = lock(everywhere);
    } else {
        pair.everywhere = lock(everywhere);
        pair.address = lock(address);
    }
    return pair;
}

}  // namespace

CheckedPassword check_password(const api::ReadCall& call, const std::optional<IdBytes>& subject,
                               const Secret<>& password) {
    const auto& passwords = call.port<Vault>().passwords();
    // The look-up is made for unknown logins as well: no row has a nil subject.
    const auto stored = password_repository::find(call.reader(), subject.value_or(IdBytes{}));
    if (!stored) {
        if (!planted("identity.unknown_login_answers_early")) passwords.dummy_verify(password);
        return {.subject = subject};
    }
    const auto verdict = passwords.verify(password, stored->password_hash);
    return {.subject = subject, .matches = verdict.matches};
}

bool admit_password(api::Call& call, const GuardedLogin& login, const CheckedPassword& checked) {
    auto [address, everywhere] = lock_guards(call, login);
    const bool is_stranger =
        login.known_device.empty() || planted("identity.strangers_lock_the_owner_out");
    bool is_locked =
        address.is_locked(call.now()) || (is_stranger && everywhere.is_locked(call.now()));
    if (planted("identity.lock_ignored")) is_locked = false;
    if (checked.matches && checked.subject && !is_locked) {
        login_guard_repository::clear(call.transaction(), address.subject);
        login_guard_repository::clear(call.transaction(), everywhere.subject);
        return true;
    }
    if (!is_locked) {
        address = plan_wrong_try(GuardScope::address, std::move(address), call.now());
        everywhere = plan_wrong_try(GuardScope::everywhere, std::move(everywhere), call.now());
    }
    login_guard_repository::store(call.transaction(), address);
    login_guard_repository::store(call.transaction(), everywhere);
    call.commit_despite_failure();
    return false;
}

void forgive_wrong_passwords(api::Call& call, const GuardedLogin& login) {
    const auto [address, everywhere] = lock_guards(call, login);
    login_guard_repository::clear(call.transaction(), address.subject);
    login_guard_repository::clear(call.transaction(), everywhere.subject);
}

}  // namespace dlfp::identity
