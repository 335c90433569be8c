// Port: what delivers stored events beside the calls. The program starts and stops it; test banks
// step it.
#pragma once

namespace dlfp::api {

class EventDelivery {
public:
    virtual ~EventDelivery() = default;
    /// Delivers on a thread of its own from now on, woken by each commit of this process.
    virtual void start() = 0;
    /// Ends that thread; what it had not delivered yet stays stored.
    virtual void stop() = 0;
    /// Delivers what this process committed so far, on the calling thread.
    virtual void deliver_now() = 0;
};

}  // namespace dlfp::api
