// Checking and counting the payment PIN.
#include "core/identity/server/payment_pin.h"

#include "core/identity/server/identity.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/payment_pin_repository.h"
#include "platform/base/planted.h"

namespace dlfp::identity {
namespace {

Result<Done> count_wrong_pin(payment_pin_repository::StoredPin pin, api::Call& call) {
    const auto tries_max = call.port<Vault>().settings().payment_pin_tries_max;
    ++pin.wrong_tries;
    const bool locks = pin.wrong_tries >= tries_max;
    if (locks) pin.locked_at_us = call.now();
    if (planted("identity.wrong_pin_uncounted")) return payment_pin_wrong;
    payment_pin_repository::store_tries(call.transaction(), pin);
    call.commit_despite_failure();
    if (locks) return payment_pin_locked;
    return Error{payment_pin_wrong}.with("tries_left", tries_max - pin.wrong_tries);
}

}  // namespace

PinProof verify_payment_pin_prepared(const Secret<>& pin, const api::ReadCall& call) {
    const auto customer_id = customer_of(call.caller());
    const auto stored = payment_pin_repository::find(call.reader(), customer_id);
    if (!stored) return {customer_id, PinOutcome::not_set, 0};
    if (stored->locked_at_us) return {customer_id, PinOutcome::locked, stored->version};
    const bool matches = call.port<Vault>().passwords().verify(pin, stored->pin_hash).matches;
    return {customer_id, matches ? PinOutcome::right : PinOutcome::wrong, stored->version};
}

Result<Done> require_pin(const PinProof& proof, api::Call& call) {
    if (proof.customer_id != customer_of(call.caller()))
        throw std::logic_error("the PIN was checked for another customer");
    auto pin = payment_pin_repository::lock(call.transaction(), proof.customer_id);
    if (!pin) return payment_pin_not_set;
    if (pin->locked_at_us) return payment_pin_locked;
    const auto tries_max = call.port<Vault>().settings().payment_pin_tries_max;
    const bool is_of_this_pin = pin->version == proof.pin_version;
    if (!is_of_this_pin || proof.outcome == PinOutcome::locked ||
        proof.outcome == PinOutcome::not_set)
        return Error{payment_pin_wrong}.with("tries_left", tries_max - pin->wrong_tries);
    if (proof.outcome == PinOutcome::wrong) return count_wrong_pin(std::move(*pin), call);
    if (pin->wrong_tries > 0) {
        pin->wrong_tries = 0;
        payment_pin_repository::store_tries(call.transaction(), *pin);
    }
    return done;
}

}  // namespace dlfp::identity
