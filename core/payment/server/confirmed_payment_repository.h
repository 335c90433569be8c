// What customers confirmed, kept with the order, and how much of it there was.
#pragma once

#include "core/identity/server/confirm_operation.h"
#include "core/payment/server/payment_repository.h"

namespace dlfp::payment {

/// What was paid with the same proofs; without any it was by agreement, by code or at a device.
struct ConfirmedSum {
    std::string confirmed_by;
    Money amount_fen;
};
BOOST_DESCRIBE_STRUCT(ConfirmedSum, (), (confirmed_by, amount_fen))

class ConfirmedPaymentRepository {
public:
    explicit ConfirmedPaymentRepository(sql::Reader& reader) : reader_{reader} {}

    /// All the customer paid on that day, linked cards without an answer included.
    std::vector<ConfirmedSum> sum_of_day(identity::CustomerId customer_id, BusinessDate day);
    /// From the first of January to the day before.
    std::vector<ConfirmedSum> sum_of_year_before(identity::CustomerId customer_id,
                                                 BusinessDate day);

private:
    sql::Reader& reader_;
};

/// The writing half.
class ConfirmedPaymentBooks : public ConfirmedPaymentRepository {
public:
    explicit ConfirmedPaymentBooks(sql::Transaction& transaction)
        : ConfirmedPaymentRepository{transaction}, transaction_{transaction} {}

    void keep(PaymentId id, const identity::Confirmed& confirmed);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::payment
