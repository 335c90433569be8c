// Staff give money of a counter sale back, line by line; it goes to the purses it came from, the
// one used last first (row C5, clause 3.1.3-3).
#pragma once

#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/counter/sale_view.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

/// A line that the sale does not have, or one named twice. Fact `line`.
inline constexpr Failure sale_line_unknown{"canteen.sale_line_unknown", FailureClass::malformed};
/// Nothing is to come back.
inline constexpr Failure sale_refund_empty{"canteen.sale_refund_empty", FailureClass::malformed};
/// Facts `line`, `refundable_fen`; what waits for approval is taken already.
inline constexpr Failure sale_refund_exceeds_line{"canteen.sale_refund_exceeds_line",
                                                  FailureClass::refused};

struct SaleLineRefund {
    api::Whole<0, 29> line;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(SaleLineRefund, (), (line, amount_fen))

/// The sum of a refund when every part fits its line: sale_line_unknown, sale_refund_empty,
/// sale_refund_exceeds_line.
Result<Money> plan_sale_refund(const std::vector<SaleLineRow>& lines,
                               const std::vector<SaleRefundRow>& earlier,
                               const std::vector<SaleLineRefund>& asked);

/// Which lines a refund without lines falls on: the last first, as far as they have something left.
std::vector<SaleLineRefund> plan_spread(const std::vector<SaleLineRow>& lines,
                                        const std::vector<SaleRefundRow>& earlier, Money amount);

struct RefundSaleRequest {
    SaleId sale_id;
    api::List<SaleLineRefund, 30> lines;
    api::Text<200> reason;
};
BOOST_DESCRIBE_STRUCT(RefundSaleRequest, (), (sale_id, lines, reason))

struct RefundSaleReply {
    payment::RefundId refund_id;
    payment::RefundState state{};  ///< large ones wait for a second person
    SaleView sale;
};
BOOST_DESCRIBE_STRUCT(RefundSaleReply, (), (refund_id, state, sale))
Result<RefundSaleReply> refund_sale(const RefundSaleRequest& request, api::Call& call);

/// Hears of refunds that were approved later, or that were asked for on the page of payments.
void note_sale_refund(api::Platform& platform, sql::Transaction& transaction,
                      std::string_view payload_json);

constexpr auto refund_sale_endpoint =
    api::post<&refund_sale>("/staff/canteen/counter-sales/{sale_id}/refunds")
        .doc("Refunds lines of a counter sale to the purses they were paid from.")
        .for_staff(refund_meals)
        .idempotent()
        .limits({.body_bytes_max = 4'096, .calls_per_minute_max = 30, .deadline = 3s})
        .may_fail(sale_not_found, sale_line_unknown, sale_refund_empty, sale_refund_exceeds_line,
                  payment::refund_failures);

}  // namespace dlfp::canteen
