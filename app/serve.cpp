// Start, announce, wait, drain.
#include "app/serve.h"

#include <fmt/core.h>
#include <pthread.h>
#include <signal.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/call_metrics.h"
#include "app/example_words.h"
#include "app/site.h"
#include "platform/api/dispatcher.h"
#include "platform/api/event_delivery.h"
#include "platform/api/idempotency_repository.h"
#include "platform/api/openapi.h"
#include "platform/runtime/http/development_certificate.h"
#include "platform/runtime/http/server.h"
#include "platform/runtime/jobs/jobs.h"
#include "platform/runtime/log/log.h"

namespace dlfp::app {
namespace {

/// Signals are taken by the main thread alone; every thread started later inherits the mask.
/// Outside development SIGHUP has the log opened anew, as log rotation asks.
sigset_t block_signals(const ServeOptions& options) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    if (!options.program.is_development) sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    return signals;
}

http::TlsFiles tls_files(const ServeOptions& options) {
    const auto& folder = options.program.home_folder;
    http::TlsFiles files{
        .certificate_path = (options.certificate_file.empty() ? folder / "certificate.pem"
                                                              : options.certificate_file)
                                .string(),
        .key_path =
            (options.key_file.empty() ? folder / "certificate.key" : options.key_file).string()};
    if (!std::filesystem::exists(files.certificate_path)) {
        if (!options.program.is_development)
            throw std::runtime_error("no certificate at " + files.certificate_path +
                                     ": put a PEM chain there or set http.certificate_file");
        http::make_development_certificate(files.certificate_path, files.key_path, {});
        fmt::print("made a development certificate for localhost\n");
    }
    if (!std::filesystem::exists(files.key_path))
        throw std::runtime_error("no key of the certificate at " + files.key_path +
                                 ": put it there or set http.key_file");
    return files;
}

/// The listeners of one node: API and pages over TLS and, on the loopback address, without; and
/// what monitoring reads.
struct Listeners {
    std::unique_ptr<http::Server> tls;
    std::unique_ptr<http::Server> plain;
    std::unique_ptr<http::Server> metrics;

    void drain(std::chrono::milliseconds patience) const {
        if (tls) tls->drain(patience);
        if (plain) plain->drain(patience);
    }
    void stop() const {
        for (const auto* server : {&tls, &plain, &metrics})
            if (*server) (*server)->stop();
    }
};

std::unique_ptr<http::Server> start(http::ServerOptions options, http::Handler& handler) {
    auto server = std::make_unique<http::Server>(std::move(options), handler);
    server->start();
    return server;
}

std::unique_ptr<http::Server> start_on_loopback(const ServeOptions& options, int port,
                                                http::Handler& handler) {
    if (port < 0) return nullptr;
    auto plain = options.http;
    plain.tls.reset();
    plain.address = "127.0.0.1";
    plain.port = static_cast<std::uint16_t>(port);
    return start(std::move(plain), handler);
}

Listeners listen(const ServeOptions& options, http::Handler& handler, http::Handler& monitoring) {
    return {.tls = start(options.http, handler),
            .plain = start_on_loopback(options, options.plain_port, handler),
            .metrics = start_on_loopback(options, options.metrics_port, monitoring)};
}

void announce(const Listeners& listeners, const ServeOptions& options, Program& program) {
    const auto base = fmt::format("https://localhost:{}", listeners.tls->port());
    fmt::print(
        "\n  H5             {0}/h5/\n  Console        {0}/console/\n"
        "  API reference  {0}/reference/\n  API document   {0}/openapi.json\n",
        base);
    if (listeners.plain)
        fmt::print("  plain HTTP     http://127.0.0.1:{}\n", listeners.plain->port());
    if (listeners.metrics)
        fmt::print("  metrics        http://127.0.0.1:{}/metrics\n", listeners.metrics->port());
    if (options.program.is_development) {
        fmt::print("\n  Demo logins (development data only):\n");
        for (const auto& module : program.modules())
            if (module.demo_logins)
                for (const auto& login : module.demo_logins()) fmt::print("    {}\n", login);
    }
    fmt::print("\n  Ctrl-C drains and stops.\n\n");
    std::fflush(stdout);
}

void add_jobs(runtime::JobRunner& jobs, Program& program, Duration idempotency_keep) {
    for (const auto& module : program.modules())
        for (const auto& job : module.jobs)
            jobs.add({.name = std::string(job.name),
                      .schedule = runtime::Schedule::every(job.every),
                      .run = [&program, run = job.run](runtime::JobContext& context) {
                          run(program.platform(), context.now);
                      }});
    jobs.add({.name = "api.purge_idempotency_keys",
              .schedule = runtime::Schedule::every(6h),
              .run = [idempotency_keep](runtime::JobContext& context) {
                  context.database.write([&](sql::Transaction& transaction) {
                      return api::IdempotencyRepository{transaction}.purge_before(
                          BusinessDate::of(context.now - idempotency_keep));
                  });
              }});
}

/// Logs the usage of all functions every minute (clause 7.2.4-b-1). Each node its own: no cluster
/// job.
std::jthread log_usage(CallMetrics& observer) {
    return std::jthread{[&observer](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock{mutex};
        while (!wake.wait_for(lock, stop, std::chrono::minutes{1}, [] { return false; }) &&
               !stop.stop_requested())
            observer.functions().log_usage();
        observer.functions().log_usage();
    }};
}

bool answers(sql::Database& database) {
    try {
        database.read([](sql::Reader&) {});
        return true;
    } catch (const sql::Fault&) {
        return false;
    }
}

}  // namespace

