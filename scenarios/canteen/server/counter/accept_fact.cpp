// Facts into sales.
#include "scenarios/canteen/server/counter/accept_fact.h"

#include <algorithm>

#include "core/payment/server/payment_repository.h"
#include "platform/base/planted.h"
#include "scenarios/canteen/server/diners/diner_repository.h"

namespace dlfp::canteen {
namespace {

/// What is known of the fact's number.
enum class KnownAs { nothing, same, other };

KnownAs know_number(sql::Reader& reader, TerminalId terminal_id, const SaleFact& fact,
                    std::optional<SaleRow>& known) {
    const auto hash = content_hash_of(fact);
    const auto seq = fact.seq.value;
    known = SaleRepository{reader}.find_by_seq(terminal_id, seq);
    if (known && decide_repeat(known->content_hash, hash, seq)) return KnownAs::same;
    const auto waiting = SuspenseRepository{reader}.list_hashes(terminal_id, seq);
    if (std::ranges::find(waiting, hash) != waiting.end()) return KnownAs::same;
    return known || !waiting.empty() ? KnownAs::other : KnownAs::nothing;
}

SuspenseReason reason_of(const Error& error) {
    return error == set_meal_price_missing ? SuspenseReason::price_missing
                                           : SuspenseReason::lines_malformed;
}

Money owed_of(const std::vector<payment::Tender>& tenders, const Diner& diner) {
    Money owed;
    for (const auto& tender : tenders)
        if (tender.account_id == diner.arrears_account_id) owed += tender.amount_fen;
    return owed;
}

/// When it happened, as far as the ledger takes it: not in the future (a device may be a little
/// ahead of us) and not before one of the accounts was opened (a diner who was enrolled late).
UtcTime find_value_date(const payment::Scope& scope, const DecidedSale& sale,
                        const std::vector<payment::Tender>& tenders) {
    auto value_date = std::min(sale.moment.occurred_at, scope.now);
    const auto consider = [&](ledger::AccountId id) {
        if (const auto account = ledger::find_account(scope.transaction, id))
            value_date = std::max(value_date, account->opened_at_us);
    };
    for (const auto& tender : tenders) consider(tender.account_id);
    const auto merchant = payment::PaymentRepository{scope.transaction}.find_merchant(
        sale.scene.terminal.organisation_id);
    if (merchant) consider(merchant->clearing_account_id);
    return value_date;
}

}  // namespace

Result<Diner> find_fact_diner(sql::Reader& reader, identity::OrganisationId organisation_id,
                              const SalePayer& payer) {
    if (payer.kind == PayerKind::card)
        return find_diner_by_card(reader, organisation_id, payer.value);
    const auto row = DinerRepository{reader}.find_by_number(organisation_id, payer.value);
    if (!row) return diner_not_found;
    return find_diner(reader, organisation_id, row->merged_into.value_or(row->id));
}

bool is_plausible(UtcTime occurred_at, UtcTime now) {
    return occurred_at <= now + fact_future_max && occurred_at >= now - fact_age_max;
}

std::variant<BookedFact, SuspenseReason> book_fact(const payment::Scope& scope,
                                                   const FactSale& fact_sale) {
    const auto& [scene, fact, moment, diner] = fact_sale;
    auto lines = price_lines(scope.transaction, {scene, moment, diner}, fact.lines);
    if (!lines) return reason_of(lines.error());
    const DecidedSale sale{scene, fact, moment, diner, std::move(*lines)};
    auto tenders = find_tenders(scope.transaction, sale, Shortage::arrears, scope.now);
    if (!tenders) return SuspenseReason::booking_refused;
    const auto owed = owed_of(*tenders, diner);
    const auto id = scope.platform.random.next_id<SaleTag>(scope.now);
    const auto value_date = find_value_date(scope, sale, *tenders);
    const auto charged = payment::charge_offline(
        scope, draft_order(sale, id, std::move(*tenders), scope.now), value_date);
    if (!charged) return SuspenseReason::booking_refused;
    return BookedFact{store_sale(scope, sale, {id, charged->payment_id, SaleChannel::offline}),
                      owed};
}

std::string write_fact(const SaleFact& fact) {
    std::string json;
    api::JsonWriter writer{json};
    api::write_field(writer, fact);
    return json;
}

SaleFact parse_fact(std::string_view json) {
    const auto document = api::JsonDocument::parse(json);
    SaleFact fact;
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), fact, problem))
        throw std::invalid_argument("stored fact: " + problem.pointer + " " + problem.expected);
    return fact;
}

void suspend_fact(const payment::Scope& scope, const CounterScene& scene, const SaleFact& fact,
                  SuspenseReason reason) {
    const auto moment = plan_moment(scene, fact.device_time_us);
    const std::string payer_kind = boost::describe::enum_to_string(fact.payer.kind, "");
    SuspenseBooks{scope.transaction}.add(
        {.id = scope.platform.random.next_id<SuspenseTag>(scope.now),
         .organisation_id = scene.terminal.organisation_id,
         .terminal_id = scene.terminal.id,
         .seq = fact.seq.value,
         .content_hash = content_hash_of(fact),
         .reason = reason,
         .payer_ref = payer_kind + ":" + fact.payer.value,
         .shown_fen = shown_amount_of(fact.lines),
         .content = write_fact(fact),
         .device_time_us = moment.device_time,
         .device_offset_us = moment.offset.count(),
         .occurred_at_us = moment.occurred_at,
         .received_at_us = scope.now,
         .state = SuspenseState::waiting});
}

FactReceipt accept_fact(const payment::Scope& scope, const CounterScene& scene,
                        const SaleFact& fact, const std::optional<Diner>& diner) {
    FactReceipt receipt{.seq = fact.seq.value};
    std::optional<SaleRow> known;
    auto known_as = know_number(scope.transaction, scene.terminal.id, fact, known);
    if (planted("canteen.offline_sale_taken_twice")) known_as = KnownAs::nothing;
    if (known_as == KnownAs::same) {
        receipt.outcome = FactOutcome::repeated;
        if (known) receipt.sale_id = known->id, receipt.total_fen = known->total_fen;
        return receipt;
    }
    const auto suspend = [&](SuspenseReason reason) {
        suspend_fact(scope, scene, fact, reason);
        receipt.outcome = FactOutcome::suspended;
        receipt.reason = reason;
        return receipt;
    };
    if (known_as == KnownAs::other) return suspend(SuspenseReason::seq_reused);
    if (fact.is_void()) return receipt.outcome = FactOutcome::voided, receipt;
    const auto moment = plan_moment(scene, fact.device_time_us);
    if (!is_plausible(moment.occurred_at, scope.now))
        return suspend(SuspenseReason::time_implausible);
    if (!diner) return suspend(SuspenseReason::diner_unknown);
    auto booked = book_fact(scope, {scene, fact, moment, *diner});
    if (const auto* reason = std::get_if<SuspenseReason>(&booked)) return suspend(*reason);
    const auto& sale = std::get<BookedFact>(booked);
    receipt.sale_id = sale.row.id;
    receipt.total_fen = sale.row.total_fen;
    receipt.owed_fen = sale.owed_fen;
    return receipt;
}

}  // namespace dlfp::canteen
