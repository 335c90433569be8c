// Table of contents of the part `counter`.
#include "scenarios/canteen/server/counter/counter.h"

namespace dlfp::canteen {

void add_counter(api::Module&) {}

void load_demo_counter(api::Platform&) {}

}  // namespace dlfp::canteen
