// Our HTTP server answering one fixed document: its distance from the floor is what parsing,
// limits, headers and dispatch cost, before any business.
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "platform/runtime/http/development_certificate.h"
#include "platform/runtime/http/server.h"

namespace {

class FixedDocument final : public dlfp::http::Handler {
public:
    explicit FixedDocument(std::size_t bytes) : body_(R"({"text":")") {
        body_.append(bytes - body_.size() - 2, 'x').append("\"}");
    }

    dlfp::http::BodyRules body_rules(dlfp::http::Method, std::string_view) override {
        return {.body_bytes_max = 1024 * 1024};
    }

    void on_request(const dlfp::http::RequestView&, dlfp::http::Responder responder) override {
        responder.answer({.body = body_});
    }

private:
    std::string body_;
};

template <class Number>
Number number_of(std::string_view text) {
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

// bench_http_server [--port N] [--threads N] [--bytes N] [--tls DIR]; prints its port, serves until
// SIGTERM or SIGINT. With --tls it makes a certificate in DIR first.
int main(int count, char** words) {
    dlfp::http::ServerOptions options;
    std::size_t bytes = 300;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i];
        const std::string value = words[i + 1];
        if (name == "--port") options.port = number_of<std::uint16_t>(value);
        if (name == "--threads") options.threads = number_of<unsigned>(value);
        if (name == "--bytes") bytes = std::max<std::size_t>(number_of<std::size_t>(value), 32);
        if (name == "--tls")
            options.tls = dlfp::http::TlsFiles{value + "/tls.crt", value + "/tls.key"};
    }
    if (options.tls) {
        dlfp::http::make_development_certificate(options.tls->certificate_path,
                                                 options.tls->key_path, {});
    }
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);

    FixedDocument document(bytes);
    dlfp::http::Server server(options, document);
    server.start();
    std::printf("%u\n", server.port());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&ends, &signal);
    server.drain(std::chrono::seconds(2));
    server.stop();
}
