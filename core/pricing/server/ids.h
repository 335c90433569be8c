// Ids of what this module stores.
#pragma once

#include "platform/base/id.h"

namespace dlfp::pricing {

struct TableTag {
    static constexpr std::string_view prefix = "prt";
};
using TableId = Id<TableTag>;
struct VersionTag {
    static constexpr std::string_view prefix = "prv";
};
using VersionId = Id<VersionTag>;
struct QuoteTag {
    static constexpr std::string_view prefix = "prq";
};
using QuoteId = Id<QuoteTag>;

}  // namespace dlfp::pricing
