// Sums of what a customer paid, by index of the day an order was made.
#include "core/payment/server/confirmed_payment_repository.h"

namespace dlfp::payment {
namespace {

/// Orders are indexed by the day they were made; one that waited longer than this before it was
/// paid is not counted.
constexpr int waiting_days_max = 31;

// One index look-up per day of creation from $2 down to $3, of what was charged from $4 to $5.
constexpr sql::Query sum_query{
    "payment.sum_confirmed",
    "WITH RECURSIVE day (number) AS (SELECT CAST($2 AS BIGINT) UNION ALL "
    "SELECT number - 1 FROM day WHERE number > $3) "
    "SELECT COALESCE(confirmed_by, '') AS confirmed_by, "
    "CAST(SUM(amount_fen) AS BIGINT) AS amount_fen "
    "FROM day JOIN payment_order ON created_day = day.number WHERE payer_customer_id = $1 "
    "AND (charged_day BETWEEN $4 AND $5 OR state = $6) GROUP BY COALESCE(confirmed_by, '')"};
constexpr sql::Query keep_query{
    "payment.keep_confirmation",
    "UPDATE payment_order SET confirmed_digest = $2, confirmed_by = $3 WHERE id = $1"};

BusinessDate first_of_year(BusinessDate day) {
    return BusinessDate::parse(day.to_text().substr(0, 4) + "-01-01").value();
}

}  // namespace

std::vector<ConfirmedSum> ConfirmedPaymentRepository::sum_of_day(identity::CustomerId customer_id,
                                                                 BusinessDate day) {
    return reader_.list<ConfirmedSum>(sum_query, customer_id, day, day.plus_days(-waiting_days_max),
                                      day, day, PaymentState::unknown);
}

std::vector<ConfirmedSum> ConfirmedPaymentRepository::sum_of_year_before(
    identity::CustomerId customer_id, BusinessDate day) {
    const auto first = first_of_year(day);
    if (first == day) return {};
    const auto last = day.plus_days(-1);
    return reader_.list<ConfirmedSum>(sum_query, customer_id, last,
                                      first.plus_days(-waiting_days_max), first, last,
                                      std::string_view{"none"});
}

void ConfirmedPaymentBooks::keep(PaymentId id, const identity::Confirmed& confirmed) {
    transaction_.execute(keep_query, id, sql::BytesView{confirmed.digest},
                         identity::to_text(confirmed.shown));
}

}  // namespace dlfp::payment
