// Decided changes of configured values, as rows.
#pragma once

#include "core/identity/server/ids.h"
#include "platform/runtime/sql/sql.h"
#include "services/conformance/server/ids.h"

namespace dlfp::conformance {

struct ValueChangeRow {
    ValueChangeId id;
    std::string value_key;
    std::int64_t amount = 0;
    std::string owner;
    BusinessDate valid_from;
    std::string reason;
    identity::StaffId maker_id;
    identity::StaffId checker_id;
    UtcTime decided_at_us;
};
BOOST_DESCRIBE_STRUCT(ValueChangeRow, (),
                      (id, value_key, amount, owner, valid_from, reason, maker_id, checker_id,
                       decided_at_us))

namespace value_repository {

void add(sql::Transaction& transaction, const ValueChangeRow& row);
/// All changes, those that take effect last first.
std::vector<ValueChangeRow> list(sql::Reader& reader);

}  // namespace value_repository
}  // namespace dlfp::conformance
