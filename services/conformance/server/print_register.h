// The register at the command line: `dlfpctl conformance`.
#pragma once

#include "platform/api/command.h"

namespace dlfp::conformance {

api::CommandDeclaration conformance_command();

}  // namespace dlfp::conformance
