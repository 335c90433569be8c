// Samples come from the document; ids are told by their pattern, `^pay_[…]{26}$`.
#include "tests/authorization/call_builder.h"

#include <map>

namespace dlfp::authorization {
namespace {

namespace json = boost::json;

std::string prefix_of(const json::object& schema) {
    const auto* pattern = schema.if_contains("pattern");
    if (pattern == nullptr) return "";
    const std::string text{pattern->as_string()};
    const auto end = text.find("_[");
    return end == text.npos ? "" : text.substr(1, end - 1);
}

class Filler {
public:
    explicit Filler(const IdSource& ids) : ids_{ids} {}

    json::value fill(const json::object& schema) {
        if (const auto prefix = prefix_of(schema); !prefix.empty()) {
            ++count;
            if (const auto id = ids_(prefix, places_[prefix]++); !id.empty())
                return json::value(id);
        }
        if (const auto* items = schema.if_contains("items"))
            return json::array{fill(items->as_object())};
        const auto* properties = schema.if_contains("properties");
        if (properties == nullptr) return hostile::sample(schema);
        json::object object;
        for (const auto& [name, inner] : properties->as_object())
            object[name] = fill(inner.as_object());
        return object;
    }

    int count = 0;

private:
    const IdSource& ids_;
    std::map<std::string, int> places_;
};

/// Keys of the catalogue are plain texts, of which the document's sample names none.
json::value known_key(const hostile::Member& member, json::value otherwise) {
    if (member.name == "clause_id") return json::value("3.1.3-14");
    if (member.name == "value_key") return json::value("sms_code_digits");
    return otherwise;
}

std::string text_of(const json::value& value) {
    return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

}  // namespace

BuiltCall build_call(const hostile::Operation& operation, const IdSource& ids) {
    Filler filler{ids};
    BuiltCall call{.target = operation.path, .body = {}};
    for (const auto& member : operation.path_members) {
        const auto placeholder = "{" + member.name + "}";
        call.target.replace(call.target.find(placeholder), placeholder.size(),
                            text_of(known_key(member, filler.fill(member.schema))));
    }
    for (const auto& member : operation.query_members)
        if (member.is_required)
            call.target += (call.target.contains('?') ? "&" : "?") + member.name + "=" +
                           text_of(filler.fill(member.schema));
    json::object body;
    for (const auto& member : operation.body_members)
        if (member.is_required) body[member.name] = filler.fill(member.schema);
    if (operation.has_body) call.body = json::serialize(body);
    call.ids = filler.count;
    return call;
}

}  // namespace dlfp::authorization
