// The host's reasons in the words of this module.
#include "core/account/server/binding.h"

#include "core/account/server/account_failures.h"

namespace dlfp::account {

Result<Done> require_confirmed(const host::BindingReply& reply) {
    using host::HostRefusal;
    if (reply.check.outcome == host::CheckOutcome::confirmed) return done;
    if (reply.check.outcome == host::CheckOutcome::unavailable) return host_unavailable;
    switch (reply.check.refusal) {
        case HostRefusal::name_differs: return bound_name_differs;
        case HostRefusal::id_number_unknown: return bound_person_differs;
        case HostRefusal::mobile_differs: return bound_mobile_differs;
        case HostRefusal::account_frozen: return bound_account_frozen;
        case HostRefusal::class_not_accepted: return bound_class_not_accepted;
        case HostRefusal::account_unknown:
        case HostRefusal::agreement_unknown: return bound_account_unknown;
        case HostRefusal::none:
        case HostRefusal::insufficient_funds: return host_unavailable;
    }
    return host_unavailable;
}

}  // namespace dlfp::account
