// Signs of life on their way to the database: gathered, so that a busy node writes a few units
// instead of one per request.
#pragma once

#include <mutex>
#include <vector>

#include "core/identity/server/internal/session_view.h"
#include "platform/api/platform.h"

namespace dlfp::identity {

/// Thread-safe. What is still gathered when the program stops is lost: sessions then idle out up
/// to a minute early, never late.
class SeenSigns {
public:
    void note(api::Platform& platform, const SessionView::Seen& seen);
    static constexpr std::size_t batch = 256;
    static constexpr Duration patience = 5s;

private:
    std::mutex mutex_;
    std::vector<SessionView::Seen> gathered_;
    UtcTime flushed_at_;
};

}  // namespace dlfp::identity
