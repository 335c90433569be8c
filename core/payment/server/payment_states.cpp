// Rows: from; columns: to. Kept as a matrix so that a missing pair is seen.
#include "core/payment/server/payment_states.h"

#include <array>

namespace dlfp::payment {
namespace {

constexpr std::size_t state_count = static_cast<std::size_t>(PaymentState::refunded) + 1;
using Row = std::array<int, state_count>;

//                          created unknown charged closed refunding partly refunded
constexpr Row from_created{0, 1, 1, 1, 0, 0, 0};
constexpr Row from_unknown{1, 0, 1, 1, 0, 0, 0};
constexpr Row from_charged{0, 0, 0, 0, 1, 1, 1};
constexpr Row from_closed{0, 0, 0, 0, 0, 0, 0};
constexpr Row from_refunding{0, 0, 1, 0, 1, 1, 1};
constexpr Row from_partly{0, 0, 0, 0, 1, 1, 1};
constexpr Row from_refunded{0, 0, 0, 0, 0, 0, 0};

constexpr std::array table{from_created,   from_unknown, from_charged, from_closed,
                           from_refunding, from_partly,  from_refunded};
static_assert(table.size() == state_count);

}  // namespace

bool may_follow(PaymentState from, PaymentState to) {
    return table[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)] != 0;
}

PaymentState state_after_refunds(Money charged, Money refunded, Money waiting) {
    if (waiting.is_positive()) return PaymentState::refunding;
    if (refunded.is_zero()) return PaymentState::charged;
    return refunded == charged ? PaymentState::refunded : PaymentState::refunded_partly;
}

}  // namespace dlfp::payment
