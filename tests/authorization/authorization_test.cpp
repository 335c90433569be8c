// The matrix: every operation of the API document by every kind of caller, on an object that is
// there and on one that is not. matrix.txt holds the expected verdicts; DLFP_WRITE_MATRIX=1 writes
// the present ones there, for a person to judge the difference.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

#include "app/modules.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/identity.h"
#include "platform/api/openapi.h"
#include "tests/authorization/call_builder.h"
#include "tests/authorization/known_objects.h"

namespace dlfp::authorization {
namespace {

using hostile::Operation;

/// Who calls, relative to the one customer and the one operator that own the objects.
enum class Who {
    nobody,
    unverified,     // the owning customer before the real-name check
    owner,          // the owning customer
    other,          // another verified customer
    staff_without,  // staff of the owning operator without any permission
    staff_right,    // with exactly the permission that the operation asks for
    staff_foreign,  // the same permission, at another operator
    bank_right,     // the same permission, at the bank
    terminal,       // a terminal of the owning operator
    other_device,   // a device that nobody knows
    partner,        // a partner system
};
constexpr std::array everybody{
    std::pair{Who::nobody, "nobody"},         std::pair{Who::unverified, "unverified"},
    std::pair{Who::owner, "owner"},           std::pair{Who::other, "other"},
    std::pair{Who::staff_without, "staff"},   std::pair{Who::staff_right, "right"},
    std::pair{Who::staff_foreign, "foreign"}, std::pair{Who::bank_right, "bank"},
    std::pair{Who::terminal, "terminal"},     std::pair{Who::other_device, "device"},
    std::pair{Who::partner, "partner"}};

const IdBytes other_customer = identity::demo_registered_customer_id.bytes();
constexpr IdBytes other_organisation{0x02, 2};

/// The door's own answers; a refusal in other words comes from the operation, which let in.
char verdict_of(const api::ApiReply& reply) {
    if (reply.body.contains("\"api.login_required\"")) return 'L';
    if (reply.body.contains("\"api.permission_missing\"")) return 'F';
    return reply.status == 404 ? 'M' : '+';
}

/// Where objects are looked for: existing ones, or ids that nothing has.
enum class Object { there, missing };

std::string row_name(const Operation& operation, Object object) {
    return operation.name() + (object == Object::there ? " there" : " missing");
}

std::map<std::string, std::string> read_matrix() {
    std::map<std::string, std::string> rows;
    std::ifstream file{DLFP_MATRIX};
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto cells = line.rfind("  ");
        auto name = line.substr(0, cells);
        name.erase(name.find_last_not_of(' ') + 1);
        rows[name] = line.substr(cells + 2);
    }
    return rows;
}

void write_matrix(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::ofstream file{DLFP_MATRIX};
    file << "# Who may do what: verdict by operation, object and caller. `there` is an object of\n"
            "# the owner and of the owning operator, `missing` one that does not exist.\n"
            "# L log in first, F forbidden for this caller, M missing (404), + let in: whatever "
            "the\n"
            "# answer is then, it comes from the operation itself. Columns:\n#";
    for (const auto& [who, title] : everybody) file << ' ' << title;
    file << '\n';
    std::size_t width = 0;
    for (const auto& row : rows) width = std::max(width, row.first.size());
    for (const auto& [name, cells] : rows)
        file << name << std::string(width - name.size() + 2, ' ') << cells << '\n';
}

class Authorization : public testing::Test {
protected:
    test::TestBank bank{app::make_modules()};
    std::vector<Operation> operations =
        hostile::read_operations(api::render_openapi(app::make_modules(), "test"));
    std::map<std::string, const api::Permission*> permissions;
    IdBytes terminal{};
    int sent = 0;

