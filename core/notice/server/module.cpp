// Table of contents of core/notice.
#include "core/notice/server/module.h"

#include "core/notice/server/read_notices.h"

namespace dlfp::notice {

api::Module make_module() {
    api::Module module{.name = "notice", .title_zh = "消息"};
    module.add(list_notices_endpoint)
        .add(count_unread_endpoint)
        .add(mark_read_endpoint)
        .add(mark_all_read_endpoint)
        .add(follow_notices_endpoint);
    return module;
}

}  // namespace dlfp::notice
