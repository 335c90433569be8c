// Making the shots.
#include "tests/hostile_input/shots.h"

#include <algorithm>

namespace dlfp::hostile {
namespace {

namespace json = boost::json;

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

/// `out_01…`: three letters, then 26 characters.
bool looks_like_id(const json::string& text) {
    return text.size() == 30 && text[3] == '_' &&
           std::ranges::all_of(text.subview(4), [](char character) {
               return std::isdigit(static_cast<unsigned char>(character)) ||
                      std::islower(static_cast<unsigned char>(character));
           });
}

using IdVisitor = std::function<void(const std::string& name, json::string& id)>;

void visit_ids(const std::string& name, json::value& value, const IdVisitor& visit) {
    if (auto* text = value.if_string(); text && looks_like_id(*text)) visit(name, *text);
    if (auto* list = value.if_array())
        for (auto& inner : *list) visit_ids(name + "[]", inner, visit);
    if (auto* object = value.if_object())
        for (auto& [key, inner] : *object) visit_ids(name + "/" + std::string(key), inner, visit);
}

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

}  // namespace

Request::Request(const Operation& operation) : operation_{&operation} {
    for (const auto& member : operation.path_members) path_[member.name] = sample(member.schema);
    for (const auto& member : operation.query_members)
        if (member.is_required) query_[member.name] = sample(member.schema);
    for (const auto& member : operation.body_members)
        if (member.is_required) body_[member.name] = sample(member.schema);
}

std::string Request::target() const {
    std::string result = operation_->path;
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

void Request::each_id(const IdVisitor& visit) {
    for (auto& [name, value] : path_) visit_ids(name, value, visit);
    for (auto& [name, value] : query_) visit_ids(name, value, visit);
    for (auto& [name, value] : body_) visit_ids(std::string(name), value, visit);
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

}  // namespace dlfp::hostile
