// Transfers: the only way money moves. Every function decides on locked accounts, writes within the
// caller's unit of work and returns the receipt, or one named failure.
//
// PRECEDENCE. A request that is wrong in several ways gets the first failure of `transfer_failures`
// (transfer_failures.h), cheapest and most certain first: shape of the request, what is stored
// under its id, the transfer it refers to, the accounts, time, arithmetic, funds.
//
// IDEMPOTENCY. The same id with the same content returns the stored receipt, whatever has happened
// to the accounts since; with other content `exists_with_different_…` names the first field that
// differs. A refused request leaves nothing behind: ids are NOT burned, since the refusal rolls the
// caller's unit back. A caller that must never see an old request succeed late stores the refusal
// under its own idempotency key (endpoints declared `.idempotent()` do).
#pragma once

#include <span>
#include <vector>

#include "core/ledger/server/account.h"
#include "core/ledger/server/transfer_failures.h"

namespace dlfp::ledger {

enum class TransferKind {
    move,            ///< posts an amount
    move_available,  ///< posts what is there, at most the amount
    reserve,         ///< holds an amount on the debit account for the credit account
    post_reserved,   ///< posts a reservation whole or in part; the rest is given back
    void_reserved,   ///< gives a reservation back
    reverse,         ///< posts the opposite of a posted transfer, once
};
BOOST_DESCRIBE_ENUM(TransferKind, move, move_available, reserve, post_reserved, void_reserved,
                    reverse)

/// Why money moves: the business object that asked, e.g. {"payment.charge", charge id}.
struct Cause {
    std::string kind;  ///< `module.noun`, 3 … 64 characters of a-z 0-9 _ .
    IdBytes id{};

    friend bool operator==(const Cause&, const Cause&) = default;
};

/// What is asked for. Fields by kind (● needed, ○ allowed, else must stay unset):
///
///                      move  move_available  reserve  post_reserved  void_reserved  reverse
/// both account ids      ●         ●             ●
/// amount_fen            ●         ● (maximum)   ●     ○ (unset: whole)
/// reference_id                                            ●               ●            ●
/// effective_at_us       ○         ○                                                    ○
/// expires_at_us                                 ○
struct TransferRequest {
    TransferId id;
    AccountId debit_account_id;  ///< a customer's account is debited when the customer pays
    AccountId credit_account_id;
    std::optional<Money> amount_fen;  ///< positive
    Cause cause;
    std::string memo;                        ///< ≤ 200 bytes, shown in statements
    TransferId reference_id;                 ///< the reservation or the transfer to reverse
    std::optional<UtcTime> effective_at_us;  ///< value date; unset: when it is posted
    /// When a reservation gives its amount back by itself. Leave unset while an outcome outside
    /// may stay unknown: only an answer may then end the reservation.
    std::optional<UtcTime> expires_at_us;
    TransferKind kind = TransferKind::move;  ///< set by the functions below
    bool is_linked_to_next = false;          ///< for post_batch; set by post_linked
};

/// What was done; the same again on every repetition.
struct Receipt {
    TransferId id;
    TransferKind kind{};
    AccountId debit_account_id;
    AccountId credit_account_id;
    Money amount_fen;  ///< moved, reserved or given back
    UtcTime posted_at_us;
    UtcTime effective_at_us;

    friend bool operator==(const Receipt&, const Receipt&) = default;
};
BOOST_DESCRIBE_STRUCT(Receipt, (),
                      (id, kind, debit_account_id, credit_account_id, amount_fen, posted_at_us,
                       effective_at_us))

/// Moves money at once, possibly with an earlier value date.
Result<Receipt> post(sql::Transaction& transaction, TransferRequest request, UtcTime now);

/// Moves what the account's balance allows, at most `amount_fen` (no overdraft is used);
/// nothing_to_move when that is nothing.
Result<Receipt> move_available(sql::Transaction& transaction, TransferRequest request, UtcTime now);

/// All or none, in order, 1 … 64 transfers; each sees the ones before it. The error is that of the
/// first transfer refused, with the fact `index`.
Result<std::vector<Receipt>> post_linked(sql::Transaction& transaction,
                                         std::vector<TransferRequest> requests, UtcTime now);

/// Holds an amount: it is no longer available on the debit account and not yet on the credit one.
Result<Receipt> reserve(sql::Transaction& transaction, TransferRequest request, UtcTime now);

/// Posts a reservation (`reference_id`), whole or `amount_fen` of it, once; what is left is free.
Result<Receipt> post_reserved(sql::Transaction& transaction, TransferRequest request, UtcTime now);

/// Gives a reservation (`reference_id`) back.
Result<Receipt> void_reserved(sql::Transaction& transaction, TransferRequest request, UtcTime now);

/// Posts the opposite of a posted transfer (`reference_id`), once. `effective_at_us` may lie as
/// early as the original's.
Result<Receipt> reverse(sql::Transaction& transaction, TransferRequest request, UtcTime now);

/// Any kinds together, each decided for itself in order (chains by is_linked_to_next); accounts are
/// locked in id order, read once and written once. At most 8,192 requests.
std::vector<Result<Receipt>> post_batch(sql::Transaction& transaction,
                                        std::span<const TransferRequest> requests, UtcTime now);

/// Gives back up to `count_max` reservations whose time is over; returns how many. A job calls it;
/// besides, every batch first expires the overdue reservations of the accounts it touches.
std::int64_t expire_reservations(sql::Transaction& transaction, UtcTime now,
                                 std::int64_t count_max);

}  // namespace dlfp::ledger
