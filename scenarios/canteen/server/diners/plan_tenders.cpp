// Rows C1 and C2: which purse pays which part of a meal.
#include <algorithm>

#include "platform/base/planted.h"
#include "scenarios/canteen/server/diners/purse.h"

namespace dlfp::canteen {
namespace {

bool pays_for(const Purse& purse, const std::optional<MealSlot>& slot) {
    if (purse.kind != PurseKind::subsidy) return true;
    if (planted("canteen.expired_subsidy_pays")) return slot.has_value();
    return slot && purse.valid_from <= slot->day && slot->day <= purse.valid_until &&
           std::ranges::find(purse.categories, slot->category_id) != purse.categories.end();
}

/// Subsidy, cash, electronic account; subsidies by priority and expiry, older grants first.
bool is_used_before(const Purse* a, const Purse* b) {
    if (a->kind != b->kind) return a->kind < b->kind;
    if (a->priority != b->priority) return a->priority < b->priority;
    if (a->valid_until != b->valid_until) return a->valid_until < b->valid_until;
    if (a->grant_id != b->grant_id) return a->grant_id < b->grant_id;
    return a->account_id < b->account_id;
}

payment::Tender tender_of(const Purse& purse, Money amount) {
    payment::Tender tender{.account_id = purse.account_id, .amount_fen = amount, .source_ref = ""};
    switch (purse.kind) {
        case PurseKind::subsidy:
            tender.kind = payment::TenderKind::subsidy;
            tender.source_ref = purse.grant_id ? purse.grant_id->to_text() : "";
            break;
        case PurseKind::cash: tender.kind = payment::TenderKind::cash_purse; break;
        case PurseKind::eaccount: tender.kind = payment::TenderKind::eaccount; break;
    }
    return tender;
}

/// What these purses pay of an amount, and what is left of it.
struct Spent {
    std::vector<payment::Tender> tenders;
    Money rest_fen;
};

Spent spend(std::span<const Purse> purses, const Spending& spending) {
    std::vector<const Purse*> usable;
    for (const auto& purse : purses)
        if (pays_for(purse, spending.slot)) usable.push_back(&purse);
    if (!planted("canteen.purse_order_ignored")) std::ranges::sort(usable, is_used_before);
    Spent spent{.rest_fen = spending.amount_fen};
    for (const auto* purse : usable) {
        const auto part = std::min(spent.rest_fen, purse->available_fen);
        if (!part.is_positive()) continue;
        spent.tenders.push_back(tender_of(*purse, part));
        spent.rest_fen -= part;
    }
    return spent;
}

}  // namespace

Result<std::vector<payment::Tender>> plan_tenders(std::span<const Purse> purses,
                                                  const Spending& spending) {
    auto [tenders, rest] = spend(purses, spending);
    if (rest.is_zero()) return tenders;
    const auto cash = std::ranges::find(purses, PurseKind::cash, &Purse::kind);
    if (spending.shortage == Shortage::refuse || cash == purses.end())
        return Error{purses_insufficient}
            .with("available_fen", (spending.amount_fen - rest).fen())
            .with("amount_fen", spending.amount_fen.fen());
    tenders.push_back({.kind = payment::TenderKind::cash_purse,
                       .account_id = cash->arrears_account_id,
                       .amount_fen = rest,
                       .source_ref = "arrears"});
    return tenders;
}

Result<std::vector<payment::Tender>> plan_order_tenders(
    std::span<const Purse> purses, const Spending& spending,
    const std::optional<account::LinkedCard>& card) {
    auto tenders = plan_tenders(purses, spending);
    if (!card || !tenders.failed_with(purses_insufficient)) return tenders;
    std::vector<Purse> own{purses.begin(), purses.end()};
    std::erase_if(own, [](const Purse& purse) { return purse.kind == PurseKind::eaccount; });
    auto spent = spend(own, spending);
    spent.tenders.push_back({.kind = payment::TenderKind::linked_card,
                             .account_id = account::host_clearing_account_id,
                             .amount_fen = spent.rest_fen,
                             .source_ref = card->card_ref});
    return spent.tenders;
}

}  // namespace dlfp::canteen
