// Examples of requests and replies, made from their schemas: whoever reads the reference sees what
// a call looks like, and no example can disagree with its declaration.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "platform/api/json.h"

namespace dlfp::api {

/// What fields hold in examples, by name; integers as digits. `masked_name` is also found for
/// `payer_masked_name`. A word that a field's schema refuses is not used.
using ExampleWords = std::map<std::string, std::string, std::less<>>;

class ExampleWriter {
public:
    /// `schemas`: JSON Schemas by name, as `#/components/schemas/…` refers to them.
    ExampleWriter(const std::map<std::string, std::string>& schemas, const ExampleWords& words)
        : schemas_{schemas}, words_{words} {}

    /// Appends a value that this schema accepts.
    void write(JsonWriter& writer, std::string_view schema, std::string_view field_name) const;

private:
    struct Place {
        std::string_view field_name;
        int depth;
    };
    void write_value(JsonWriter& writer, JsonView schema, Place place) const;
    void write_referenced(JsonWriter& writer, std::string_view reference, Place place) const;
    void write_text(JsonWriter& writer, JsonView schema, std::string_view field_name) const;
    void write_integer(JsonWriter& writer, JsonView schema, std::string_view field_name) const;
    std::string_view word_for(std::string_view field_name) const;

    const std::map<std::string, std::string>& schemas_;
    const ExampleWords& words_;
};

}  // namespace dlfp::api
