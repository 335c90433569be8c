// Table of contents of the part `catalogue`.
#include "scenarios/canteen/server/catalogue/catalogue.h"

namespace dlfp::canteen {

void add_catalogue(api::Module&) {}

void load_demo_catalogue(api::Platform&) {}

}  // namespace dlfp::canteen
