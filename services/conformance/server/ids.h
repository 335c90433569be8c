// Ids of what the register stores.
#pragma once

#include "platform/base/id.h"

namespace dlfp::conformance {

struct ImportTag {
    static constexpr std::string_view prefix = "cfi";
};
using ImportId = Id<ImportTag>;
struct AttachmentTag {
    static constexpr std::string_view prefix = "cff";
};
using AttachmentId = Id<AttachmentTag>;
struct AttestationTag {
    static constexpr std::string_view prefix = "cfa";
};
using AttestationId = Id<AttestationTag>;
struct ValueChangeTag {
    static constexpr std::string_view prefix = "cfv";
};
using ValueChangeId = Id<ValueChangeTag>;

}  // namespace dlfp::conformance
