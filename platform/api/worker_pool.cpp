// A plain queue with a condition variable: its jobs take milliseconds.
#include "platform/api/worker_pool.h"

namespace dlfp::api {

WorkerPool::WorkerPool(int threads, std::size_t queue_max) : queue_max_{queue_max} {
    for (int index = 0; index < threads; ++index) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool WorkerPool::submit(std::function<void()> job) {
    {
        const std::lock_guard lock{mutex_};
        if (is_stopping_ || jobs_.size() >= queue_max_) return false;
        jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

void WorkerPool::run() {
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [this] { return is_stopping_ || !jobs_.empty(); });
            if (jobs_.empty()) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job();
    }
}

}  // namespace dlfp::api
