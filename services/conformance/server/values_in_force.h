// The configured values as they hold on a day: what was decided, else what the catalogue proposes.
#pragma once

#include "services/conformance/server/catalogue.h"
#include "services/conformance/server/value_repository.h"

namespace dlfp::conformance {

struct ValueInForce {
    const OpenValue* definition = nullptr;
    std::optional<std::int64_t> amount;  ///< nothing: neither decided nor proposed
    std::string owner;
    const ValueChangeRow* decided_by = nullptr;  ///< null: a proposal that nobody decided on yet
};

/// The values of a day, by key. Holds the changes it looks at.
class ValuesInForce {
public:
    /// `changes` as the repository lists them.
    ValuesInForce(std::vector<ValueChangeRow> changes, BusinessDate day);
    ValuesInForce(const ValuesInForce&) = delete;
    ValuesInForce& operator=(const ValuesInForce&) = delete;

    /// In the catalogue's order.
    const std::vector<ValueInForce>& all() const { return values_; }
    const std::vector<ValueChangeRow>& changes() const { return changes_; }
    std::optional<std::int64_t> amount(std::string_view key) const;
    /// How long evidence of such a clause is fresh.
    Duration period_of(const Clause& clause) const;

private:
    std::vector<ValueChangeRow> changes_;
    std::vector<ValueInForce> values_;
};

}  // namespace dlfp::conformance
