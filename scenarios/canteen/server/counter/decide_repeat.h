// Is this sale one we know, a changed one under a used number, or one that looks like a slip of the
// hand (row C3)?
#pragma once

#include <span>

#include "core/identity/server/ids.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/value.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

/// The terminal's number belongs to a sale of other content. Fact `seq`.
inline constexpr Failure sale_seq_reused{"canteen.sale_seq_reused", FailureClass::conflict};

enum class Repeat { fresh, replay };

/// Identity of a sale is (terminal, seq): the same content again is a replay, other content is
/// sale_seq_reused; amount and time decide nothing (row C3). `known_hash`: empty for a new number.
Result<Repeat> decide_repeat(const std::optional<sql::Bytes>& known_hash, const sql::Bytes& hash,
                             std::int64_t seq);

/// Why an operator should look at a sale.
enum class Suspicion { none, repeated_soon };
BOOST_DESCRIBE_ENUM(Suspicion, none, repeated_soon)

inline constexpr Duration repeat_window = 60s;

/// A sale of the same diner around the same time.
struct NearbySale {
    SaleId id;
    Money total_fen;
    UtcTime occurred_at_us;
};
BOOST_DESCRIBE_STRUCT(NearbySale, (), (id, total_fen, occurred_at_us))

/// The other sale of the same diner and amount within 60 s, the nearest first (row C3: 4 s apart is
/// two sales, and somebody is asked); nothing when there is none.
std::optional<SaleId> decide_suspicion(std::span<const NearbySale> nearby, Money total,
                                       UtcTime occurred_at);

}  // namespace dlfp::canteen
