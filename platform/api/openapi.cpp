// Declarations to OpenAPI.
#include "platform/api/openapi.h"

#include <algorithm>
#include <map>
#include <set>

#include "platform/api/failures.h"
#include "platform/api/json.h"
#include "platform/api/router.h"

namespace dlfp::api {
namespace {

struct Placed {
    const Module* module;
    const Declaration* declaration;
};

std::string operation_id(std::string_view qualified) {
    if (qualified.starts_with("dlfp::")) qualified.remove_prefix(6);
    std::string name(qualified);
    for (auto at = name.find("::"); at != name.npos; at = name.find("::")) name.replace(at, 2, "_");
    return name;
}

std::string_view security_of(CallerKind kind) {
    switch (kind) {
        case CallerKind::anonymous: return "";
        case CallerKind::customer: return "customer_session";
        case CallerKind::staff: return "staff_session";
        case CallerKind::partner: return "partner_signature";
        case CallerKind::device: return "device_signature";
    }
    return "";
}

class DocumentWriter {
public:
    DocumentWriter(std::string& out, const ExampleWords& words)
        : writer_{out}, examples_{book_.schemas(), words} {}

    void write(const std::vector<Module>& modules, std::string_view version) {
        writer_.begin_object();
        writer_.member("openapi", "3.1.0");
        write_head(version);
        write_tags(modules);
        write_paths(modules);
        write_components();
        writer_.end_object();
    }

private:
    void write_head(std::string_view version) {
        writer_.key("info");
        writer_.begin_object();
        writer_.member("title", "Digital Livelihood Finance Platform");
        writer_.member("version", version);
        writer_.member(
            "description",
            "Amounts are integer fen, times microseconds since 1970 in UTC. Failures are "
            "problem documents (RFC 9457) with a stable code. Writing calls marked so take "
            "an Idempotency-Key header and may be repeated under it for two business days.");
        writer_.key("license");
        writer_.begin_object();
        writer_.member("name", "Proprietary");
        writer_.member("identifier", "LicenseRef-proprietary");
        writer_.end_object();
        writer_.key("contact");
        writer_.begin_object(), writer_.member("name", "Platform operations"), writer_.end_object();
        writer_.end_object();
        writer_.key("servers");
        writer_.begin_array();
        writer_.begin_object(), writer_.member("url", "/api"), writer_.end_object();
        writer_.end_array();
    }

    void write_tags(const std::vector<Module>& modules) {
        std::map<std::string_view, std::string_view> tags;
        for (const auto& module : modules)
            if (!module.endpoints.empty()) tags[module.name] = module.title_zh;
        writer_.key("tags");
        writer_.begin_array();
        for (const auto& [name, title] : tags) {
            writer_.begin_object();
            writer_.member("name", name);
            writer_.member("description", title.empty() ? name : title);
            writer_.end_object();
        }
        writer_.end_array();
    }

    void write_paths(const std::vector<Module>& modules) {
        std::map<std::string_view, std::map<std::string_view, Placed>> paths;
        for (const auto& module : modules)
            for (const auto& declaration : module.endpoints)
                paths[declaration.path][verb_text(declaration.verb)] = {&module, &declaration};
        writer_.key("paths");
        writer_.begin_object();
        for (const auto& [path, verbs] : paths) {
            writer_.key(path);
            writer_.begin_object();
            for (const auto& [verb, placed] : verbs) {
                writer_.key(verb);
                write_operation(placed);
            }
            writer_.end_object();
        }
        writer_.end_object();
    }

    void write_operation(const Placed& placed) {
        const auto& declaration = *placed.declaration;
        writer_.begin_object();
        writer_.member("operationId", operation_id(declaration.operation->qualified_name));
        writer_.key("tags");
        writer_.begin_array(), writer_.string(placed.module->name), writer_.end_array();
        writer_.member("summary", declaration.doc);
        writer_.member("description", describe_limits(declaration));
        write_limits(declaration);
        write_security(declaration);
        write_parameters(declaration);
        write_responses(declaration);
        writer_.end_object();
    }

    static std::string describe_limits(const Declaration& declaration) {
        std::string text = "At most " + std::to_string(declaration.limits.calls_per_minute_max) +
                           " calls a minute per caller.";
        if (declaration.permission != nullptr)
            text += " Needs the permission `" + std::string(declaration.permission->code) + "`.";
        if (declaration.repetition == Repetition::by_nature)
            text += " Repeating it changes nothing more.";
        return text;
    }

