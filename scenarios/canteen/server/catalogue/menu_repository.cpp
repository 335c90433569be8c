// SQL of canteen_menu_item.
#include "scenarios/canteen/server/catalogue/menu_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::string_view items =
    "SELECT i.id, i.organisation_id, a.outlet_id, i.period_id, i.day, i.dish_id, d.name, "
    "d.pricing, i.area_id, i.price_fen, i.stock_left, i.is_published FROM canteen_menu_item i "
    "JOIN canteen_dish d ON d.id = i.dish_id "
    "JOIN canteen_serving_area a ON a.id = i.area_id ";

}  // namespace

std::optional<MenuItem> MenuRepository::find_published(MenuItemId id) {
    static const std::string text =
        std::string(items) + "WHERE i.id = $1 AND i.is_published = 1 AND i.state = 'active'";
    return reader_.find<MenuItem>({"canteen.find_menu_item", text}, id);
}

std::vector<MenuItem> MenuRepository::list(const MenuSpan& span) {
    static const std::string text = std::string(items) +
                                    "WHERE i.day >= $2 AND i.day <= $3 AND a.outlet_id = $1 "
                                    "AND i.state = 'active' "
                                    "ORDER BY i.day, i.period_id, i.area_id, i.id LIMIT 5000";
    return reader_.list<MenuItem>({"canteen.list_menu", text}, span.outlet_id, span.from,
                                  span.until);
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
        "UPDATE canteen_menu_item SET price_fen = $3, stock_left = $4, is_published = $5, "
        "state = $6 WHERE id = $1 AND organisation_id = $2"};
    transaction_.execute(query, row.id, row.organisation_id, row.price_fen, row.stock_left,
                         row.is_published, row.state);
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
