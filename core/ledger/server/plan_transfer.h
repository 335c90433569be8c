// Decides one transfer: pure, no SQL, no clock. Reads top-down as the precedence of the failures.
#pragma once

#include "core/ledger/server/account_book.h"

namespace dlfp::ledger {

/// The transfer to apply, the stored one when it was carried out before, or why not. The book must
/// hold whatever the request names, if it exists. `chain_id`: the first id of the request's chain.
Result<TransferPlan> plan_transfer(const AccountBook& book, const TransferRequest& request,
                                   std::optional<TransferId> chain_id = {});

/// What is wrong with the request alone.
Result<Done> check_shape(const TransferRequest& request);

/// Whether a request repeats what is stored under its id; names the first field that differs.
Result<Done> check_same_content(const StoredTransfer& stored, const TransferRequest& request,
                                std::optional<TransferId> chain_id);

inline constexpr std::size_t chain_length_max = 64;
inline constexpr std::size_t batch_length_max = 8192;
inline constexpr std::size_t memo_bytes_max = 200;

}  // namespace dlfp::ledger
