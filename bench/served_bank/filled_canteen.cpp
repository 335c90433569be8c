// Rows go through the repositories of the canteen; diners are enrolled as its staff would do it.
#include "bench/served_bank/filled_canteen.h"

#include <fmt/core.h>

#include <algorithm>

#include "scenarios/canteen/server/catalogue/meal_period_repository.h"
#include "scenarios/canteen/server/catalogue/menu_repository.h"
#include "scenarios/canteen/server/catalogue/offer_repository.h"
#include "scenarios/canteen/server/diners/enrol_diner.h"

namespace dlfp::bench {
namespace {

using namespace canteen;

constexpr std::size_t diners_per_unit = 200;
constexpr Money dish_price = Money::fen(12'50);

struct Kitchen {
    api::Platform& platform;
    sql::Transaction& transaction;
    identity::OrganisationId organisation_id;
    UtcTime now;

    template <class Tag>
    Id<Tag> next_id() const {
        return platform.random.next_id<Tag>(now);
    }
};

MealPeriod lunch_of(const Kitchen& kitchen, OutletId outlet_id, MealCategoryId category_id) {
    return {.id = kitchen.next_id<MealPeriodTag>(),
            .organisation_id = kitchen.organisation_id,
            .outlet_id = outlet_id,
            .category_id = category_id,
            .name = "午餐",
            .start_minute = 660,
            .end_minute = 780,
            .weekday_mask = 127,
            .cut_off_minutes = 60,
            .order_days_ahead = 7,
            .valid_from = BusinessDate::of(kitchen.now).plus_days(-1),
            .valid_until = {},
            .state = EntryState::active};
}

DishCard dish_of(const Kitchen& kitchen) {
    DishCard card;
    card.id = kitchen.next_id<DishTag>();
    card.organisation_id = kitchen.organisation_id;
    card.name = "红烧肉";
    card.pricing = DishPricing::per_item;
    card.price_fen = dish_price;
    card.state = EntryState::active;
    return card;
}

/// Opens a canteen; the answer is what is on its menu of the day after tomorrow, for which the
/// ordering is open whatever the time is.
MenuItemId open_canteen(const Kitchen& kitchen) {
    OfferBooks offer{kitchen.transaction};
    MealPeriodBooks meals{kitchen.transaction};
    const auto outlet_id = kitchen.next_id<OutletTag>();
    const auto area_id = kitchen.next_id<ServingAreaTag>();
    const auto category_id = kitchen.next_id<MealCategoryTag>();
    offer.add_outlet({outlet_id, kitchen.organisation_id, "一号餐厅", "学府路 1 号", "一楼", true,
                      EntryState::active});
    offer.add_area({area_id, kitchen.organisation_id, outlet_id, "小炒窗口", ManageMode::retail,
                    EntryState::active});
    meals.add_category({category_id, kitchen.organisation_id, "午餐", 1, 0, EntryState::active});
    const auto period = lunch_of(kitchen, outlet_id, category_id);
    meals.add(period);
    const auto dish = dish_of(kitchen);
    offer.add_dish(dish);
    const auto item_id = kitchen.next_id<MenuItemTag>();
    MenuBooks{kitchen.transaction}.add({.id = item_id,
                                        .organisation_id = kitchen.organisation_id,
                                        .period_id = period.id,
                                        .day = BusinessDate::of(kitchen.now).plus_days(2),
                                        .dish_id = dish.id,
                                        .area_id = area_id,
                                        .price_fen = dish_price,
                                        .stock_planned = {},
                                        .stock_left = {},
                                        .is_published = true,
                                        .state = EntryState::active});
    return item_id;
}

Result<Diner> enrol(const Kitchen& kitchen, const LoggedIn& customer, std::size_t number) {
    return enrol_diner({kitchen.transaction, kitchen.platform, kitchen.now},
                       {.id = kitchen.next_id<DinerTag>(),
                        .organisation_id = kitchen.organisation_id,
                        .details = {.diner_number = fmt::format("{:06}", number),
                                    .name = "客人",
                                    .mobile = fmt::format("199{:08}", number),
                                    .department = "技术部",
                                    .price_class_id = {},
                                    .avoided_allergens = "",
                                    .card_number = {}},
                        .customer_id = customer.customer_id});
}

template <class Work>
void in_unit(app::Program& program, Work&& work) {
    program.database().write([&](sql::Transaction& transaction) {
        work(transaction);
        return true;
    });
}

}  // namespace

std::vector<HungryDiner> open_canteens(app::Program& program, const FilledBank& bank) {
    auto& platform = program.platform();
    const auto now = platform.clock.now();
    const auto& merchants = bank.merchants();
    const auto& customers = bank.customers();
    std::vector<std::string> items;
    in_unit(program, [&](sql::Transaction& transaction) {
        items.clear();  // a unit may run again
        for (const auto& merchant : merchants)
            items.push_back(open_canteen({platform, transaction, merchant, now}).to_text());
    });
    std::vector<HungryDiner> diners;
    for (std::size_t first = 0; first < customers.size(); first += diners_per_unit)
        in_unit(program, [&](sql::Transaction& transaction) {
            diners.resize(first);
            const auto last = std::min(customers.size(), first + diners_per_unit);
            for (auto number = first; number < last; ++number) {
                const auto at = number % merchants.size();
                enrol({platform, transaction, merchants[at], now}, customers[number], number)
                    .value();
                diners.push_back({&customers[number], items[at]});
            }
        });
    return diners;
}

}  // namespace dlfp::bench
