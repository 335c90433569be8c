// All SQL about movements between bound and electronic accounts.
#pragma once

#include <optional>
#include <vector>

#include "core/account/server/account.h"
#include "core/account/server/funding.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::account {

class FundingRepository {
public:
    explicit FundingRepository(sql::Reader& reader) : reader_{reader} {}

    std::optional<Funding> find(FundingId id);
    /// Newest first; `after` continues a page.
    std::vector<Funding> list_of(EAccountId account_id, std::optional<FundingId> after,
                                 std::int64_t limit);
    /// Movements whose next attempt is due, longest waiting first.
    std::vector<Funding> list_due(UtcTime now, std::int64_t limit);
    std::int64_t count_open(EAccountId account_id);
    std::vector<BoundMovement> list_of_day(BusinessDate day);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class FundingBooks : public FundingRepository {
public:
    explicit FundingBooks(sql::Transaction& transaction)
        : FundingRepository{transaction}, transaction_{transaction} {}

    void add(const Funding& funding);
    std::optional<Funding> lock(FundingId id);
    /// Takes a due movement for one attempt: counts it and sets the lease. False when another
    /// worker was faster.
    bool claim(const Funding& funding, FundingState claimed, UtcTime lease_ends_at);
    void set_step(FundingId id, const FundingStep& step);
    void set_settled(FundingId id, UtcTime now);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::account
