// SQL of canteen_switch.
#pragma once

#include "scenarios/canteen/server/diners/switches.h"

namespace dlfp::canteen::switch_repository {

std::optional<Switches> find(sql::Reader& reader, identity::CustomerId customer_id);
void store(sql::Transaction& transaction, const Switches& switches);

}  // namespace dlfp::canteen::switch_repository
