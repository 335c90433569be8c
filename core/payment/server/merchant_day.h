// One merchant's money of a day as payments and ledger know it: what a scenario's own day close and
// reports compare their orders with.
#pragma once

#include "core/payment/server/reconciliation.h"

namespace dlfp::payment {

/// A payment charged on the day.
struct DayCharge {
    PaymentId payment_id;
    std::string scene;
    std::string scene_ref;
    Money amount_fen;
    Money refunded_fen;  ///< of any later day
    UtcTime charged_at_us;
};
BOOST_DESCRIBE_STRUCT(DayCharge, (),
                      (payment_id, scene, scene_ref, amount_fen, refunded_fen, charged_at_us))

/// A refund carried out on the day.
struct DayRefund {
    RefundId refund_id;
    PaymentId payment_id;
    std::string scene;
    std::string scene_ref;
    std::string subject;
    Money amount_fen;
    std::string reason;
    std::string requested_by;  ///< staff or device id as text; empty: the system
    std::string decided_by;    ///< empty where no second person was needed
    UtcTime refunded_at_us;
};
BOOST_DESCRIBE_STRUCT(DayRefund, (),
                      (refund_id, payment_id, scene, scene_ref, subject, amount_fen, reason,
                       requested_by, decided_by, refunded_at_us))

struct MerchantDay {
    std::vector<DayCharge> charges;
    std::vector<DayRefund> refunds;
    /// Payments against the merchant's account in the ledger, both sides of this day.
    std::vector<FoundDifference> differences;
    /// Charges by card, asked for on this day, that the host has not answered yet.
    std::int64_t unknown_count = 0;
};

/// merchant_not_found.
Result<MerchantDay> read_merchant_day(sql::Reader& reader, identity::OrganisationId organisation_id,
                                      BusinessDate day);

struct MerchantPeriod {
    identity::OrganisationId organisation_id;
    BusinessDate from;
    BusinessDate until;  ///< included
};

/// What one kind of tender paid and got back on one day.
struct TenderTotal {
    BusinessDate day;
    TenderKind kind{};
    std::int64_t charged_count = 0;
    Money charged_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(TenderTotal, (), (day, kind, charged_count, charged_fen, refunded_fen))
/// By day and kind; refunds count on the day they were carried out.
std::vector<TenderTotal> list_tender_totals(sql::Reader& reader, const MerchantPeriod& period);

/// The same of one kind by the scenario's own reference, e.g. a grant of subsidy.
struct SourceTotal {
    std::string source_ref;
    Money charged_fen;
    Money refunded_fen;
};
BOOST_DESCRIBE_STRUCT(SourceTotal, (), (source_ref, charged_fen, refunded_fen))
std::vector<SourceTotal> list_source_totals(sql::Reader& reader, const MerchantPeriod& period,
                                            TenderKind kind);

/// Refunds carried out in the period, newest first, at most 10,000.
std::vector<DayRefund> list_refunds(sql::Reader& reader, const MerchantPeriod& period);

}  // namespace dlfp::payment
