// One rule book for the unit and for the whole.
#include "scenarios/canteen/server/books/trade_invariants.h"

#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/books/trade_repository.h"

namespace dlfp::canteen {
namespace {

/// Orders and sales learn of a refund by an event, after the payment.
enum class Refunds { under_way, booked };

struct NotedPayments {
    std::vector<payment::PaymentId> ids;
};

/// The rule that an entry breaks; empty: none.
std::string broken_rule(sql::Reader& reader, const TradeEntry& entry, Refunds refunds) {
    const auto about = entry.payment_id.to_text() + ": ";
    const auto stored = payment::find_payment(reader, entry.payment_id);
    if (!stored) return about + "sold without a payment";
    if (!stored->charged_day) return about + "counts as paid, was not charged";
    if (stored->amount_fen != entry.total_fen) return about + "sold and paid amounts differ";
    if (refunds == Refunds::booked && stored->refunded_fen != entry.refunded_fen)
        return about + "refunds differ";
    if (entry.refunded_fen > entry.total_fen) return about + "more came back than was paid";
    if (TradeRepository{reader}.lines_total(entry) != entry.total_fen)
        return about + "lines do not add up to the total";
    return "";
}

}  // namespace

void note_trade(api::Platform&, sql::Transaction& transaction, std::string_view payload_json) {
    const auto event = payment::parse_payment_event(payload_json);
    const bool is_ours = event.scene == "canteen" &&
                         (MealOrderId::parse(event.scene_ref) || SaleId::parse(event.scene_ref));
    if (is_ours) transaction.scratch<NotedPayments>().ids.push_back(event.payment_id);
}

void check_trade(sql::Transaction& transaction) {
    for (const auto payment_id : transaction.scratch<NotedPayments>().ids) {
        const auto entry = TradeRepository{transaction}.find_entry(payment_id);
        if (!entry) continue;  // the day's close names money without a sale
        if (const auto rule = broken_rule(transaction, *entry, Refunds::under_way); !rule.empty())
            throw TradeBroken(rule);
    }
}

std::vector<std::string> verify_trade(api::Platform& platform) {
    std::vector<std::string> findings;
    platform.database.read([&](sql::Reader& reader) {
        TradeRepository trade{reader};
        for (const auto operator_id : trade.list_operators())
            for (const auto day : trade.list_days(operator_id))
                for (const auto& entry : trade.list_meals(operator_id, day))
                    if (auto rule = broken_rule(reader, entry, Refunds::booked); !rule.empty())
                        findings.push_back(std::move(rule));
    });
    return findings;
}

}  // namespace dlfp::canteen
