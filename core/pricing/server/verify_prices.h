// Whether what is stored still is what was approved and quoted.
#pragma once

#include "platform/api/platform.h"

namespace dlfp::pricing {

/// One sentence for each approved version whose content no longer fits its digest, and for each
/// quote that its version and facts no longer lead to.
std::vector<std::string> verify_prices(api::Platform& platform);

}  // namespace dlfp::pricing
