// Which version of a table prices a day, laid out once and kept: approved versions never change.
#pragma once

#include <memory>

#include "core/pricing/server/pricing_failures.h"
#include "core/pricing/server/table_repository.h"
#include "core/pricing/server/tariff.h"
#include "platform/api/call.h"

namespace dlfp::pricing {

struct TariffInForce {
    VersionId version_id;
    std::int64_t number = 0;
    std::shared_ptr<const Tariff> tariff;
};

/// The version that prices stays which begin on this day: a stay keeps the prices of its entry.
/// no_price_in_force where none was approved.
Result<TariffInForce> tariff_in_force(const api::Platform& platform, sql::Reader& reader,
                                      const TableRow& table, BusinessDate day);
/// The table of this organisation; table_not_found otherwise.
Result<TableRow> own_table(sql::Reader& reader, TableId id,
                           identity::OrganisationId organisation_id);
/// A version of this organisation; version_not_found otherwise.
Result<VersionRow> own_version(sql::Reader& reader, VersionId id,
                               identity::OrganisationId organisation_id);

/// Tariffs of approved versions, shared by all calls. At most 256, then it begins anew.
class TariffShelf {
public:
    /// Throws when an approved version is damaged.
    std::shared_ptr<const Tariff> tariff_of(const VersionRow& version);

private:
    struct State;
    std::shared_ptr<State> state_ = make_state();
    static std::shared_ptr<State> make_state();
};

}  // namespace dlfp::pricing
