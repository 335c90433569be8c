// Answers from outside, as core/host/server/host_port.h promises them.
#include "tests/simulation/outside_world.h"

#include <stdexcept>

namespace dlfp::simulation {
namespace {

constexpr Duration settles_after = 30s;

}  // namespace

host::CheckReply OutsideHost::check_person(const host::Person&) {
    if (chance(moods_.host_unavailable)) return {};
    return {host::CheckOutcome::confirmed, host::HostRefusal::none};
}

host::BindingReply OutsideHost::check_binding(const host::BindingRequest& request) {
    host::BindingReply reply{.check = check_person(request.person)};
    reply.agreement_number = "agr-" + request.account_number.reveal();
    reply.number_masked = mask_account_number(request.account_number.reveal());
    reply.bank_code = host::own_bank_code;
    reply.bank_name = "本行";
    return reply;
}

host::MovementReply OutsideHost::debit_bound(const host::MovementRequest& request) {
    return move(request, host::MovementDirection::debit);
}

host::MovementReply OutsideHost::credit_bound(const host::MovementRequest& request) {
    return move(request, host::MovementDirection::credit);
}

host::MovementReply OutsideHost::move(const host::MovementRequest& request,
                                      host::MovementDirection direction) {
    using enum host::MovementOutcome;
    const auto now = clock_.now();
    if (const auto seen = movements_.find(request.reference); seen != movements_.end()) {
        if (now < seen->second.known_at) return {unknown, {}};
        return {seen->second.has_moved ? moved : refused, {}};
    }
    if (chance(moods_.host_unavailable)) return {unavailable, {}};
    const bool is_silent = chance(moods_.host_silent);
    const bool has_moved = !is_silent || dice_.one_in(2);
    movements_.emplace(request.reference,
                       Movement{.direction = direction,
                                .amount = request.amount,
                                .has_moved = has_moved,
                                .at = now,
                                .known_at = is_silent ? now + settles_after : now});
    if (is_silent) return {unknown, {}};
    return {moved, {}};
}

host::InquiryReply OutsideHost::inquire(std::string_view reference) {
    using enum host::InquiryOutcome;
    if (chance(moods_.host_unavailable)) return {unavailable, {}};
    const auto now = clock_.now();
    const auto [found, is_fresh] = movements_.try_emplace(std::string(reference));
    if (is_fresh) found->second.at = found->second.known_at = now;  // refused for ever
    if (now < found->second.known_at) return {in_progress, {}};
    return {found->second.has_moved ? moved : not_moved, {}};
}

host::HostStatement OutsideHost::statement(BusinessDate day) {
    host::HostStatement statement{.outcome = host::CheckOutcome::confirmed};
    if (chance(moods_.host_unavailable)) statement.outcome = host::CheckOutcome::unavailable;
    for (const auto& [reference, movement] : movements_)
        if (movement.has_moved && BusinessDate::of(movement.at) == day)
            statement.lines.push_back(
                {reference, movement.direction, movement.amount, movement.at});
    return statement;
}

Money OutsideHost::received() const {
    Money sum;
    for (const auto& [reference, movement] : movements_) {
        if (!movement.has_moved) continue;
        if (movement.direction == host::MovementDirection::debit)
            sum += movement.amount;
        else
            sum -= movement.amount;
    }
    return sum;
}

outbox::HandOver OutsideCarrier::hand_over(outbox::SmsId, const Secret<>&, const Secret<>&) {
    if (dice_.below(100) < moods_.carrier_fails) {
        if (dice_.one_in(2)) throw std::runtime_error("the carrier does not answer");
        return outbox::HandOver::later;
    }
    ++carried_;
    return outbox::HandOver::delivered;
}

}  // namespace dlfp::simulation
