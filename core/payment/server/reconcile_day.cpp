// Collects the three sides of a day; reconciliation.cpp compares them.
#include "core/payment/server/reconcile_day.h"

#include "core/payment/server/card_movement_repository.h"
#include "core/payment/server/ledger_day.h"
#include "core/payment/server/payment_repository.h"

namespace dlfp::payment {
namespace {

LedgerDay ledger_day(sql::Reader& reader, BusinessDate day) {
    LedgerDay found;
    for (const auto& merchant : PaymentRepository{reader}.list_merchants())
        read_ledger_day(reader, merchant.clearing_account_id, day, found);
    // Card payments stand on the host's side too; those were read with their merchants.
    LedgerDay with_host;
    read_ledger_day(reader, account::host_clearing_account_id, day, with_host);
    found.fundings = std::move(with_host.fundings);
    return found;
}

std::vector<SideAmount> settled_on(const std::vector<account::BoundMovement>& movements,
                                   BusinessDate day) {
    std::vector<SideAmount> settled;
    for (const auto& movement : movements)
        if (movement.state == "succeeded" && movement.settled_day == day)
            settled.push_back({movement.reference, movement.amount_fen});
    return settled;
}

void store(const Scope& scope, BusinessDate day, const std::vector<FoundDifference>& found) {
    ReconciliationBooks books{scope.transaction};
    for (const auto& difference : found) {
        const bool is_settled = difference.kind == DifferenceKind::cut_off;
        books.add({.id = scope.platform.random.next_id<DifferenceTag>(scope.now),
                   .business_day = day,
                   .kind = difference.kind,
                   .subject = difference.subject,
                   .payment_fen = difference.payment_fen,
                   .ledger_fen = difference.ledger_fen,
                   .host_fen = difference.host_fen,
                   .state = is_settled ? DifferenceState::resolved : DifferenceState::open,
                   .found_at_us = scope.now});
    }
}

std::int64_t size_of(const auto& list) { return static_cast<std::int64_t>(list.size()); }

}  // namespace

HostStatements fetch_host_statements(host::HostPort& host, BusinessDate day) {
    auto today = host.statement(day);
    auto day_before = host.statement(day.plus_days(-1));
    const bool has_both = today.outcome == host::CheckOutcome::confirmed &&
                          day_before.outcome == host::CheckOutcome::confirmed;
    if (!has_both) return {};
    return {host::CheckOutcome::confirmed, {std::move(today.lines), std::move(day_before.lines)}};
}

ReconciliationRun reconcile_day(const Scope& scope, BusinessDate day, const HostStatements& host) {
    auto& transaction = scope.transaction;
    ReconciliationBooks books{transaction};
    const auto charges = books.list_charges(day);
    const auto refunds = books.list_refunds(day);
    auto movements = account::list_bound_movements(transaction, day);
    const auto by_card = CardMovementRepository{transaction}.list_of_day(day);
    const auto ledger = ledger_day(transaction, day);
    auto found = compare_with_ledger(charges, ledger.charges);
    const auto append = [&](std::vector<FoundDifference> more) {
        found.insert(found.end(), more.begin(), more.end());
    };
    append(compare_with_ledger(refunds, ledger.refunds));
    append(compare_with_ledger(settled_on(movements, day), ledger.fundings));
    movements.insert(movements.end(), by_card.begin(), by_card.end());
    if (host.outcome == host::CheckOutcome::confirmed)
        append(compare_with_host(movements, host.days, day));
    store(scope, day, found);
    const ReconciliationRun run{
        .business_day = day,
        .payment_count = size_of(charges) + size_of(refunds) + size_of(movements),
        .ledger_count =
            size_of(ledger.charges) + size_of(ledger.refunds) + size_of(ledger.fundings),
        .host_count = size_of(host.days.today),
        .difference_count = size_of(books.list_differences(day)),
        .host_outcome = host.outcome,
        .run_at_us = scope.now};
    books.set_run(run);
    return run;
}

void reconcile_days(api::Platform& platform, UtcTime now) {
    const auto yesterday = BusinessDate::of(now).plus_days(-1);
    bool is_complete = false;
    platform.database.read([&](sql::Reader& reader) {
        const auto run = ReconciliationRepository{reader}.find_run(yesterday);
        is_complete = run && run->host_outcome == host::CheckOutcome::confirmed;
    });
    if (is_complete) return;
    const auto host = fetch_host_statements(platform.ports.get<host::HostPort>(), yesterday);
    platform.database.write([&](sql::Transaction& transaction) {
        reconcile_day({transaction, platform, now}, yesterday, host);
        return true;
    });
}

Result<Difference> resolve_difference(const Scope& scope, const Resolution& resolution) {
    ReconciliationBooks books{scope.transaction};
    TRY(auto difference, or_failure(books.lock(resolution.difference_id), difference_not_found));
    if (difference.state == DifferenceState::resolved) return difference_resolved;
    if (resolution.posting != ResolutionPosting::none) {
        if (difference.kind != DifferenceKind::own_missing || !difference.host_fen)
            return posting_not_possible;
        const bool is_debit = resolution.posting == ResolutionPosting::host_debit_to_suspense;
        const auto host_side = account::host_clearing_account_id;
        difference.transfer_id = scope.platform.random.next_id<ledger::TransferTag>(scope.now);
        TRY_DONE(ledger::post(scope.transaction,
                              {.id = *difference.transfer_id,
                               .debit_account_id = is_debit ? host_side : suspense_account_id,
                               .credit_account_id = is_debit ? suspense_account_id : host_side,
                               .amount_fen = difference.host_fen,
                               .cause = {"payment.difference", difference.id.bytes()},
                               .memo = "对账差错处理"},
                              scope.now));
    }
    difference.state = DifferenceState::resolved;
    difference.remark = resolution.remark;
    difference.resolved_by = resolution.resolved_by;
    difference.resolved_at_us = scope.now;
    books.set_resolved(difference);
    return difference;
}

}  // namespace dlfp::payment
