// The life of a request: route, limits, caller, access, reading, and then a snapshot or the write
// pipeline. Knows no socket; the HTTP gateway and the tests feed it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/module.h"
#include "platform/api/rate_limiter.h"
#include "platform/api/router.h"
#include "platform/api/worker_pool.h"

namespace dlfp::api {

/// A request as it came over the wire. Views are valid until `dispatch` returns.
struct ApiRequest {
    std::string_view method;
    std::string_view target;  ///< path and query, undecoded
    std::string_view body;
    std::string_view peer_address;
    std::function<std::string_view(std::string_view name_lower)> header;
};

/// What goes back. `topics` not empty: an event stream is to be opened instead.
struct ApiReply {
    int status = 200;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<std::string> topics;
};

using Respond = std::move_only_function<void(ApiReply)>;

/// How one finished call is reported to metrics and the access log.
struct CallReport {
    const Declaration* declaration;  ///< null when no route was found
    int status;
    std::string_view failure_code;  ///< empty on success
    Duration took;
    std::string_view request_id;
    const Caller* caller;  ///< null before authentication
};

/// What is counted while calls run. Thread-safe; called on hot paths.
class CallObserver {
public:
    virtual ~CallObserver() = default;
    virtual void started(const Declaration&) {}
    virtual void finished(const CallReport&) {}
    /// A fault of ours with what is known of it; never shown to callers.
    virtual void fault(std::string_view request_id, std::string_view where,
                       std::string_view what) = 0;
};

struct DispatcherOptions {
    int worker_threads = 2;
    std::size_t worker_queue_max = 1024;
    bool limits_rates = true;
};

/// Thread-safe. Outlives all calls it answers; `platform` and `observer` outlive it.
class Dispatcher {
public:
    Dispatcher(Platform& platform, std::vector<Module>& modules, CallObserver& observer,
               const DispatcherOptions& options);

    /// Body bytes the route takes; 0 for unknown routes.
    std::size_t body_bytes_max(std::string_view method, std::string_view path) const;

    /// Answers exactly once: before it returns, or later from a pipeline or worker thread.
    void dispatch(const ApiRequest& request, Respond respond);

    const std::vector<Module>& modules() const { return modules_; }

private:
    struct Flight;
    using FlightPtr = std::shared_ptr<Flight>;

    Result<Done> admit(const ApiRequest& request, Flight& flight);
    Result<Done> identify(const ApiRequest& request, Flight& flight);
    Result<Done> claim_key(const ApiRequest& request, Flight& flight) const;
    void start(FlightPtr flight);
    void run_read(const FlightPtr& flight);
    void run_prepare(const FlightPtr& flight);
    void run_write(const FlightPtr& flight);
    bool work(Flight& flight, sql::Transaction& transaction);
    bool run_claimed(Flight& flight, Call& call);
    void conclude(Flight& flight, sql::UnitEnd end, std::string_view message);
    void settle_outcome(Flight& flight, Result<EncodedReply> outcome);
    void fail(Flight& flight, Error error);
    void finish(Flight& flight);
    void offload(const FlightPtr& flight, void (Dispatcher::*step)(const FlightPtr&));

    Platform& platform_;
    std::vector<Module>& modules_;
    CallObserver& observer_;
    DispatcherOptions options_;
    Router router_;
    std::vector<const Authenticator*> authenticators_;
    RateLimiter rates_;
    class AuditPort* audit_ = nullptr;
    WorkerPool workers_;
};

}  // namespace dlfp::api
