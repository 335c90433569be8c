// A canteen with 张三 as a diner who orders: subsidy, cash and an electronic account; for the part
// `orders`.
#pragma once

#include <algorithm>

#include "core/identity/server/check_real_name.h"
#include "scenarios/canteen/server/orders/kitchen.h"
#include "scenarios/canteen/server/orders/order_menu.h"
#include "scenarios/canteen/server/orders/order_payment.h"
#include "scenarios/canteen/server/orders/place_order.h"
#include "scenarios/canteen/server/orders/refund_lines.h"
#include "scenarios/canteen/server/orders/staff_orders.h"
#include "scenarios/canteen/server/testing/canteen_bank.h"
#include "scenarios/canteen/server/testing/diner_rows.h"

namespace dlfp::canteen {

/// It is 08:00: lunch, dinner and the night meal can be ordered; 8.90 + 6.90 are row C5's 15.80.
class OrderBank : public CanteenBank {
public:
    static constexpr auto noodles = DishId::fixed(75'101);
    static constexpr auto noodles_item = MenuItemId::fixed(9'000'001);

    OrderBank() {
        write([&](sql::Transaction& transaction) {
            add_noodles(transaction);
            return true;
        });
        zhang_san = verified("13800138000", "张三", "110101199003070038");
        eaccount = open(zhang_san);
        diner = add_diner(*this, {.organisation_id = canteen_operator,
                                  .customer_id = zhang_san,
                                  .price_class_id = staff_class});
        set_time(at(8));
        orderer.emplace(customer(zhang_san));
    }

    identity::CustomerId verified(std::string_view mobile, std::string name,
                                  std::string id_number) {
        const auto id = write([&](sql::Transaction& transaction) {
                            return Result<identity::CustomerId>{identity::find_or_enrol_customer(
                                platform(), transaction, {*identity::MobileNumber::parse(mobile)})};
                        }).value();
        registered(id)
            .call(identity::check_real_name_endpoint, {std::move(name), std::move(id_number)})
            .value();
        return id;
    }

    /// 10.00 for lunch, and cash.
    SubsidyGrant give_lunch(Money subsidy, Money cash_fen) {
        fill(diner.cash_account_id, cash_fen);
        return add_subsidy(*this, diner,
                           {.amount_fen = subsidy,
                            .categories = {lunch},
                            .valid_from = today(),
                            .valid_until = today()});
    }

    static OrderedDish ordered(DishId dish, std::int64_t quantity = 1,
                               MealPeriodId period = lunch_period) {
        return {item(dish, period), {quantity}};
    }
    /// Row C5: 8.90 + 6.90.
    static OrderedDishes meal_of_row_c5() { return {{noodles_item, {1}}, ordered(tofu)}; }

    test::Outcome<PlaceOrderReply> place(OrderedDishes lines, Money expected) {
        return orderer->call(place_order_endpoint,
                             {.lines = std::move(lines), .expected_total_fen = expected});
    }
    /// Placed and paid, with cash for it.
    MealOrderId paid_order(OrderedDishes lines, Money total) {
        fill(diner.cash_account_id, total);
        bank.advance(1s);  // ids are ordered by time
        const auto placed = place(std::move(lines), total);
        pay(placed->payment_id).value();
        return placed->order_id;
    }
    Result<payment::ChargeReply> pay(payment::PaymentId id) { return take(id); }

    OrderView view(MealOrderId id) { return *orderer->call(show_order_endpoint, {id}); }
    std::optional<std::int64_t> stock_left(MenuItemId id) {
        return read([&](sql::Reader& reader) { return find_menu_item(reader, id)->stock_left; });
    }
    std::int64_t notices_titled(std::string_view title) {
        return std::ranges::count(notices_of(zhang_san), title);
    }
    Money cash_left() { return balance(diner.cash_account_id); }
    ShowKitchenReply kitchen_of_lunch() {
        return *kitchen().call(show_kitchen_endpoint,
                               {.outlet_id = outlet, .day = today(), .period_id = lunch_period});
    }
    /// The payment's event once more, as a late or second delivery brings it.
    void deliver(std::string_view topic, const payment::PaymentEvent& event) {
        in_unit([&](const payment::Scope& scope) -> Result<Done> {
            std::string payload;
            api::JsonWriter writer{payload};
            api::write_field(writer, event);
            api::tell_subscribers(scope.platform, scope.transaction, topic, payload);
            return done;
        }).value();
    }
    payment::PaymentEvent event_of(MealOrderId id) {
        const auto payment = stored(view(id).payment_id);
        return {.payment_id = payment.id,
                .organisation_id = payment.organisation_id,
                .payer_customer_id = payment.payer_customer_id,
                .scene = payment.scene,
                .scene_ref = payment.scene_ref,
                .state = payment.state,
                .amount_fen = payment.amount_fen,
                .at_us = bank.now()};
    }

    identity::CustomerId zhang_san;
    account::EAccountId eaccount;
    Diner diner;
    std::optional<test::Client> orderer;

private:
    void add_noodles(sql::Transaction& transaction) {
        DishCard card;
        card.id = noodles;
        card.organisation_id = canteen_operator;
        card.name = "番茄鸡蛋面";
        card.allergens = "gluten,egg";
        card.pricing = DishPricing::per_item;
        card.price_fen = Money::fen(8'90);
        OfferBooks{transaction}.add_dish(card);
        MenuBooks{transaction}.add({.id = noodles_item,
                                    .organisation_id = canteen_operator,
                                    .period_id = lunch_period,
                                    .day = today(),
                                    .dish_id = noodles,
                                    .area_id = stir_fry,
                                    .price_fen = Money::fen(8'90),
                                    .is_published = true,
                                    .state = EntryState::active});
    }
};

}  // namespace dlfp::canteen
