// Values of the engine as stored JSON, and back: a text that cannot be read is damage, not input.
#pragma once

#include <stdexcept>
#include <string>

#include "core/pricing/server/rate_table.h"
#include "platform/api/field.h"
#include "platform/runtime/crypto/hash.h"

namespace dlfp::pricing {

template <class T>
std::string to_json(const T& value) {
    std::string text;
    api::JsonWriter writer{text};
    api::write_field(writer, value);
    return text;
}

template <class T>
T from_json(std::string_view text) {
    T value{};
    api::FieldProblem problem;
    const auto document = api::JsonDocument::parse(text);
    if (!document || !api::read_field(document->root(), value, problem))
        throw std::logic_error("a stored text of pricing is unreadable at " + problem.pointer);
    return value;
}

inline sql::Bytes digest_of(std::string_view text) {
    const auto digest = crypto::sm3(text);
    return {digest.begin(), digest.end()};
}

}  // namespace dlfp::pricing
