// The texts that terminals sign; web/…/console/pages/counter builds the same ones.
#include "scenarios/canteen/server/counter/sale_fact.h"

namespace dlfp::canteen {
namespace {

template <class E>
std::string name_of(E value) {
    return boost::describe::enum_to_string(value, "");
}

template <class Id>
std::string optional_text(const std::optional<Id>& id) {
    return id ? id->to_text() : std::string{};
}

std::string line_text(const SoldLine& line) {
    std::string text = name_of(line.kind);
    text += '\t' + optional_text(line.menu_item_id);
    text += '\t' + optional_text(line.dish_id);
    text += '\t' + line.dish_name;
    text += '\t' + std::to_string(line.quantity.value);
    text += '\t' + (line.weight_g ? std::to_string(line.weight_g->value) : std::string{});
    text += '\t' + std::to_string(line.unit_price_fen.fen());
    return text;
}

}  // namespace

std::string sale_text(const SaleFact& fact) {
    std::string text = "sale\n" + std::to_string(fact.seq.value) + '\n' +
                       std::to_string(fact.device_time_us.us()) + '\n' + name_of(fact.payer.kind) +
                       ':' + fact.payer.value + '\n';
    for (const auto& line : fact.lines) text += line_text(line) + '\n';
    return text;
}

sql::Bytes content_hash_of(const SaleFact& fact) {
    const auto digest = crypto::sm3(sale_text(fact));
    return {digest.begin(), digest.end()};
}

std::string batch_text(const BatchText& batch, const std::vector<SaleFact>& sales) {
    std::string text = "dlfp-batch-1\n" + batch.terminal_id.to_text() + '\n' +
                       std::to_string(batch.from_seq) + '\n' + std::to_string(batch.to_seq) + '\n';
    for (const auto& sale : sales) text += sale_text(sale);
    return text;
}

}  // namespace dlfp::canteen
