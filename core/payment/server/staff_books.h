// Settlements and reconciliation in the console, with files for further work.
#pragma once

#include "core/payment/server/staff_payments.h"

namespace dlfp::payment {

struct ListSettlementsRequest {
    std::optional<identity::OrganisationId> organisation_id;
    std::optional<BusinessDate> from;
    std::optional<BusinessDate> until;
};
BOOST_DESCRIBE_STRUCT(ListSettlementsRequest, (), (organisation_id, from, until))
struct ListSettlementsReply {
    std::vector<Settlement> items;
};
BOOST_DESCRIBE_STRUCT(ListSettlementsReply, (), (items))
Result<ListSettlementsReply> list_settlements(const ListSettlementsRequest& request,
                                              api::ReadCall& call);
Result<api::FileReply> export_settlements(const ListSettlementsRequest& request,
                                          api::ReadCall& call);

struct SettleDayRequest {
    identity::OrganisationId organisation_id;
    BusinessDate business_day;
};
BOOST_DESCRIBE_STRUCT(SettleDayRequest, (), (organisation_id, business_day))
Result<Settlement> settle_merchant_day(const SettleDayRequest& request, api::Call& call);

struct DayRequest {
    BusinessDate business_day;
};
BOOST_DESCRIBE_STRUCT(DayRequest, (), (business_day))

struct ReconciliationReport {
    std::optional<ReconciliationRun> run;  ///< unset: the day was not run yet
    std::vector<Difference> differences;
};
BOOST_DESCRIBE_STRUCT(ReconciliationReport, (), (run, differences))
Result<ReconciliationReport> show_reconciliation(const DayRequest& request, api::ReadCall& call);
Result<api::FileReply> export_reconciliation(const DayRequest& request, api::ReadCall& call);

Result<HostStatements> prepare_run_reconciliation(const DayRequest& request, api::ReadCall& call);
Result<ReconciliationReport> run_reconciliation(const DayRequest& request,
                                                const HostStatements& host, api::Call& call);

struct ListDifferencesReply {
    std::vector<Difference> items;
    std::vector<ReconciliationRun> runs;  ///< the latest 31 days
};
BOOST_DESCRIBE_STRUCT(ListDifferencesReply, (), (items, runs))
/// The work list: open differences of all days, oldest first, at most 500.
Result<ListDifferencesReply> list_open_differences(const api::NoRequest& request,
                                                   api::ReadCall& call);

struct ResolveDifferenceRequest {
    DifferenceId difference_id;
    ResolutionPosting posting{};
    api::Text<200> remark;
};
BOOST_DESCRIBE_STRUCT(ResolveDifferenceRequest, (), (difference_id, posting, remark))
Result<Difference> resolve_found_difference(const ResolveDifferenceRequest& request,
                                            api::Call& call);

inline constexpr auto list_settlements_endpoint =
    api::get<&list_settlements>("/staff/settlements")
        .doc("Settled days of an operator, newest first.")
        .for_staff(view_settlements)
        .limits(payment_read_limits)
        .may_fail(period_malformed);
inline constexpr auto export_settlements_endpoint =
    api::get<&export_settlements>("/staff/settlements/export")
        .doc("Settled days of an operator as CSV.")
        .for_staff(view_settlements)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(period_malformed);
inline constexpr auto settle_merchant_day_endpoint =
    api::post<&settle_merchant_day>("/staff/settlements")
        .doc("Settles a past day of an operator now; a settled day is answered as it is.")
        .for_staff(reconcile_books)
        .naturally_idempotent()
        .limits(staff_write_limits)
        .may_fail(merchant_not_found, day_not_over);
inline constexpr auto show_reconciliation_endpoint =
    api::get<&show_reconciliation>("/staff/reconciliations/{business_day}")
        .doc("What the reconciliation of a day compared and found.")
        .for_staff(reconcile_books)
        .limits(payment_read_limits)
        .may_fail(day_not_over);
inline constexpr auto export_reconciliation_endpoint =
    api::get<&export_reconciliation>("/staff/reconciliations/{business_day}/export")
        .doc("Differences of a day as CSV.")
        .for_staff(reconcile_books)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 10, .deadline = 5s})
        .may_fail(day_not_over);
inline constexpr auto run_reconciliation_endpoint =
    api::post<&run_reconciliation, &prepare_run_reconciliation>(
        "/staff/reconciliations/{business_day}/runs")
        .doc("Compares payments, ledger and host of a past day again.")
        .for_staff(reconcile_books)
        .naturally_idempotent()
        .limits({.body_bytes_max = 256, .calls_per_minute_max = 6, .deadline = 15s})
        .may_fail(day_not_over);
inline constexpr auto list_open_differences_endpoint =
    api::get<&list_open_differences>("/staff/differences")
        .doc("Open differences of all days, oldest first, and the latest runs.")
        .for_staff(reconcile_books)
        .limits(payment_read_limits)
        .may_fail(difference_not_found);
inline constexpr auto resolve_difference_endpoint =
    api::post<&resolve_found_difference>("/staff/differences/{difference_id}/resolution")
        .doc("Resolves a difference with a remark and, where money has no owner, a posting.")
        .for_staff(reconcile_books)
        .idempotent()
        .limits(staff_write_limits)
        .may_fail(difference_not_found, difference_resolved, posting_not_possible);

}  // namespace dlfp::payment
