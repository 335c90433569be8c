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
    return ask({call.platform(), call.transaction(), call.now()},
               {identity::staff_of(call.caller()), identity::organisation_of(call.caller())},
               draft);
}

ApprovalId ask(const Place& place, const Maker& maker, const Draft& draft) {
    const auto* kind = place.platform.ports.get<Kinds>().find(draft.kind);
    if (kind == nullptr) throw std::logic_error("no kind of approval named " + draft.kind);
    std::string changes;
    api::JsonWriter writer{changes};
    api::write_field(writer, draft.changes);
    const auto id = place.platform.random.next_id<ApprovalTag>(place.now);
    request_repository::add(place.transaction, {.id = id,
                                                .organisation_id = maker.organisation_id,
                                                .kind = draft.kind,
                                                .subject_kind = draft.subject_kind,
                                                .subject_id = draft.subject_id,
                                                .summary = draft.summary,
                                                .payload = draft.payload,
                                                .changes = changes,
                                                .maker_id = maker.staff_id,
                                                .state = ApprovalState::waiting,
                                                .created_at_us = place.now,
                                                .expires_at_us = place.now + kind->valid_for,
                                                .decided_by_id = {},
                                                .decided_at_us = {},
                                                .remark = {}});
    return id;
}

ApprovedChange change_of(const RequestRow& row) {
    return {.approval_id = row.id,
            .subject_id = row.subject_id,
            .payload = row.payload,
            .maker_id = row.maker_id,
            .decider_id = row.decided_by_id.value_or(identity::StaffId{})};
}

void drop(const Place& place, const RequestRow& row) {
    const auto* kind = place.platform.ports.get<Kinds>().find(row.kind);
    if (kind != nullptr && kind->drop) kind->drop(place, change_of(row));
}

std::optional<ApprovalState> state_of(sql::Reader& reader, ApprovalId id) {
    const auto row = request_repository::find(reader, id);
    return row ? std::optional{row->state} : std::nullopt;
}

void expire(api::Platform& platform, UtcTime now) {
    std::vector<ApprovalId> ids;
    platform.database.read(
        [&](sql::Reader& reader) { ids = request_repository::list_expired(reader, now); });
    for (const auto& id : ids)
        platform.database.write([&](sql::Transaction& transaction) {
            auto row = request_repository::lock(transaction, id);
            if (!row || row->state != ApprovalState::waiting) return false;
            row->state = ApprovalState::expired;
            row->decided_at_us = now;
            request_repository::store_decision(transaction, *row);
            drop({platform, transaction, now}, *row);
            return true;
        });
}

}  // namespace dlfp::approval
