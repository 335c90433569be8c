// All SQL about configured values.
#include "services/conformance/server/value_repository.h"

namespace dlfp::conformance::value_repository {

void add(sql::Transaction& transaction, const ValueChangeRow& row) {
    transaction.insert("conformance_value_change", row);
}

std::vector<ValueChangeRow> list(sql::Reader& reader) {
    static const std::string text = "SELECT " + sql::column_list<ValueChangeRow>() +
                                    " FROM conformance_value_change "
                                    "ORDER BY valid_from DESC, id DESC LIMIT 5000";
    return reader.list<ValueChangeRow>({"conformance.list_value_changes", text});
}

}  // namespace dlfp::conformance::value_repository
