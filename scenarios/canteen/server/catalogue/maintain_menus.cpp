// Menus of the caller's operator.
#include "scenarios/canteen/server/catalogue/maintain_menus.h"

#include <algorithm>
#include <map>

#include "scenarios/canteen/server/catalogue/offer_repository.h"
#include "scenarios/canteen/server/catalogue/plan_menu.h"

namespace dlfp::canteen {
namespace {

constexpr std::int32_t span_days_max = 31;

Result<MenuSpan> span_of(const ListMenusRequest& request, const api::ReadCall& call) {
    TRY(const auto outlet, own_or(OfferRepository{call.reader()}.find_outlet(request.outlet_id),
                                  call, outlet_not_found));
    const auto days = request.until.days() - request.from.days();
    if (days < 0 || days >= span_days_max) return menu_span_malformed;
    return MenuSpan{outlet.id, request.from, request.until};
}

MenusReply reply_of(const std::vector<PlannedItem>& items) {
    MenusReply reply;
    for (const auto& item : items)
        reply.items.push_back({.menu_item_id = item.id,
                               .period_id = item.period_id,
                               .day = item.day,
                               .dish_id = item.dish_id,
                               .dish_name = item.dish_name,
                               .area_id = item.area_id,
                               .price_fen = item.price_fen,
                               .stock_planned = item.stock_planned,
                               .stock_left = item.stock_left,
                               .is_published = item.is_published});
    return reply;
}

Result<Done> require_open(const MealPeriod& period, BusinessDate day, UtcTime now) {
    if (!is_served_on(period, day)) return period_not_served;
    if (ends_at(period, day) <= now) return meal_over;
    return done;
}

/// Dishes and areas must be active, the own operator's, and of this outlet.
Result<std::vector<MenuLine>> lines_of(const ReplaceMenuRequest& request, const MealPeriod& period,
                                       sql::Reader& reader) {
    std::vector<MenuLine> lines;
    for (const auto& item : request.items) {
        TRY(const auto dish, find_dish(reader, period.organisation_id, item.dish_id));
        TRY(const auto area, find_serving_area(reader, item.area_id));
        if (area.outlet_id != period.outlet_id) return serving_area_not_found;
        const auto stock =
            item.stock_planned ? std::optional<std::int64_t>{*item.stock_planned} : std::nullopt;
        lines.push_back({dish.id, area.id, item.price_fen.value_or(dish.price_fen), stock});
    }
    return lines;
}

void record_row(api::Call& call, const MenuRow& before, const MenuRow& after) {
    const auto text = [](const MenuRow& row) {
        if (row.id.is_nil() || row.state == EntryState::retired) return std::string{};
        return row.price_fen.to_yuan_text() + " × " +
               (row.stock_planned ? std::to_string(*row.stock_planned) : "∞");
    };
    call.changed(after.dish_id.to_text(), text(before), text(after));
}

void store(api::Call& call, MenuBooks& menu, const MenuRow& present, MenuRow row) {
    if (!row.id.is_nil()) {
        menu.replace(row);
    } else {
        row.id = call.next_id<MenuItemTag>();
        menu.add(row);
    }
    record_row(call, present, row);
}

}  // namespace

Result<MenusReply> list_menus(const ListMenusRequest& request, api::ReadCall& call) {
    TRY(const auto span, span_of(request, call));
    return reply_of(MenuRepository{call.reader()}.list_planned(span));
}

Result<MenusReply> replace_menu(const ReplaceMenuRequest& request, api::Call& call) {
    TRY(const auto period, find_meal_period(call.reader(), identity::organisation_of(call.caller()),
                                            request.period_id));
    TRY_DONE(require_open(period, request.day, call.now()));
    TRY(const auto lines, lines_of(request, period, call.reader()));
    MenuBooks menu{call.transaction()};
    const auto present = menu.lock_rows(period.id, request.day);
    call.about("canteen_menu", period.id.to_text() + " " + request.day.to_text());
    for (auto row : plan_menu(present, lines)) {
        row.organisation_id = period.organisation_id;
        row.period_id = period.id;
        row.day = request.day;
        const auto before = std::ranges::find(present, row.id, &MenuRow::id);
        store(call, menu, before == present.end() ? MenuRow{} : *before, row);
    }
    auto items = menu.list_planned({period.outlet_id, request.day, request.day});
    std::erase_if(items, [&](const PlannedItem& item) { return item.period_id != period.id; });
    return reply_of(items);
}

Result<CopyMenusReply> copy_menus(const CopyMenusRequest& request, api::Call& call) {
    TRY(const auto outlet, own_or(OfferRepository{call.reader()}.find_outlet(request.outlet_id),
                                  call, outlet_not_found));
    if (request.to < call.today()) return meal_over;
    MenuBooks menu{call.transaction()};
    std::map<MealPeriodId, MealPeriod> periods;
    for (auto& period : list_meal_periods(call.reader(), outlet.id)) periods[period.id] = period;
    CopyMenusReply reply;
    const auto last = request.from.plus_days(static_cast<std::int32_t>(request.days) - 1);
    for (const auto& row : menu.list_copyable({outlet.id, request.from, last})) {
        auto copy = row;
        copy.id = call.next_id<MenuItemTag>();
        copy.day = request.to.plus_days(row.day.days() - request.from.days());
        copy.stock_left = row.stock_planned;
        copy.is_published = false;
        const auto period = periods.find(row.period_id);
        const bool fits =
            period != periods.end() && require_open(period->second, copy.day, call.now());
        ++(fits && menu.add(copy) == 1 ? reply.copied : reply.left_out);
    }
    call.about("canteen_outlet", outlet.id.to_text());
    call.changed("menus of " + request.to.to_text(), "",
                 std::to_string(reply.copied) + " from " + request.from.to_text());
    return reply;
}

Result<PublishMenusReply> publish_menus(const ListMenusRequest& request, api::Call& call) {
    TRY(const auto span, span_of(request, call));
    const auto published = MenuBooks{call.transaction()}.publish(span);
    call.about("canteen_outlet", request.outlet_id.to_text());
    call.changed("published " + span.from.to_text() + " … " + span.until.to_text(), "",
                 std::to_string(published));
    return PublishMenusReply{published};
}

}  // namespace dlfp::canteen
