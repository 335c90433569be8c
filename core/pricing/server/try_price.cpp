// Trial prices.
#include "core/pricing/server/try_price.h"

namespace dlfp::pricing {

Result<TryPriceReply> try_price(const TryPriceRequest& request, api::Call&) {
    TryPriceReply reply{validate_table(request.table), {}};
    if (!reply.findings.empty()) return reply;
    TRY(auto explained, explain_price(Tariff{request.table}, request.stay, request.priced));
    reply.explained = std::move(explained);
    return reply;
}

}  // namespace dlfp::pricing
