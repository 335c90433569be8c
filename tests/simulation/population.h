// Who acts in the simulation, and the bank's disk on the morning on which every run begins.
#pragma once

#include <string>
#include <vector>

#include "tests/simulation/crash_disk.h"
#include "tests/simulation/simulated_bank.h"

namespace dlfp::simulation {

/// A verified customer with an electronic account who is a diner of the canteen.
struct SimulatedDiner {
    api::Caller caller;
    std::string account_id;
    std::string diner_id;
    std::string card_number;
};

struct Population {
    std::vector<SimulatedDiner> diners;
    api::Caller steward;
    api::Caller approver;
    api::Caller kitchen;
    std::vector<api::Caller> terminals;
    std::vector<api::Caller> counters;  ///< terminals that hand in late; see fixed_signer.h
    std::string subsidy_type_id;
};

/// What every run begins with.
struct Morning {
    CrashDisk::Image disk;
    Population people;
    std::string database_path;
    OutsideHost::Memory host;
    Money unexplained;  ///< what the ledger has at the host beyond that: money of the demo rows
};

/// 2026-11-23 06:00 in China, a Monday.
UtcTime morning_time();

/// Made once per process, through the interfaces that people use.
const Morning& first_morning();

/// What a reply says at this member; empty when there is none.
std::string member_of(const std::string& json, std::string_view name);

}  // namespace dlfp::simulation
