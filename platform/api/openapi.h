// The OpenAPI 3.1 document of all declared endpoints, generated from the declarations alone.
#pragma once

#include <string>
#include <vector>

#include "platform/api/module.h"
#include "platform/api/openapi_example.h"

namespace dlfp::api {

/// Deterministic for one program: paths and schemas in order of their names, two-space indented.
/// Every operation carries examples that its schemas accept; `words` fills them.
std::string render_openapi(const std::vector<Module>& modules, std::string_view version,
                           const ExampleWords& words = {});

}  // namespace dlfp::api
