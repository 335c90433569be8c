// Kinds, asking, expiring.
#include "core/approval/server/approval.h"

#include <stdexcept>

#include "core/approval/server/request_repository.h"
#include "core/identity/server/identity.h"
#include "platform/api/field.h"

namespace dlfp::approval {

void Kinds::add(Kind kind) {
    const std::string code{kind.code};
    if (!kinds_.emplace(code, std::move(kind)).second)
        throw std::logic_error("two kinds of approval named " + code);
}

const Kind* Kinds::find(std::string_view code) const {
    const auto found = kinds_.find(code);
    return found == kinds_.end() ? nullptr : &found->second;
}

ApprovalId ask(api::Call& call, const Draft& draft) {
    const auto* kind = call.port<Kinds>().find(draft.kind);
    if (kind == nullptr) throw std::logic_error("no kind of approval named " + draft.kind);
    std::string changes;
    api::JsonWriter writer{changes};
    api::write_field(writer, draft.changes);
    const auto id = call.next_id<ApprovalTag>();
    request_repository::add(call.transaction(),
                            {.id = id,
                             .organisation_id = identity::organisation_of(call.caller()),
                             .kind = draft.kind,
                             .subject_kind = draft.subject_kind,
                             .subject_id = draft.subject_id,
                             .summary = draft.summary,
                             .payload = draft.payload,
                             .changes = changes,
                             .maker_id = identity::staff_of(call.caller()),
                             .state = ApprovalState::waiting,
                             .created_at_us = call.now(),
                             .expires_at_us = call.now() + kind->valid_for,
                             .decided_by_id = {},
                             .decided_at_us = {},
                             .remark = {}});
    return id;
}

std::optional<ApprovalState> state_of(sql::Reader& reader, ApprovalId id) {
    const auto row = request_repository::find(reader, id);
    return row ? std::optional{row->state} : std::nullopt;
}

void expire(api::Platform& platform, UtcTime now) {
    platform.database.write([&](sql::Transaction& transaction) {
        request_repository::expire_before(transaction, now);
        return true;
    });
}

}  // namespace dlfp::approval
