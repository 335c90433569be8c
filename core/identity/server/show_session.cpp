// What a session shows of its owner, and its end.
#include "core/identity/server/show_session.h"

#include "core/identity/server/customer_repository.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/payment_pin_repository.h"
#include "core/identity/server/second_factor.h"
#include "core/identity/server/session_repository.h"

namespace dlfp::identity {

Result<CustomerProfile> show_session(const api::NoRequest&, api::ReadCall& call) {
    const auto id = customer_of(call.caller());
    auto customer = customer_repository::find(call.reader(), id);
    if (!customer) throw std::logic_error("a session without a customer");
    const auto pin = payment_pin_repository::find(call.reader(), id);
    return CustomerProfile{
        .customer_id = id,
        .session_id = SessionId{call.caller().session_id},
        .masked_name = std::move(customer->masked_name),
        .masked_mobile = std::move(customer->masked_mobile),
        .tier = customer->tier,
        .display_mode = customer->display_mode,
        .has_password = password_repository::find(call.reader(), id.bytes()).has_value(),
        .has_payment_pin = pin.has_value(),
        .is_payment_pin_locked = pin && pin->locked_at_us,
        .registered_at_us = customer->registered_at_us,
        .permissions = *call.caller().permissions};
}

Result<StaffProfile> show_staff_session(const api::NoRequest&, api::ReadCall& call) {
    const auto id = staff_of(call.caller());
    auto access = find_staff_access(call.platform(), call.reader(), id, call.now());
    if (!access) return session_unknown;  // suspended a moment ago
    const auto step = own_step(call);
    if (step != SecondFactorStep::settled) access->permissions.clear();
    auto& [staff, organisation, roles, permissions, must_change_password] = *access;
    return StaffProfile{.staff_id = id,
                        .session_id = SessionId{call.caller().session_id},
                        .login_name = std::move(staff.login_name),
                        .name = std::move(staff.name),
                        .organisation = {organisation.id, organisation.kind, organisation.name,
                                         organisation.short_name},
                        .roles = std::move(roles),
                        .permissions = std::move(permissions),
                        .must_change_password = must_change_password,
                        .second_factor_step = step};
}

Result<SessionList> list_sessions(const api::NoRequest&, api::ReadCall& call) {
    const auto idle_max = call.port<Vault>().settings().customer_idle;
    SessionList list;
    for (auto& session :
         session_repository::list_live(call.reader(), call.caller().id, call.now())) {
        const bool is_current = session.id.bytes() == call.caller().session_id;
        if (!is_current && call.now() - session.last_seen_at_us > idle_max) continue;
        list.items.push_back({session.id, is_current, std::move(session.channel),
                              std::move(session.device_title), std::move(session.peer_address),
                              session.started_at_us,
                              is_current ? call.now() : session.last_seen_at_us});
    }
    return list;
}

Result<Done> end_own_session(const EndSessionRequest& request, api::Call& call) {
    if (!end_session(call, call.caller().id, request.session_id)) return session_not_found;
    return done;
}

Result<Done> log_out(const api::NoRequest&, api::Call& call) {
    end_session(call, call.caller().id, session_of(call.caller()));
    return done;
}

Result<Done> log_out_staff(const api::NoRequest&, api::Call& call) {
    end_session(call, call.caller().id, session_of(call.caller()));
    return done;
}

Result<Done> set_display_mode(const SetDisplayModeRequest& request, api::Call& call) {
    customer_repository::store_display_mode(call.transaction(), customer_of(call.caller()),
                                            request.display_mode);
    return done;
}

}  // namespace dlfp::identity
