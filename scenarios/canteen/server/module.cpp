// Table of contents of scenarios/canteen: its parts, each a folder.
#include "scenarios/canteen/server/module.h"

#include "scenarios/canteen/server/books/books.h"
#include "scenarios/canteen/server/catalogue/catalogue.h"
#include "scenarios/canteen/server/counter/counter.h"
#include "scenarios/canteen/server/diners/diners.h"
#include "scenarios/canteen/server/evidence_repository.h"
#include "scenarios/canteen/server/orders/orders.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {
namespace {

/// In the order in which the rows need each other.
void load_demo(api::Platform& platform) {
    load_demo_catalogue(platform);
    load_demo_diners(platform);
    load_demo_counter(platform);
    load_demo_orders(platform);
    load_demo_feedback(platform);
    load_demo_books(platform);
}

}  // namespace

api::Module make_module() {
    api::Module module{.name = "canteen", .title_zh = "智慧餐厅"};
    module.permissions = {&view_canteen,     &manage_catalogue, &manage_diners,   &manage_subsidies,
                          &manage_terminals, &work_in_kitchen,  &sell_at_counter, &refund_meals,
                          &close_days,       &view_reports};
    add_catalogue(module);
    add_diners(module);
    add_orders(module);
    add_counter(module);
    add_books(module);
    module.evidence = evidence_probes();
    module.load_demo = &load_demo;
    return module;
}

}  // namespace dlfp::canteen
