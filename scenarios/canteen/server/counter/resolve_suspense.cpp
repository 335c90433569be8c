// Booking and writing off facts in suspense.
#include "scenarios/canteen/server/counter/resolve_suspense.h"

#include "core/identity/server/identity.h"
#include "scenarios/canteen/server/counter/accept_fact.h"

namespace dlfp::canteen {
namespace {

constexpr std::int64_t page_size = 50;

SuspenseView view_of(const SuspenseRow& row) {
    return {.suspense_id = row.id,
            .terminal_id = row.terminal_id,
            .seq = row.seq,
            .reason = row.reason,
            .payer_ref = row.payer_ref,
            .shown_fen = row.shown_fen,
            .lines = parse_fact(row.content).lines,
            .occurred_at_us = row.occurred_at_us,
            .received_at_us = row.received_at_us,
            .state = row.state,
            .sale_id = row.sale_id,
            .note = row.note};
}

Result<SuspenseRow> lock_waiting(const api::Call& call, SuspenseId id) {
    TRY(auto row, or_failure(SuspenseBooks{call.transaction()}.lock(
                                 identity::organisation_of(call.caller()), id),
                             suspense_not_found));
    if (row.state != SuspenseState::waiting) return suspense_already_resolved;
    return row;
}

void settle(api::Call& call, SuspenseRow& row, std::string note) {
    row.note = std::move(note);
    row.resolved_by = identity::staff_of(call.caller());
    row.resolved_at_us = call.now();
    SuspenseBooks{call.transaction()}.set_resolved(row);
    call.about("canteen_suspense_sale", row.id.to_text());
    call.changed("state", "waiting", boost::describe::enum_to_string(row.state, ""));
}

Error not_bookable(SuspenseReason reason) {
    return Error{suspense_not_bookable}.with(
        "reason", std::string(boost::describe::enum_to_string(reason, "")));
}

}  // namespace

Result<ListSuspenseReply> list_suspense(const ListSuspenseRequest& request, api::ReadCall& call) {
    const auto limit = request.limit ? request.limit->value : page_size;
    ListSuspenseReply reply;
    for (const auto& row : SuspenseRepository{call.reader()}.list(
             identity::organisation_of(call.caller()),
             request.state.value_or(SuspenseState::waiting), request.after, limit))
        reply.items.push_back(view_of(row));
    if (static_cast<std::int64_t>(reply.items.size()) == limit)
        reply.next_after = reply.items.back().suspense_id;
    return reply;
}

Result<SuspenseView> book_suspense(const BookSuspenseRequest& request, api::Call& call) {
    TRY(auto row, lock_waiting(call, request.suspense_id));
    // The number has its sale: a second one under it would break what replays rely on.
    if (row.reason == SuspenseReason::seq_reused) return not_bookable(row.reason);
    TRY(const auto terminal, find_terminal(call.transaction(), row.terminal_id));
    TRY(const auto scene, load_counter_scene(call.transaction(), terminal));
    TRY(const auto found,
        find_fact_diner(call.transaction(), row.organisation_id,
                        {PayerKind::diner_number, std::string(request.diner_number)}));
    TRY(const auto diner, lock_diner(call.transaction(), row.organisation_id, found.id));
    const auto fact = parse_fact(row.content);
    auto booked = book_fact(payment::scope_of(call),
                            {scene, fact, plan_moment(scene, fact.device_time_us), diner});
    if (const auto* reason = std::get_if<SuspenseReason>(&booked)) return not_bookable(*reason);
    row.state = SuspenseState::booked;
    row.sale_id = std::get<BookedFact>(booked).row.id;
    settle(call, row, request.note);
    return view_of(row);
}

Result<SuspenseView> write_off_suspense(const WriteOffSuspenseRequest& request, api::Call& call) {
    TRY(auto row, lock_waiting(call, request.suspense_id));
    row.state = SuspenseState::written_off;
    settle(call, row, request.note);
    return view_of(row);
}

}  // namespace dlfp::canteen
