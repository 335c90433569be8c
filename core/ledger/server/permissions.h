// Rights over the ledger's pages and endpoints.
#pragma once

#include "platform/api/caller.h"

namespace dlfp::ledger {

inline constexpr api::Permission read_ledger{"ledger.read", "账务查询"};

}  // namespace dlfp::ledger
