// All SQL about terminals: their rows, clock checks, nonces and gaps.
#pragma once

#include <vector>

#include "scenarios/canteen/server/counter/plan_batch.h"
#include "scenarios/canteen/server/counter/terminal.h"

namespace dlfp::canteen {

struct TerminalRow {
    TerminalId id;
    identity::OrganisationId organisation_id;
    ServingAreaId area_id;
    std::string name;
    TerminalMode mode{};
    sql::Bytes public_key;  ///< SubjectPublicKeyInfo of P-256
    std::int64_t clock_offset_us = 0;
    std::int64_t last_seq = 0;
    TerminalState state{};
    std::optional<UtcTime> last_seen_at_us;
};
BOOST_DESCRIBE_STRUCT(TerminalRow, (),
                      (id, organisation_id, area_id, name, mode, public_key, clock_offset_us,
                       last_seq, state, last_seen_at_us))

Terminal as_terminal(const TerminalRow& row);

class TerminalRepository {
public:
    explicit TerminalRepository(sql::Reader& reader) : reader_{reader} {}

    std::optional<TerminalRow> find(TerminalId id);
    /// Of one operator, oldest first; at most 500.
    std::vector<TerminalRow> list(identity::OrganisationId organisation_id);
    std::vector<SeqRange> list_gaps(TerminalId id);
    /// In the order of the device's clock; the newest 1,000.
    std::vector<ClockCheck> list_clock_checks(TerminalId id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class TerminalBooks : public TerminalRepository {
public:
    explicit TerminalBooks(sql::Transaction& transaction)
        : TerminalRepository{transaction}, transaction_{transaction} {}

    void add(const TerminalRow& row);
    std::optional<TerminalRow> lock(TerminalId id);
    void set_state(TerminalId id, TerminalState state);
    void set_seen(TerminalId id, UtcTime now);
    void add_clock_check(TerminalId id, const ClockCheck& check);
    /// Stores last number and gaps as planned; `before` is what the rows hold now.
    void set_numbers(TerminalId id, const SeqState& before, const SeqState& after);
    /// False when this terminal used the nonce before.
    bool claim_nonce(TerminalId id, const IdBytes& nonce, BusinessDate day);
    void forget_nonces_before(BusinessDate day);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
