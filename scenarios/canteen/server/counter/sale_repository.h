// All SQL about sales at counters, their lines and their refunds.
#pragma once

#include <optional>
#include <vector>

#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/counter/decide_repeat.h"
#include "scenarios/canteen/server/counter/sale_fact.h"

namespace dlfp::canteen {

/// A sale as stored. `day` is the business day of the meal (row C7).
struct SaleRow {
    SaleId id;
    identity::OrganisationId organisation_id;
    TerminalId terminal_id;
    std::int64_t seq = 0;
    sql::Bytes content_hash;
    PayerKind payer_kind{};
    DinerId diner_id;
    std::optional<identity::CustomerId> customer_id;  ///< unset: the diner is not linked yet
    ServingAreaId area_id;
    std::optional<MealCategoryId> category_id;  ///< unset between meals
    BusinessDate day;
    Money total_fen;
    Money refunded_fen;
    payment::PaymentId payment_id;
    bool is_offline = false;
    UtcTime device_time_us;
    std::int64_t device_offset_us = 0;
    UtcTime occurred_at_us;
    UtcTime received_at_us;
    Suspicion suspicion{};
    std::optional<SaleId> twin_sale_id;  ///< the sale that this one looks like
    std::optional<UtcTime> reviewed_at_us;
};
BOOST_DESCRIBE_STRUCT(SaleRow, (),
                      (id, organisation_id, terminal_id, seq, content_hash, payer_kind, diner_id,
                       customer_id, area_id, category_id, day, total_fen, refunded_fen, payment_id,
                       is_offline, device_time_us, device_offset_us, occurred_at_us, received_at_us,
                       suspicion, twin_sale_id, reviewed_at_us))

struct SaleLineRow {
    SaleId sale_id;
    std::int64_t line = 0;
    std::optional<DishId> dish_id;
    std::string dish_name;
    std::int64_t quantity = 0;
    std::optional<std::int64_t> weight_g;
    Money unit_price_fen;
    Money amount_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(SaleLineRow, (),
                      (sale_id, line, dish_id, dish_name, quantity, weight_g, unit_price_fen,
                       amount_fen, refunded_fen))

/// What a refund of the payment gives back of one line.
struct SaleRefundRow {
    payment::RefundId refund_id;
    SaleId sale_id;
    std::int64_t line = 0;
    Money amount_fen;
    payment::RefundState state{};
    UtcTime requested_at_us;
};
BOOST_DESCRIBE_STRUCT(SaleRefundRow, (),
                      (refund_id, sale_id, line, amount_fen, state, requested_at_us))

/// Which sales a list shows; newest first.
struct SaleFilter {
    identity::OrganisationId organisation_id;
    std::optional<BusinessDate> day;
    std::optional<Suspicion> unreviewed;  ///< only those that wait for a review of this suspicion
    std::optional<SaleId> after;
    std::int64_t limit = 50;
};

class SaleRepository {
public:
    explicit SaleRepository(sql::Reader& reader) : reader_{reader} {}

    /// Other operators' are not found.
    std::optional<SaleRow> find(identity::OrganisationId organisation_id, SaleId id);
    std::optional<SaleRow> find_by_seq(TerminalId terminal_id, std::int64_t seq);
    std::vector<SaleLineRow> list_lines(SaleId id);
    std::vector<SaleRefundRow> list_refunds(SaleId id);
    std::vector<SaleRow> list(const SaleFilter& filter);
    /// Sales of a diner around a time, at most 50.
    std::vector<NearbySale> list_nearby(DinerId diner_id, UtcTime occurred_at);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class SaleBooks : public SaleRepository {
public:
    explicit SaleBooks(sql::Transaction& transaction)
        : SaleRepository{transaction}, transaction_{transaction} {}

    void add(const SaleRow& row);
    void add_line(const SaleLineRow& row);
    std::optional<SaleRow> lock(identity::OrganisationId organisation_id, SaleId id);
    void set_reviewed(SaleId id, UtcTime now);
    void add_refund(const SaleRefundRow& row);
    /// Counts what came back of a line and of its sale.
    void count_refund(const SaleRefundRow& row);
    std::vector<SaleRefundRow> list_waiting(payment::RefundId refund_id);
    /// Whether the refund was asked for line by line here.
    bool knows_refund(payment::RefundId refund_id);
    void set_refund_state(payment::RefundId refund_id, payment::RefundState state);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
