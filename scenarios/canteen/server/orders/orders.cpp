// Table of contents of the part `orders`.
#include "scenarios/canteen/server/orders/orders.h"

namespace dlfp::canteen {

void add_orders(api::Module&) {}

}  // namespace dlfp::canteen
