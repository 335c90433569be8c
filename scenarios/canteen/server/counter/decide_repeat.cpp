// Repeats and near repeats.
#include "scenarios/canteen/server/counter/decide_repeat.h"

namespace dlfp::canteen {

Result<Repeat> decide_repeat(const std::optional<sql::Bytes>& known_hash, const sql::Bytes& hash,
                             std::int64_t seq) {
    if (!known_hash) return Repeat::fresh;
    if (*known_hash == hash) return Repeat::replay;
    return Error{sale_seq_reused}.with("seq", seq);
}

std::optional<SaleId> decide_suspicion(std::span<const NearbySale> nearby, Money total,
                                       UtcTime occurred_at) {
    std::optional<SaleId> twin;
    auto smallest = repeat_window;
    for (const auto& sale : nearby) {
        const auto apart = sale.occurred_at_us < occurred_at ? occurred_at - sale.occurred_at_us
                                                             : sale.occurred_at_us - occurred_at;
        if (sale.total_fen != total || apart > smallest) continue;
        if (twin && apart == smallest) continue;
        twin = sale.id;
        smallest = apart;
    }
    return twin;
}

}  // namespace dlfp::canteen
