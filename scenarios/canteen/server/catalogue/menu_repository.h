// All SQL about menus: which dish is offered when, where, at which price, and how many are left.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/canteen/server/catalogue/menu.h"

namespace dlfp::canteen {

/// A row of the menu as stored.
struct MenuRow {
    MenuItemId id;
    identity::OrganisationId organisation_id;
    MealPeriodId period_id;
    BusinessDate day;
    DishId dish_id;
    ServingAreaId area_id;
    Money price_fen;
    std::optional<std::int64_t> stock_planned;  ///< unset: unlimited
    std::optional<std::int64_t> stock_left;
    bool is_published = false;
    EntryState state{};
};
BOOST_DESCRIBE_STRUCT(MenuRow, (),
                      (id, organisation_id, period_id, day, dish_id, area_id, price_fen,
                       stock_planned, stock_left, is_published, state))

/// An item with the portions that were planned, for those who plan.
struct PlannedItem : MenuItem {
    std::optional<std::int64_t> stock_planned;
};
BOOST_DESCRIBE_STRUCT(PlannedItem, (MenuItem), (stock_planned))

/// The menus of an outlet from a day to a day, both included.
struct MenuSpan {
    OutletId outlet_id;
    BusinessDate from;
    BusinessDate until;
};

class MenuRepository {
public:
    explicit MenuRepository(sql::Reader& reader) : reader_{reader} {}

    std::optional<MenuItem> find_published(MenuItemId id);
    /// Drafts included, retired ones not; by day, period, area and dish.
    std::vector<PlannedItem> list_planned(const MenuSpan& span);
    /// Published ones of one day only.
    std::vector<MenuItem> list_published(OutletId outlet_id, BusinessDate day);
    /// Rows whose dish and area are still in use.
    std::vector<MenuRow> list_copyable(const MenuSpan& span);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class MenuBooks : public MenuRepository {
public:
    explicit MenuBooks(sql::Transaction& transaction)
        : MenuRepository{transaction}, transaction_{transaction} {}

    /// Every row of one meal, retired ones included, locked until the unit ends.
    std::vector<MenuRow> lock_rows(MealPeriodId period_id, BusinessDate day);
    /// Rows added: 0 when the dish is on that menu already.
    std::int64_t add(const MenuRow& row);
    /// Price, both stocks, publication and state.
    void replace(const MenuRow& row);
    /// Rows that became visible.
    std::int64_t publish(const MenuSpan& span);
    /// Whether that many were left; takes them.
    bool take_stock(MenuItemId id, std::int64_t quantity);
    void return_stock(MenuItemId id, std::int64_t quantity);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
