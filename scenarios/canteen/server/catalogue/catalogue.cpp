// Table of contents of the part `catalogue`.
#include "scenarios/canteen/server/catalogue/catalogue.h"

#include "scenarios/canteen/server/catalogue/browse_menu.h"
#include "scenarios/canteen/server/catalogue/catalogue_demo.h"
#include "scenarios/canteen/server/catalogue/give_feedback.h"
#include "scenarios/canteen/server/catalogue/keep_food_samples.h"
#include "scenarios/canteen/server/catalogue/maintain_dishes.h"
#include "scenarios/canteen/server/catalogue/maintain_menus.h"
#include "scenarios/canteen/server/catalogue/maintain_outlets.h"
#include "scenarios/canteen/server/catalogue/maintain_prices.h"

namespace dlfp::canteen {
namespace {

void add_customer_endpoints(api::Module& module) {
    module.add(browse_outlets_endpoint)
        .add(browse_menu_endpoint)
        .add(list_own_feedback_endpoint)
        .add(give_feedback_endpoint)
        .add(show_rating_endpoint)
        .add(rate_order_endpoint);
}

void add_offer_endpoints(api::Module& module) {
    module.add(list_own_outlets_endpoint)
        .add(add_outlet_endpoint)
        .add(replace_outlet_endpoint)
        .add(add_area_endpoint)
        .add(replace_area_endpoint)
        .add(list_meal_times_endpoint)
        .add(add_meal_category_endpoint)
        .add(replace_meal_category_endpoint)
        .add(add_meal_period_endpoint)
        .add(replace_meal_period_endpoint)
        .add(list_dishes_endpoint)
        .add(add_dish_endpoint)
        .add(replace_dish_endpoint);
}

void add_daily_endpoints(api::Module& module) {
    module.add(list_menus_endpoint)
        .add(replace_menu_endpoint)
        .add(copy_menus_endpoint)
        .add(publish_menus_endpoint)
        .add(list_prices_endpoint)
        .add(add_price_class_endpoint)
        .add(replace_price_class_endpoint)
        .add(set_class_price_endpoint)
        .add(set_area_price_endpoint)
        .add(list_food_samples_endpoint)
        .add(keep_food_sample_endpoint)
        .add(discard_food_sample_endpoint)
        .add(list_feedback_endpoint)
        .add(answer_feedback_endpoint);
}

}  // namespace

void add_catalogue(api::Module& module) {
    add_customer_endpoints(module);
    add_offer_endpoints(module);
    add_daily_endpoints(module);
    module.jobs.push_back({"canteen.renew_demo_menus", 1h, &renew_demo_menus});
}

}  // namespace dlfp::canteen
