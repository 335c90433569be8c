// What a canteen offers: outlets, areas, meal times, dishes, menus, prices, samples, feedback.
#pragma once

#include "platform/api/module.h"

namespace dlfp::canteen {

void add_catalogue(api::Module& module);
/// Repeatable; development only.
void load_demo_catalogue(api::Platform& platform);
void load_demo_feedback(api::Platform& platform);

}  // namespace dlfp::canteen
