// Gathers signs of life and queues one unit for many.
#include "core/identity/server/internal/seen_signs.h"

#include <utility>

#include "core/identity/server/session_repository.h"

namespace dlfp::identity {

void SeenSigns::note(api::Platform& platform, const SessionView::Seen& seen) {
    std::vector<SessionView::Seen> ready;
    {
        const std::lock_guard lock{mutex_};
        gathered_.push_back(seen);
        if (gathered_.size() < batch && seen.at - flushed_at_ < patience) return;
        flushed_at_ = seen.at;
        ready = std::exchange(gathered_, {});
    }
    platform.database.submit({.work =
                                  [ready = std::move(ready)](sql::Transaction& transaction) {
                                      for (const auto& [session_id, at] : ready)
                                          session_repository::store_seen(transaction, session_id,
                                                                         at);
                                      return true;
                                  },
                              .finished = [](sql::UnitEnd, std::string_view) {}});
}

}  // namespace dlfp::identity
