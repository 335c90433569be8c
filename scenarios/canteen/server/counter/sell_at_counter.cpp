// Selling with a connection, step by step in the order in which refusals are told.
#include "scenarios/canteen/server/counter/sell_at_counter.h"

#include "scenarios/canteen/server/catalogue/meal_period_repository.h"
#include "scenarios/canteen/server/counter/terminal_repository.h"
#include "scenarios/canteen/server/orders/meal_count_repository.h"

namespace dlfp::canteen {
namespace {

/// Prices of menu lines are ours; portions are taken out of the stock.
Result<Done> check_menu_line(const api::Call& call, const CounterScene& scene, const SoldLine& line,
                             std::int64_t number) {
    TRY(const auto item, find_menu_item(call.transaction(), *line.menu_item_id));
    if (item.organisation_id != scene.terminal.organisation_id) return menu_item_not_found;
    if (item.price_fen != line.unit_price_fen)
        return Error{sale_price_changed}
            .with("line", number)
            .with("price_fen", item.price_fen.fen());
    if (line.kind != TerminalMode::per_item) return done;
    return take_stock(call.transaction(), item.id, line.quantity.value);
}

Result<Done> check_lines(const api::Call& call, const CounterScene& scene, const SaleFact& fact) {
    std::int64_t number = 0;
    for (const auto& line : fact.lines) {
        if (!may_sell(scene.terminal.mode, line.kind))
            return Error{line_not_for_terminal}.with("line", number);
        if (line.menu_item_id && line.kind != TerminalMode::set_meal)
            TRY_DONE(check_menu_line(call, scene, line, number));
        ++number;
    }
    return done;
}

Result<Diner> find_payer(const api::Call& call, const Terminal& terminal, const SalePayer& payer) {
    switch (payer.kind) {
        case PayerKind::card:
            return find_diner_by_card(call.transaction(), terminal.organisation_id, payer.value);
        case PayerKind::payment_code: {
            TRY(const auto holder, payment::find_code_holder(payment::scope_of(call), payer.value));
            return find_diner_of_customer(call.transaction(), terminal.organisation_id,
                                          holder.customer_id);
        }
        case PayerKind::diner_number: return payer_not_proven;
    }
    return payer_not_proven;
}

Result<Done> check_meals(const api::Call& call, const DecidedSale& sale) {
    if (!sale.moment.slot || sale.lines.set_meals == 0) return done;
    const auto& slot = *sale.moment.slot;
    return decide_meal_limit(
        meal_count_repository::count(call.transaction(), sale.diner.id, slot), sale.lines.set_meals,
        meal_count_repository::day_meals_max(call.transaction(), slot.category_id));
}

/// Uses up the diner's agreement: the code, or what he or she allows by card alone.
Result<payment::ChargeMethod> take_agreement(const api::Call& call, const DecidedSale& sale) {
    if (sale.fact.payer.kind == PayerKind::card) {
        TRY_DONE(check_counter_sale(call.transaction(), sale.diner, sale.lines.total_fen));
        return payment::ChargeMethod::pin_free;
    }
    TRY_DONE(
        payment::redeem_code(payment::scope_of(call), sale.fact.payer.value, sale.lines.total_fen));
    return payment::ChargeMethod::payment_code;
}

Result<DecidedSale> decide_sale(const api::Call& call, const CounterScene& scene,
                                const SaleFact& fact) {
    const auto moment = plan_moment(scene, fact.device_time_us);
    const auto apart = moment.occurred_at < call.now() ? call.now() - moment.occurred_at
                                                       : moment.occurred_at - call.now();
    if (apart > online_sale_window)
        return Error{sale_not_now}.with("occurred_at_us", moment.occurred_at.us());
    TRY_DONE(check_lines(call, scene, fact));
    TRY(const auto found, find_payer(call, scene.terminal, fact.payer));
    TRY(const auto diner, lock_diner(call.transaction(), found.organisation_id, found.id));
    TRY_DONE(check_may_dine(call.transaction(), diner));
    TRY(auto lines, price_lines(call.transaction(), {scene, moment, diner}, fact.lines));
    DecidedSale sale{scene, fact, moment, diner, std::move(lines)};
    TRY_DONE(check_meals(call, sale));
    return sale;
}

/// Order and charge in this unit: a failure takes everything back, the used code included.
Result<SaleRow> charge_sale(const api::Call& call, const DecidedSale& sale) {
    const auto scope = payment::scope_of(call);
    TRY(auto tenders, find_tenders(call.transaction(), sale, Shortage::refuse, call.now()));
    TRY(const auto method, take_agreement(call, sale));
    const auto id = call.next_id<SaleTag>();
    TRY(const auto payment_id,
        payment::create_order(scope, draft_order(sale, id, std::move(tenders), call.now())));
    TRY_DONE(payment::charge(scope, payment_id, method));
    return store_sale(scope, sale, {id, payment_id, SaleChannel::online});
}

void note_number(const api::Call& call, const Terminal& terminal, std::int64_t seq) {
    TerminalBooks books{call.transaction()};
    const SeqState before{terminal.last_seq, books.list_gaps(terminal.id)};
    const std::array arrived{seq};
    books.set_numbers(terminal.id, before, plan_arrivals(before, arrived));
}

}  // namespace

Result<SaleView> make_sale(const SaleFact& request, api::Call& call) {
    TRY(const auto terminal, admit_device(call));
    const auto known =
        SaleRepository{call.transaction()}.find_by_seq(terminal.id, request.seq.value);
    TRY(const auto repeat, decide_repeat(known ? std::optional{known->content_hash} : std::nullopt,
                                         content_hash_of(request), request.seq.value));
    if (repeat == Repeat::replay) return view_sale(call.transaction(), *known);
    TRY(const auto scene, load_counter_scene(call.transaction(), terminal));
    TRY(const auto sale, decide_sale(call, scene, request));
    TRY(const auto row, charge_sale(call, sale));
    note_number(call, terminal, request.seq.value);
    return view_sale(call.transaction(), row);
}

}  // namespace dlfp::canteen
