// Configured values: list, prepare, decide.
#include "services/conformance/server/change_value.h"

#include <algorithm>
#include <stdexcept>

#include "core/identity/server/identity.h"

namespace dlfp::conformance {
namespace {

constexpr int ahead_days_max = 366;

std::string name_of(sql::Reader& reader, identity::StaffId id) {
    const auto name = identity::staff_name(reader, id);
    return name ? *name : std::string{};
}

ValueView view_of(sql::Reader& reader, const ValueInForce& value,
                  const std::vector<ValueChangeRow>& changes) {
    const auto& open = *value.definition;
    ValueView view{.value_key = open.key,
                   .clauses = open.clauses,
                   .zh = open.zh,
                   .en = open.en,
                   .unit_zh = open.unit_zh,
                   .unit_en = open.unit_en,
                   .amount = value.amount,
                   .proposed = open.proposed,
                   .min = open.min,
                   .max = open.max,
                   .owner = value.owner,
                   .used_by = open.used_by,
                   .is_decided = value.decided_by != nullptr};
    for (const auto& row : changes)
        if (row.value_key == open.key)
            view.changes.push_back({row.amount, row.owner, row.valid_from, row.reason,
                                    name_of(reader, row.maker_id), name_of(reader, row.checker_id),
                                    row.decided_at_us});
    return view;
}

Result<Done> apply_change(api::Call& call, const approval::ApprovedChange& change) {
    const auto document = api::JsonDocument::parse(change.payload);
    ChangeValueRequest request;
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), request, problem))
        throw std::logic_error("a prepared value is unreadable");
    const ValuesInForce values{value_repository::list(call.reader()), call.today()};
    TRY_DONE(plan_change(request, values, call.today()));
    value_repository::add(call.transaction(), {.id = call.next_id<ValueChangeTag>(),
                                               .value_key = request.value_key,
                                               .amount = request.amount,
                                               .owner = request.owner,
                                               .valid_from = request.valid_from,
                                               .reason = request.reason,
                                               .maker_id = change.maker_id,
                                               .checker_id = change.decider_id,
                                               .decided_at_us = call.now()});
    return done;
}

}  // namespace

Result<ValueInForce> plan_change(const ChangeValueRequest& request, const ValuesInForce& values,
                                 BusinessDate today) {
    const auto found = std::ranges::find_if(values.all(), [&](const ValueInForce& value) {
        return value.definition->key == request.value_key;
    });
    if (found == values.all().end()) return value_not_found;
    const auto& open = *found->definition;
    if (request.amount < open.min || request.amount > open.max)
        return Error{value_out_of_bounds}.with("min", open.min).with("max", open.max);
    if (request.valid_from < today || request.valid_from > today.plus_days(ahead_days_max))
        return value_day_refused;
    if (found->decided_by != nullptr && found->amount == request.amount &&
        found->owner == request.owner)
        return value_unchanged;
    return *found;
}

Result<ListValuesReply> list_values(const ListValuesRequest&, api::ReadCall& call) {
    const ValuesInForce values{value_repository::list(call.reader()), call.today()};
    ListValuesReply reply;
    for (const auto& value : values.all())
        reply.items.push_back(view_of(call.reader(), value, values.changes()));
    return reply;
}

Result<ChangeValueReply> change_value(const ChangeValueRequest& request, api::Call& call) {
    const ValuesInForce values{value_repository::list(call.reader()), call.today()};
    TRY(const auto before, plan_change(request, values, call.today()));
    std::string payload;
    api::JsonWriter writer{payload};
    api::write_field(writer, request);
    const auto before_text = before.amount ? std::to_string(*before.amount) : std::string{};
    return ChangeValueReply{
        approval::ask(call, {.kind = std::string(change_value_kind_code),
                             .subject_kind = "conformance_value",
                             .subject_id = request.value_key,
                             .summary = before.definition->zh,
                             .payload = std::move(payload),
                             .changes = {{"amount", before_text, std::to_string(request.amount)},
                                         {"owner", before.owner, request.owner},
                                         {"valid_from", "", request.valid_from.to_text()},
                                         {"reason", "", request.reason}}})};
}

approval::Kind change_value_kind() {
    return {.code = change_value_kind_code,
            .title_zh = "符合性阈值",
            .needed = &agree_to_register,
            .apply = &apply_change};
}

}  // namespace dlfp::conformance
