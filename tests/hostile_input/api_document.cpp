// Reading the document, and making values that fit or do not.
#include "tests/hostile_input/api_document.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace dlfp::hostile {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value) {
    const auto& text = value.as_string();
    return {text.data(), text.size()};
}

/// Follows `$ref` and the non-null side of an `anyOf`.
json::object resolved(const json::value& root, json::object schema) {
    while (true) {
        if (const auto* reference = schema.if_contains("$ref")) {
            schema = json::object(root.at_pointer(text_of(*reference).substr(1)).as_object());
            continue;
        }
        if (const auto* choices = schema.if_contains("anyOf")) {
            schema = json::object(choices->as_array().front().as_object());
            continue;
        }
        return schema;
    }
}

/// The same, for the schemas inside as well.
json::object deeply_resolved(const json::value& root, json::object schema) {
    schema = resolved(root, std::move(schema));
    if (auto* properties = schema.if_contains("properties"))
        for (auto& [name, inner] : properties->as_object())
            inner = deeply_resolved(root, inner.as_object());
    if (auto* items = schema.if_contains("items"))
        *items = deeply_resolved(root, items->as_object());
    return schema;
}

void read_body(const json::value& root, const json::object& source, Operation& operation) {
    const auto* body = source.if_contains("requestBody");
    operation.has_body = body != nullptr;
    if (body == nullptr) return;
    const auto schema =
        deeply_resolved(root, body->at_pointer("/content/application~1json/schema").as_object());
    std::set<std::string> required;
    if (const auto* names = schema.if_contains("required"))
        for (const auto& name : names->as_array()) required.insert(text_of(name));
    if (const auto* properties = schema.if_contains("properties"))
        for (const auto& [name, inner] : properties->as_object())
            operation.body_members.push_back(
                {std::string(name), inner.as_object(), required.contains(std::string(name))});
}

void read_parameters(const json::value& root, const json::object& source, Operation& operation) {
    for (const auto& listed : source.at("parameters").as_array()) {
        const auto parameter = resolved(root, listed.as_object());
        const auto place = text_of(parameter.at("in"));
        if (place == "header") {
            operation.takes_key = true;
            continue;
        }
        Member member{text_of(parameter.at("name")),
                      deeply_resolved(root, parameter.at("schema").as_object()),
                      parameter.at("required").as_bool()};
        (place == "path" ? operation.path_members : operation.query_members)
            .push_back(std::move(member));
    }
}

void collect_codes(const json::value& value, std::set<std::string>& codes) {
    if (const auto* object = value.if_object()) {
        if (const auto* code = object->if_contains("code"))
            if (const auto* schema = code->if_object(); schema && schema->contains("enum"))
                for (const auto& one : schema->at("enum").as_array()) codes.insert(text_of(one));
        for (const auto& [name, inner] : *object) collect_codes(inner, codes);
    } else if (const auto* array = value.if_array()) {
        for (const auto& inner : *array) collect_codes(inner, codes);
    }
}

Operation read_operation(const json::value& root, std::string method, std::string path,
                         const json::object& source) {
    Operation operation{.method = std::move(method), .path = std::move(path)};
    if (const auto* security = source.if_contains("security");
        security && !security->as_array().empty())
        operation.security = security->as_array().front().as_object().begin()->key();
    operation.tag = text_of(source.at("tags").as_array().front());
    read_parameters(root, source, operation);
    read_body(root, source, operation);
    for (const auto& [status, response] : source.at("responses").as_object())
        collect_codes(response, operation.failures[std::stoi(std::string(status))]);
    return operation;
}

std::string upper(std::string_view text) {
    std::string result{text};
    for (auto& character : result) character = static_cast<char>(std::toupper(character));
    return result;
}

std::int64_t bound(const json::object& schema, const char* name, std::int64_t otherwise) {
    const auto* found = schema.if_contains(name);
    return found ? found->to_number<std::int64_t>() : otherwise;
}

std::string type_of(const json::object& schema) {
    const auto* type = schema.if_contains("type");
    return type ? text_of(*type) : "any";
}

json::value sample_text(const json::object& schema) {
    if (const auto* values = schema.if_contains("enum")) return values->as_array().front();
    if (const auto* values = schema.if_contains("examples")) return values->as_array().front();
    const auto length = std::max<std::int64_t>(bound(schema, "minLength", 1), 1);
    return json::value(std::string(static_cast<std::size_t>(length), '1'));
}

using Values = std::vector<std::pair<std::string, json::value>>;

Values text_misfits(const json::object& schema) {
    Values values{{"an integer", 7},
                  {"a truth", true},
                  {"a list", json::array{"a"}},
                  {"an object", json::object{{"a", 1}}}};
    if (schema.contains("maxLength"))
        values.emplace_back(
            "too long",
            std::string(static_cast<std::size_t>(bound(schema, "maxLength", 0) + 1), 'x'));
    if (bound(schema, "minLength", 0) > 0) values.emplace_back("empty", "");
    if (schema.contains("enum")) values.emplace_back("no such choice", "no_such_choice");
    if (schema.contains("pattern"))
        for (const auto* text : {"", "x", "zzz_00000000000000000000000001", "null", "../../etc",
                                 "' OR '1'='1", "%00", "2026-02-30"})
            values.emplace_back("against the pattern", text);
    return values;
}

