// Values from schemas.
#include "platform/api/openapi_example.h"

#include <algorithm>
#include <charconv>

#include "platform/api/field.h"

namespace dlfp::api {
namespace {

constexpr int depth_max = 8;  // lists and structs that contain themselves end here

void copy_value(JsonWriter& writer, JsonView value) {
    if (value.kind() == JsonView::Kind::integer) return writer.integer(value.integer());
    if (value.kind() == JsonView::Kind::string) return writer.string(value.string());
    writer.null();
}

std::int64_t bound(JsonView schema, std::string_view name, std::int64_t otherwise) {
    const auto found = schema.find(name);
    return found ? found->integer() : otherwise;
}

/// The first characters of a text; characters of several bytes stay whole.
std::string first_characters(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
        const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
        if (begins && count-- == 0) break;
    }
    return std::string(text.substr(0, end));
}

std::string fitted(std::string text, std::size_t length_min, std::size_t length_max) {
    const auto pattern = text.empty() ? std::string("x") : text;
    while (count_code_points(text) < length_min) text += pattern;
    return first_characters(text, length_max);
}

}  // namespace

void ExampleWriter::write(JsonWriter& writer, std::string_view schema,
                          std::string_view field_name) const {
    if (const auto document = JsonDocument::parse(schema))
        write_value(writer, document->root(), {field_name, 0});
    else
        writer.null();
}

void ExampleWriter::write_referenced(JsonWriter& writer, std::string_view reference,
                                     Place place) const {
    const auto name = reference.substr(reference.rfind('/') + 1);
    const auto found = schemas_.find(std::string(name));
    const auto document =
        found == schemas_.end() ? std::nullopt : JsonDocument::parse(found->second);
    if (!document || place.depth > depth_max) return writer.null();
    write_value(writer, document->root(), {place.field_name, place.depth + 1});
}

void ExampleWriter::write_value(JsonWriter& writer, JsonView schema, Place place) const {
    if (const auto reference = schema.find("$ref"))
        return write_referenced(writer, reference->string(), place);
    if (const auto examples = schema.find("examples"))
        return copy_value(writer, examples->element(0));
    if (const auto names = schema.find("enum")) return copy_value(writer, names->element(0));
    if (const auto choices = schema.find("anyOf"))
        return write_value(writer, choices->element(0), place);
    const auto found = schema.find("type");
    const auto type = found ? found->string() : std::string_view{};
    if (type == "object") {
        writer.begin_object();
        if (const auto members = schema.find("properties"))
            for (std::size_t index = 0; index < members->size(); ++index) {
                writer.key(members->member_name(index));
                write_value(writer, members->member(index),
                            {members->member_name(index), place.depth});
            }
        return writer.end_object();
    }
    if (type == "array") {
        writer.begin_array();
        if (place.depth < depth_max) write_value(writer, *schema.find("items"), place);
        return writer.end_array();
    }
    if (type == "boolean") return writer.boolean(true);
    if (type == "integer") return write_integer(writer, schema, place.field_name);
    write_text(writer, schema, place.field_name);
}

void ExampleWriter::write_text(JsonWriter& writer, JsonView schema,
                               std::string_view field_name) const {
    std::string text(word_for(field_name));
    if (text.empty()) {
        text = field_name;
        std::ranges::replace(text, '_', ' ');
    }
    writer.string(fitted(std::move(text), static_cast<std::size_t>(bound(schema, "minLength", 0)),
                         static_cast<std::size_t>(bound(schema, "maxLength", 1000))));
}

void ExampleWriter::write_integer(JsonWriter& writer, JsonView schema,
                                  std::string_view field_name) const {
    const auto word = word_for(field_name);
    std::int64_t number = 1;
    std::from_chars(word.data(), word.data() + word.size(), number);
    number = std::max(number, bound(schema, "minimum", number));
    writer.integer(std::min(number, bound(schema, "maximum", number)));
}

std::string_view ExampleWriter::word_for(std::string_view field_name) const {
    for (;;) {
        if (const auto found = words_.find(field_name); found != words_.end()) return found->second;
        const auto next = field_name.find('_');
        if (next == std::string_view::npos) return {};
        field_name.remove_prefix(next + 1);
    }
}

}  // namespace dlfp::api
