// Drafts, submissions and their approval.
#include "core/pricing/server/edit_tables.h"

#include "core/identity/server/identity.h"
#include "core/pricing/server/table_text.h"
#include "platform/base/planted.h"

namespace dlfp::pricing {
namespace {

constexpr int ahead_days_max = 366;

std::string state_text(VersionState state) { return boost::describe::enum_to_string(state, ""); }

VersionRow draft_row(const TableRow& table, std::string content, const api::Call& call) {
    VersionRow row{.id = call.next_id<VersionTag>(),
                   .table_id = table.id,
                   .organisation_id = table.organisation_id,
                   .content = std::move(content),
                   .maker_id = identity::staff_of(call.caller()),
                   .changed_at_us = call.now()};
    row.digest = digest_of(row.content);
    return row;
}

Result<VersionRow> lock_own(VersionId id, const api::Call& call) {
    auto version = table_repository::lock_version(call.transaction(), id);
    if (!version || version->organisation_id != identity::organisation_of(call.caller()))
        return version_not_found;
    return std::move(*version);
}

VersionId version_of(const approval::ApprovedChange& change) {
    return VersionId::parse(change.subject_id).value();
}

/// A version that waits; anything else means that the approval outlived its subject.
Result<VersionRow> lock_waiting(sql::Transaction& transaction,
                                const approval::ApprovedChange& change) {
    auto version = table_repository::lock_version(transaction, version_of(change));
    if (!version) return version_not_found;
    if (version->state != VersionState::waiting)
        return Error{version_not_draft}.with("state", state_text(version->state));
    return std::move(*version);
}

Result<Done> apply_prices(api::Call& call, const approval::ApprovedChange& change) {
    TRY(auto version, lock_waiting(call.transaction(), change));
    if (version.valid_from < call.today() && !planted("pricing.past_repriced"))
        return valid_from_refused;
    version.state = VersionState::approved;
    version.checker_id = change.decider_id;
    version.decided_at_us = call.now();
    table_repository::store_version(call.transaction(), version);
    table_repository::rename(call.transaction(), version.table_id,
                             from_json<RateTable>(version.content).name);
    return done;
}

/// Rejected, withdrawn or forgotten: it is a draft again.
void drop_prices(const approval::Place& place, const approval::ApprovedChange& change) {
    auto version = lock_waiting(place.transaction, change);
    if (!version) return;
    version->state = VersionState::draft;
    version->valid_from.reset();
    table_repository::store_version(place.transaction, *version);
}

}  // namespace

RateTable starter_table(std::string name) {
    RateTable table{.name = std::move(name)};
    auto& all = table.collections.emplace_back();
    all.code = "all", all.name = "全部车辆";
    all.free_time.minutes = 15;
    all.window.kind = WindowKind::rolling;
    all.max_value_fen = yuan(30);
    all.lines.push_back({.code = "first_hour",
                         .name = "首小时",
                         .type = RateLineType::flat_rate_tier,
                         .duration_end = 60,
                         .value_fen = yuan(5)});
    all.lines.push_back({.code = "further",
                         .name = "之后每半小时",
                         .type = RateLineType::incrementing_rate,
                         .duration_start = 60,
                         .increment_minutes = 30,
                         .value_fen = yuan(2)});
    return table;
}

Result<Done> plan_submission(const VersionRow& version, BusinessDate valid_from,
                             BusinessDate today) {
    if (version.state != VersionState::draft)
        return Error{version_not_draft}.with("state", state_text(version.state));
    if (valid_from < today || valid_from > today.plus_days(ahead_days_max))
        return valid_from_refused;
    const auto findings = validate_table(from_json<RateTable>(version.content));
    if (!findings.empty())
        return Error{table_has_findings}
            .with("count", static_cast<std::int64_t>(findings.size()))
            .with("place", findings.front().place);
    return done;
}

Result<DraftReply> create_table(const CreateTableRequest& request, api::Call& call) {
    const TableRow table{.id = call.next_id<TableTag>(),
                         .organisation_id = identity::organisation_of(call.caller()),
                         .code = request.code,
                         .name = request.name,
                         .created_at_us = call.now(),
                         .created_by_id = identity::staff_of(call.caller())};
    if (table_repository::add(call.transaction(), table) == table_repository::Added::code_taken)
        return table_code_taken;
    const auto version = draft_row(table, to_json(starter_table(request.name)), call);
    table_repository::add_version(call.transaction(), version);
    call.about("pricing_table", table.id.to_text());
    return DraftReply{table.id, version.id};
}

Result<DraftReply> draft_version(const DraftVersionRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    const auto table = table_repository::lock(call.transaction(), request.table_id);
    if (!table || table->organisation_id != organisation_id) return table_not_found;
    TRY(const VersionRow from,
        own_version(call.transaction(), request.from_version_id, organisation_id));
    auto version = draft_row(*table, from.content, call);
    version.number =
        table_repository::list_versions(call.transaction(), table->id).front().number + 1;
    table_repository::add_version(call.transaction(), version);
    call.about("pricing_version", version.id.to_text());
    return DraftReply{table->id, version.id};
}

Result<SaveDraftReply> save_draft(const SaveDraftRequest& request, api::Call& call) {
    TRY(auto version, lock_own(request.version_id, call));
    if (version.state != VersionState::draft)
        return Error{version_not_draft}.with("state", state_text(version.state));
    if (version.revision != request.revision && !planted("pricing.draft_saved_over"))
        return Error{version_changed}.with("revision", version.revision);
    ++version.revision;
    version.note = request.note;
    version.content = to_json(request.table);
    version.digest = digest_of(version.content);
    version.maker_id = identity::staff_of(call.caller());
    version.changed_at_us = call.now();
    table_repository::store_version(call.transaction(), version);
    call.about("pricing_version", version.id.to_text());
    return SaveDraftReply{version.revision, validate_table(request.table)};
}

Result<SubmitVersionReply> submit_version(const SubmitVersionRequest& request, api::Call& call) {
    TRY(auto version, lock_own(request.version_id, call));
    TRY_DONE(plan_submission(version, request.valid_from, call.today()));
    const auto table = table_repository::find(call.transaction(), version.table_id).value();
    const auto in_force =
        table_repository::find_in_force(call.transaction(), table.id, request.valid_from);
    version.state = VersionState::waiting;
    version.valid_from = request.valid_from;
    version.maker_id = identity::staff_of(call.caller());
    table_repository::store_version(call.transaction(), version);
    call.about("pricing_version", version.id.to_text());
    return SubmitVersionReply{approval::ask(
        call, {.kind = std::string(change_prices_kind_code),
               .subject_kind = "pricing_version",
               .subject_id = version.id.to_text(),
               .summary = table.name + " v" + std::to_string(version.number),
               .payload = "",
               .changes = {{"version", in_force ? std::to_string(in_force->number) : "",
                            std::to_string(version.number)},
                           {"valid_from", "", request.valid_from.to_text()},
                           {"note", "", version.note}}})};
}

approval::Kind change_prices_kind() {
    return {.code = change_prices_kind_code,
            .title_zh = "费率变更",
            .needed = &agree_to_prices,
            .apply = &apply_prices,
            .drop = &drop_prices};
}

}  // namespace dlfp::pricing