int serve(ServeOptions options) {
    const auto signals = block_signals(options);
    std::filesystem::create_directories(options.program.home_folder);
    options.http.tls = tls_files(options);  // before anything is written
    auto log_options = options.log;
    if (log_options.file_path.empty())
        log_options.file_path = (options.program.home_folder / "dlfpd.log").string();
    log::open(log_options);
    Program program{options.program};
    if (options.program.is_development && options.loads_demo && program.load_demo())
        fmt::print("loaded the demo bank\n");

    metrics::Registry registry;
    metrics::watch_own_resources(registry);
    CallMetrics observer{registry, program.platform().clock, program.modules()};
    program.platform().ports.provide(std::shared_ptr<metrics::FunctionBook>(
        std::shared_ptr<metrics::FunctionBook>{}, &observer.functions()));
    api::Dispatcher dispatcher{program.platform(), program.modules(), observer, options.dispatcher};
    api::HttpGateway gateway{dispatcher, program.events()};
    Site site{
        {.web_folder = options.web_folder,
         .openapi_document = api::render_openapi(program.modules(), DLFP_VERSION, example_words()),
         .expose_metrics = [&] { return registry.expose(); },
         .is_ready = [&] { return answers(program.database()); },
         .serves_metrics = options.program.is_development}};
    site.mount_on(gateway);
    runtime::JobRunner jobs{program.database(), program.platform().clock,
                            program.platform().random};
    add_jobs(jobs, program, options.idempotency_keep);
    jobs.prepare();
    jobs.start();
    auto* events = program.platform().ports.find<api::EventDelivery>();
    if (events != nullptr) events->start();
    auto usage_log = log_usage(observer);
    auto listeners = listen(options, gateway, site.monitoring());
    announce(listeners, options, program);
    log::note("app.started", {{"port", listeners.tls->port()}});

    int received = 0;
    while (sigwait(&signals, &received) == 0 && received == SIGHUP) log::reopen();
    fmt::print("draining …\n");
    site.begin_drain();
    listeners.drain(options.drain_patience);
    if (events != nullptr) events->stop();
    jobs.stop();
    listeners.stop();
    program.database().drain();
    usage_log.request_stop();
    usage_log.join();  // its last lines come before the log is closed
    log::note("app.stopped", {{"signal", received}});
    log::close();
    fmt::print("stopped\n");
    return 0;
}

}  // namespace dlfp::app