    Authorization() {
        static const auto modules = app::make_modules();
        for (const auto& module : modules) {
            if (module.load_demo) module.load_demo(bank.platform());
            for (const auto& declaration : module.endpoints)
                permissions[std::string(test::method_of(declaration)) + " " +
                            std::string(declaration.path)] = declaration.permission;
        }
        bank.deliver_events();
        add_missing_objects(bank);
        terminal = calling_terminal(bank);
        // What only reads goes first: the objects are still as they were.
        std::ranges::sort(operations, {}, [](const Operation& one) {
            return std::pair{one.method == "GET" ? 0 : one.method == "DELETE" ? 2 : 1, one.name()};
        });
    }
    std::vector<std::string> right_to(const Operation& operation) {
        const auto* permission = permissions.at(operation.name());
        return permission ? std::vector{std::string(permission->code)} : std::vector<std::string>{};
    }
    test::Client client(Who who, const Operation& operation) {
        const auto own = identity::demo_operator_id.bytes();
        const auto make = [&](api::CallerKind kind, const IdBytes& id,
                              std::vector<std::string> held, const IdBytes& organisation = {}) {
            auto caller = bank.caller(kind, id, std::move(held), organisation);
            caller.session_id = {9, static_cast<std::uint8_t>(sent % 250),
                                 static_cast<std::uint8_t>(sent / 250)};
            return bank.as(std::move(caller));
        };
        const auto customer_id = identity::demo_verified_customer_id.bytes();
        const std::vector<std::string> registered{std::string(identity::registered_customer.code)};
        std::vector<std::string> verified = registered;
        verified.emplace_back(identity::verified_customer.code);
        const auto staff = identity::StaffId::fixed(3101).bytes();
        switch (who) {
            case Who::nobody: return bank.as_nobody();
            case Who::unverified: return make(api::CallerKind::customer, customer_id, registered);
            case Who::owner: return make(api::CallerKind::customer, customer_id, verified);
            case Who::other: return make(api::CallerKind::customer, other_customer, verified);
            case Who::staff_without: return make(api::CallerKind::staff, staff, {}, own);
            case Who::staff_right:
                return make(api::CallerKind::staff, staff, right_to(operation), own);
            case Who::staff_foreign:
                return make(api::CallerKind::staff, staff, right_to(operation), other_organisation);
            case Who::bank_right:
                return make(api::CallerKind::staff, identity::StaffId::fixed(3001).bytes(),
                            right_to(operation), identity::bank_organisation_id.bytes());
            case Who::terminal:
                return make(api::CallerKind::device, terminal, right_to(operation), own);
            case Who::other_device:
                return make(api::CallerKind::device, {0x02, 3}, right_to(operation),
                            other_organisation);
            case Who::partner:
                return make(api::CallerKind::partner, {0x02, 4}, right_to(operation));
        }
        return bank.as_nobody();
    }
    BuiltCall call_of(const Operation& operation, Object object) {
        return build_call(operation, [&](std::string_view prefix, int place) {
            if (object == Object::there) return find_object(bank, {prefix, operation.path, place});
            return id_text(prefix, IdBytes{0x03, static_cast<std::uint8_t>(place)});
        });
    }
    api::ApiReply ask(Who who, const Operation& operation, Object object) {
        const auto call = call_of(operation, object);
        const auto key = operation.takes_key ? "matrix-" + std::to_string(++sent) : "";
        ++sent;
        return client(who, operation).send(operation.method, call.target, call.body, key);
    }
    static void expect_nothing_of_the_inside(const api::ApiReply& reply) {
        if (reply.status == 200) return;
        for (const auto* word : {".cpp", ".h:", "dlfp::", "SELECT", "sqlite", "/tmp/", "std::"})
            EXPECT_FALSE(reply.body.contains(word)) << reply.body;
    }
    /// The verdicts of all callers in the order of the columns; those who get in come last.
    std::string cells_of(const Operation& operation, Object object) {
        std::string cells;
        for (const auto& [who, title] : everybody) {
            const auto reply = ask(who, operation, object);
            EXPECT_FALSE(reply.body.contains("api.request_malformed"))
                << operation.name() << " was not read: " << reply.body;
            expect_nothing_of_the_inside(reply);
            if (!cells.empty()) cells += ' ';
            cells += verdict_of(reply);
        }
        return cells;
    }
    std::vector<std::pair<std::string, std::string>> present_rows() {
        std::vector<std::pair<std::string, std::string>> rows;
        for (const auto& operation : operations) {
            const bool names_ids = call_of(operation, Object::there).ids > 0;
            if (names_ids)
                rows.emplace_back(row_name(operation, Object::missing),
                                  cells_of(operation, Object::missing));
            rows.emplace_back(row_name(operation, Object::there),
                              cells_of(operation, Object::there));
        }
        std::ranges::sort(rows, {}, [](const auto& row) {
            return row.first.substr(row.first.find(' ')) + row.first;
        });
        return rows;
    }
};

char cell(const std::string& cells, Who who) { return cells[2 * static_cast<std::size_t>(who)]; }

// clause: 8.2.1-d
TEST_F(Authorization, every_cell_of_the_matrix_is_as_expected) {
    const auto rows = present_rows();
    if (std::getenv("DLFP_WRITE_MATRIX") != nullptr) write_matrix(rows);
    auto expected = read_matrix();
    std::size_t count = 0;
    for (const auto& [name, cells] : rows) {
        ASSERT_TRUE(expected.contains(name)) << name << " has no verdict in matrix.txt";
        EXPECT_EQ(cells, expected[name]) << name;
        expected.erase(name);
        count += everybody.size();
    }
    for (const auto& [name, cells] : expected)
        ADD_FAILURE() << "matrix.txt judges what is not there: " << name;
    std::printf("%zu cells: %zu operations, %zu kinds of callers\n", count, operations.size(),
                everybody.size());
}

TEST_F(Authorization, matrix_lets_in_only_the_kind_that_the_document_names) {
    const auto expected = read_matrix();
    for (const auto& operation : operations) {
        const auto& cells = expected.at(row_name(operation, Object::there));
        if (operation.security.empty()) continue;
        EXPECT_EQ(cell(cells, Who::nobody), 'L') << operation.name();
        const bool of_staff = operation.security == "staff_session";
        const bool of_customer = operation.security == "customer_session";
        const bool of_device = operation.security == "device_signature";
        for (const auto& [who, title] : everybody) {
            if (who == Who::nobody) continue;
            const bool is_staff = who >= Who::staff_without && who <= Who::bank_right;
            const bool is_customer = who >= Who::unverified && who <= Who::other;
            const bool is_device = who == Who::terminal || who == Who::other_device;
            const bool is_asked =
                (of_staff && is_staff) || (of_customer && is_customer) || (of_device && is_device);
            if (!is_asked) EXPECT_EQ(cell(cells, who), 'F') << operation.name() << " " << title;
        }
        if (permissions.at(operation.name()) != nullptr)
            EXPECT_EQ(cell(cells, Who::staff_without), 'F') << operation.name();
    }
}

TEST_F(Authorization, matrix_lets_somebody_in_wherever_the_object_is_there) {
    // The document's sample of a mobile number is nobody's, and no event is undelivered.
    const std::set<std::string> empty_handed{
        "POST /staff/accounts/searches there",
        "POST /staff/outbox/events/{event_id}/redelivery there"};
    for (const auto& [name, cells] : read_matrix())
        if (name.ends_with(" there") && !empty_handed.contains(name))
            EXPECT_TRUE(cells.contains('+')) << name << ": a row that proves nothing";
}

/// Without what differs by itself from call to call.
std::string comparable(const api::ApiReply& reply) {
    auto body = reply.body;
    if (const auto at = body.find("\"request_id\":\""); at != body.npos)
        body.erase(at, body.find('"', at + 14) - at);
    std::string text = std::to_string(reply.status) + " " + reply.content_type + " " + body;
    for (const auto& [name, value] : reply.headers) text += "\n" + name;
    return text;
}

TEST_F(Authorization, foreign_objects_answer_like_missing_ones) {
    const auto expected = read_matrix();
    int compared = 0;
    for (const auto& operation : operations)
        for (const auto who : {Who::other, Who::staff_foreign, Who::other_device}) {
            if (!expected.contains(row_name(operation, Object::missing))) continue;
            if (cell(expected.at(row_name(operation, Object::there)), who) != 'M') continue;
            EXPECT_EQ(comparable(ask(who, operation, Object::there)),
                      comparable(ask(who, operation, Object::missing)))
                << operation.name();
            ++compared;
        }
    std::printf("%d foreign objects answered like missing ones\n", compared);
    EXPECT_GT(compared, 30);
}

}  // namespace
}  // namespace dlfp::authorization
