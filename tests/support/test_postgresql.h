// PostgreSQL databases for tests, cloned from a template per set of migrations.
#pragma once

#include <string>
#include <vector>

#include "platform/runtime/sql/sql.h"

namespace dlfp::test {

/// A fresh copy of the template of these migrations; returns its URL.
std::string clone_postgresql(const std::string& key, const std::vector<sql::Migration>& migrations);
void drop_postgresql(const std::string& url);

}  // namespace dlfp::test
