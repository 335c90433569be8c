// Queries about batches.
#include "scenarios/canteen/server/counter/batch_repository.h"

namespace dlfp::canteen::batch_repository {
namespace {

constexpr sql::Query list_query{
    "canteen.list_batches",
    "SELECT terminal_id, from_seq, to_seq, organisation_id, content_hash, signature, sale_count, "
    "repeated_count, gap_count, received_at_us FROM canteen_offline_batch "
    "WHERE organisation_id = $1 AND received_at_us < $2 ORDER BY received_at_us DESC, from_seq "
    "LIMIT $3"};

}  // namespace

void add(sql::Transaction& transaction, const BatchRow& row) {
    transaction.insert_if_absent("canteen_offline_batch", row);
}

std::vector<BatchRow> list(sql::Reader& reader, identity::OrganisationId organisation_id,
                           UtcTime before, std::int64_t limit) {
    return reader.list<BatchRow>(list_query, organisation_id, before, limit);
}

}  // namespace dlfp::canteen::batch_repository
