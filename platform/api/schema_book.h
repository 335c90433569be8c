// Collects the JSON Schemas of described structs under their type names, once each.
#pragma once

#include <map>
#include <string>

#include "platform/api/field.h"

namespace dlfp::api {

/// "dlfp::canteen::PlaceOrderRequest" → "CanteenPlaceOrderRequest".
std::string schema_name(std::string_view pretty_type);

template <class T>
constexpr std::string_view pretty_type() {
    constexpr std::string_view text = __PRETTY_FUNCTION__;
    constexpr auto start = text.find("T = ") + 4;
    return text.substr(start, text.rfind(']') - start);
}

/// Schemas by name; `write_schema` writes either an inline schema or a reference into the book.
class SchemaBook {
public:
    template <class T>
    void write_schema(JsonWriter& writer) {
        if constexpr (requires {
                          typename T::value_type;
                          requires !requires { Field<T>::schema(writer); };
                      }) {
            write_container<T>(writer);
        } else if constexpr (DescribedStruct<T>) {
            writer.begin_object();
            writer.member("$ref", "#/components/schemas/" + reference<T>());
            writer.end_object();
        } else {
            writer.begin_object();
            Field<T>::schema(writer);
            writer.end_object();
        }
    }

    template <DescribedStruct T>
    std::string reference() {
        const auto name = schema_name(pretty_type<T>());
        if (schemas_.contains(name)) return name;
        schemas_[name] = "";  // breaks recursion
        schemas_[name] = object_schema<T>();
        return name;
    }

    const std::map<std::string, std::string>& schemas() const { return schemas_; }

private:
    template <class T>
    static constexpr bool is_optional = requires(T value) { value.has_value(); };

    template <class T>
    void write_container(JsonWriter& writer) {
        using Inner = typename T::value_type;
        writer.begin_object();
        if constexpr (is_optional<T>) {
            writer.key("anyOf");
            writer.begin_array();
            write_schema<Inner>(writer);
            writer.begin_object(), writer.member("type", "null"), writer.end_object();
            writer.end_array();
        } else {
            writer.member("type", "array");
            writer.key("items");
            write_schema<Inner>(writer);
        }
        writer.end_object();
    }

    template <class T>
    std::string object_schema() {
        std::string text;
        JsonWriter writer{text};
        writer.begin_object();
        writer.member("type", "object");
        writer.key("additionalProperties"), writer.boolean(false);
        writer.key("properties");
        writer.begin_object();
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            using Inner = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
            writer.key(member.name);
            write_schema<Inner>(writer);
        });
        writer.end_object();
        writer.key("required");
        writer.begin_array();
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            using Inner = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
            if constexpr (!is_optional<Inner>) writer.string(member.name);
        });
        writer.end_array();
        writer.end_object();
        return text;
    }

    std::map<std::string, std::string> schemas_;
};

}  // namespace dlfp::api
