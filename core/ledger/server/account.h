// Accounts of the ledger. They belong to nobody the ledger knows: `holder` is an opaque reference
// of the module that opened them.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/ledger/server/chart_of_accounts.h"
#include "platform/base/id.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::ledger {

struct AccountTag {
    static constexpr std::string_view prefix = "lac";
};
using AccountId = Id<AccountTag>;

struct TransferTag {
    static constexpr std::string_view prefix = "trf";
};
/// Chosen by the caller, from `call.next_id<TransferTag>()`: time-ordered ids append to the ledger,
/// random ones halve its write rate.
using TransferId = Id<TransferTag>;

/// How far an account may go against its normal side.
enum class Overdraft {
    none,       ///< never below zero, reservations counted
    limited,    ///< down to minus `overdraft_limit_fen`
    unlimited,  ///< clearing and suspense accounts
};
BOOST_DESCRIBE_ENUM(Overdraft, none, limited, unlimited)

/// What a frozen account refuses. Voiding and expiry of a reservation are never refused.
enum class Freeze {
    none,
    debits,   ///< 止付: nothing goes out
    credits,  ///< 止收: nothing comes in
    all,      ///< 冻结: neither
};
BOOST_DESCRIBE_ENUM(Freeze, none, debits, credits, all)

/// An account as stored. The four counters only ever describe transfers: posted ones grow for
/// ever, pending ones are the sum of the open reservations.
struct Account {
    AccountId id;
    std::string ledger_unit;  ///< "CNY"; amounts of different units never meet
    AccountCode code{};
    std::string holder;
    Overdraft overdraft{};
    Money overdraft_limit_fen;
    Freeze frozen{};  ///< what is refused now
    UtcTime opened_at_us;
    std::optional<UtcTime> closed_at_us;
    Money debits_posted_fen;
    Money credits_posted_fen;
    Money debits_pending_fen;
    Money credits_pending_fen;
    std::int64_t last_seq = 0;  ///< number of the newest entry; entries count from 1
    std::optional<TransferId> last_transfer_id;  ///< the transfer of that entry
    UtcTime last_posted_at_us;                   ///< never falls, so entries are in order of time
    std::int64_t version = 0;                    ///< grows with every change of this row

    bool is_closed() const { return closed_at_us.has_value(); }
    /// Posted balance seen from the normal side: what a customer's account holds.
    Money balance_fen() const;
    /// What can leave now: the balance, less what reservations hold, without any overdraft.
    Money available_fen() const;
    /// What a transfer out may take at most: available plus overdraft; nothing when unlimited.
    std::optional<Money> spendable_fen() const;
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, ledger_unit, code, holder, overdraft, overdraft_limit_fen, frozen,
                       opened_at_us, closed_at_us, debits_posted_fen, credits_posted_fen,
                       debits_pending_fen, credits_pending_fen, last_seq, last_transfer_id,
                       last_posted_at_us, version))

/// An account to be opened. `overdraft` unset takes the rule of the chart of accounts.
struct AccountOpening {
    AccountId id;
    AccountCode code{};
    std::string holder;  ///< ≤ 64 bytes; for example a customer or merchant id as text
    std::optional<Overdraft> overdraft;
    Money overdraft_limit_fen;
    std::string ledger_unit = "CNY";
};

/// Balance at one moment; all figures from the normal side of the account.
struct Balance {
    AccountId account_id;
    Money balance_fen;    ///< posted
    Money available_fen;  ///< posted less reserved
    Money reserved_fen;   ///< held by open reservations, still inside balance_fen
    Money incoming_fen;   ///< reserved by others for this account, not yet inside balance_fen
    std::int64_t last_seq = 0;
};
BOOST_DESCRIBE_STRUCT(Balance, (),
                      (account_id, balance_fen, available_fen, reserved_fen, incoming_fen,
                       last_seq))

inline constexpr Failure account_id_missing{"ledger.account_id_missing", FailureClass::malformed};
inline constexpr Failure account_holder_too_long{"ledger.account_holder_too_long",
                                                 FailureClass::malformed};
inline constexpr Failure account_unit_malformed{"ledger.account_unit_malformed",
                                                FailureClass::malformed};
inline constexpr Failure account_overdraft_malformed{"ledger.account_overdraft_malformed",
                                                     FailureClass::malformed};
inline constexpr Failure account_exists_with_different_code{
    "ledger.account_exists_with_different_code", FailureClass::conflict};
inline constexpr Failure account_exists_with_different_unit{
    "ledger.account_exists_with_different_unit", FailureClass::conflict};
inline constexpr Failure account_exists_with_different_holder{
    "ledger.account_exists_with_different_holder", FailureClass::conflict};
inline constexpr Failure account_exists_with_different_overdraft{
    "ledger.account_exists_with_different_overdraft", FailureClass::conflict};
inline constexpr Failure account_not_found{"ledger.account_not_found", FailureClass::missing};
inline constexpr Failure account_already_closed{"ledger.account_already_closed",
                                                FailureClass::refused};
inline constexpr Failure account_has_balance{"ledger.account_has_balance", FailureClass::refused};
inline constexpr Failure account_has_reservations{"ledger.account_has_reservations",
                                                  FailureClass::refused};

/// Opens an account, or returns the stored one when the same opening was carried out before.
Result<Account> open_account(sql::Transaction& transaction, const AccountOpening& opening,
                             UtcTime now);

/// The account as committed (or as this unit changed it); account_not_found.
Result<Account> find_account(sql::Reader& reader, AccountId id);

/// Sets what the account refuses from now on; the same freeze again changes nothing.
Result<Account> set_freeze(sql::Transaction& transaction, AccountId id, Freeze freeze);

/// Closes an account for ever: only with balance zero and nothing reserved on either side.
Result<Account> close_account(sql::Transaction& transaction, AccountId id, UtcTime now);

Balance balance_of(const Account& account);

}  // namespace dlfp::ledger
