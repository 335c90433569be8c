// A rate table of the demonstration: in force, and with a draft of the next version.
#pragma once

#include "core/pricing/server/ids.h"
#include "platform/api/platform.h"

namespace dlfp::pricing {

inline constexpr TableId demo_table_id = TableId::fixed(700'001);
inline constexpr VersionId demo_version_id = VersionId::fixed(700'011);
inline constexpr VersionId demo_draft_id = VersionId::fixed(700'012);

/// Repeatable.
void load_demo(api::Platform& platform);

}  // namespace dlfp::pricing
