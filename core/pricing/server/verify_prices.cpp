// Prices every quote once more.
#include "core/pricing/server/verify_prices.h"

#include <map>
#include <memory>

#include "core/pricing/server/explained_price.h"
#include "core/pricing/server/quote_repository.h"
#include "core/pricing/server/table_repository.h"
#include "core/pricing/server/table_text.h"

namespace dlfp::pricing {

std::vector<std::string> verify_prices(api::Platform& platform) {
    std::vector<std::string> sentences;
    platform.database.read([&](sql::Reader& reader) {
        std::map<VersionId, std::unique_ptr<Tariff>> tariffs;
        for (const auto& version : table_repository::list_approved(reader)) {
            if (digest_of(version.content) != version.digest)
                sentences.push_back("version " + version.id.to_text() + " was changed");
            else
                tariffs[version.id] =
                    std::make_unique<Tariff>(from_json<RateTable>(version.content));
        }
        for (const auto& quote : quote_repository::list_newest(reader)) {
            const auto found = tariffs.find(quote.version_id);
            if (found == tariffs.end()) continue;
            const auto price =
                explain_price(*found->second, from_json<Stay>(quote.stay), quote.priced);
            if (!price || to_json(price->price) != quote.price ||
                price->price.due_fen != quote.due_fen)
                sentences.push_back("quote " + quote.id.to_text() + " is not what it was");
        }
    });
    return sentences;
}

}  // namespace dlfp::pricing
