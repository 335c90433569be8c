// Remembers whether a development database has its demo data.
#pragma once

#include "platform/runtime/sql/sql.h"

namespace dlfp::api {

bool is_demo_loaded(sql::Reader& reader);
void mark_demo_loaded(sql::Transaction& transaction, UtcTime now);

}  // namespace dlfp::api
