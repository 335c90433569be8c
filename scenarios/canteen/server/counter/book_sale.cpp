// The common part of counter sales.
#include "scenarios/canteen/server/counter/book_sale.h"

#include "scenarios/canteen/server/catalogue/menu.h"
#include "scenarios/canteen/server/counter/terminal_repository.h"
#include "scenarios/canteen/server/orders/meal_count_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::size_t subject_bytes_max = 180;  // 64 characters of UTF-8, with room

/// The first dishes by name: what the receipt is called.
std::string subject_of(const SaleLines& lines) {
    std::string subject = lines.lines.front().dish_name;
    for (std::size_t index = 1; index < lines.lines.size(); ++index) {
        const auto& name = lines.lines[index].dish_name;
        if (subject.size() + name.size() + 6 > subject_bytes_max) return subject + "等";
        subject += "、" + name;
    }
    return subject;
}

void store_lines(SaleBooks& books, SaleId id, const SaleLines& lines) {
    std::int64_t number = 0;
    for (const auto& line : lines.lines)
        books.add_line({.sale_id = id,
                        .line = number++,
                        .dish_id = line.dish_id,
                        .dish_name = line.dish_name,
                        .quantity = line.quantity,
                        .weight_g = line.weight_g,
                        .unit_price_fen = line.unit_price_fen,
                        .amount_fen = line.amount_fen});
}

}  // namespace

Result<CounterScene> load_counter_scene(sql::Reader& reader, const Terminal& terminal) {
    TRY(const auto area, find_serving_area(reader, terminal.area_id));
    return CounterScene{.terminal = terminal,
                        .periods = list_meal_periods(reader, area.outlet_id),
                        .clock_checks = TerminalRepository{reader}.list_clock_checks(terminal.id)};
}

SaleMoment plan_moment(const CounterScene& scene, UtcTime device_time) {
    SaleMoment moment{.device_time = device_time};
    moment.offset = plan_clock_offset(scene.clock_checks, device_time);
    moment.occurred_at = occurred_at(device_time, moment.offset);
    moment.slot = plan_meal_slot(scene.periods, moment.occurred_at);
    moment.day = moment.slot ? moment.slot->day : BusinessDate::of(moment.occurred_at);
    return moment;
}

Result<SaleLines> price_lines(sql::Reader& reader, const Purchase& purchase,
                              const std::vector<SoldLine>& sold) {
    std::optional<Money> set_meal_price;
    if (has_set_meal(sold)) {
        if (!purchase.moment.slot) return set_meal_price_missing;
        TRY(set_meal_price,
            find_set_meal_price(reader, {.area_id = purchase.scene.terminal.area_id,
                                         .price_class_id = purchase.diner.price_class_id,
                                         .category_id = purchase.moment.slot->category_id}));
    }
    return plan_sale_lines(sold, set_meal_price);
}

Result<std::vector<payment::Tender>> find_tenders(sql::Reader& reader, const DecidedSale& sale,
                                                  Shortage shortage, UtcTime now) {
    const auto purses = list_purses(reader, sale.diner, now);
    return plan_tenders(
        purses,
        {.amount_fen = sale.lines.total_fen, .slot = sale.moment.slot, .shortage = shortage});
}

payment::OrderDraft draft_order(const DecidedSale& sale, SaleId id,
                                std::vector<payment::Tender> tenders, UtcTime now) {
    return {.organisation_id = sale.scene.terminal.organisation_id,
            .payer_customer_id = sale.diner.customer_id.value_or(identity::CustomerId{}),
            .subject = subject_of(sale.lines),
            .scene = "canteen",
            .scene_ref = id.to_text(),
            .tenders = std::move(tenders),
            .expires_at_us = now + 1min};
}

SaleRow store_sale(const payment::Scope& scope, const DecidedSale& sale, const PaidSale& paid) {
    SaleBooks books{scope.transaction};
    const auto& moment = sale.moment;
    const auto twin = decide_suspicion(books.list_nearby(sale.diner.id, moment.occurred_at),
                                       sale.lines.total_fen, moment.occurred_at);
    SaleRow row{.id = paid.id,
                .organisation_id = sale.scene.terminal.organisation_id,
                .terminal_id = sale.scene.terminal.id,
                .seq = sale.fact.seq.value,
                .content_hash = content_hash_of(sale.fact),
                .payer_kind = sale.fact.payer.kind,
                .diner_id = sale.diner.id,
                .customer_id = sale.diner.customer_id,
                .area_id = sale.scene.terminal.area_id,
                .day = moment.day,
                .total_fen = sale.lines.total_fen,
                .payment_id = paid.payment_id,
                .is_offline = paid.channel == SaleChannel::offline,
                .device_time_us = moment.device_time,
                .device_offset_us = moment.offset.count(),
                .occurred_at_us = moment.occurred_at,
                .received_at_us = scope.now,
                .suspicion = twin ? Suspicion::repeated_soon : Suspicion::none,
                .twin_sale_id = twin};
    if (moment.slot) row.category_id = moment.slot->category_id;
    books.add(row);
    store_lines(books, row.id, sale.lines);
    if (moment.slot && sale.lines.set_meals > 0)
        meal_count_repository::add(scope.transaction, sale.diner.id, *moment.slot,
                                   sale.lines.set_meals);
    return row;
}

}  // namespace dlfp::canteen
