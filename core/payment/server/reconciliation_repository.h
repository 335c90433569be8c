// All SQL about reconciliation runs and differences.
#pragma once

#include <optional>
#include <vector>

#include "core/payment/server/reconciliation.h"

namespace dlfp::payment {

struct DifferenceTag {
    static constexpr std::string_view prefix = "dif";
};
using DifferenceId = Id<DifferenceTag>;

/// A run over one day; a later run of the day replaces it.
struct ReconciliationRun {
    BusinessDate business_day;
    std::int64_t payment_count = 0;
    std::int64_t ledger_count = 0;
    std::int64_t host_count = 0;
    std::int64_t difference_count = 0;
    host::CheckOutcome host_outcome{};
    UtcTime run_at_us;
};
BOOST_DESCRIBE_STRUCT(ReconciliationRun, (),
                      (business_day, payment_count, ledger_count, host_count, difference_count,
                       host_outcome, run_at_us))

struct Difference {
    DifferenceId id;
    BusinessDate business_day;
    DifferenceKind kind{};
    std::string subject;
    std::optional<Money> payment_fen;
    std::optional<Money> ledger_fen;
    std::optional<Money> host_fen;
    DifferenceState state{};
    UtcTime found_at_us;
    std::string remark;
    std::string resolved_by;
    std::optional<UtcTime> resolved_at_us;
    std::optional<ledger::TransferId> transfer_id;
};
BOOST_DESCRIBE_STRUCT(Difference, (),
                      (id, business_day, kind, subject, payment_fen, ledger_fen, host_fen, state,
                       found_at_us, remark, resolved_by, resolved_at_us, transfer_id))

class ReconciliationRepository {
public:
    explicit ReconciliationRepository(sql::Reader& reader) : reader_{reader} {}

    std::vector<SideAmount> list_charges(BusinessDate day);
    std::vector<SideAmount> list_refunds(BusinessDate day);
    std::optional<ReconciliationRun> find_run(BusinessDate day);
    std::vector<ReconciliationRun> list_runs(std::int64_t limit);
    std::vector<Difference> list_differences(BusinessDate day);
    std::vector<Difference> list_open(std::int64_t limit);
    std::optional<Difference> find(DifferenceId id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class ReconciliationBooks : public ReconciliationRepository {
public:
    explicit ReconciliationBooks(sql::Transaction& transaction)
        : ReconciliationRepository{transaction}, transaction_{transaction} {}

    void set_run(const ReconciliationRun& run);
    /// A difference that is known already stays as it is.
    void add(const Difference& difference);
    std::optional<Difference> lock(DifferenceId id);
    void set_resolved(const Difference& difference);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::payment
