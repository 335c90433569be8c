// Staff of the canteen: one asks for subsidies and refunds, another one decides, both more often
// than they should.
#pragma once

#include <deque>
#include <map>

#include "tests/simulation/dice.h"
#include "tests/simulation/errand.h"
#include "tests/simulation/population.h"

namespace dlfp::simulation {

class StaffDesk {
public:
    StaffDesk(const Population& people, Dice& dice) : people_{people}, dice_{dice} {}

    /// Asks for a subsidy, looks at what waits, or decides; `key` is this errand's own.
    Errand next(UtcTime now, const std::string& key);
    /// The same decision a second time under a key of its own.
    Errand decide_again(const Errand& decision, const std::string& key) const;
    /// How many grants a reply brought. An approval that takes effect twice is a finding.
    std::int64_t learn(const Errand& errand, const std::string& body,
                       std::vector<std::string>& findings);
    void learn_refusal(const Errand& errand, const std::string& code);
    /// Of these decisions that nobody answered, how many grants they may have brought.
    std::int64_t count_open(const std::deque<Errand>& unanswered) const;

private:
    struct Request {
        std::int64_t grants = 0;     ///< zero: a refund
        bool is_of_steward = false;  ///< who then must not decide
        bool is_decided = false;
        bool took_effect = false;
    };
    Errand of_staff(Deed deed, const api::Caller& caller, std::string target,
                    std::string body) const;
    Errand ask_grant(UtcTime now);
    Errand decide();

    const Population& people_;
    Dice& dice_;
    std::map<std::string, Request> requests_;
};

}  // namespace dlfp::simulation
