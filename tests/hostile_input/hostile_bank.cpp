// The demo bank under bad input.
#include "tests/hostile_input/hostile_bank.h"

#include <algorithm>
#include <array>

#include "app/modules.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/identity.h"
#include "platform/api/openapi.h"
#include "scenarios/canteen/server/ids.h"

namespace dlfp::hostile {
namespace {

namespace json = boost::json;

/// Modules that are walked; a scenario joins by its name once its own tests hold the same.
constexpr std::array walked{"account",  "approval", "audit",  "canteen", "host",
                            "identity", "ledger",   "notice", "outbox",  "payment"};
bool is_walked(std::string_view name) { return std::ranges::find(walked, name) != walked.end(); }

/// All that any endpoint asks for: those of devices are in no module's list.
std::vector<std::string> all_permissions() {
    std::vector<std::string> all;
    for (const auto& module : app::make_modules()) {
        for (const auto* permission : module.permissions) all.emplace_back(permission->code);
        for (const auto& declaration : module.endpoints)
            if (declaration.permission) all.emplace_back(declaration.permission->code);
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
}

/// One text for all rows of a table, whatever its columns are.
std::string rows_query(sql::Reader& reader, const std::string& table) {
    if (reader.engine() == sql::Engine::postgresql)
        return "SELECT COALESCE(string_agg(t::text, '|' ORDER BY t::text), '') FROM " + table +
               " t";
    std::string columns;
    for (const auto& column : reader.list<std::string>(
             {"test.columns", "SELECT name FROM pragma_table_info('" + table + "')"}))
        columns += (columns.empty() ? "quote(" : " || ',' || quote(") + column + ")";
    return "SELECT COALESCE(group_concat(line, '|'), '') FROM (SELECT " + columns +
           " AS line FROM " + table + " ORDER BY 1)";
}

}  // namespace

Party bank_party() {
    return {.organisation_id = identity::bank_organisation_id.bytes(),
            .staff_id = identity::StaffId::fixed(3001).bytes(),
            .customer_id = identity::demo_verified_customer_id.bytes(),
            .device_id = {1, 2, 3}};
}

Party operator_party() {
    return {.organisation_id = identity::demo_operator_id.bytes(),
            .staff_id = identity::StaffId::fixed(3101).bytes(),
            .customer_id = identity::demo_verified_customer_id.bytes(),
            .device_id = canteen::TerminalId::fixed(620'002).bytes()};
}

HostileBank::HostileBank()
    : bank{app::make_modules()},
      operations{read_operations(api::render_openapi(app::make_modules(), "test"))} {
    std::erase_if(operations, [](const auto& one) { return !is_walked(one.tag); });
    for (const auto& module : app::make_modules())
        if (module.load_demo && is_walked(module.name)) module.load_demo(bank.platform());
    bank.deliver_events();
}

test::Client HostileBank::client_for(const Operation& operation, const Party& party) {
    const auto caller = [&](api::CallerKind kind, const IdBytes& id) {
        auto made = bank.caller(kind, id, all_permissions(), party.organisation_id);
        made.session_id = {7};
        return bank.as(std::move(made));
    };
    if (operation.security == "staff_session")
        return caller(api::CallerKind::staff, party.staff_id);
    if (operation.security == "customer_session")
        return caller(api::CallerKind::customer, party.customer_id);
    if (operation.security == "device_signature")
        return caller(api::CallerKind::device, party.device_id);
    if (operation.security == "partner_signature")
        return caller(api::CallerKind::partner, party.device_id);
    return bank.as_nobody();
}

api::ApiReply HostileBank::send(const Operation& operation, const Shot& shot, const Party& party) {
    const auto key = "hostile-" + std::to_string(++sent);
    return client_for(operation, party)
        .send(operation.method, shot.target, shot.body, operation.takes_key ? key : "");
}

std::string HostileBank::code_of(const api::ApiReply& reply) {
    boost::system::error_code problem;
    const auto document = json::parse(reply.body, problem);
    if (problem || !document.is_object()) return "";
    const auto* code = document.as_object().if_contains("code");
    return code && code->is_string() ? code->as_string().c_str() : "";
}

std::vector<std::string> HostileBank::list_tables(sql::Reader& reader) {
    const bool is_sqlite = reader.engine() == sql::Engine::sqlite;
    return reader.list<std::string>(
        {"test.tables", is_sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                  : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"});
}

std::map<std::string, std::int64_t> HostileBank::count_rows() {
    std::map<std::string, std::int64_t> counts;
    bank.database().read([&](sql::Reader& reader) {
        for (const auto& name : list_tables(reader))
            counts[name] =
                reader.value<std::int64_t>({"test.count", "SELECT COUNT(*) FROM " + name});
    });
    return counts;
}

std::map<std::string, std::string> HostileBank::read_all_rows() {
    std::map<std::string, std::string> rows;
    bank.database().read([&](sql::Reader& reader) {
        for (const auto& name : list_tables(reader))
            rows[name] = reader.value<std::string>({"test.rows", rows_query(reader, name)});
    });
    return rows;
}

void HostileBank::expect_no_fault(const Operation& operation, const Shot& shot) {
    for (const auto& fault : bank.take_faults())
        ADD_FAILURE() << operation.name() << ", " << shot.word << ": " << fault << "\n  "
                      << shot.target << "\n  " << shot.body.substr(0, 300);
}

}  // namespace dlfp::hostile
