// Gives the raw ids of a caller their types back.
#include <stdexcept>

#include "core/identity/server/identity.h"

namespace dlfp::identity {
namespace {

void require_kind(const api::Caller& caller, api::CallerKind kind) {
    if (caller.kind != kind) throw std::logic_error("the caller is of another kind");
}

}  // namespace

CustomerId customer_of(const api::Caller& caller) {
    require_kind(caller, api::CallerKind::customer);
    return CustomerId{caller.id};
}

StaffId staff_of(const api::Caller& caller) {
    require_kind(caller, api::CallerKind::staff);
    return StaffId{caller.id};
}

OrganisationId organisation_of(const api::Caller& caller) {
    if (caller.organisation_id == IdBytes{}) throw std::logic_error("the caller has no tenant");
    return OrganisationId{caller.organisation_id};
}

SessionId session_of(const api::Caller& caller) {
    if (caller.session_id == IdBytes{}) throw std::logic_error("the caller has no session");
    return SessionId{caller.session_id};
}

}  // namespace dlfp::identity
