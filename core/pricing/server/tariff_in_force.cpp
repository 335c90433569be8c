// Finding and keeping tariffs.
#include "core/pricing/server/tariff_in_force.h"

#include <map>
#include <mutex>

#include "core/pricing/server/table_text.h"

namespace dlfp::pricing {
namespace {

constexpr std::size_t tariffs_max = 256;

}  // namespace

struct TariffShelf::State {
    std::mutex mutex;
    std::map<VersionId, std::shared_ptr<const Tariff>> tariffs;
};

std::shared_ptr<TariffShelf::State> TariffShelf::make_state() { return std::make_shared<State>(); }

std::shared_ptr<const Tariff> TariffShelf::tariff_of(const VersionRow& version) {
    {
        const std::lock_guard lock{state_->mutex};
        const auto found = state_->tariffs.find(version.id);
        if (found != state_->tariffs.end()) return found->second;
    }
    auto tariff = std::make_shared<const Tariff>(from_json<RateTable>(version.content));
    const std::lock_guard lock{state_->mutex};
    if (state_->tariffs.size() >= tariffs_max) state_->tariffs.clear();
    return state_->tariffs.emplace(version.id, std::move(tariff)).first->second;
}

Result<TableRow> own_table(sql::Reader& reader, TableId id,
                           identity::OrganisationId organisation_id) {
    auto table = table_repository::find(reader, id);
    if (!table || table->organisation_id != organisation_id) return table_not_found;
    return std::move(*table);
}

Result<VersionRow> own_version(sql::Reader& reader, VersionId id,
                               identity::OrganisationId organisation_id) {
    auto version = table_repository::find_version(reader, id);
    if (!version || version->organisation_id != organisation_id) return version_not_found;
    return std::move(*version);
}

Result<TariffInForce> tariff_in_force(const api::Platform& platform, sql::Reader& reader,
                                      const TableRow& table, BusinessDate day) {
    const auto version = table_repository::find_in_force(reader, table.id, day);
    if (!version) return no_price_in_force;
    return TariffInForce{version->id, version->number,
                         platform.ports.get<TariffShelf>().tariff_of(*version)};
}

}  // namespace dlfp::pricing
