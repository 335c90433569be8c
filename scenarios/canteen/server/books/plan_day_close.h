// Closing a business day: whether it may be closed now, and what its books say. Pure: everything a
// day brought is given.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/payment/server/merchant_day.h"
#include "core/payment/server/settlement.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

/// A day closes once.
inline constexpr Failure day_already_closed{"canteen.day_already_closed", FailureClass::conflict};
/// The day or its last meal period is not over. Fact `closes_at_us`.
inline constexpr Failure day_still_open{"canteen.day_still_open", FailureClass::refused};
/// The bank has not answered a payment of the day. Fact `payment_count`.
inline constexpr Failure payments_unknown{"canteen.payments_unknown", FailureClass::refused};
/// A terminal's sales are still missing and the grace is not over. Fact `gap_count`.
inline constexpr Failure offline_gap_open{"canteen.offline_gap_open", FailureClass::refused};
/// Own books, payments and ledger do not agree. Fact `difference_count`.
inline constexpr Failure books_differ{"canteen.books_differ", FailureClass::refused};
/// Who closes in spite of an obstacle says why.
inline constexpr Failure close_reason_missing{"canteen.close_reason_missing",
                                              FailureClass::malformed};

enum class TradeKind { meal_order, sale };
BOOST_DESCRIBE_ENUM(TradeKind, meal_order, sale)

/// One paid order or sale as the canteen's own tables know it.
struct TradeEntry {
    TradeKind kind{};
    payment::PaymentId payment_id;
    BusinessDate day;  ///< of the meal (row C7)
    Money total_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(TradeEntry, (), (kind, payment_id, day, total_fen, refunded_fen))

/// Numbers that a terminal gave and that have not arrived.
struct OpenGap {
    TerminalId terminal_id;
    std::string terminal_name;
    std::int64_t from_seq = 0;
    std::int64_t to_seq = 0;
    UtcTime noticed_at_us;  ///< when a later number arrived
};
BOOST_DESCRIBE_STRUCT(OpenGap, (), (terminal_id, terminal_name, from_seq, to_seq, noticed_at_us))

enum class BookDifferenceKind {
    trade_missing,      ///< money was taken, no order or sale knows it
    trade_differs,      ///< order or sale and payment name different amounts
    refund_differs,     ///< order or sale and payment name different refunds
    charge_missing,     ///< an order or sale counts as paid, its payment was not charged
    ledger_missing,     ///< the payment was charged, the ledger moved nothing
    payment_missing,    ///< the ledger moved money for a payment nobody knows
    ledger_differs,     ///< payment and ledger name different amounts
    settlement_differs  ///< what was settled is not what was charged and refunded
};
BOOST_DESCRIBE_ENUM(BookDifferenceKind, trade_missing, trade_differs, refund_differs,
                    charge_missing, ledger_missing, payment_missing, ledger_differs,
                    settlement_differs)

struct BookDifference {
    BookDifferenceKind kind{};
    std::string subject;  ///< the payment's or refund's id
    std::optional<Money> own_fen;
    std::optional<Money> other_fen;

    friend bool operator==(const BookDifference&, const BookDifference&) = default;
};
BOOST_DESCRIBE_STRUCT(BookDifference, (), (kind, subject, own_fen, other_fen))

/// Everything a day brought.
struct DayBooks {
    BusinessDate day;
    std::vector<TradeEntry> meals;              ///< paid orders and sales of the day's meals
    std::vector<TradeEntry> paid;               ///< those whose payment was charged on the day
    payment::MerchantDay money;                 ///< what was charged and refunded on the day
    std::vector<payment::PaymentId> uncharged;  ///< of `meals`, whose payment was never charged
};

/// What is written down when the day closes, before it is settled.
struct DayFigures {
    std::int64_t order_count = 0;
    std::int64_t sale_count = 0;
    Money trade_fen;            ///< of the day's meals, refunds not deducted
    Money for_other_days_fen;   ///< paid on the day for meals of other days
    Money paid_other_days_fen;  ///< of the day's meals, paid on other days
    Money charged_fen;
    Money refunded_fen;
    Money
        ledger_difference_fen;  ///< own charges less refunds, minus the ledger's: 0 when all agree
    std::vector<BookDifference> differences;
};

/// trade = charged - for_other_days + paid_other_days, unless differences name why not.
DayFigures plan_day_close(const DayBooks& books);

/// A difference where the settlement of the day moved another total than the day's payments.
std::optional<BookDifference> compare_settlement(const payment::MerchantDay& money,
                                                 const payment::Settlement& settlement);

/// What stands in the way of closing.
struct CloseObstacles {
    std::optional<UtcTime> closed_at;  ///< closed already
    UtcTime last_meal_ends_at;
    BusinessDate day;
    std::int64_t unknown_payment_count = 0;
    std::vector<OpenGap> gaps;
    Duration offline_grace{};
    std::int64_t difference_count = 0;
};

enum class CloseMode {
    regular,  ///< only without obstacles
    anyway,   ///< in spite of unknown payments, gaps and differences, with a reason
};
BOOST_DESCRIBE_ENUM(CloseMode, regular, anyway)

struct CloseWish {
    CloseMode mode{};
    std::string reason;
};

/// In order of precedence: day_already_closed, day_still_open, close_reason_missing; and unless
/// the wish is `anyway`: payments_unknown, offline_gap_open, books_differ.
Result<Done> check_may_close(const CloseObstacles& obstacles, const CloseWish& wish, UtcTime now);

/// When the day may be closed: the calendar day and its last meal (row C7) are over.
UtcTime closes_at(BusinessDate day, UtcTime last_meal_ends_at);

/// Gaps that are younger than the grace.
std::int64_t count_open_gaps(const CloseObstacles& obstacles, UtcTime now);

}  // namespace dlfp::canteen
