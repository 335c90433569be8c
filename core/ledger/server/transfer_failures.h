// Why a transfer is refused: one failure per reason, in the order in which they are checked.
#pragma once

#include <array>

#include "platform/base/failure.h"

namespace dlfp::ledger {

// 1. The request alone, or its place in the batch.
inline constexpr Failure linked_chain_open{"ledger.linked_chain_open", FailureClass::malformed};
inline constexpr Failure linked_chain_empty{"ledger.linked_chain_empty", FailureClass::malformed};
inline constexpr Failure linked_chain_too_long{"ledger.linked_chain_too_long",
                                               FailureClass::malformed};
inline constexpr Failure transfer_id_missing{"ledger.transfer_id_missing", FailureClass::malformed};
inline constexpr Failure cause_malformed{"ledger.cause_malformed", FailureClass::malformed};
inline constexpr Failure memo_malformed{"ledger.memo_malformed", FailureClass::malformed};
/// Fact `field`: set although this kind of transfer has no use for it.
inline constexpr Failure field_not_allowed{"ledger.field_not_allowed", FailureClass::malformed};
inline constexpr Failure reference_missing{"ledger.reference_missing", FailureClass::malformed};
inline constexpr Failure reference_is_itself{"ledger.reference_is_itself", FailureClass::malformed};
inline constexpr Failure debit_account_missing{"ledger.debit_account_missing",
                                               FailureClass::malformed};
inline constexpr Failure credit_account_missing{"ledger.credit_account_missing",
                                                FailureClass::malformed};
inline constexpr Failure accounts_are_the_same{"ledger.accounts_are_the_same",
                                               FailureClass::malformed};
inline constexpr Failure amount_missing{"ledger.amount_missing", FailureClass::malformed};
inline constexpr Failure amount_not_positive{"ledger.amount_not_positive", FailureClass::malformed};

// 2. The id was used before, with other content.
inline constexpr Failure exists_with_different_kind{"ledger.exists_with_different_kind",
                                                    FailureClass::conflict};
inline constexpr Failure exists_with_different_debit_account_id{
    "ledger.exists_with_different_debit_account_id", FailureClass::conflict};
inline constexpr Failure exists_with_different_credit_account_id{
    "ledger.exists_with_different_credit_account_id", FailureClass::conflict};
inline constexpr Failure exists_with_different_amount_fen{"ledger.exists_with_different_amount_fen",
                                                          FailureClass::conflict};
inline constexpr Failure exists_with_different_reference_id{
    "ledger.exists_with_different_reference_id", FailureClass::conflict};
inline constexpr Failure exists_with_different_expires_at_us{
    "ledger.exists_with_different_expires_at_us", FailureClass::conflict};
inline constexpr Failure exists_with_different_effective_at_us{
    "ledger.exists_with_different_effective_at_us", FailureClass::conflict};
inline constexpr Failure exists_with_different_cause{"ledger.exists_with_different_cause",
                                                     FailureClass::conflict};
inline constexpr Failure exists_with_different_memo{"ledger.exists_with_different_memo",
                                                    FailureClass::conflict};
/// The same transfer was posted alone or in another chain.
inline constexpr Failure exists_with_different_chain{"ledger.exists_with_different_chain",
                                                     FailureClass::conflict};

// 3. The transfer it refers to.
inline constexpr Failure reference_not_found{"ledger.reference_not_found", FailureClass::missing};
inline constexpr Failure reference_not_a_reservation{"ledger.reference_not_a_reservation",
                                                     FailureClass::refused};
inline constexpr Failure reference_not_reversible{"ledger.reference_not_reversible",
                                                  FailureClass::refused};
inline constexpr Failure reservation_already_posted{"ledger.reservation_already_posted",
                                                    FailureClass::refused};
inline constexpr Failure reservation_already_voided{"ledger.reservation_already_voided",
                                                    FailureClass::refused};
inline constexpr Failure reservation_expired{"ledger.reservation_expired", FailureClass::refused};
/// Fact `reversed_by`: the transfer that reversed it.
inline constexpr Failure already_reversed{"ledger.already_reversed", FailureClass::refused};
/// Fact `reserved_fen`.
inline constexpr Failure amount_exceeds_reservation{"ledger.amount_exceeds_reservation",
                                                    FailureClass::refused};

// 4. The accounts. Fact `account_id` on each.
inline constexpr Failure debit_account_not_found{"ledger.debit_account_not_found",
                                                 FailureClass::missing};
inline constexpr Failure credit_account_not_found{"ledger.credit_account_not_found",
                                                  FailureClass::missing};
inline constexpr Failure accounts_differ_in_unit{"ledger.accounts_differ_in_unit",
                                                 FailureClass::refused};
inline constexpr Failure debit_account_closed{"ledger.debit_account_closed", FailureClass::refused};
inline constexpr Failure credit_account_closed{"ledger.credit_account_closed",
                                               FailureClass::refused};
inline constexpr Failure debit_account_frozen{"ledger.debit_account_frozen", FailureClass::refused};
inline constexpr Failure credit_account_frozen{"ledger.credit_account_frozen",
                                               FailureClass::refused};

// 5. Time.
inline constexpr Failure effective_in_future{"ledger.effective_in_future", FailureClass::refused};
inline constexpr Failure effective_before_opening{"ledger.effective_before_opening",
                                                  FailureClass::refused};
inline constexpr Failure effective_before_original{"ledger.effective_before_original",
                                                   FailureClass::refused};
inline constexpr Failure expiry_not_in_future{"ledger.expiry_not_in_future", FailureClass::refused};

// 6. Arithmetic and funds.
inline constexpr Failure nothing_to_move{"ledger.nothing_to_move", FailureClass::refused};
/// A counter of an account would pass 2^63 - 1 fen.
inline constexpr Failure amount_overflows{"ledger.amount_overflows", FailureClass::refused};
/// Facts `available_fen` (overdraft included) and `amount_fen`.
inline constexpr Failure insufficient_funds{"ledger.insufficient_funds", FailureClass::refused};
/// The credited account stands on the debit side (cash, a claim) and holds less than the amount.
/// Facts as above.
inline constexpr Failure insufficient_assets{"ledger.insufficient_assets", FailureClass::refused};

// 7. Another transfer of the same chain was refused. Fact `index` of that one in its chain.
inline constexpr Failure linked_transfer_failed{"ledger.linked_transfer_failed",
                                                FailureClass::refused};

/// All of them, in order of precedence.
inline constexpr std::array transfer_failures{&linked_chain_open,
                                              &linked_chain_empty,
                                              &linked_chain_too_long,
                                              &transfer_id_missing,
                                              &cause_malformed,
                                              &memo_malformed,
                                              &field_not_allowed,
                                              &reference_missing,
                                              &reference_is_itself,
                                              &debit_account_missing,
                                              &credit_account_missing,
                                              &accounts_are_the_same,
                                              &amount_missing,
                                              &amount_not_positive,
                                              &exists_with_different_kind,
                                              &exists_with_different_debit_account_id,
                                              &exists_with_different_credit_account_id,
                                              &exists_with_different_amount_fen,
                                              &exists_with_different_reference_id,
                                              &exists_with_different_expires_at_us,
                                              &exists_with_different_effective_at_us,
                                              &exists_with_different_cause,
                                              &exists_with_different_memo,
                                              &exists_with_different_chain,
                                              &reference_not_found,
                                              &reference_not_a_reservation,
                                              &reference_not_reversible,
                                              &reservation_already_posted,
                                              &reservation_already_voided,
                                              &reservation_expired,
                                              &already_reversed,
                                              &amount_exceeds_reservation,
                                              &debit_account_not_found,
                                              &credit_account_not_found,
                                              &accounts_differ_in_unit,
                                              &debit_account_closed,
                                              &credit_account_closed,
                                              &debit_account_frozen,
                                              &credit_account_frozen,
                                              &effective_in_future,
                                              &effective_before_opening,
                                              &effective_before_original,
                                              &expiry_not_in_future,
                                              &nothing_to_move,
                                              &amount_overflows,
                                              &insufficient_funds,
                                              &insufficient_assets,
                                              &linked_transfer_failed};

}  // namespace dlfp::ledger
