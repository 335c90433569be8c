// Comparing a day's own entries with payments, ledger and settlement.
#include "scenarios/canteen/server/books/plan_day_close.h"

#include <algorithm>
#include <map>

#include "platform/base/planted.h"

namespace dlfp::canteen {
namespace {

constexpr std::string_view canteen_scene = "canteen";

using EntryByPayment = std::map<payment::PaymentId, const TradeEntry*>;

void count_meals(const DayBooks& books, DayFigures& figures) {
    std::map<payment::PaymentId, bool> is_paid_today;
    for (const auto& charge : books.money.charges) is_paid_today[charge.payment_id] = true;
    for (const auto& entry : books.meals) {
        (entry.kind == TradeKind::meal_order ? figures.order_count : figures.sale_count) += 1;
        figures.trade_fen += entry.total_fen;
        if (!is_paid_today.contains(entry.payment_id))
            figures.paid_other_days_fen += entry.total_fen;
    }
    for (const auto& payment_id : books.uncharged)
        figures.differences.push_back(
            {BookDifferenceKind::charge_missing, payment_id.to_text(), {}, {}});
}

/// The canteen's own word about a charge; the payment's where another scene took the money.
Money own_amount(const payment::DayCharge& charge, const EntryByPayment& entries,
                 std::vector<BookDifference>& differences) {
    if (charge.scene != canteen_scene) return charge.amount_fen;
    const auto subject = charge.payment_id.to_text();
    const auto found = entries.find(charge.payment_id);
    if (found == entries.end()) {
        differences.push_back(
            {BookDifferenceKind::trade_missing, subject, std::nullopt, charge.amount_fen});
        return {};
    }
    const auto& entry = *found->second;
    if (entry.total_fen != charge.amount_fen)
        differences.push_back(
            {BookDifferenceKind::trade_differs, subject, entry.total_fen, charge.amount_fen});
    if (entry.refunded_fen != charge.refunded_fen)
        differences.push_back(
            {BookDifferenceKind::refund_differs, subject, entry.refunded_fen, charge.refunded_fen});
    return entry.total_fen;
}

BookDifferenceKind kind_of(payment::DifferenceKind kind) {
    if (kind == payment::DifferenceKind::ledger_missing) return BookDifferenceKind::ledger_missing;
    if (kind == payment::DifferenceKind::payment_missing)
        return BookDifferenceKind::payment_missing;
    return BookDifferenceKind::ledger_differs;
}

/// How much more the payments say than the ledger, for one found difference. Refunds count the
/// other way.
Money excess_of(const payment::FoundDifference& found) {
    const auto excess = found.payment_fen.value_or(Money{}) - found.ledger_fen.value_or(Money{});
    return payment::RefundId::parse(found.subject) ? -excess : excess;
}

}  // namespace

DayFigures plan_day_close(const DayBooks& books) {
    DayFigures figures;
    count_meals(books, figures);
    EntryByPayment entries;
    for (const auto& entry : books.paid) entries.emplace(entry.payment_id, &entry);
    for (const auto& charge : books.money.charges) {
        const auto own = own_amount(charge, entries, figures.differences);
        figures.charged_fen += charge.amount_fen;
        figures.ledger_difference_fen += own - charge.amount_fen;
        const auto found = entries.find(charge.payment_id);
        if (found == entries.end() || found->second->day != books.day)
            figures.for_other_days_fen += charge.amount_fen;
    }
    for (const auto& refund : books.money.refunds) figures.refunded_fen += refund.amount_fen;
    for (const auto& found : books.money.differences) {
        figures.ledger_difference_fen += excess_of(found);
        figures.differences.push_back(
            {kind_of(found.kind), found.subject, found.payment_fen, found.ledger_fen});
    }
    return figures;
}

std::optional<BookDifference> compare_settlement(const payment::MerchantDay& money,
                                                 const payment::Settlement& settlement) {
    Money total;
    for (const auto& charge : money.charges) total += charge.amount_fen;
    for (const auto& refund : money.refunds) total -= refund.amount_fen;
    const auto settled = settlement.settled_fen + settlement.fee_fen + settlement.carried_out_fen -
                         settlement.carried_in_fen;
    if (settled == total) return std::nullopt;
    return BookDifference{BookDifferenceKind::settlement_differs, settlement.business_day.to_text(),
                          total, settled};
}

UtcTime closes_at(BusinessDate day, UtcTime last_meal_ends_at) {
    return std::max(day.ends_at(), last_meal_ends_at);
}

std::int64_t count_open_gaps(const CloseObstacles& obstacles, UtcTime now) {
    return std::ranges::count_if(obstacles.gaps, [&](const OpenGap& gap) {
        return now - gap.noticed_at_us < obstacles.offline_grace;
    });
}

Result<Done> check_may_close(const CloseObstacles& obstacles, const CloseWish& wish, UtcTime now) {
    if (obstacles.closed_at) return day_already_closed;
    const auto earliest = closes_at(obstacles.day, obstacles.last_meal_ends_at);
    if (now < earliest) return Error{day_still_open}.with("closes_at_us", earliest.us());
    if (wish.mode == CloseMode::anyway) {
        if (wish.reason.empty()) return close_reason_missing;
        return done;
    }
    if (obstacles.unknown_payment_count > 0)
        return Error{payments_unknown}.with("payment_count", obstacles.unknown_payment_count);
    if (planted("canteen.day_closes_over_a_gap")) return done;
    if (const auto gaps = count_open_gaps(obstacles, now); gaps > 0)
        return Error{offline_gap_open}.with("gap_count", gaps);
    if (obstacles.difference_count > 0)
        return Error{books_differ}.with("difference_count", obstacles.difference_count);
    return done;
}

}  // namespace dlfp::canteen
