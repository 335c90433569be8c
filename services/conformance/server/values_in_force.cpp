// Which change holds: of those whose day has come the latest.
#include "services/conformance/server/values_in_force.h"

#include <algorithm>
#include <stdexcept>

namespace dlfp::conformance {

ValuesInForce::ValuesInForce(std::vector<ValueChangeRow> changes, BusinessDate day)
    : changes_{std::move(changes)} {
    for (const auto& open : catalogue().values) {
        ValueInForce value{.definition = &open, .amount = open.proposed, .owner = open.owner};
        const auto decided = std::ranges::find_if(changes_, [&](const ValueChangeRow& change) {
            return change.value_key == open.key && change.valid_from <= day;
        });
        if (decided != changes_.end()) {
            value.amount = decided->amount;
            value.owner = decided->owner;
            value.decided_by = &*decided;
        }
        values_.push_back(std::move(value));
    }
}

std::optional<std::int64_t> ValuesInForce::amount(std::string_view key) const {
    for (const auto& value : values_)
        if (value.definition->key == key) return value.amount;
    return std::nullopt;
}

Duration ValuesInForce::period_of(const Clause& clause) const {
    const auto days = amount(period_key(clause.kind));
    if (!days) throw std::logic_error("no period for clauses of kind " + clause.kind);
    return std::chrono::hours{24 * *days};
}

}  // namespace dlfp::conformance
