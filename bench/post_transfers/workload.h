// The transfers of the benchmark, and a ledger database with accounts to post them on.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/ledger/server/transfer.h"
#include "platform/runtime/clock/clock.h"

namespace dlfp::bench {

inline constexpr std::size_t account_count = 10'000;

/// How the debtors and creditors of transfers are chosen.
enum class Spread {
    uniform,   ///< both sides over all accounts
    half_hot,  ///< every second transfer credits one and the same account
};

class Workload {
public:
    explicit Workload(std::uint64_t seed, Spread spread = Spread::uniform);

    /// `count` fresh transfers of 1 fen.
    std::vector<ledger::TransferRequest> next(std::size_t count);
    /// The same accounts, other choices; for a second caller.
    Workload fork(std::uint64_t seed) const;
    /// The same accounts, spread otherwise.
    Workload with(Spread spread) const;
    const std::vector<ledger::AccountId>& accounts() const { return accounts_; }
    UtcTime now() const { return clock_->now(); }

private:
    Workload(std::uint64_t seed, Spread spread, std::vector<ledger::AccountId> accounts);

    std::unique_ptr<runtime::Clock> clock_;
    std::unique_ptr<runtime::Random> choice_;
    std::unique_ptr<runtime::Random> ids_;
    std::vector<ledger::AccountId> accounts_;
    Spread spread_;
    std::uint64_t made_ = 0;
};

/// A migrated database with the workload's accounts, each holding a lot. Each unit gets a commit of
/// its own.
std::unique_ptr<sql::Database> open_ledger(const std::string& url, const Workload& workload);

}  // namespace dlfp::bench
