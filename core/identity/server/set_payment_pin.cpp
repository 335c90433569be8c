// Three ways to a payment PIN, one set of rules.
#include "core/identity/server/set_payment_pin.h"

#include "core/identity/server/customer.h"
#include "core/identity/server/payment_pin_repository.h"
#include "core/identity/server/payment_pin_rules.h"
#include "core/identity/server/sms_code.h"

namespace dlfp::identity {
namespace {

Result<Done> decide_own_pin(const Secret<>& pin, const api::ReadCall& call) {
    const auto owner = open_identity(call.reader(), call.port<Vault>(), customer_of(call.caller()));
    return decide_pin_strength(
        pin.reveal(), {.mobile = owner.mobile.reveal(), .id_number = owner.id_number.reveal()});
}

std::string hash_of(const Secret<>& pin, const api::ReadCall& call) {
    return call.port<Vault>().passwords().hash(pin);
}

Result<PinChange> prepare_by_password(const Secret<>& login_password, const Secret<>& pin,
                                      const api::ReadCall& call) {
    TRY_DONE(decide_own_pin(pin, call));
    PinChange change{.password = check_password(call, call.caller().id, login_password)};
    if (change.password.matches) change.pin_hash = hash_of(pin, call);
    return change;
}

bool admit_own_password(const PinChange& change, api::Call& call) {
    const auto login = id_text("own", call.caller().id);
    return admit_password(call, {"own_password", login, call.peer_address()}, change.password);
}

}  // namespace

Result<PinChange> prepare_set_payment_pin(const SetPaymentPinRequest& request,
                                          api::ReadCall& call) {
    return prepare_by_password(request.login_password, request.pin, call);
}

Result<Done> set_payment_pin(const SetPaymentPinRequest&, const PinChange& change,
                             api::Call& call) {
    if (!admit_own_password(change, call)) return password_wrong;
    const bool was_added =
        payment_pin_repository::add(call.transaction(), {.customer_id = customer_of(call.caller()),
                                                         .pin_hash = change.pin_hash,
                                                         .changed_at_us = call.now()});
    if (!was_added) return payment_pin_already_set;
    return done;
}

Result<PinChange> prepare_change_payment_pin(const ChangePaymentPinRequest& request,
                                             api::ReadCall& call) {
    TRY_DONE(decide_own_pin(request.pin, call));
    PinChange change{.old_pin = verify_payment_pin_prepared(request.old_pin, call)};
    if (change.old_pin.outcome == PinOutcome::right) change.pin_hash = hash_of(request.pin, call);
    return change;
}

Result<Done> change_payment_pin(const ChangePaymentPinRequest&, const PinChange& change,
                                api::Call& call) {
    TRY_DONE(require_pin(change.old_pin, call));
    payment_pin_repository::replace(call.transaction(), customer_of(call.caller()), change.pin_hash,
                                    call.now());
    return done;
}

Result<PinChange> prepare_reset_payment_pin(const ResetPaymentPinRequest& request,
                                            api::ReadCall& call) {
    return prepare_by_password(request.login_password, request.pin, call);
}

Result<Done> reset_payment_pin(const ResetPaymentPinRequest& request, const PinChange& change,
                               api::Call& call) {
    const auto customer_id = customer_of(call.caller());
    if (!payment_pin_repository::lock(call.transaction(), customer_id)) return payment_pin_not_set;
    const auto owner = open_identity(call.transaction(), call.port<Vault>(), customer_id);
    const auto mobile = MobileNumber::parse(owner.mobile.reveal());
    TRY_DONE(redeem_sms_code(call, *mobile, SmsPurpose::reset_payment_pin, request.sms_code));
    if (!admit_own_password(change, call)) return password_wrong;
    payment_pin_repository::replace(call.transaction(), customer_id, change.pin_hash, call.now());
    return done;
}

}  // namespace dlfp::identity