Values integer_misfits(const json::object& schema) {
    Values values{{"a text", "1"},
                  {"a fraction", 1.5},
                  {"a truth", false},
                  {"above 63 bits", std::uint64_t{9'223'372'036'854'775'808U}},
                  {"no finite number", 1e300},
                  {"a list", json::array{1}}};
    if (schema.contains("minimum") && bound(schema, "minimum", 0) > INT64_MIN)
        values.emplace_back("too small", bound(schema, "minimum", 0) - 1);
    if (schema.contains("maximum") && bound(schema, "maximum", 0) < INT64_MAX)
        values.emplace_back("too large", bound(schema, "maximum", 0) + 1);
    return values;
}

}  // namespace

std::vector<Operation> read_operations(const std::string& document) {
    const auto root = json::parse(document);
    std::vector<Operation> operations;
    for (const auto& [path, methods] : root.at_pointer("/paths").as_object())
        for (const auto& [method, source] : methods.as_object())
            operations.push_back(read_operation(root, upper(std::string(method)), std::string(path),
                                                source.as_object()));
    return operations;
}

json::value sample(const json::object& schema) {
    const auto type = type_of(schema);
    if (type == "string") return sample_text(schema);
    if (type == "integer") return std::max<std::int64_t>(bound(schema, "minimum", 1), 1);
    if (type == "boolean") return true;
    if (type == "array") return json::array{sample(schema.at("items").as_object())};
    json::object object;
    if (const auto* properties = schema.if_contains("properties"))
        for (const auto& [name, inner] : properties->as_object())
            object[name] = sample(inner.as_object());
    return object;
}

Values misfits(const json::object& schema) {
    const auto type = type_of(schema);
    if (type == "string") return text_misfits(schema);
    if (type == "integer") return integer_misfits(schema);
    if (type == "boolean") return {{"a text", "true"}, {"an integer", 1}};
    if (type == "array") {
        Values values{{"an object", json::object{}}, {"a text", "a"}};
        for (auto& [word, value] : misfits(schema.at("items").as_object()))
            values.emplace_back("a list of " + word, json::array{value});
        values.emplace_back("too many",
                            json::array(10'001, sample(schema.at("items").as_object())));
        return values;
    }
    Values values{{"a list", json::array{}}, {"a text", "a"}};
    if (const auto* properties = schema.if_contains("properties"))
        for (const auto& [name, inner] : properties->as_object())
            for (auto& [word, value] : misfits(inner.as_object())) {
                auto object = sample(schema).as_object();
                object[name] = value;
                values.emplace_back(std::string(name) + " " + word, std::move(object));
            }
    return values;
}

Values extremes(const json::object& schema) {
    const auto type = type_of(schema);
    if (type == "integer")
        return {{"the smallest", json::value(bound(schema, "minimum", INT64_MIN))},
                {"the largest", json::value(bound(schema, "maximum", INT64_MAX))},
                {"zero", json::value(0)},
                {"minus one", json::value(-1)}};
    if (type == "string" && !schema.contains("pattern") && !schema.contains("enum")) {
        const auto length = static_cast<std::size_t>(bound(schema, "maxLength", 64));
        return {{"as long as allowed", json::string(length, 'x')},
                {"a control character", "\x01"},
                {"markup", "<script>"},
                {"a quote", "'\";--"},
                {"a character beyond 16 bits", "𠮷"},
                {"a right-to-left mark", "\xE2\x80\xAE"}};
    }
    if (type == "string" && schema.contains("pattern")) {
        const auto pattern = text_of(schema.at("pattern"));
        const auto end = pattern.find("_[");
        if (end == pattern.npos)
            return {{"the first day", "1900-01-01"}, {"the last day", "2200-12-31"}};
        const auto prefix = pattern.substr(1, end);
        return {{"an unknown id", json::string(prefix + "01jdabcdefghjkmnpqrstvwxyz")},
                {"the nil id", json::string(prefix + std::string(26, '0'))},
                {"the largest id", json::string(prefix + "7" + std::string(25, 'z'))}};
    }
    if (type == "array") return {{"an empty list", json::array{}}};
    Values values;
    if (const auto* properties = schema.if_contains("properties"))
        for (const auto& [name, inner] : properties->as_object())
            for (auto& [word, value] : extremes(inner.as_object())) {
                auto object = sample(schema).as_object();
                object[name] = value;
                values.emplace_back(std::string(name) + " " + word, std::move(object));
            }
    return values;
}

}  // namespace dlfp::hostile
