// Comparing sides. Order of the result: by subject, so that runs are alike.
#include "core/payment/server/reconciliation.h"

#include <map>

#include "platform/base/planted.h"

namespace dlfp::payment {
namespace {

std::map<std::string, Money> sums_of(const std::vector<SideAmount>& side) {
    std::map<std::string, Money> sums;
    for (const auto& [subject, amount] : side) sums[subject] += amount;
    return sums;
}

std::map<std::string, Money> amounts_of(const std::vector<host::HostStatementLine>& lines) {
    std::map<std::string, Money> amounts;
    for (const auto& line : lines) amounts[line.reference] += line.amount_fen;
    return amounts;
}

bool is_under_way(const account::BoundMovement& movement) {
    return movement.state != "succeeded" && movement.state != "refused";
}

/// One of our movements against what the host says of it on that day.
std::optional<FoundDifference> judge(const account::BoundMovement& ours,
                                     const std::optional<Money>& host, bool is_settled_today) {
    FoundDifference found{
        .subject = ours.reference, .payment_fen = ours.amount_fen, .host_fen = host};
    if (is_under_way(ours)) {
        found.kind = host ? DifferenceKind::host_unconfirmed : DifferenceKind::still_unknown;
    } else if (ours.state == "refused") {
        if (!host) return std::nullopt;
        found.kind = DifferenceKind::host_unconfirmed;
    } else if (!host) {
        if (!is_settled_today) return std::nullopt;
        found.kind = DifferenceKind::host_missing;
    } else if (*host != ours.amount_fen) {
        found.kind = DifferenceKind::host_amount_differs;
    } else {
        if (is_settled_today) return std::nullopt;
        found.kind = DifferenceKind::cut_off;
    }
    return found;
}

}  // namespace

std::vector<FoundDifference> compare_with_ledger(const std::vector<SideAmount>& ours,
                                                 const std::vector<SideAmount>& ledger) {
    std::vector<FoundDifference> found;
    const auto own_sums = sums_of(ours);
    auto ledger_sums = sums_of(ledger);
    for (const auto& [subject, amount] : own_sums) {
        const auto other = ledger_sums.find(subject);
        if (other == ledger_sums.end()) {
            found.push_back({DifferenceKind::ledger_missing, subject, amount, {}, {}});
            continue;
        }
        if (other->second != amount)
            found.push_back({DifferenceKind::amount_differs, subject, amount, other->second, {}});
        ledger_sums.erase(other);
    }
    if (planted("payment.ledger_side_hidden")) return found;
    for (const auto& [subject, amount] : ledger_sums)
        found.push_back({DifferenceKind::payment_missing, subject, {}, amount, {}});
    return found;
}

std::vector<FoundDifference> compare_with_host(const std::vector<account::BoundMovement>& ours,
                                               const HostDays& host, BusinessDate day) {
    std::vector<FoundDifference> found;
    auto today = amounts_of(host.today);
    const auto day_before = amounts_of(host.day_before);
    for (const auto& movement : ours) {
        std::optional<Money> said;
        if (const auto line = today.find(movement.reference); line != today.end()) {
            said = line->second;
            today.erase(line);
        }
        const bool is_settled_today = movement.settled_day == day;
        // Moved by the host before midnight, settled by us after it: told apart from missing.
        if (!said && is_settled_today && day_before.contains(movement.reference)) {
            found.push_back({DifferenceKind::cut_off,
                             movement.reference,
                             movement.amount_fen,
                             {},
                             day_before.at(movement.reference)});
            continue;
        }
        if (const auto difference = judge(movement, said, is_settled_today))
            found.push_back(*difference);
    }
    if (planted("payment.host_side_hidden")) return found;
    for (const auto& [reference, amount] : today)
        found.push_back({DifferenceKind::own_missing, reference, {}, {}, amount});
    return found;
}

}  // namespace dlfp::payment
