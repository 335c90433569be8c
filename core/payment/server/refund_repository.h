// All SQL about refunds.
#pragma once

#include <optional>
#include <vector>

#include "core/payment/server/payment.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::payment {

struct Refund {
    RefundId id;
    PaymentId payment_id;
    identity::OrganisationId organisation_id;
    Money amount_fen;
    std::string reason;
    RefundState state{};
    std::string requested_by;
    UtcTime requested_at_us;
    std::string decided_by;  ///< empty while waiting and where no second person was needed
    std::optional<UtcTime> refunded_at_us;
    std::optional<BusinessDate> refunded_day;
};
BOOST_DESCRIBE_STRUCT(Refund, (),
                      (id, payment_id, organisation_id, amount_fen, reason, state, requested_by,
                       requested_at_us, decided_by, refunded_at_us, refunded_day))

class RefundRepository {
public:
    explicit RefundRepository(sql::Reader& reader) : reader_{reader} {}

    std::optional<Refund> find(RefundId id);
    std::vector<Refund> list_of_payment(PaymentId payment_id);
    /// Waiting for a second person, oldest first.
    std::vector<Refund> list_waiting(identity::OrganisationId organisation_id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class RefundBooks : public RefundRepository {
public:
    explicit RefundBooks(sql::Transaction& transaction)
        : RefundRepository{transaction}, transaction_{transaction} {}

    void add(const Refund& refund);
    std::optional<Refund> lock(RefundId id);
    void add_part(RefundId id, const RefundPart& part, ledger::TransferId transfer_id);
    void set_decided(const Refund& refund);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::payment
