// Staff look at counter sales, confirm those that look repeated, and see uploaded batches.
#pragma once

#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/counter/plan_batch.h"
#include "scenarios/canteen/server/counter/sale_view.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

/// Nothing about this sale waits for a review.
inline constexpr Failure sale_not_suspicious{"canteen.sale_not_suspicious", FailureClass::refused};

struct ListSalesRequest {
    std::optional<BusinessDate> day;
    std::optional<bool> to_review;  ///< only suspicious ones that nobody has looked at (row C3)
    std::optional<SaleId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListSalesRequest, (), (day, to_review, after, limit))
struct ListSalesReply {
    std::vector<SaleSummary> items;
    std::optional<SaleId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListSalesReply, (), (items, next_after))
Result<ListSalesReply> list_counter_sales(const ListSalesRequest& request, api::ReadCall& call);

struct ShowSaleRequest {
    SaleId sale_id;
};
BOOST_DESCRIBE_STRUCT(ShowSaleRequest, (), (sale_id))
Result<SaleView> show_counter_sale(const ShowSaleRequest& request, api::ReadCall& call);

/// Confirms that a suspicious sale was a real second purchase; a doubled one is refunded instead.
Result<SaleView> review_sale(const ShowSaleRequest& request, api::Call& call);

struct ListBatchesRequest {
    std::optional<UtcTime> before_us;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListBatchesRequest, (), (before_us, limit))
struct BatchView {
    TerminalId terminal_id;
    std::string terminal_name;
    std::int64_t from_seq = 0;
    std::int64_t to_seq = 0;
    std::int64_t sale_count = 0;
    std::int64_t repeated_count = 0;
    std::int64_t gap_count = 0;
    UtcTime received_at_us;
    std::string content_hash;  ///< SM3, hexadecimal
    std::string signature;     ///< by the terminal's key, base64url
};
BOOST_DESCRIBE_STRUCT(BatchView, (),
                      (terminal_id, terminal_name, from_seq, to_seq, sale_count, repeated_count,
                       gap_count, received_at_us, content_hash, signature))
struct ListBatchesReply {
    std::vector<BatchView> items;
};
BOOST_DESCRIBE_STRUCT(ListBatchesReply, (), (items))
Result<ListBatchesReply> list_batches(const ListBatchesRequest& request, api::ReadCall& call);

inline constexpr api::Limits counter_reading_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s};

constexpr auto list_counter_sales_endpoint =
    api::get<&list_counter_sales>("/staff/canteen/counter-sales")
        .doc("Lists sales of the operator's counters, newest first.")
        .for_staff(view_canteen)
        .limits(counter_reading_limits)
        .may_fail();
constexpr auto show_counter_sale_endpoint =
    api::get<&show_counter_sale>("/staff/canteen/counter-sales/{sale_id}")
        .doc("Shows a counter sale with lines, tenders and refunds.")
        .for_staff(view_canteen)
        .limits(counter_reading_limits)
        .may_fail(sale_not_found);
constexpr auto review_sale_endpoint =
    api::put<&review_sale>("/staff/canteen/counter-sales/{sale_id}/review")
        .doc("Confirms that a sale which looks repeated is a real one.")
        .for_staff(refund_meals)
        .naturally_idempotent()
        .limits({.body_bytes_max = 64, .calls_per_minute_max = 60, .deadline = 2s})
        .may_fail(sale_not_found, sale_not_suspicious);
constexpr auto list_batches_endpoint =
    api::get<&list_batches>("/staff/canteen/offline-batches")
        .doc("Lists uploaded batches of the operator's terminals.")
        .for_staff(view_canteen)
        .limits(counter_reading_limits)
        .may_fail();

}  // namespace dlfp::canteen
