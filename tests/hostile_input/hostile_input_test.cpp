// Every endpoint of the core against bad input, walked by the program's own API document: the
// answer is a declared failure, nothing breaks, and what was refused as malformed changed nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "app/modules.h"
#include "core/identity/server/demo.h"
#include "core/identity/server/identity.h"
#include "platform/api/openapi.h"
#include "tests/hostile_input/api_document.h"
#include "tests/support/test_bank.h"

namespace dlfp::hostile {
namespace {

namespace json = boost::json;

/// What is sent, and a word for it.
struct Shot {
    std::string word;
    std::string target;
    std::string body;
};

std::string encoded(const json::value& value) {
    const std::string text = value.is_string() ? value.as_string().c_str() : json::serialize(value);
    std::string result;
    for (const char character : text) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto code = static_cast<unsigned char>(character);
        if (std::isalnum(code) || character == '_' || character == '-')
            result += character;
        else
            result += {'%', digits[code >> 4], digits[code & 15]};
    }
    return result;
}

/// A well-formed request in which single members can be replaced.
class Request {
public:
    explicit Request(const Operation& operation) : operation_{operation} {
        for (const auto& member : operation.path_members)
            path_[member.name] = sample(member.schema);
        for (const auto& member : operation.query_members)
            if (member.is_required) query_[member.name] = sample(member.schema);
        for (const auto& member : operation.body_members)
            if (member.is_required) body_[member.name] = sample(member.schema);
    }
    Request& in_path(const std::string& name, json::value value) {
        path_[name] = std::move(value);
        return *this;
    }
    Request& in_query(const std::string& name, json::value value) {
        query_[name] = std::move(value);
        return *this;
    }
    Request& in_body(const std::string& name, json::value value) {
        body_[name] = std::move(value);
        return *this;
    }
    Request& without(const std::string& name) {
        body_.erase(name);
        return *this;
    }
    std::string target() const {
        std::string result = operation_.path;
        for (const auto& [name, value] : path_) {
            const auto placeholder = "{" + name + "}";
            result.replace(result.find(placeholder), placeholder.size(), encoded(value));
        }
        char separator = '?';
        for (const auto& [name, value] : query_) {
            result += separator + name + "=" + encoded(value);
            separator = '&';
        }
        return result;
    }
    std::string body() const {
        return operation_.has_body ? json::serialize(json::value(body_)) : "";
    }
    Shot shot(std::string word) const { return {std::move(word), target(), body()}; }

private:
    const Operation& operation_;
    std::map<std::string, json::value> path_;
    std::map<std::string, json::value> query_;
    json::object body_;
};

/// Bodies that are no JSON object of the right form, whatever the members are.
std::vector<Shot> broken_bodies(const Operation& operation) {
    const Request good{operation};
    const auto target = good.target();
    const auto body = good.body();
    const std::string deep(3'000, '[');
    std::vector<Shot> shots{
        {"cut in half", target, body.substr(0, body.size() / 2)},
        {"null", target, "null"},
        {"a list", target, "[]"},
        {"a number", target, "1"},
        {"a text", target, "\"a\""},
        {"no JSON", target, "hello"},
        {"something after it", target, body + "{}"},
        {"a byte order mark", target, "\xEF\xBB\xBF" + body},
        {"brackets without end", target, deep},
        {"deep lists", target, deep + std::string(3'000, ']')},
        {"a zero byte", target, body + std::string(1, '\0')},
        {"a single quote", target, "{'a':1}"},
        {"an unknown member", target, Request{operation}.in_body("no_such_member", 1).body()},
        {"a prototype", target, Request{operation}.in_body("__proto__", json::object{}).body()}};
    for (const auto& member : operation.body_members) {
        std::string name = member.name;
        shots.push_back({name + " invalid UTF-8", target, "{\"" + name + "\":\"\xC3\x28\"}"});
        shots.push_back({name + " half a surrogate", target, "{\"" + name + "\":\"\\ud800\"}"});
        shots.push_back({name + " number too long", target,
                         "{\"" + name + "\":1" + std::string(400, '0') + "}"});
        if (member.is_required)
            shots.push_back(Request{operation}.without(name).shot(name + " missing"));
    }
    return shots;
}

std::vector<Shot> malformed(const Operation& operation) {
    std::vector<Shot> shots;
    if (operation.has_body) shots = broken_bodies(operation);
    for (const auto& member : operation.body_members)
        for (const auto& [word, value] : misfits(member.schema))
            shots.push_back(
                Request{operation}.in_body(member.name, value).shot(member.name + " " + word));
    const auto add_texts = [&](const Member& member, auto place) {
        const bool is_chosen = member.schema.contains("pattern") || member.schema.contains("enum");
        const bool is_free = sample(member.schema).is_string() && !is_chosen;
        for (const auto& [word, value] : misfits(member.schema)) {
            // In a path or query everything is text: a number is no misfit of a text.
            const bool fits = is_free ? word != "too long" : word == "a text" || word == "a truth";
            if (!fits)
                shots.push_back(
                    (Request{operation}.*place)(member.name, value).shot(member.name + " " + word));
        }
    };
    for (const auto& member : operation.query_members) add_texts(member, &Request::in_query);
    for (const auto& member : operation.path_members)
        if (member.schema.contains("pattern")) add_texts(member, &Request::in_path);
    shots.push_back(Request{operation}.in_query("no_such_parameter", 1).shot("unknown parameter"));
    return shots;
}

std::vector<Shot> far_out(const Operation& operation) {
    std::vector<Shot> shots{Request{operation}.shot("as in the document")};
    for (const auto& member : operation.body_members)
        for (const auto& [word, value] : extremes(member.schema))
            shots.push_back(
                Request{operation}.in_body(member.name, value).shot(member.name + " " + word));
    for (const auto& member : operation.query_members)
        for (const auto& [word, value] : extremes(member.schema))
            shots.push_back(
                Request{operation}.in_query(member.name, value).shot(member.name + " " + word));
    for (const auto& member : operation.path_members)
        for (const auto& [word, value] : extremes(member.schema))
            shots.push_back(
                Request{operation}.in_path(member.name, value).shot(member.name + " " + word));
    return shots;
}

/// Which of the people of the demo bank calls.
enum class Side { bank, scenario_operator };

/// Modules that are walked; a scenario joins by its name once its own tests hold the same.
constexpr std::array walked{"account", "approval", "audit",  "host",   "identity",
                            "ledger",  "notice",   "outbox", "payment"};
bool is_walked(std::string_view name) { return std::ranges::find(walked, name) != walked.end(); }

class HostileInput : public testing::Test {
protected:
    test::TestBank bank{app::make_modules()};
    std::vector<Operation> operations =
        read_operations(api::render_openapi(app::make_modules(), "test"));
    int sent = 0;

    HostileInput() {
        std::erase_if(operations, [](const auto& one) { return !is_walked(one.tag); });
        for (const auto& module : app::make_modules())
            if (module.load_demo && is_walked(module.name)) module.load_demo(bank.platform());
        bank.deliver_events();
    }
    /// A caller of the kind the operation asks for who holds every permission there is.
    test::Client client_for(const Operation& operation, Side side) {
        std::vector<std::string> all;
        for (const auto* permission : bank.platform().permissions)
            all.emplace_back(permission->code);
        const bool is_bank = side == Side::bank;
        const auto organisation =
            is_bank ? identity::bank_organisation_id : identity::demo_operator_id;
        const auto staff = identity::StaffId::fixed(is_bank ? 3001 : 3101);
        const auto caller = [&](api::CallerKind kind, const IdBytes& id) {
            auto made = bank.caller(kind, id, all, organisation.bytes());
            made.session_id = {7};
            return bank.as(std::move(made));
        };
        if (operation.security == "staff_session")
            return caller(api::CallerKind::staff, staff.bytes());
        if (operation.security == "customer_session")
            return caller(api::CallerKind::customer, identity::demo_verified_customer_id.bytes());
        if (operation.security == "device_signature")
            return caller(api::CallerKind::device, {1, 2, 3});
        if (operation.security == "partner_signature")
            return caller(api::CallerKind::partner, {1, 2, 3});
        return bank.as_nobody();
    }
    api::ApiReply send(const Operation& operation, const Shot& shot, Side side = Side::bank) {
        const auto key = "hostile-" + std::to_string(++sent);
        return client_for(operation, side)
            .send(operation.method, shot.target, shot.body, operation.takes_key ? key : "");
    }
    static std::string code_of(const api::ApiReply& reply) {
        boost::system::error_code problem;
        const auto document = json::parse(reply.body, problem);
        if (problem || !document.is_object()) return "";
        const auto* code = document.as_object().if_contains("code");
        return code && code->is_string() ? code->as_string().c_str() : "";
    }
    /// Rows of all tables by name.
    std::map<std::string, std::int64_t> count_rows() {
        std::map<std::string, std::int64_t> counts;
        bank.database().read([&](sql::Reader& reader) {
            const bool is_sqlite = reader.engine() == sql::Engine::sqlite;
            const auto names = reader.list<std::string>(
                {"test.tables",
                 is_sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                           : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"});
            for (const auto& name : names)
                counts[name] =
                    reader.value<std::int64_t>({"test.count", "SELECT COUNT(*) FROM " + name});
        });
        return counts;
    }
    void expect_no_fault(const Operation& operation, const Shot& shot) {
        for (const auto& fault : bank.take_faults())
            ADD_FAILURE() << operation.name() << ", " << shot.word << ": " << fault << "\n  "
                          << shot.target << "\n  " << shot.body.substr(0, 300);
    }
};

TEST_F(HostileInput, malformed_requests_are_told_so_and_change_nothing) {
    ASSERT_GT(operations.size(), 50U);
    for (const auto& operation : operations) {
        const auto before = count_rows();
        for (const auto& shot : malformed(operation)) {
            const auto reply = send(operation, shot);
            EXPECT_TRUE(reply.status == 400 || reply.status == 413 || reply.status == 404)
                << operation.name() << ", " << shot.word << ": " << reply.status << "\n  "
                << shot.target << "\n  " << shot.body.substr(0, 300) << "\n  "
                << reply.body.substr(0, 300);
            const auto code = code_of(reply);
            EXPECT_TRUE(operation.declares(reply.status, code) || code.starts_with("api."))
                << operation.name() << ", " << shot.word << ": " << code << " is not declared";
            expect_no_fault(operation, shot);
        }
        EXPECT_EQ(count_rows(), before) << operation.name() << " wrote something";
    }
    std::printf("%d malformed requests to %zu operations\n", sent, operations.size());
}

TEST_F(HostileInput, a_body_beyond_its_limit_is_refused_unread) {
    for (const auto& module : app::make_modules())
        for (const auto& declaration : module.endpoints) {
            if (!declaration.operation->has_request_body) continue;
            const std::string method{test::method_of(declaration)};
            for (const auto& operation : operations) {
                if (operation.path != declaration.path || operation.method != method) continue;
                Shot shot = Request{operation}.shot("too large");
                shot.body =
                    "{\"a\":\"" + std::string(declaration.limits.body_bytes_max, 'x') + "\"}";
                const auto reply = send(operation, shot);
                EXPECT_EQ(code_of(reply), "api.body_too_large") << operation.name();
                EXPECT_EQ(reply.status, 413) << operation.name();
            }
        }
}

TEST_F(HostileInput, what_is_well_formed_but_far_out_ends_in_a_declared_answer) {
    for (const auto& operation : operations)
        for (const auto& shot : far_out(operation)) {
            const auto side = sent % 2 == 0 ? Side::bank : Side::scenario_operator;
            const auto reply = send(operation, shot, side);
            EXPECT_LT(reply.status, 500)
                << operation.name() << ", " << shot.word << ": " << reply.body.substr(0, 300);
            if (reply.status != 200)
                EXPECT_TRUE(operation.declares(reply.status, code_of(reply)))
                    << operation.name() << ", " << shot.word << ": " << reply.status << " "
                    << code_of(reply) << " is not declared";
            expect_no_fault(operation, shot);
        }
    for (const auto& module : app::make_modules())
        if (module.verify && module.name == "ledger")
            EXPECT_EQ(module.verify(bank.platform()), std::vector<std::string>{});
    std::printf("%d far-out requests to %zu operations\n", sent, operations.size());
}

}  // namespace
}  // namespace dlfp::hostile
