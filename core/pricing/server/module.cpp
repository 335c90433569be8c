// Table of contents of core/pricing.
#include "core/pricing/server/module.h"

#include "core/pricing/server/compare_versions.h"
#include "core/pricing/server/demo.h"
#include "core/pricing/server/edit_tables.h"
#include "core/pricing/server/quote.h"
#include "core/pricing/server/try_price.h"
#include "core/pricing/server/verify_prices.h"

namespace dlfp::pricing {

api::Module make_module() {
    api::Module module{.name = "pricing", .title_zh = "计费"};
    module.permissions = {&view_prices, &edit_prices, &agree_to_prices, &quote_prices};
    module.add(list_tables_endpoint)
        .add(show_table_endpoint)
        .add(show_version_endpoint)
        .add(create_table_endpoint)
        .add(draft_version_endpoint)
        .add(save_draft_endpoint)
        .add(submit_version_endpoint)
        .add(try_price_endpoint)
        .add(compare_versions_endpoint)
        .add(quote_stay_endpoint)
        .add(show_quote_endpoint)
        .add(honour_quote_endpoint);
    module.set_up = [](api::Platform& platform) {
        platform.ports.provide(std::make_shared<TariffShelf>());
        platform.ports.get<approval::Kinds>().add(change_prices_kind());
    };
    module.load_demo = &load_demo;
    module.verify = &verify_prices;
    return module;
}

}  // namespace dlfp::pricing
