// Fills a development database with the canteen of 阳光食堂 and keeps its menus two weeks ahead.
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"

#include "core/identity/server/demo.h"
#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/catalogue/catalogue.h"
#include "scenarios/canteen/server/catalogue/demo_dishes.h"
#include "scenarios/canteen/server/catalogue/meal_period_repository.h"
#include "scenarios/canteen/server/catalogue/menu_repository.h"
#include "scenarios/canteen/server/catalogue/offer_repository.h"
#include "scenarios/canteen/server/catalogue/price_repository.h"

namespace dlfp::canteen {
namespace {

constexpr auto owner = identity::demo_operator_id;
constexpr std::int32_t menu_days_ahead = 14;
constexpr std::int32_t meal_days_back = 30;  // demo sales of the last days belong to a meal
constexpr std::int64_t fee_basis_points = 38;

void add_places(OfferBooks& offer) {
    offer.add_outlet({demo_outlet_id, owner, "阳光食堂一号餐厅", "榕城市学府路 88 号综合楼一层",
                      "凭取餐号到一楼 3 号取餐口领取", true, EntryState::active});
    const auto add = [&](ServingAreaId id, std::string name, ManageMode mode) {
        offer.add_area({id, owner, demo_outlet_id, std::move(name), mode, EntryState::active});
    };
    add(demo_set_meal_area_id, "套餐窗口", ManageMode::set_meal);
    add(demo_stir_fry_area_id, "小炒窗口", ManageMode::retail);
    add(demo_weighing_area_id, "自选称重", ManageMode::retail);
    add(demo_shop_area_id, "便利店", ManageMode::mixed);
}

struct DemoMeal {
    MealCategoryId category_id;
    MealPeriodId period_id;
    std::string_view name;
    std::int64_t start_minute;
    std::int64_t end_minute;
    std::int64_t cut_off_minutes;
    std::int64_t day_meals_max;
};
constexpr DemoMeal demo_meals[] = {
    {demo_breakfast_id, demo_breakfast_period_id, "早餐", 390, 540, 60, 0},
    {demo_lunch_id, demo_lunch_period_id, "午餐", 660, 780, 60, 0},
    {demo_dinner_id, demo_dinner_period_id, "晚餐", 1'020, 1'140, 60, 0},
    {demo_night_id, demo_night_period_id, "夜宵", 1'350, 90, 30, 1}};

void add_meal_times(MealPeriodBooks& meals, BusinessDate today) {
    std::int64_t position = 0;
    for (const auto& meal : demo_meals) {
        meals.add_category({meal.category_id, owner, std::string(meal.name), ++position,
                            meal.day_meals_max, EntryState::active});
        meals.add({.id = meal.period_id,
                   .organisation_id = owner,
                   .outlet_id = demo_outlet_id,
                   .category_id = meal.category_id,
                   .name = std::string(meal.name),
                   .start_minute = meal.start_minute,
                   .end_minute = meal.end_minute,
                   .weekday_mask = 127,
                   .cut_off_minutes = meal.cut_off_minutes,
                   .order_days_ahead = 7,
                   .valid_from = today.plus_days(-meal_days_back),
                   .valid_until = {},
                   .state = EntryState::active});
    }
}

void add_dishes(OfferBooks& offer) {
    for (const auto& dish : demo_dishes()) {
        DishCard card;
        card.id = dish.id();
        card.organisation_id = owner;
        card.name = dish.name;
        card.pricing = dish.pricing;
        card.price_fen = Money::fen(dish.price_fen);
        card.state = EntryState::active;
        card.energy_kj = dish.energy_kj;
        card.protein_mg = dish.protein_mg;
        card.fat_mg = dish.fat_mg;
        card.carbohydrate_mg = dish.carbohydrate_mg;
        card.sodium_mg = dish.sodium_mg;
        card.description = dish.description;
        card.allergens = dish.allergens;
        offer.add_dish(card);
    }
}

void add_prices(PriceBooks& prices) {
    prices.add_class({demo_staff_class_id, owner, "职工", EntryState::active});
    prices.add_class({demo_student_class_id, owner, "学生", EntryState::active});
    prices.add_class({demo_guest_class_id, owner, "访客", EntryState::active});
    prices.set_class_price({demo_staff_class_id, demo_breakfast_id, owner, yuan(8)});
    prices.set_class_price({demo_staff_class_id, demo_lunch_id, owner, yuan(15)});
    prices.set_class_price({demo_student_class_id, demo_lunch_id, owner, yuan(9)});
    prices.set_class_price({demo_guest_class_id, demo_lunch_id, owner, yuan(25)});
    prices.set_area_price({demo_set_meal_area_id, demo_breakfast_id, owner, yuan(5)});
    prices.set_area_price({demo_set_meal_area_id, demo_lunch_id, owner, yuan(12)});
    prices.set_area_price({demo_set_meal_area_id, demo_dinner_id, owner, yuan(10)});
    prices.set_area_price({demo_set_meal_area_id, demo_night_id, owner, yuan(8)});
}

MenuRow row_of(const DemoDish& dish, MealPeriodId period_id, BusinessDate day) {
    const auto stock = dish.stock_planned > 0 ? std::optional{dish.stock_planned} : std::nullopt;
    return {.id = {},
            .organisation_id = owner,
            .period_id = period_id,
            .day = day,
            .dish_id = dish.id(),
            .area_id = dish.area_id,
            .price_fen = Money::fen(dish.price_fen),
            .stock_planned = stock,
            .stock_left = stock,
            .is_published = true,
            .state = EntryState::active};
}

void add_menu(const api::Platform& platform, sql::Transaction& transaction, BusinessDate day) {
    MenuBooks menu{transaction};
    unsigned meal = 0;
    for (const auto& served : demo_meals) {
        for (const auto& dish : demo_dishes()) {
            const bool fits = ((dish.meals >> meal) & 1U) == 1 &&
                              ((dish.weekdays >> (day.weekday() - 1)) & 1U) == 1;
            if (!fits) continue;
            auto row = row_of(dish, served.period_id, day);
            row.id = platform.random.next_id<MenuItemTag>(platform.clock.now());
            menu.add(row);
        }
        ++meal;
    }
}

}  // namespace

void renew_demo_menus(api::Platform& platform, UtcTime now) {
    if (!platform.is_development) return;
    const auto today = BusinessDate::of(now);
    platform.database.write([&](sql::Transaction& transaction) {
        if (!find_outlet(transaction, demo_outlet_id)) return true;
        // From yesterday: shortly after midnight its night meal is still being served.
        for (std::int32_t ahead = -1; ahead <= menu_days_ahead; ++ahead)
            add_menu(platform, transaction, today.plus_days(ahead));
        return true;
    });
}

void load_demo_catalogue(api::Platform& platform) {
    if (!platform.is_development) throw std::logic_error("a demo canteen outside development");
    const auto now = platform.clock.now();
    platform.database
        .write([&](sql::Transaction& transaction) -> Result<Done> {
            OfferBooks offer{transaction};
            if (offer.find_outlet(demo_outlet_id)) return done;
            const auto opened_at = demo_opened_at(now);
            TRY_DONE(payment::open_merchant({transaction, platform, opened_at},
                                            {.organisation_id = owner,
                                             .fee_basis_points = fee_basis_points,
                                             .effective_from = BusinessDate::of(opened_at)}));
            MealPeriodBooks meals{transaction};
            PriceBooks prices{transaction};
            add_places(offer);
            add_meal_times(meals, BusinessDate::of(now));
            add_dishes(offer);
            add_prices(prices);
            return done;
        })
        .value();
    renew_demo_menus(platform, now);
}

}  // namespace dlfp::canteen
