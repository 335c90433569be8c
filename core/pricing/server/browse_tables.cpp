// Lists for the console.
#include "core/pricing/server/browse_tables.h"

#include "core/identity/server/identity.h"
#include "core/pricing/server/table_text.h"

namespace dlfp::pricing {
namespace {

std::string name_of(sql::Reader& reader, identity::StaffId id) {
    const auto name = identity::staff_name(reader, id);
    return name ? *name : std::string{};
}

VersionLine line_of(sql::Reader& reader, const VersionRow& row,
                    const std::optional<VersionRow>& in_force) {
    VersionLine line{.version_id = row.id,
                     .number = row.number,
                     .revision = row.revision,
                     .state = row.state,
                     .is_in_force = in_force && in_force->id == row.id,
                     .note = row.note,
                     .valid_from = row.valid_from,
                     .maker_name = name_of(reader, row.maker_id),
                     .changed_at_us = row.changed_at_us,
                     .decided_at_us = row.decided_at_us};
    if (row.checker_id) line.checker_name = name_of(reader, *row.checker_id);
    return line;
}

}  // namespace

Result<ListTablesReply> list_tables(const ListTablesRequest&, api::ReadCall& call) {
    ListTablesReply reply;
    auto& reader = call.reader();
    for (const auto& table :
         table_repository::list(reader, identity::organisation_of(call.caller()))) {
        const auto versions = table_repository::list_versions(reader, table.id);
        const auto in_force = table_repository::find_in_force(reader, table.id, call.today());
        TableLine line{.table_id = table.id,
                       .code = table.code,
                       .name = table.name,
                       .version_count = static_cast<std::int64_t>(versions.size())};
        if (in_force) line.in_force = line_of(reader, *in_force, in_force);
        if (!versions.empty()) line.latest = line_of(reader, versions.front(), in_force);
        reply.items.push_back(std::move(line));
    }
    return reply;
}

Result<ShowTableReply> show_table(const ShowTableRequest& request, api::ReadCall& call) {
    auto& reader = call.reader();
    TRY(const TableRow table,
        own_table(reader, request.table_id, identity::organisation_of(call.caller())));
    ShowTableReply reply{table.id, table.code, table.name, {}};
    const auto in_force = table_repository::find_in_force(reader, table.id, call.today());
    for (const auto& version : table_repository::list_versions(reader, table.id))
        reply.versions.push_back(line_of(reader, version, in_force));
    return reply;
}

Result<ShowVersionReply> show_version(const ShowVersionRequest& request, api::ReadCall& call) {
    auto& reader = call.reader();
    TRY(const VersionRow version,
        own_version(reader, request.version_id, identity::organisation_of(call.caller())));
    const auto table = table_repository::find(reader, version.table_id);
    const auto in_force = table_repository::find_in_force(reader, version.table_id, call.today());
    auto content = from_json<RateTable>(version.content);
    auto findings = validate_table(content);
    return ShowVersionReply{version.table_id, table ? table->code : "",
                            line_of(reader, version, in_force), std::move(content),
                            std::move(findings)};
}

}  // namespace dlfp::pricing
