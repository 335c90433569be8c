// Reading the ledger: statements, transfers and balances of now and of any earlier moment.
#pragma once

#include <vector>

#include "core/ledger/server/transfer.h"

namespace dlfp::ledger {

/// One movement of one account, with the balance it left.
struct StatementLine {
    std::int64_t seq = 0;
    TransferId transfer_id;
    TransferKind kind{};
    Side side{};
    Money amount_fen;
    Money balance_after_fen;  ///< from the account's normal side, in order of recording
    UtcTime posted_at_us;
    UtcTime effective_at_us;
    AccountId counter_account_id;
    Cause cause;
    std::string memo;
    std::optional<TransferId> reference_id;  ///< the reservation posted or the transfer reversed
};

/// Newest first. `before_seq` continues a page; the times bound posted_at_us.
struct StatementQuery {
    AccountId account_id;
    std::optional<std::int64_t> before_seq;
    std::optional<UtcTime> from_us;   ///< at or after
    std::optional<UtcTime> until_us;  ///< before
    std::int64_t limit = 20;          ///< 1 … 200, clamped
};
struct StatementPage {
    std::vector<StatementLine> lines;
    std::optional<std::int64_t> next_before_seq;  ///< unset: this was the last page
};

/// account_not_found.
Result<StatementPage> statement(sql::Reader& reader, const StatementQuery& query);

/// The balance of this snapshot; account_not_found.
Result<Balance> balance(sql::Reader& reader, AccountId id);

/// By which time a past balance is asked for.
enum class TimeAxis {
    effective,  ///< value dates: what the account held then as we know it now, backdating included
    recorded,   ///< what the ledger said then
};

/// Posted balance at the end of that microsecond, from the normal side; account_not_found.
Result<Money> balance_as_of(sql::Reader& reader, AccountId id, UtcTime time, TimeAxis axis);

inline constexpr Failure transfer_not_found{"ledger.transfer_not_found", FailureClass::missing};

enum class ReservationState { open, posted, voided, expired };
BOOST_DESCRIBE_ENUM(ReservationState, open, posted, voided, expired)

/// A transfer with all that became of it.
struct TransferRecord {
    Receipt receipt;
    Cause cause;
    std::string memo;
    std::optional<TransferId> reference_id;  ///< what it ends or reverses
    std::optional<TransferId> chain_id;      ///< first transfer of its chain
    std::optional<UtcTime> expires_at_us;
    std::optional<ReservationState> reservation;  ///< of a reservation
    std::optional<TransferId> reversed_by;
};

/// transfer_not_found.
Result<TransferRecord> find_transfer(sql::Reader& reader, TransferId id);

}  // namespace dlfp::ledger
