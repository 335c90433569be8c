// Rate tables of the own organisation with their versions.
#pragma once

#include "core/pricing/server/permissions.h"
#include "core/pricing/server/tariff_in_force.h"
#include "core/pricing/server/validate_table.h"
#include "platform/api/endpoint.h"

namespace dlfp::pricing {

struct VersionLine {
    VersionId version_id;
    std::int64_t number = 0;
    std::int64_t revision = 0;
    VersionState state{};
    bool is_in_force = false;
    std::string note;
    std::optional<BusinessDate> valid_from;
    std::string maker_name;
    UtcTime changed_at_us;
    std::optional<std::string> checker_name;
    std::optional<UtcTime> decided_at_us;
};
BOOST_DESCRIBE_STRUCT(VersionLine, (),
                      (version_id, number, revision, state, is_in_force, note, valid_from,
                       maker_name, changed_at_us, checker_name, decided_at_us))

struct ListTablesRequest {};
BOOST_DESCRIBE_STRUCT(ListTablesRequest, (), ())
struct TableLine {
    TableId table_id;
    std::string code;
    std::string name;
    std::int64_t version_count = 0;
    std::optional<VersionLine> in_force;  ///< today
    std::optional<VersionLine> latest;
};
BOOST_DESCRIBE_STRUCT(TableLine, (), (table_id, code, name, version_count, in_force, latest))
struct ListTablesReply {
    std::vector<TableLine> items;
};
BOOST_DESCRIBE_STRUCT(ListTablesReply, (), (items))

struct ShowTableRequest {
    TableId table_id;
};
BOOST_DESCRIBE_STRUCT(ShowTableRequest, (), (table_id))
struct ShowTableReply {
    TableId table_id;
    std::string code;
    std::string name;
    std::vector<VersionLine> versions;
};
BOOST_DESCRIBE_STRUCT(ShowTableReply, (), (table_id, code, name, versions))

struct ShowVersionRequest {
    VersionId version_id;
};
BOOST_DESCRIBE_STRUCT(ShowVersionRequest, (), (version_id))
struct ShowVersionReply {
    TableId table_id;
    std::string code;
    VersionLine version;
    RateTable table;
    std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(ShowVersionReply, (), (table_id, code, version, table, findings))

Result<ListTablesReply> list_tables(const ListTablesRequest& request, api::ReadCall& call);
Result<ShowTableReply> show_table(const ShowTableRequest& request, api::ReadCall& call);
Result<ShowVersionReply> show_version(const ShowVersionRequest& request, api::ReadCall& call);

inline constexpr api::Limits browse_limits{
    .body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 5s};

inline constexpr auto list_tables_endpoint =
    api::get<&list_tables>("/staff/pricing/tables")
        .doc("Lists the rate tables of the own organisation with what is in force today.")
        .for_staff(view_prices)
        .limits(browse_limits)
        .may_fail();
inline constexpr auto show_table_endpoint =
    api::get<&show_table>("/staff/pricing/tables/{table_id}")
        .doc("Shows a rate table with its versions, the newest first.")
        .for_staff(view_prices)
        .limits(browse_limits)
        .may_fail(table_not_found);
inline constexpr auto show_version_endpoint =
    api::get<&show_version>("/staff/pricing/versions/{version_id}")
        .doc("Shows one version of a rate table with its content and what is wrong with it.")
        .for_staff(view_prices)
        .limits(browse_limits)
        .may_fail(version_not_found);

}  // namespace dlfp::pricing
