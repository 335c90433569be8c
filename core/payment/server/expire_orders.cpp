// Each order is closed in a unit of its own size: a charge that is faster wins.
#include "core/payment/server/expire_orders.h"

#include "core/payment/server/payment_code_repository.h"
#include "core/payment/server/payment_repository.h"

namespace dlfp::payment {
namespace {

constexpr std::int64_t orders_per_unit = 200;

std::size_t close_some(api::Platform& platform, UtcTime now) {
    std::size_t closed_count = 0;
    platform.database.write([&](sql::Transaction& transaction) {
        const Scope scope{transaction, platform, now};
        const auto expired = PaymentRepository{transaction}.list_expired(now, orders_per_unit);
        for (const auto& payment_id : expired) (void)close_order(scope, payment_id);
        closed_count = expired.size();
        return true;
    });
    return closed_count;
}

}  // namespace

void expire_orders(api::Platform& platform, UtcTime now) {
    while (close_some(platform, now) == orders_per_unit) {
    }
    platform.database.write([&](sql::Transaction& transaction) {
        PaymentCodeBooks{transaction}.forget_before(BusinessDate::of(now).plus_days(-1));
        return true;
    });
}

}  // namespace dlfp::payment
