// Which files of diners were imported, by whom and with which outcome.
#pragma once

#include <string>

#include "core/identity/server/ids.h"
#include "platform/base/time.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::canteen {

struct DinerImportTag {
    static constexpr std::string_view prefix = "dim";
};
using DinerImportId = Id<DinerImportTag>;

struct DinerImport {
    DinerImportId id;
    identity::OrganisationId organisation_id;
    identity::StaffId staff_id;
    std::string file_name;
    std::string content_hash;
    std::int64_t row_count = 0;
    std::int64_t added_count = 0;
    std::int64_t changed_count = 0;
    std::int64_t wrong_count = 0;
    UtcTime confirmed_at_us;
};
BOOST_DESCRIBE_STRUCT(DinerImport, (),
                      (id, organisation_id, staff_id, file_name, content_hash, row_count,
                       added_count, changed_count, wrong_count, confirmed_at_us))

namespace diner_import_repository {

inline void add(sql::Transaction& transaction, const DinerImport& row) {
    transaction.insert("canteen_diner_import", row);
}

}  // namespace diner_import_repository
}  // namespace dlfp::canteen
