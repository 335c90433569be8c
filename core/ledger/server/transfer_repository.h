// All SQL that posting needs: transfers, entries, reservations, reversals, milestones.
#pragma once

#include "core/ledger/server/unit_journal.h"

namespace dlfp::sql {

/// 16 bytes whose kind of id the ledger does not know (causes).
template <>
struct Column<IdBytes> {
    static Param param(const IdBytes& value) { return std::as_bytes(std::span{value}); }
    static IdBytes read(const Row& row, int column) {
        const auto view = row.bytes(column);
        IdBytes bytes;
        if (view.size() != bytes.size()) throw RowMismatch("id column is not 16 bytes");
        std::memcpy(bytes.data(), view.data(), bytes.size());
        return bytes;
    }
};

}  // namespace dlfp::sql

namespace dlfp::ledger {

/// Every `milestone_interval`th entry of an account is a place from which a walk back may start.
inline constexpr std::int64_t milestone_interval = 64;

class TransferRepository {
public:
    static std::optional<StoredTransfer> find(sql::Reader& reader, TransferId id);
    /// Those of `ids` that exist, in any order.
    static std::vector<StoredTransfer> list(sql::Reader& reader, std::span<const TransferId> ids);
    static std::optional<Reservation> find_reservation(sql::Reader& reader, TransferId id);
    static std::optional<Reversal> find_reversal(sql::Reader& reader, TransferId original_id);

    /// Whether any transfer has this id or a later one. Ids are ordered by time, so for a fresh
    /// batch one look at the end of the table replaces one look per id.
    static bool exists_from(sql::Reader& reader, TransferId id);

    /// Open reservations whose time was over at `now`, longest overdue first.
    static std::vector<Reservation> list_overdue(sql::Reader& reader, UtcTime now,
                                                 std::int64_t count_max);

    /// Writes what the unit's book decided since the last write, accounts excepted.
    static void save_unwritten(sql::Transaction& transaction);
};

}  // namespace dlfp::ledger
