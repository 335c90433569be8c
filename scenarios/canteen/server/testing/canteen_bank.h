// A bank with one canteen, open and with published menus, for the tests of all parts: outlet,
// areas, meal times, dishes, prices (row C6), staff, and another operator for the tenant filter.
#pragma once

#include "core/approval/server/module.h"
#include "core/audit/server/module.h"
#include "core/identity/server/role.h"
#include "core/identity/server/staff_repository.h"
#include "core/outbox/server/module.h"
#include "core/payment/server/testing/payment_bank.h"
#include "scenarios/canteen/server/catalogue/meal_period_repository.h"
#include "scenarios/canteen/server/catalogue/menu_repository.h"
#include "scenarios/canteen/server/catalogue/offer_repository.h"
#include "scenarios/canteen/server/catalogue/price_repository.h"
#include "scenarios/canteen/server/module.h"

namespace dlfp::canteen {

using payment::canteen_operator;
using payment::li;
using payment::other_operator;
using payment::zhang;

/// The frozen day 2026-11-23 is a Monday, 12:00: lunch is being served. Menus are published for
/// that day and the two after it. Everything has a fixed id, named as the tests speak of it.
class CanteenBank : public payment::PaymentBank {
public:
    static constexpr auto outlet = OutletId::fixed(71'001);
    static constexpr auto other_outlet = OutletId::fixed(71'002);  ///< of other_operator

    static constexpr auto set_meals = ServingAreaId::fixed(72'001);
    static constexpr auto stir_fry = ServingAreaId::fixed(72'002);
    static constexpr auto weighing = ServingAreaId::fixed(72'003);
    static constexpr auto shop = ServingAreaId::fixed(72'004);
    static constexpr auto other_area = ServingAreaId::fixed(72'005);

    static constexpr auto breakfast = MealCategoryId::fixed(73'001);
    static constexpr auto lunch = MealCategoryId::fixed(73'002);
    static constexpr auto dinner = MealCategoryId::fixed(73'003);
    static constexpr auto night = MealCategoryId::fixed(73'004);  ///< one meal per diner and day
    static constexpr auto other_category = MealCategoryId::fixed(73'005);

    // Ordering begins 7 days ahead and ends 60 minutes before the start.
    static constexpr auto breakfast_period = MealPeriodId::fixed(74'001);  ///< 06:30–09:00
    static constexpr auto lunch_period = MealPeriodId::fixed(74'002);      ///< 11:00–13:00
    static constexpr auto dinner_period = MealPeriodId::fixed(74'003);     ///< 17:00–19:00
    static constexpr auto night_period = MealPeriodId::fixed(74'004);      ///< 22:30–01:30

    static constexpr auto set_meal = DishId::fixed(75'001);   ///< in set_meals: price of the class
    static constexpr auto pork = DishId::fixed(75'002);       ///< 18.00, stir_fry
    static constexpr auto tofu = DishId::fixed(75'003);       ///< 6.90, stir_fry
    static constexpr auto scarce = DishId::fixed(75'004);     ///< 12.00, stir_fry, 2 left
    static constexpr auto beef_kg = DishId::fixed(75'005);    ///< 25.80 per kg (row C4)
    static constexpr auto fish_kg = DishId::fixed(75'006);    ///< 31.60 per kg
    static constexpr auto greens_kg = DishId::fixed(75'007);  ///< 6.90 per kg
    static constexpr auto other_dish = DishId::fixed(75'008);

    static constexpr auto staff_class = PriceClassId::fixed(76'001);  ///< breakfast 8, lunch 15
    static constexpr auto guest_class = PriceClassId::fixed(76'002);  ///< no prices of its own

    static constexpr auto steward_id = identity::StaffId::fixed(77'001);
    static constexpr auto cashier_id = identity::StaffId::fixed(77'002);
    static constexpr auto kitchen_id = identity::StaffId::fixed(77'003);
    static constexpr auto other_steward_id = identity::StaffId::fixed(77'004);

    explicit CanteenBank(std::int64_t fee_basis_points = 38)
        : PaymentBank{fee_basis_points, with_canteen()} {
        write([&](sql::Transaction& transaction) {
            add_people(transaction);
            add_places(transaction);
            add_meal_times(transaction);
            add_dishes(transaction);
            add_prices(transaction);
            for (int ahead = 0; ahead < 3; ++ahead) add_menu(transaction, today().plus_days(ahead));
            return true;
        });
    }

    test::Client steward() { return of_role(steward_id, "operator_manager", canteen_operator); }
    test::Client cashier() { return of_role(cashier_id, "operator_cashier", canteen_operator); }
    test::Client kitchen() { return of_role(kitchen_id, "operator_kitchen", canteen_operator); }
    test::Client other_steward() {
        return of_role(other_steward_id, "operator_manager", other_operator);
    }
    /// Registered, but without the real-name check.
    test::Client registered(identity::CustomerId id) {
        return bank.as(bank.caller(api::CallerKind::customer, id.bytes(), {"identity.registered"}));
    }

    /// The published item of a dish; `ahead` counts days from the frozen day.
    static MenuItemId item(DishId dish, MealPeriodId period = lunch_period, int ahead = 0) {
        return MenuItemId::fixed(1'000'000U * static_cast<unsigned>(ahead + 1) +
                                 number_of(period) % 10 * 1'000 + number_of(dish) % 1'000);
    }
    /// A moment of the frozen day, China time; hours above 23 are the day after.
    UtcTime at(int hour, int minute = 0) const {
        return BusinessDate::of(test::test_noon).starts_at() + std::chrono::hours{hour} +
               std::chrono::minutes{minute};
    }
    void set_time(UtcTime time) { bank.clock().set(time); }

private:
    static std::vector<api::Module> with_canteen() {
        std::vector<api::Module> modules;
        modules.push_back(audit::make_module());
        modules.push_back(outbox::make_module());
        modules.push_back(approval::make_module());
        modules.push_back(canteen::make_module());
        return modules;
    }
    template <class Tag>
    static std::uint64_t number_of(Id<Tag> id) {
        std::uint64_t number = 0;
        for (std::size_t index = 8; index < 16; ++index) number = number << 8 | id.bytes()[index];
        return number;
    }
    test::Client of_role(identity::StaffId id, std::string role,
                         identity::OrganisationId organisation_id) {
        return bank.as(
            bank.caller(api::CallerKind::staff, id.bytes(),
                        identity::permissions_of({std::move(role)}, platform().permissions),
                        organisation_id.bytes()));
    }

    void add_people(sql::Transaction& transaction) {
        for (const auto& [id, name] :
             {std::pair{canteen_operator, "阳光食堂"}, std::pair{other_operator, "月亮食堂"}})
            identity::organisation_repository::add(
                transaction, {.id = id,
                              .kind = identity::OrganisationKind::scenario_operator,
                              .name = name,
                              .short_name = name,
                              .registration_number = id.to_text(),
                              .status = identity::OrganisationStatus::active,
                              .created_at_us = bank.now()});
        for (const auto& [id, name, organisation_id] :
             {std::tuple{steward_id, "吴经理", canteen_operator},
              std::tuple{cashier_id, "郑芳", canteen_operator},
              std::tuple{kitchen_id, "王师傅", canteen_operator},
              std::tuple{other_steward_id, "冯经理", other_operator}})
            identity::staff_repository::add(transaction,
                                            {id, organisation_id, id.to_text(), name,
                                             identity::StaffStatus::active, bank.now()});
    }

    static void add_places(sql::Transaction& transaction) {
        OfferBooks offer{transaction};
        offer.add_outlet({outlet, canteen_operator, "一号餐厅", "学府路 1 号", "一楼取餐口", true,
                          EntryState::active});
        offer.add_outlet({other_outlet, other_operator, "月亮餐厅", "学府路 2 号", "", false,
                          EntryState::active});
        const auto add = [&](ServingAreaId id, std::string name, ManageMode mode) {
            offer.add_area(
                {id, canteen_operator, outlet, std::move(name), mode, EntryState::active});
        };
        add(set_meals, "套餐窗口", ManageMode::set_meal);
        add(stir_fry, "小炒窗口", ManageMode::retail);
        add(weighing, "自选称重", ManageMode::retail);
        add(shop, "便利店", ManageMode::mixed);
        offer.add_area({other_area, other_operator, other_outlet, "窗口", ManageMode::retail,
                        EntryState::active});
    }

    static void add_meal_times(sql::Transaction& transaction) {
        MealPeriodBooks meals{transaction};
        struct Meal {
            MealCategoryId category;
            MealPeriodId period;
            const char* name;
            std::int64_t start_minute;
            std::int64_t end_minute;
            std::int64_t day_meals_max;
        };
        std::int64_t position = 0;
        for (const auto& meal : {Meal{breakfast, breakfast_period, "早餐", 390, 540, 0},
                                 Meal{lunch, lunch_period, "午餐", 660, 780, 0},
                                 Meal{dinner, dinner_period, "晚餐", 1020, 1140, 0},
                                 Meal{night, night_period, "夜宵", 1350, 90, 1}}) {
            meals.add_category({meal.category, canteen_operator, meal.name, ++position,
                                meal.day_meals_max, EntryState::active});
            meals.add({.id = meal.period,
                       .organisation_id = canteen_operator,
                       .outlet_id = outlet,
                       .category_id = meal.category,
                       .name = meal.name,
                       .start_minute = meal.start_minute,
                       .end_minute = meal.end_minute,
                       .weekday_mask = 127,
                       .cut_off_minutes = 60,
                       .order_days_ahead = 7,
                       .valid_from = BusinessDate::of(test::test_noon).plus_days(-300),
                       .valid_until = {},
                       .state = EntryState::active});
        }
        meals.add_category({other_category, other_operator, "午餐", 1, 0, EntryState::active});
    }

    static DishCard dish(DishId id, std::string name, Money price, DishPricing pricing) {
        DishCard card;
        card.id = id;
        card.organisation_id = canteen_operator;
        card.name = std::move(name);
        card.pricing = pricing;
        card.price_fen = price;
        card.state = EntryState::active;
        card.energy_kj = 1'200;
        return card;
    }
    static void add_dishes(sql::Transaction& transaction) {
        OfferBooks offer{transaction};
        using enum DishPricing;
        offer.add_dish(dish(set_meal, "两荤两素套餐", Money::fen(15'00), per_item));
        auto braised = dish(pork, "红烧肉", Money::fen(18'00), per_item);
        braised.allergens = "soy";
        offer.add_dish(braised);
        auto bean_curd = dish(tofu, "麻婆豆腐", Money::fen(6'90), per_item);
        bean_curd.allergens = "peanut,soy";
        offer.add_dish(bean_curd);
        offer.add_dish(dish(scarce, "清蒸鲈鱼", Money::fen(12'00), per_item));
        offer.add_dish(dish(beef_kg, "土豆牛腩", Money::fen(25'80), per_weight));
        offer.add_dish(dish(fish_kg, "酸菜鱼片", Money::fen(31'60), per_weight));
        offer.add_dish(dish(greens_kg, "时蔬", Money::fen(6'90), per_weight));
        auto other = dish(other_dish, "月亮面", Money::fen(9'00), per_item);
        other.organisation_id = other_operator;
        offer.add_dish(other);
    }

    /// Row C6: the class 8/15, the area 5/12/10.
    static void add_prices(sql::Transaction& transaction) {
        PriceBooks prices{transaction};
        prices.add_class({staff_class, canteen_operator, "职工", EntryState::active});
        prices.add_class({guest_class, canteen_operator, "访客", EntryState::active});
        prices.set_class_price({staff_class, breakfast, canteen_operator, yuan(8)});
        prices.set_class_price({staff_class, lunch, canteen_operator, yuan(15)});
        prices.set_area_price({set_meals, breakfast, canteen_operator, yuan(5)});
        prices.set_area_price({set_meals, lunch, canteen_operator, yuan(12)});
        prices.set_area_price({set_meals, dinner, canteen_operator, yuan(10)});
    }

    static void add_menu(sql::Transaction& transaction, BusinessDate day) {
        MenuBooks menu{transaction};
        const int ahead = day.days() - BusinessDate::of(test::test_noon).days();
        struct Offer {
            DishId dish;
            ServingAreaId area;
            std::int64_t price_fen;
            std::optional<std::int64_t> stock_left = {};
        };
        for (const auto period : {breakfast_period, lunch_period, dinner_period, night_period})
            for (const auto& offer :
                 {Offer{set_meal, set_meals, 15'00}, Offer{pork, stir_fry, 18'00},
                  Offer{tofu, stir_fry, 6'90}, Offer{scarce, stir_fry, 12'00, 2},
                  Offer{beef_kg, weighing, 25'80}, Offer{fish_kg, weighing, 31'60},
                  Offer{greens_kg, weighing, 6'90}})
                menu.add({.id = item(offer.dish, period, ahead),
                          .organisation_id = canteen_operator,
                          .period_id = period,
                          .day = day,
                          .dish_id = offer.dish,
                          .area_id = offer.area,
                          .price_fen = Money::fen(offer.price_fen),
                          .stock_planned = offer.stock_left,
                          .stock_left = offer.stock_left,
                          .is_published = true,
                          .state = EntryState::active});
    }
};

}  // namespace dlfp::canteen
