// Events as JSON in the outbox.
#include "core/account/server/account_events.h"

namespace dlfp::account {

void publish_account(sql::Transaction&, std::string_view, const AccountEvent&) {}

void publish_funding(sql::Transaction&, const Funding&, FundingState, UtcTime) {}

}  // namespace dlfp::account
