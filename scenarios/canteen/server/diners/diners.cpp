// Table of contents of the part `diners`.
#include "scenarios/canteen/server/diners/diners.h"

namespace dlfp::canteen {

void add_diners(api::Module&) {}

void load_demo_diners(api::Platform&) {}

}  // namespace dlfp::canteen
