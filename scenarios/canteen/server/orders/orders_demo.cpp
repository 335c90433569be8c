// A meal ordered and paid ahead for a development database: an order with its receipt to look at,
// and a slip in the kitchen, before anybody has ordered by hand.
#include <algorithm>
#include <array>

#include "core/identity/server/demo.h"
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"
#include "scenarios/canteen/server/orders/order_menu_repository.h"
#include "scenarios/canteen/server/orders/order_payment.h"
#include "scenarios/canteen/server/orders/ordering.h"
#include "scenarios/canteen/server/orders/orders.h"

namespace dlfp::canteen {
namespace {

constexpr auto owner = identity::demo_operator_id;
constexpr auto orderer = identity::demo_verified_customer_id;
constexpr std::array<std::string_view, 2> wanted{"两荤两素套餐", "番茄炒蛋"};
constexpr std::int32_t days_ahead_max = 7;

OrderedDishes dishes_of(sql::Reader& reader, BusinessDate day) {
    OrderedDishes dishes;
    for (const auto& card : order_menu_repository::list_cards(reader, demo_lunch_period_id, day)) {
        const auto item = find_menu_item(reader, card.id);
        if (item && std::ranges::find(wanted, item->dish_name) != wanted.end())
            dishes.push_back({card.id, {1}});
    }
    return dishes;
}

MealOrder draft_order(const payment::Scope& scope, const Ordering& ordering) {
    return {.id = scope.platform.random.next_id<MealOrderTag>(scope.now),
            .organisation_id = owner,
            .outlet_id = ordering.period.outlet_id,
            .period_id = ordering.period.id,
            .category_id = ordering.period.category_id,
            .day = ordering.slot.day,
            .diner_id = ordering.diner.id,
            .customer_id = orderer,
            .state = OrderState::unpaid,
            .total_fen = ordering.planned.total_fen,
            .note = "少油少盐",
            .created_at_us = scope.now};
}

/// Ordered as at the cashier; the payment's event gives the number and the slip.
Result<Done> order_and_pay(const payment::Scope& scope, const Ordering& ordering) {
    auto order = draft_order(scope, ordering);
    TRY_DONE(take_portions(scope.transaction, order, ordering.planned.lines));
    TRY(order.payment_id,
        payment::create_order(
            scope, {.organisation_id = owner,
                    .payer_customer_id = orderer,
                    .subject = ordering.period.name + " " + order.day.to_text(),
                    .scene = std::string(payment_scene),
                    .scene_ref = order.id.to_text(),
                    .tenders = ordering.tenders,
                    .expires_at_us = plan_expiry(scope.now, ordering.planned.ordering_ends_at)}));
    OrderBooks{scope.transaction}.add(order, ordering.planned.lines);
    TRY_DONE(payment::charge(scope, order.payment_id, payment::ChargeMethod::pin));
    return done;
}

}  // namespace

void load_demo_orders(api::Platform& platform) {
    if (!platform.is_development) throw std::logic_error("demo orders outside development");
    const auto now = platform.clock.now();
    platform.database
        .write([&](sql::Transaction& transaction) -> Result<Done> {
            const auto diner = find_diner_of_customer(transaction, owner, orderer);
            if (!diner) return done;
            const auto earlier = OrderBooks{transaction}.list_of_customer(
                {.customer_id = orderer, .from = {}, .until = now + 1us, .limit = 1});
            if (!earlier.empty()) return done;
            const auto today = BusinessDate::of(now);
            for (std::int32_t ahead = 1; ahead <= days_ahead_max; ++ahead) {
                const auto dishes = dishes_of(transaction, today.plus_days(ahead));
                const auto ordering = plan_ordering(transaction, *diner, dishes, now);
                if (!ordering) continue;  // not served on that day
                return order_and_pay({transaction, platform, now}, *ordering);
            }
            return done;
        })
        .value();
}

}  // namespace dlfp::canteen
