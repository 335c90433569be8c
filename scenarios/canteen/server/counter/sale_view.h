// A counter sale as terminals and staff see it.
#pragma once

#include "scenarios/canteen/server/counter/sale_repository.h"

namespace dlfp::canteen {

inline constexpr Failure sale_not_found{"canteen.sale_not_found", FailureClass::missing};

struct SaleLineView {
    std::int64_t line = 0;
    std::optional<DishId> dish_id;
    std::string dish_name;
    std::int64_t quantity = 0;
    std::optional<std::int64_t> weight_g;
    Money unit_price_fen;
    Money amount_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(SaleLineView, (),
                      (line, dish_id, dish_name, quantity, weight_g, unit_price_fen, amount_fen,
                       refunded_fen))

struct SaleTenderView {
    payment::TenderKind kind{};
    Money amount_fen;
    Money refunded_fen;
    bool is_owed = false;  ///< booked as arrears (row C2)
};
BOOST_DESCRIBE_STRUCT(SaleTenderView, (), (kind, amount_fen, refunded_fen, is_owed))

struct SaleRefundView {
    payment::RefundId refund_id;
    std::int64_t line = 0;
    Money amount_fen;
    payment::RefundState state{};
    UtcTime requested_at_us;
};
BOOST_DESCRIBE_STRUCT(SaleRefundView, (), (refund_id, line, amount_fen, state, requested_at_us))

/// Without lines and tenders: a row of a list.
struct SaleSummary {
    SaleId sale_id;
    TerminalId terminal_id;
    std::int64_t seq = 0;
    DinerId diner_id;
    std::string diner_number;
    PayerKind payer_kind{};
    std::optional<MealCategoryId> category_id;
    BusinessDate day;
    Money total_fen;
    Money refunded_fen;
    bool is_offline = false;
    UtcTime device_time_us;
    std::int64_t device_offset_us = 0;
    UtcTime occurred_at_us;
    UtcTime received_at_us;
    Suspicion suspicion{};
    std::optional<SaleId> twin_sale_id;
    std::optional<UtcTime> reviewed_at_us;
};
BOOST_DESCRIBE_STRUCT(SaleSummary, (),
                      (sale_id, terminal_id, seq, diner_id, diner_number, payer_kind, category_id,
                       day, total_fen, refunded_fen, is_offline, device_time_us, device_offset_us,
                       occurred_at_us, received_at_us, suspicion, twin_sale_id, reviewed_at_us))

struct SaleView : SaleSummary {
    payment::PaymentId payment_id;
    std::vector<SaleLineView> lines;
    std::vector<SaleTenderView> tenders;  ///< in the order of use; their sum is total_fen
    std::vector<SaleRefundView> refunds;
};
BOOST_DESCRIBE_STRUCT(SaleView, (SaleSummary), (payment_id, lines, tenders, refunds))

SaleSummary summarise_sale(sql::Reader& reader, const SaleRow& row);
/// Always built from what is stored, so that a repeated call answers what the first one did.
SaleView view_sale(sql::Reader& reader, const SaleRow& row);

}  // namespace dlfp::canteen
