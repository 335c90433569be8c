// Table of contents of the part `counter`.
#include "scenarios/canteen/server/counter/counter.h"

#include "scenarios/canteen/server/counter/administer_terminals.h"
#include "scenarios/canteen/server/counter/check_clock.h"
#include "scenarios/canteen/server/counter/device_request.h"
#include "scenarios/canteen/server/counter/refund_sale.h"
#include "scenarios/canteen/server/counter/resolve_suspense.h"
#include "scenarios/canteen/server/counter/review_sales.h"
#include "scenarios/canteen/server/counter/sell_at_counter.h"
#include "scenarios/canteen/server/counter/show_desk.h"
#include "scenarios/canteen/server/counter/terminal_repository.h"
#include "scenarios/canteen/server/counter/upload_batch.h"

namespace dlfp::canteen {
namespace {

/// A nonce is refused by its time once the window has passed.
void forget_nonces(api::Platform& platform, UtcTime now) {
    platform.database.write([&](sql::Transaction& transaction) {
        TerminalBooks{transaction}.forget_nonces_before(BusinessDate::of(now).plus_days(-1));
        return true;
    });
}

}  // namespace

void add_counter(api::Module& module) {
    module.add(tell_time_endpoint)
        .add(check_clock_endpoint)
        .add(show_desk_endpoint)
        .add(make_sale_endpoint)
        .add(upload_batch_endpoint)
        .add(list_terminals_endpoint)
        .add(register_terminal_endpoint)
        .add(set_terminal_state_endpoint)
        .add(list_counter_sales_endpoint)
        .add(show_counter_sale_endpoint)
        .add(review_sale_endpoint)
        .add(refund_sale_endpoint)
        .add(list_batches_endpoint)
        .add(list_suspense_endpoint)
        .add(book_suspense_endpoint)
        .add(write_off_suspense_endpoint);
    module.authenticators.push_back(device_authenticator());
    module.subscribers.push_back(
        {"canteen.note_sale_refund", payment::refunded_topic, &note_sale_refund});
    module.jobs.push_back({"canteen.forget_nonces", 24h, &forget_nonces});
    module.set_up = [others = std::move(module.set_up)](api::Platform& platform) {
        if (others) others(platform);
        platform.ports.provide(std::make_shared<SeenNonces>());
    };
}

}  // namespace dlfp::canteen
