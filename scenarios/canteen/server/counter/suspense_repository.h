// All SQL about facts of terminals that could not be booked.
#pragma once

#include <optional>
#include <vector>

#include "core/identity/server/ids.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/counter/sale_fact.h"

namespace dlfp::canteen {

struct SuspenseTag {
    static constexpr std::string_view prefix = "sus";
};
using SuspenseId = Id<SuspenseTag>;

/// Why a fact waits for staff.
enum class SuspenseReason {
    diner_unknown,
    seq_reused,        ///< its number belongs to another content
    time_implausible,  ///< in the future, or too long ago
    price_missing,     ///< a set meal outside meals or without price
    lines_malformed,
    booking_refused,  ///< the diner's accounts took no booking
};
BOOST_DESCRIBE_ENUM(SuspenseReason, diner_unknown, seq_reused, time_implausible, price_missing,
                    lines_malformed, booking_refused)

enum class SuspenseState { waiting, booked, written_off };
BOOST_DESCRIBE_ENUM(SuspenseState, waiting, booked, written_off)

struct SuspenseRow {
    SuspenseId id;
    identity::OrganisationId organisation_id;
    TerminalId terminal_id;
    std::int64_t seq = 0;
    sql::Bytes content_hash;
    SuspenseReason reason{};
    std::string payer_ref;  ///< as the terminal wrote it: "card:C1001"
    Money shown_fen;        ///< at the terminal's prices
    std::string content;    ///< the whole fact as JSON
    UtcTime device_time_us;
    std::int64_t device_offset_us = 0;
    UtcTime occurred_at_us;
    UtcTime received_at_us;
    SuspenseState state{};
    std::optional<SaleId> sale_id;
    std::string note;
    std::optional<identity::StaffId> resolved_by;
    std::optional<UtcTime> resolved_at_us;
};
BOOST_DESCRIBE_STRUCT(SuspenseRow, (),
                      (id, organisation_id, terminal_id, seq, content_hash, reason, payer_ref,
                       shown_fen, content, device_time_us, device_offset_us, occurred_at_us,
                       received_at_us, state, sale_id, note, resolved_by, resolved_at_us))

class SuspenseRepository {
public:
    explicit SuspenseRepository(sql::Reader& reader) : reader_{reader} {}

    /// Contents that wait or waited under a number; at most 20.
    std::vector<sql::Bytes> list_hashes(TerminalId terminal_id, std::int64_t seq);
    /// Newest first; `after` continues a page.
    std::vector<SuspenseRow> list(identity::OrganisationId organisation_id, SuspenseState state,
                                  std::optional<SuspenseId> after, std::int64_t limit);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class SuspenseBooks : public SuspenseRepository {
public:
    explicit SuspenseBooks(sql::Transaction& transaction)
        : SuspenseRepository{transaction}, transaction_{transaction} {}

    void add(const SuspenseRow& row);
    std::optional<SuspenseRow> lock(identity::OrganisationId organisation_id, SuspenseId id);
    void set_resolved(const SuspenseRow& row);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::canteen
