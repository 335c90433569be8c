// A password from whoever runs the program: typed without echo, or piped.
#pragma once

#include "platform/base/secret.h"

namespace dlfp::app {

/// On a terminal asks twice on standard error and shows nothing; otherwise reads one line of
/// standard input. Throws std::runtime_error when there is none or the two differ.
Secret<> ask_password(const char* prompt);

}  // namespace dlfp::app
