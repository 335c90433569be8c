// Table of contents of the part `orders`.
#include "scenarios/canteen/server/orders/orders.h"

#include "scenarios/canteen/server/orders/kitchen.h"
#include "scenarios/canteen/server/orders/order_menu.h"
#include "scenarios/canteen/server/orders/order_payment.h"
#include "scenarios/canteen/server/orders/place_order.h"
#include "scenarios/canteen/server/orders/refund_lines.h"
#include "scenarios/canteen/server/orders/staff_orders.h"

namespace dlfp::canteen {

void add_orders(api::Module& module) {
    module.add(list_order_meals_endpoint)
        .add(show_order_menu_endpoint)
        .add(quote_order_endpoint)
        .add(place_order_endpoint)
        .add(change_order_endpoint)
        .add(cancel_order_endpoint)
        .add(show_order_endpoint)
        .add(list_orders_endpoint)
        .add(follow_order_endpoint);
    module.add(list_kitchens_endpoint)
        .add(show_kitchen_endpoint)
        .add(move_ticket_endpoint)
        .add(follow_kitchen_endpoint)
        .add(search_orders_endpoint)
        .add(inspect_order_endpoint)
        .add(hand_out_endpoint)
        .add(refund_meal_endpoint);
    follow_payments(module);
}

}  // namespace dlfp::canteen
