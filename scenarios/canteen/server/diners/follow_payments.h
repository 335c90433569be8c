// What charges and refunds of meals mean for purses; told inside the unit that made them.
#pragma once

#include <string_view>

#include "platform/api/platform.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::canteen {

/// A refund that came back to an arrears account is money of the cash purse once the debt is paid,
/// and one that came back to cash pays what is owed (row C2). What came back to a subsidy that is
/// over returns to the operator's funding (row C5).
void settle_after_refund(api::Platform& platform, sql::Transaction& transaction,
                         std::string_view payload_json);

/// A message for each meal that was paid, unless the customer switched that off (clause 3.1.3-6).
void tell_of_meal(api::Platform& platform, sql::Transaction& transaction,
                  std::string_view payload_json);

}  // namespace dlfp::canteen
