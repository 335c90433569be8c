// Quotes as rows.
#pragma once

#include "core/identity/server/ids.h"
#include "core/pricing/server/explained_price.h"
#include "core/pricing/server/ids.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::pricing {

struct QuoteRow {
    QuoteId id;
    identity::OrganisationId organisation_id;
    VersionId version_id;
    PricedCase priced{};
    std::string stay;   ///< JSON of what was priced
    std::string price;  ///< JSON of what came out
    Money total_fen;
    Money due_fen;
    UtcTime quoted_at_us;
    UtcTime expires_at_us;
    std::optional<UtcTime> honoured_at_us;
    std::string honoured_for;
};
BOOST_DESCRIBE_STRUCT(QuoteRow, (),
                      (id, organisation_id, version_id, priced, stay, price, total_fen, due_fen,
                       quoted_at_us, expires_at_us, honoured_at_us, honoured_for))

namespace quote_repository {

void add(sql::Transaction& transaction, const QuoteRow& row);
std::optional<QuoteRow> find(sql::Reader& reader, QuoteId id);
/// Whether this call honoured it: once only, whoever else tries at the same time.
enum class Honoured { now, before };
Honoured honour(sql::Transaction& transaction, const QuoteRow& row);
/// The newest first, for checks of the whole; at most 10,000.
std::vector<QuoteRow> list_newest(sql::Reader& reader);

}  // namespace quote_repository
}  // namespace dlfp::pricing
