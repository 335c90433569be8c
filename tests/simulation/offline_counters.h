// Counters without connection: they note sales, sign them, and hand them in late, twice and in any
// order.
#pragma once

#include <deque>
#include <map>
#include <optional>

#include "scenarios/canteen/server/counter/sale_fact.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/errand.h"
#include "tests/simulation/population.h"

namespace dlfp::simulation {

class OfflineCounters {
public:
    OfflineCounters(const Population& people, Dice& dice) : people_{people}, dice_{dice} {}

    /// Something was sold; some of what was ever sold is handed in, not always the newest.
    Errand upload(UtcTime now);
    /// What nobody took yet, when business ends; nothing when all is taken.
    std::optional<Errand> upload_rest() const;
    /// How many sales the bank says are new. A number that becomes another sale is a finding.
    std::int64_t learn(const Errand& errand, const std::string& body,
                       std::vector<std::string>& findings);
    /// Of these calls that nobody answered, how many sales they may have brought.
    std::int64_t count_open(const std::deque<Errand>& unanswered) const;
    bool has_rest() const { return upload_rest().has_value(); }

    /// What a repeat must say again: which number became which sale.
    static std::string essence(const std::string& body);

private:
    /// Numbers of one counter, the first and the last of them.
    struct Range {
        std::size_t counter = 0;
        std::size_t first = 0;
        std::size_t last = 0;
    };
    static Range range_of(const Errand& errand);
    Errand errand_of(const Range& range) const;
    void sell(std::size_t counter, UtcTime now);

    const Population& people_;
    Dice& dice_;
    std::vector<std::vector<canteen::SaleFact>> sold_ =
        std::vector<std::vector<canteen::SaleFact>>(people_.counters.size());
    /// By counter and number: the sale it became; empty when it waits for staff.
    std::map<std::pair<std::size_t, std::int64_t>, std::string> taken_;
};

}  // namespace dlfp::simulation
