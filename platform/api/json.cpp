// The JSON parser behind JsonView is Boost.JSON.
#include "platform/api/json.h"

#include <boost/json.hpp>
#include <charconv>

#include "platform/base/planted.h"

namespace dlfp::api {
namespace json = boost::json;
namespace {

constexpr std::size_t first_room = 512;

/// Replies are some hundred bytes: a few growths less per reply.
void make_room(std::string& out, std::size_t for_text) {
    if (out.capacity() < first_room && out.size() + for_text + 4 > out.capacity())
        out.reserve(first_room);
}

constexpr auto is_escaped = [] {
    std::array<bool, 256> characters{};
    for (std::size_t index = 0; index < 0x20; ++index) characters[index] = true;
    characters['"'] = characters['\\'] = true;
    return characters;
}();

const json::value& node_of(const void* node) { return *static_cast<const json::value*>(node); }

/// Boost.JSON keeps the last of two equal member names, and an escaped NUL ends a text for whoever
/// reads it as C does; we refuse the document instead, so that no two readers of one text disagree.
bool is_ambiguous(std::string_view text, const json::value& root);

std::size_t count_members(const json::value& value) {
    std::size_t count = 0;
    if (const auto* object = value.if_object()) {
        count += object->size();
        for (const auto& member : *object) count += count_members(member.value());
    } else if (const auto* array = value.if_array()) {
        for (const auto& element : *array) count += count_members(element);
    }
    return count;
}

bool is_ambiguous(std::string_view text, const json::value& root) {
    std::size_t colons = 0;
    bool in_string = false;
    for (std::size_t index = 0; index < text.size(); ++index) {
        const char character = text[index];
        if (in_string) {
            if (character == '\\' && text.substr(index + 1, 5) == "u0000") return true;
            if (character == '\\')
                ++index;
            else if (character == '"')
                in_string = false;
        } else if (character == '"') {
            in_string = true;
        } else if (character == ':') {
            ++colons;
        }
    }
    return colons != count_members(root);
}

}  // namespace

struct JsonDocument::Tree {
    json::value root;
};

JsonDocument::JsonDocument(std::unique_ptr<Tree> tree) : tree_{std::move(tree)} {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

std::optional<JsonDocument> JsonDocument::parse(std::string_view text) {
    json::parse_options options;
    options.max_depth = 32;
    options.allow_invalid_utf8 = false;
    json::error_code failure;
    auto tree = std::make_unique<Tree>();
    tree->root = json::parse(text, failure, {}, options);
    if (!failure && planted("api.duplicate_members")) return JsonDocument{std::move(tree)};
    if (failure || is_ambiguous(text, tree->root)) return std::nullopt;
    return JsonDocument{std::move(tree)};
}

JsonView JsonDocument::root() const { return JsonView{&tree_->root}; }

JsonView::Kind JsonView::kind() const {
    switch (node_of(node_).kind()) {
        case json::kind::null: return Kind::null;
        case json::kind::bool_: return Kind::boolean;
        case json::kind::int64: return Kind::integer;
        case json::kind::uint64: return Kind::number;  // beyond 64 bits signed: no integer of ours
        case json::kind::double_: return Kind::number;
        case json::kind::string: return Kind::string;
        case json::kind::array: return Kind::array;
        case json::kind::object: return Kind::object;
    }
    return Kind::null;
}

bool JsonView::boolean() const { return node_of(node_).as_bool(); }
std::int64_t JsonView::integer() const { return node_of(node_).as_int64(); }
std::string_view JsonView::string() const {
    const auto& text = node_of(node_).as_string();
    return {text.data(), text.size()};
}

std::size_t JsonView::size() const {
    const auto& node = node_of(node_);
    return node.is_object() ? node.get_object().size() : node.as_array().size();
}

JsonView JsonView::element(std::size_t index) const {
    return JsonView{&node_of(node_).as_array()[index]};
}

std::string_view JsonView::member_name(std::size_t index) const {
    const auto& member = *(node_of(node_).as_object().begin() + static_cast<std::ptrdiff_t>(index));
    return {member.key().data(), member.key().size()};
}

JsonView JsonView::member(std::size_t index) const {
    const auto& object = node_of(node_).as_object();
    return JsonView{&(object.begin() + static_cast<std::ptrdiff_t>(index))->value()};
}

std::optional<JsonView> JsonView::find(std::string_view name) const {
    const auto* value = node_of(node_).as_object().if_contains({name.data(), name.size()});
    if (value == nullptr) return std::nullopt;
    return JsonView{value};
}

void JsonWriter::key(std::string_view name) {
    string(name);
    out_ += ':';
    fresh_ = true;
}

void JsonWriter::string(std::string_view text) {
    make_room(out_, text.size());
    separate();
    out_ += '"';
    std::size_t start = 0;
    for (std::size_t index = 0; index < text.size(); ++index) {
        const auto character = static_cast<unsigned char>(text[index]);
        if (!is_escaped[character]) continue;
        out_.append(text, start, index - start);
        start = index + 1;
        switch (character) {
            case '"': out_ += "\\\""; break;
            case '\\': out_ += "\\\\"; break;
            case '\n': out_ += "\\n"; break;
            case '\t': out_ += "\\t"; break;
            case '\r': out_ += "\\r"; break;
            default: {
                constexpr std::string_view hex = "0123456789abcdef";
                out_ += "\\u00";
                out_ += hex[character >> 4U];
                out_ += hex[character & 15U];
            }
        }
    }
    out_.append(text, start, text.size() - start);
    out_ += '"';
}

void JsonWriter::integer(std::int64_t value) {
    separate();
    char text[24];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    out_.append(text, end);
}

std::string indent_json(std::string_view compact) {
    std::string text;
    int depth = 0;
    bool in_string = false;
    const auto break_line = [&] {
        text.append("\n").append(static_cast<std::size_t>(depth) * 2, ' ');
    };
    for (std::size_t index = 0; index < compact.size(); ++index) {
        const char character = compact[index];
        if (in_string) {
            text += character;
            if (character == '\\') text += compact[++index];
            if (character == '"') in_string = false;
            continue;
        }
        const bool opens = character == '{' || character == '[';
        const bool closes = character == '}' || character == ']';
        const bool is_empty = opens && (compact[index + 1] == '}' || compact[index + 1] == ']');
        if (closes && compact[index - 1] != '{' && compact[index - 1] != '[') --depth, break_line();
        text += character;
        if (character == '"') in_string = true;
        if (character == ':') text += ' ';
        if (opens && !is_empty) ++depth, break_line();
        if (character == ',') break_line();
    }
    return text + "\n";
}

}  // namespace dlfp::api
