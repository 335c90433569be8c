// Threads for slow work that must not hold an I/O thread or the writer: password hashing, PDF, SQL
// reads over a network.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dlfp::api {

/// Runs jobs in order of arrival on a fixed number of threads. `submit` refuses (false) when the
/// queue is full, so that overload is answered instead of hoarded.
class WorkerPool {
public:
    WorkerPool(int threads, std::size_t queue_max);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    bool submit(std::function<void()> job);

private:
    void run();
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> jobs_;
    std::size_t queue_max_;
    bool is_stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace dlfp::api
