// Well-formed calls of an operation in which every id names a known object, or none does.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "tests/hostile_input/api_document.h"

namespace dlfp::authorization {

/// The id to use where the document asks for one of this prefix, for the first time (0), the second
/// (1) and so on in one call; empty: leave the sample.
using IdSource = std::function<std::string(std::string_view prefix, int place)>;

struct BuiltCall {
    std::string target;
    std::string body;
    int ids = 0;  ///< how many ids it names
};

BuiltCall build_call(const hostile::Operation& operation, const IdSource& ids);

}  // namespace dlfp::authorization
