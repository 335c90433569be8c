// The schema files of all modules in the program, found by folder at build time.
#pragma once

#include <vector>

#include "platform/runtime/sql/sql.h"

namespace dlfp::api {

std::vector<sql::Migration> discovered_migrations();

}  // namespace dlfp::api
