// All SQL about money between linked cards and merchants.
#pragma once

#include <optional>
#include <vector>

#include "core/account/server/account.h"
#include "core/account/server/funding.h"
#include "core/payment/server/payment.h"

namespace dlfp::payment {

struct CardMovementTag {
    static constexpr std::string_view prefix = "crd";
};
/// Its text is the reference at the host.
using CardMovementId = Id<CardMovementTag>;

/// One movement: a charge debits the card, a refund credits it. States and back-off are those of
/// a top-up (account::FundingState).
struct CardMovement {
    CardMovementId id;
    PaymentId payment_id;
    std::optional<RefundId> refund_id;
    std::string agreement_number;
    host::MovementDirection direction{};
    Money amount_fen;
    account::FundingState state{};
    host::HostRefusal refusal{};
    UtcTime requested_at_us;
    BusinessDate requested_day;
    std::optional<UtcTime> next_attempt_at_us;
    std::int64_t attempts = 0;
    std::optional<UtcTime> settled_at_us;
    std::optional<BusinessDate> settled_day;
};
BOOST_DESCRIBE_STRUCT(CardMovement, (),
                      (id, payment_id, refund_id, agreement_number, direction, amount_fen, state,
                       refusal, requested_at_us, requested_day, next_attempt_at_us, attempts,
                       settled_at_us, settled_day))

class CardMovementRepository {
public:
    explicit CardMovementRepository(sql::Reader& reader) : reader_{reader} {}

    std::vector<CardMovement> list_due(UtcTime now, std::int64_t limit);
    /// In the form in which movements of electronic accounts are reconciled.
    std::vector<account::BoundMovement> list_of_day(BusinessDate day);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class CardMovementBooks : public CardMovementRepository {
public:
    explicit CardMovementBooks(sql::Transaction& transaction)
        : CardMovementRepository{transaction}, transaction_{transaction} {}

    void add(const CardMovement& movement);
    std::optional<CardMovement> lock(CardMovementId id);
    /// Takes a due movement for one attempt; false when another worker was faster.
    bool claim(const CardMovement& movement, account::FundingState claimed, UtcTime lease_ends_at);
    void set_step(CardMovementId id, const account::FundingStep& step);
    void set_settled(CardMovementId id, UtcTime now);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::payment
