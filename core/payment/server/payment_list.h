// What lists of payments share between customers and staff: periods, lines, names, numbers.
#pragma once

#include "core/payment/server/cashier.h"
#include "core/payment/server/payment_repository.h"

namespace dlfp::payment {

/// The period of a list: the last 30 days unless the request says otherwise; period_malformed when
/// it is turned around or longer than 366 days.
Result<PaymentFilter> filter_of(const ListPaymentsRequest& request, BusinessDate today);

ListPaymentsReply list_reply(sql::Reader& reader, const std::vector<Payment>& payments,
                             std::int64_t limit);

std::string payee_name_of(sql::Reader& reader, identity::OrganisationId organisation_id);

/// "20261123-…": the business day and the payment's id.
std::string receipt_number_of(const PaymentView& payment);

}  // namespace dlfp::payment
