// How the layer hands every writing call of staff to the audit chain without knowing it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/api/call.h"

namespace dlfp::api {

/// One writing call as the audit record wants it.
struct AuditEntry {
    std::string_view action;  ///< "canteen.change_menu"
    const Caller& caller;
    UtcTime at;
    std::string_view request_id;
    std::string_view subject_kind;
    std::string_view subject_id;
    const std::vector<ChangedField>& changes;
};

/// Provided by core/audit; runs inside the unit that did the work, so both are kept or neither.
class AuditPort {
public:
    virtual ~AuditPort() = default;
    virtual void record(sql::Transaction& transaction, const AuditEntry& entry) = 0;
};

}  // namespace dlfp::api
