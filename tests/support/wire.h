// Requests to JSON and replies back, for tests: secrets are written, replies are read without the
// bounds that hold for requests.
#pragma once

#include <stdexcept>

#include "platform/api/field.h"

namespace dlfp::test {

template <class T>
struct IsSecret : std::false_type {};
template <class T>
struct IsSecret<Secret<T>> : std::true_type {};

template <class T>
concept Sequence =
    requires(T list) { list.push_back(*list.begin()); } && !std::is_base_of_v<std::string, T>;
template <class T>
concept Optional = requires(T value) {
    value.has_value();
    value.reset();
};

template <class T>
void write_wire(api::JsonWriter& writer, const T& value) {
    if constexpr (IsSecret<T>::value) {
        writer.string(value.reveal());
    } else if constexpr (requires { value.digits(); }) {  // numbers that no reply may carry
        writer.string(value.digits());
    } else if constexpr (Optional<T>) {
        value ? write_wire(writer, *value) : writer.null();
    } else if constexpr (Sequence<T>) {
        writer.begin_array();
        for (const auto& element : value) write_wire(writer, element);
        writer.end_array();
    } else if constexpr (api::DescribedStruct<T>) {
        writer.begin_object();
        boost::mp11::mp_for_each<api::Members<T>>([&](auto member) {
            writer.key(member.name);
            write_wire(writer, value.*member.pointer);
        });
        writer.end_object();
    } else {
        api::write_field(writer, value);
    }
}

template <class T>
void read_wire(api::JsonView view, T& value) {
    using Kind = api::JsonView::Kind;
    if constexpr (Optional<T>) {
        if (view.kind() == Kind::null) return value.reset();
        read_wire(view, value.emplace());
    } else if constexpr (std::is_base_of_v<std::string, T>) {
        value = T{std::string(view.string())};
    } else if constexpr (std::is_same_v<T, Money>) {
        value = Money::fen(view.integer());
    } else if constexpr (Sequence<T>) {
        for (std::size_t index = 0; index < view.size(); ++index)
            read_wire(view.element(index), value.emplace_back());
    } else if constexpr (api::DescribedStruct<T>) {
        boost::mp11::mp_for_each<api::Members<T>>([&](auto member) {
            if (const auto found = view.find(member.name)) read_wire(*found, value.*member.pointer);
        });
    } else {
        api::FieldProblem problem;
        if (!api::read_field(view, value, problem))
            throw std::logic_error("reply field: expected " + problem.expected);
    }
}

}  // namespace dlfp::test
