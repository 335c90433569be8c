// SQL of canteen_menu_item.
#include "scenarios/canteen/server/catalogue/menu_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::string_view item_columns =
    "i.id, i.organisation_id, a.outlet_id, i.period_id, i.day, i.dish_id, d.name, "
    "d.pricing, i.area_id, i.price_fen, i.stock_left, i.is_published";
constexpr std::string_view from_items =
    " FROM canteen_menu_item i JOIN canteen_dish d ON d.id = i.dish_id "
    "JOIN canteen_serving_area a ON a.id = i.area_id ";

std::string select_items(std::string_view more_columns, std::string_view where) {
    return "SELECT " + std::string(item_columns) + std::string(more_columns) +
           std::string(from_items) + std::string(where);
}

}  // namespace

std::optional<MenuItem> MenuRepository::find_published(MenuItemId id) {
    static const std::string text =
        select_items("", "WHERE i.id = $1 AND i.is_published = 1 AND i.state = 'active'");
    return reader_.find<MenuItem>({"canteen.find_menu_item", text}, id);
}

std::vector<PlannedItem> MenuRepository::list_planned(const MenuSpan& span) {
    static const std::string text =
        select_items(", i.stock_planned",
                     "WHERE i.day >= $2 AND i.day <= $3 AND a.outlet_id = $1 "
                     "AND i.state = 'active' "
                     "ORDER BY i.day, i.period_id, i.area_id, i.dish_id LIMIT 10000");
    return reader_.list<PlannedItem>({"canteen.list_planned_menus", text}, span.outlet_id,
                                     span.from, span.until);
}

std::vector<MenuItem> MenuRepository::list_published(OutletId outlet_id, BusinessDate day) {
    static const std::string text =
        select_items("",
                     "WHERE i.day = $2 AND a.outlet_id = $1 AND i.state = 'active' "
                     "AND i.is_published = 1 AND d.state = 'active' AND a.state = 'active' "
                     "ORDER BY i.period_id, i.area_id, i.dish_id LIMIT 1000");
    return reader_.list<MenuItem>({"canteen.list_published_menu", text}, outlet_id, day);
}

std::vector<MenuRow> MenuRepository::list_copyable(const MenuSpan& span) {
    static constexpr sql::Query query{
        "canteen.list_copyable_menu",
        "SELECT i.id, i.organisation_id, i.period_id, i.day, i.dish_id, i.area_id, i.price_fen, "
        "i.stock_planned, i.stock_left, i.is_published, i.state FROM canteen_menu_item i "
        "JOIN canteen_dish d ON d.id = i.dish_id AND d.state = 'active' "
        "JOIN canteen_serving_area a ON a.id = i.area_id AND a.state = 'active' "
        "WHERE i.day >= $2 AND i.day <= $3 AND a.outlet_id = $1 AND i.state = 'active' "
        "ORDER BY i.day, i.id LIMIT 10000"};
    return reader_.list<MenuRow>(query, span.outlet_id, span.from, span.until);
}

std::vector<MenuRow> MenuBooks::lock_rows(MealPeriodId period_id, BusinessDate day) {
    static const std::string text = "SELECT " + sql::column_list<MenuRow>() +
                                    " FROM canteen_menu_item WHERE day = $2 AND period_id = $1 "
                                    "ORDER BY id LIMIT 1000 FOR UPDATE";
    return transaction_.list<MenuRow>({"canteen.lock_menu_rows", text}, period_id, day);
}

std::int64_t MenuBooks::add(const MenuRow& row) {
    return transaction_.insert_if_absent("canteen_menu_item", row);
}

void MenuBooks::replace(const MenuRow& row) {
    static constexpr sql::Query query{
        "canteen.replace_menu_item",
        "UPDATE canteen_menu_item SET price_fen = $3, stock_planned = $4, stock_left = $5, "
        "is_published = $6, state = $7 WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, row.id, row.organisation_id, row.price_fen, row.stock_planned,
                         row.stock_left, row.is_published, row.state);
}

std::int64_t MenuBooks::publish(const MenuSpan& span) {
    static constexpr sql::Query query{
        "canteen.publish_menu",
        "UPDATE canteen_menu_item SET is_published = 1 WHERE day >= $2 AND day <= $3 "
        "AND is_published = 0 AND state = 'active' "
        "AND area_id IN (SELECT id FROM canteen_serving_area WHERE outlet_id = $1)"};
    return transaction_.execute(query, span.outlet_id, span.from, span.until);
}

bool MenuBooks::take_stock(MenuItemId id, std::int64_t quantity) {
    static constexpr sql::Query query{"canteen.take_stock",
                                      "UPDATE canteen_menu_item SET stock_left = stock_left - $2 "
                                      "WHERE id = $1 AND is_published = 1 AND state = 'active' "
                                      "AND (stock_left IS NULL OR stock_left >= $2)"};
    return transaction_.execute(query, id, quantity) == 1;
}

void MenuBooks::return_stock(MenuItemId id, std::int64_t quantity) {
    static constexpr sql::Query query{"canteen.return_stock",
                                      "UPDATE canteen_menu_item SET stock_left = stock_left + $2 "
                                      "WHERE id = $1 AND stock_left IS NOT NULL"};
    transaction_.execute(query, id, quantity);
}

}  // namespace dlfp::canteen
