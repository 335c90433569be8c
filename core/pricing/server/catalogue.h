// The files of catalogue/, embedded by the build.
#pragma once

#include <string_view>

namespace dlfp::pricing {

/// Empty for a name that no file has.
std::string_view catalogue_file(std::string_view name);

}  // namespace dlfp::pricing
