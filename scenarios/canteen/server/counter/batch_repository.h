// All SQL about uploaded batches.
#pragma once

#include <vector>

#include "core/identity/server/ids.h"
#include "platform/runtime/sql/sql.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::canteen {

struct BatchRow {
    TerminalId terminal_id;
    std::int64_t from_seq = 0;
    std::int64_t to_seq = 0;
    identity::OrganisationId organisation_id;
    sql::Bytes content_hash;
    sql::Bytes signature;
    std::int64_t sale_count = 0;
    std::int64_t repeated_count = 0;
    std::int64_t gap_count = 0;  ///< numbers missing after it
    UtcTime received_at_us;
};
BOOST_DESCRIBE_STRUCT(BatchRow, (),
                      (terminal_id, from_seq, to_seq, organisation_id, content_hash, signature,
                       sale_count, repeated_count, gap_count, received_at_us))

namespace batch_repository {

/// The first upload of a content stays; a repeat of it adds nothing.
void add(sql::Transaction& transaction, const BatchRow& row);
/// Newest first, of before a time; at most 200.
std::vector<BatchRow> list(sql::Reader& reader, identity::OrganisationId organisation_id,
                           UtcTime before, std::int64_t limit);

}  // namespace batch_repository
}  // namespace dlfp::canteen
