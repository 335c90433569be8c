// Registration: the code first, then the number, then the row.
#include "core/identity/server/register_customer.h"

#include "core/identity/server/customer.h"
#include "core/identity/server/customer_repository.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/password_rules.h"

namespace dlfp::identity {

Result<HashedPassword> prepare_register_customer(const RegisterCustomerRequest& request,
                                                 api::ReadCall& call) {
    TRY_DONE(decide_customer_password(request.password, request.mobile.digits()));
    if (!would_redeem(call, request.mobile, SmsPurpose::register_customer, request.sms_code))
        return HashedPassword{};
    return HashedPassword{call.port<Vault>().passwords().hash(request.password)};
}

Result<SessionReply> register_customer(const RegisterCustomerRequest& request,
                                       const HashedPassword& hashed, api::Call& call) {
    TRY_DONE(
        redeem_sms_code(call, request.mobile, SmsPurpose::register_customer, request.sms_code));
    if (hashed.password_hash.empty()) return sms_code_wrong;  // sent after prepare looked
    const auto id = call.next_id<CustomerTag>();
    if (!add_customer(call.transaction(), call.port<Vault>(), {id, request.mobile, call.now()})) {
        call.commit_despite_failure();  // the code is used up all the same
        return mobile_already_registered;
    }
    password_repository::store(call.transaction(), id.bytes(), {hashed.password_hash, call.now()});
    return open_session(call, {.subject_kind = SubjectKind::customer,
                               .subject_id = id.bytes(),
                               .device_title = request.device_title.value_or(""),
                               .log_in_proof = Proof::sms_code});
}

}  // namespace dlfp::identity
