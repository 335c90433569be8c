// Confirmations that wait for their answer, as rows.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "core/identity/server/ids.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::identity {

struct ConfirmationTag {
    static constexpr std::string_view prefix = "cnf";
};
using ConfirmationId = Id<ConfirmationTag>;

}  // namespace dlfp::identity

namespace dlfp::identity::confirmation_repository {

struct OpenConfirmation {
    ConfirmationId id;
    CustomerId customer_id;
    SessionId session_id;
    sql::Bytes operation_digest;
    sql::Bytes challenge;
    UtcTime expires_at_us;
};
BOOST_DESCRIBE_STRUCT(OpenConfirmation, (),
                      (id, customer_id, session_id, operation_digest, challenge, expires_at_us))

void open(sql::Transaction& transaction, const OpenConfirmation& confirmation);
std::optional<OpenConfirmation> find(sql::Reader& reader, ConfirmationId id);
/// False when it was closed before: of many answers to one question one counts.
bool close(sql::Transaction& transaction, ConfirmationId id);
std::int64_t forget_before(sql::Transaction& transaction, UtcTime time);

}  // namespace dlfp::identity::confirmation_repository