    /// The same for programs; the reference page shows them as figures.
    void write_limits(const Declaration& declaration) {
        using std::chrono::duration_cast, std::chrono::milliseconds;
        const auto& limits = declaration.limits;
        writer_.key("x-limits");
        writer_.begin_object();
        writer_.member("calls_per_minute_max", limits.calls_per_minute_max);
        writer_.member("body_bytes_max", static_cast<std::int64_t>(limits.body_bytes_max));
        writer_.member("deadline_ms", duration_cast<milliseconds>(limits.deadline).count());
        writer_.end_object();
        if (declaration.permission == nullptr) return;
        writer_.member("x-permission", declaration.permission->code);
    }

    void write_security(const Declaration& declaration) {
        writer_.key("security");
        writer_.begin_array();
        if (const auto scheme = security_of(declaration.caller_kind); !scheme.empty()) {
            writer_.begin_object();
            writer_.key(scheme);
            writer_.begin_array(), writer_.end_array();
            writer_.end_object();
        }
        writer_.end_array();
    }

    void write_parameters(const Declaration& declaration) {
        const auto members = declaration.operation->member_schemas(book_);
        const bool uses_query = declaration.verb == Verb::get || declaration.verb == Verb::del;
        std::vector<std::pair<std::string, std::string>> body_members;
        writer_.key("parameters");
        writer_.begin_array();
        for (const auto& [name, schema] : members) {
            const bool is_optional = schema.starts_with('?');
            const bool is_in_path =
                declaration.path.find("{" + name + "}") != std::string_view::npos;
            if (!is_in_path && !uses_query) {
                body_members.emplace_back(name, schema);
                continue;
            }
            writer_.begin_object();
            writer_.member("name", name);
            writer_.member("in", is_in_path ? "path" : "query");
            writer_.key("required"), writer_.boolean(is_in_path || !is_optional);
            const auto plain = schema.substr(is_optional ? 1 : 0);
            writer_.key("schema"), writer_.raw(plain);
            writer_.key("example"), examples_.write(writer_, plain, name);
            writer_.end_object();
        }
        if (declaration.repetition == Repetition::by_key) write_key_parameter();
        writer_.end_array();
        if (!body_members.empty()) write_body(body_members);
    }

    void write_key_parameter() {
        writer_.begin_object();
        writer_.member("$ref", "#/components/parameters/IdempotencyKey");
        writer_.end_object();
    }

    void write_body(const std::vector<std::pair<std::string, std::string>>& members) {
        writer_.key("requestBody");
        writer_.begin_object();
        writer_.key("required"), writer_.boolean(true);
        writer_.key("content");
        writer_.begin_object();
        writer_.key("application/json");
        writer_.begin_object();
        const auto schema = body_schema(members);
        writer_.key("schema"), writer_.raw(schema);
        writer_.key("example"), examples_.write(writer_, schema, "");
        writer_.end_object();
        writer_.end_object();
        writer_.end_object();
    }

    static std::string body_schema(
        const std::vector<std::pair<std::string, std::string>>& members) {
        std::string text;
        JsonWriter writer{text};
        writer.begin_object();
        writer.member("type", "object");
        writer.key("additionalProperties"), writer.boolean(false);
        writer.key("properties");
        writer.begin_object();
        for (const auto& [name, schema] : members) {
            writer.key(name);
            if (schema.starts_with('?'))
                writer.raw(R"({"anyOf":[)" + schema.substr(1) + R"(,{"type":"null"}]})");
            else
                writer.raw(schema);
        }
        writer.end_object();
        writer.key("required");
        writer.begin_array();
        for (const auto& [name, schema] : members)
            if (!schema.starts_with('?')) writer.string(name);
        writer.end_array();
        writer.end_object();
        return text;
    }

    void write_responses(const Declaration& declaration) {
        std::map<int, std::set<std::string_view>> codes;
        const auto add = [&](const Failure& failure) {
            codes[http_status(failure)].insert(failure.code);
        };
        for (std::size_t index = 0; index < declaration.failure_count; ++index)
            add(*declaration.failures[index]);
        add(request_malformed), add(too_many_calls), add(storage_unavailable);
        if (declaration.caller_kind != CallerKind::anonymous)
            add(login_required), add(permission_missing);
        if (declaration.ownership != nullptr) add(not_found);
        if (declaration.repetition == Repetition::by_key)
            add(idempotency_key_missing), add(idempotency_key_reused);
        if (declaration.operation->writes) add(outcome_unknown), add(deadline_passed);

        writer_.key("responses");
        writer_.begin_object();
        write_success(declaration);
        for (const auto& [status, names] : codes) {
            writer_.key(std::to_string(status));
            writer_.begin_object();
            std::string text;
            for (const auto name : names)
                text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
            writer_.member("description", text);
            writer_.key("content"), begin_media("application/problem+json");
            write_problem_schema(names);
            end_media();
            writer_.end_object();
        }
        writer_.end_object();
    }

