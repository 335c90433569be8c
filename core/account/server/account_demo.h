// Ledger accounts that every installation needs, and the demo customer's electronic account.
#pragma once

#include "core/account/server/account.h"
#include "platform/api/platform.h"

namespace dlfp::account {

/// Opens the bank's position at the host; repeatable.
Result<Done> open_bank_accounts(sql::Transaction& transaction, UtcTime now);

/// The demo customer's class II account.
inline constexpr EAccountId demo_eaccount_id = EAccountId::fixed(200'101);

/// Binds the demo customer's class-I account at the sandbox, opens a class II account and tops it
/// up through the host, as a customer would; repeatable.
void load_demo(api::Platform& platform);

}  // namespace dlfp::account
