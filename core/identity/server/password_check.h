// Checking a login password without telling anything by answer, status or time (clause 5.3-5).
#pragma once

#include <optional>
#include <string_view>

#include "core/identity/server/internal/vault.h"
#include "platform/api/call.h"

namespace dlfp::identity {

/// What the slow half found; `subject` is empty for a login that nobody has.
struct CheckedPassword {
    std::optional<IdBytes> subject;
    bool matches = false;
};

/// Verifies against the subject's password; the same work is done when there is no subject or no
/// password. Prepare stage only.
CheckedPassword check_password(const api::ReadCall& call, const std::optional<IdBytes>& subject,
                               const Secret<>& password);

/// The fast half, in the write: counts the try and says whether it is right. Unknown login, wrong
/// password and locked login take the same path (same rows read and written). On false the caller
/// answers with a failure; the count is kept by `commit_despite_failure`.
bool admit_password(api::Call& call, const GuardedLogin& login, const CheckedPassword& checked);

/// Forgets all wrong tries of this login: another factor proved who calls.
void forgive_wrong_passwords(api::Call& call, const GuardedLogin& login);

}  // namespace dlfp::identity
