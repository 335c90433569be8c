// What fields hold in the examples of the API document: the words of this bank, all invented.
#pragma once

#include "platform/api/openapi_example.h"

namespace dlfp::app {

const api::ExampleWords& example_words();

}  // namespace dlfp::app