    void write_problem_schema(const std::set<std::string_view>& codes) {
        writer_.begin_object();
        writer_.key("allOf");
        writer_.begin_array();
        writer_.begin_object();
        writer_.member("$ref", "#/components/schemas/Problem");
        writer_.end_object();
        writer_.begin_object();
        writer_.member("type", "object");
        writer_.key("properties");
        writer_.begin_object();
        writer_.key("code");
        writer_.begin_object();
        writer_.member("type", "string");
        writer_.key("enum");
        writer_.begin_array();
        for (const auto code : codes) writer_.string(code);
        writer_.end_array();
        writer_.end_object();
        writer_.end_object();
        writer_.end_object();
        writer_.end_array();
        writer_.end_object();
    }

    void write_success(const Declaration& declaration) {
        writer_.key("200");
        writer_.begin_object();
        writer_.member("description", "Done.");
        writer_.key("content");
        switch (declaration.operation->reply_kind) {
            case Operation::ReplyKind::json:
                begin_media("application/json");
                write_reply(*declaration.operation);
                break;
            case Operation::ReplyKind::file:
                begin_media("application/octet-stream");
                writer_.raw(R"({"type":"string","format":"binary"})");
                break;
            case Operation::ReplyKind::events:
                begin_media("text/event-stream");
                writer_.raw(R"({"type":"string"})");
                break;
        }
        end_media();
        writer_.end_object();
    }

    void write_reply(const Operation& operation) {
        std::string schema;
        JsonWriter schema_writer{schema};
        operation.reply_schema(book_, schema_writer);
        writer_.raw(schema);
        writer_.key("example"), examples_.write(writer_, schema, "");
    }

    void begin_media(std::string_view type) {
        writer_.begin_object();
        writer_.key(type);
        writer_.begin_object();
        writer_.key("schema");
    }
    void end_media() {
        writer_.end_object();
        writer_.end_object();
    }

    void write_components() {
        writer_.key("components");
        writer_.begin_object();
        writer_.key("schemas");
        writer_.begin_object();
        for (const auto& [name, schema] : book_.schemas()) writer_.key(name), writer_.raw(schema);
        writer_.key("Problem");
        writer_.raw(
            R"({"type":"object","description":"RFC 9457 problem document; )"
            R"(further members are facts of the failure.",)"
            R"("required":["type","title","status","code","request_id"],"properties":{)"
            R"("type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
            R"("code":{"type":"string","examples":["api.request_malformed"]},)"
            R"("request_id":{"type":"string"}},"examples":[{)"
            R"("type":"urn:dlfp:failure:api.request_malformed",)"
            R"("title":"request malformed","status":400,"code":"api.request_malformed",)"
            R"("request_id":"9f2c1a7e40b85d36"}]})");
        writer_.end_object();
        writer_.key("parameters");
        writer_.raw(R"({"IdempotencyKey":{"name":"Idempotency-Key","in":"header","required":true,)"
                    R"("description":"Chosen by the caller once per intention; )"
                    R"(repeats under it have one effect.",)"
                    R"("schema":{"type":"string","pattern":"^[A-Za-z0-9_-]{8,64}$"},)"
                    R"("example":"5e0c7b1a94d24f6e"}})");
        writer_.key("securitySchemes");
        writer_.raw(R"({"customer_session":{"type":"http","scheme":"bearer"},)"
                    R"("staff_session":{"type":"http","scheme":"bearer"},)"
                    R"("partner_signature":{"type":"http","scheme":"DLFP-Partner"},)"
                    R"("device_signature":{"type":"http","scheme":"DLFP-Device"}})");
        writer_.end_object();
    }

    JsonWriter writer_;
    SchemaBook book_;
    ExampleWriter examples_;
};

}  // namespace

std::string render_openapi(const std::vector<Module>& modules, std::string_view version,
                           const ExampleWords& words) {
    std::string compact;
    DocumentWriter{compact, words}.write(modules, version);
    return indent_json(compact);
}

}  // namespace dlfp::api
