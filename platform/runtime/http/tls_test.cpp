// TLS as a client meets it: versions, the development certificate, and the same server behind it.
#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <vector>

#include "platform/runtime/http/development_certificate.h"
#include "platform/runtime/http/http_test_client.h"

namespace dlfp::http {
namespace {

using namespace testing;
namespace fs = std::filesystem;

// A folder of this test process that goes with it.
class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "dlfp-http-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
        path_ = pattern;
    }
    ~Folder() { fs::remove_all(path_); }
    std::string file(const char* name) const { return (path_ / name).string(); }

private:
    fs::path path_;
};

class CertifiedServer {
public:
    CertifiedServer() {
        make_development_certificate(folder_.file("tls.crt"), folder_.file("tls.key"), {});
        ServerOptions options = RunningServer::one_thread();
        options.tls = TlsFiles{folder_.file("tls.crt"), folder_.file("tls.key")};
        server_ = std::make_unique<RunningServer>(options);
    }
    RunningServer& operator*() { return *server_; }
    std::string certificate() const { return folder_.file("tls.crt"); }
    std::uint16_t port() const { return server_->port(); }

private:
    Folder folder_;
    std::unique_ptr<RunningServer> server_;
};

struct TlsOffer {
    int lowest = TLS1_2_VERSION;
    int highest = TLS1_3_VERSION;
    std::string trusted{};  // PEM file; empty: any certificate is taken
    const char* host = "localhost";
    std::vector<unsigned char> protocols{};
    const char* ciphers = "DEFAULT";
};

class TlsClient {
public:
    TlsClient(std::uint16_t port, const TlsOffer& offer)
        : raw_(port), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
        SSL_CTX_set_security_level(context_.get(), 0);  // or it would not even offer TLS 1.1
        SSL_CTX_set_min_proto_version(context_.get(), offer.lowest);
        SSL_CTX_set_max_proto_version(context_.get(), offer.highest);
        if (!offer.trusted.empty()) {
            SSL_CTX_load_verify_file(context_.get(), offer.trusted.c_str());
            SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
        }
        SSL_CTX_set_cipher_list(context_.get(), offer.ciphers);
        session_.reset(SSL_new(context_.get()));
        if (!offer.protocols.empty()) {
            SSL_set_alpn_protos(session_.get(), offer.protocols.data(),
                                static_cast<unsigned>(offer.protocols.size()));
        }
        SSL_set_tlsext_host_name(session_.get(), offer.host);
        SSL_set1_host(session_.get(), offer.host);
        SSL_set_fd(session_.get(), raw_.socket());
        connected_ = SSL_connect(session_.get()) == 1;
    }

    bool connected() const { return connected_; }
    std::string version() const { return SSL_get_version(session_.get()); }
    SSL* session() { return session_.get(); }
    RawClient& raw() { return raw_; }

    void send(std::string_view bytes) {
        ASSERT_EQ(SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())),
                  static_cast<int>(bytes.size()));
    }

    /// Reads until `text` was seen; empty if the connection ended before.
    std::string receive_until(std::string_view text) {
        while (incoming_.find(text) == std::string::npos) {
            if (!fill()) return {};
        }
        const std::size_t end = incoming_.find(text) + text.size();
        const std::string taken = incoming_.substr(0, end);
        incoming_.erase(0, end);
        return taken;
    }

    /// True if the server ends with a close_notify, not with a mere end of TCP.
    bool ends_politely() {
        while (fill()) {
        }
        return (SSL_get_shutdown(session_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
    }

private:
    bool fill() {
        char bytes[16 * 1024];
        const int n = SSL_read(session_.get(), bytes, sizeof bytes);
        if (n > 0) incoming_.append(bytes, static_cast<std::size_t>(n));
        return n > 0;
    }

    RawClient raw_;
    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
    struct Free {
        void operator()(SSL* session) const { SSL_free(session); }
    };
    std::unique_ptr<SSL, Free> session_;
    bool connected_ = false;
    std::string incoming_;
};

constexpr std::string_view get_x = "GET /x HTTP/1.1\r\nhost: test\r\n\r\n";

// clause: 5.1.1.2.2-b.3
TEST(http_tls, versions_1_2_and_1_3_are_served) {
    CertifiedServer server;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsClient client(server.port(), {.lowest = version, .highest = version});
        ASSERT_TRUE(client.connected()) << version;
        EXPECT_EQ(client.version(), version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3");
        client.send(get_x);
        const std::string reply = client.receive_until("GET /x ");
        EXPECT_TRUE(reply.starts_with("HTTP/1.1 200 OK\r\n"));
        EXPECT_NE(reply.find("strict-transport-security: max-age=31536000"), std::string::npos);
    }
}

// clause: 5.1.1.2.2-b.3
TEST(http_tls, version_1_1_is_refused) {
    CertifiedServer server;
    TlsClient client(server.port(), {.lowest = TLS1_1_VERSION, .highest = TLS1_1_VERSION});
    EXPECT_FALSE(client.connected());
    EXPECT_TRUE(eventually([&] { return (*server)->counters().tls_failures == 1; }));
}

TEST(http_tls, development_certificate_is_valid_for_its_names_only) {
    CertifiedServer server;
    for (const char* const good : {"localhost", "127.0.0.1"}) {
        TlsClient client(server.port(), {.trusted = server.certificate(), .host = good});
        // An address is matched by its own kind of name.
        if (std::string_view(good) == "127.0.0.1") {
            X509* const certificate = SSL_get1_peer_certificate(client.session());
            EXPECT_EQ(X509_check_ip_asc(certificate, good, 0), 1);
            X509_free(certificate);
        } else {
            EXPECT_TRUE(client.connected());
        }
    }
    TlsClient stranger(server.port(), {.trusted = server.certificate(), .host = "bank.example"});
    EXPECT_FALSE(stranger.connected());
}

TEST(http_tls, pipelined_and_large_conversations_pass) {
    CertifiedServer server;
    const auto large = std::make_shared<const std::string>(3u * 1024 * 1024, 'L');
    (*server).handler.answer = [&](const RequestView& request, Responder responder) {
        EXPECT_TRUE(request.is_tls);
        if (request.path == "/large") return responder.answer({.shared_body = large});
        const std::string text = "<" + std::to_string(request.body.size()) + ">";
        responder.answer({.body = text});
    };
    TlsClient client(server.port(), {});
    const std::string body(300'000, 'b');
    client.send("POST / HTTP/1.1\r\nhost: t\r\ncontent-length: 300000\r\n\r\n" + body +
                "GET /large HTTP/1.1\r\nhost: t\r\n\r\n" + std::string(get_x));
    EXPECT_NE(client.receive_until("<300000>"), "");
    EXPECT_NE(client.receive_until("\r\n\r\n"), "");
    EXPECT_NE(client.receive_until(*large), "");
    EXPECT_NE(client.receive_until("<0>"), "");
}

// A flood of any length behind a late answer: its end may lie in the socket, in the read-ahead
// or decrypted in the session, and only the first of the three wakes the loop.
TEST(http_tls, flood_behind_a_late_answer_is_served_from_inside_the_session) {
    CertifiedServer server;
    std::mutex mutex;
    std::optional<Responder> late;
    (*server).handler.answer = [&](const RequestView& request, Responder responder) {
        if (request.path != "/late") return responder.answer({.body = "now"});
        const std::lock_guard lock(mutex);
        late.emplace(std::move(responder));
    };
    const auto arrived = [&] {
        const std::lock_guard lock(mutex);
        return late.has_value();
    };
    for (int count = 400; count < 2000; count += 57) {
        TlsClient client(server.port(), {});
        std::string flood = "GET /late HTTP/1.1\r\nhost: t\r\n\r\n";
        for (int i = 0; i < count; ++i) flood += get_x;
        const std::uint64_t before = (*server)->counters().bytes_received;
        client.send(flood);
        ASSERT_TRUE(eventually(arrived));
        // Answers only when the input buffer is full, with the rest waiting behind it.
        const std::uint64_t enough = std::min<std::uint64_t>(flood.size(), 20 * 1024);
        EXPECT_TRUE(
            eventually([&] { return (*server)->counters().bytes_received - before >= enough; }));
        late->answer({.body = "late"});
        late.reset();
        EXPECT_NE(client.receive_until("late"), "");
        for (int i = 0; i < count; ++i) {
            ASSERT_NE(client.receive_until("\r\n\r\nnow"), "") << i << " of " << count;
        }
    }
}

TEST(http_tls, late_answers_and_events_pass) {
    CertifiedServer server;
    std::promise<Responder> promise;
    (*server).handler.answer = [&](const RequestView&, Responder responder) {
        promise.set_value(std::move(responder));
    };
    TlsClient client(server.port(), {});
    client.send("GET /events HTTP/1.1\r\nhost: t\r\n\r\n");
    const EventStream stream = await(promise.get_future()).start_events();
    EXPECT_TRUE(stream.send({.name = "ticket", .text = "over TLS"}));
    EXPECT_NE(client.receive_until("event: ticket\ndata: over TLS\n\n"), "");
    stream.close();
    EXPECT_TRUE(eventually([&] { return stream.closed(); }));
}

TEST(http_tls, http_1_1_is_agreed_upon_and_nothing_else) {
    CertifiedServer server;
    const auto agreed = [&](const std::vector<unsigned char>& offer) {
        TlsClient client(server.port(), {.protocols = offer});
        EXPECT_TRUE(client.connected());
        const unsigned char* name = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(client.session(), &name, &size);
        return std::string(reinterpret_cast<const char*>(name), size);
    };
    EXPECT_EQ(agreed({2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'}), "http/1.1");
    EXPECT_EQ(agreed({2, 'h', '2'}), "");
    EXPECT_EQ(agreed({}), "");
}

// clause: 5.1.1.2.2-b.3
TEST(http_tls, ciphers_without_forward_secrecy_or_authentication_are_refused) {
    CertifiedServer server;
    for (const char* const weak :
         {"AES128-SHA", "AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-SHA", "aNULL:eNULL"}) {
        TlsClient client(server.port(), {.highest = TLS1_2_VERSION, .ciphers = weak});
        EXPECT_FALSE(client.connected()) << weak;
    }
    TlsClient strong(server.port(),
                     {.highest = TLS1_2_VERSION, .ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256"});
    EXPECT_TRUE(strong.connected());
}

TEST(http_tls, end_is_announced) {
    CertifiedServer server;
    TlsClient client(server.port(), {});
    client.send("GET /x HTTP/1.1\r\nhost: t\r\nconnection: close\r\n\r\n");
    EXPECT_NE(client.receive_until("GET /x "), "");
    EXPECT_TRUE(client.ends_politely());
}

// clause: 5.1.1.2.2-b.3
TEST(http_tls, plain_http_on_the_tls_port_is_dropped) {
    CertifiedServer server;
    RawClient client(server.port());
    client.send(get_x);
    client.receive_rest();
    EXPECT_TRUE(eventually([&] { return (*server)->counters().tls_failures == 1; }));
    EXPECT_EQ((*server)->counters().requests, 0u);
}

TEST(http_tls, handshake_that_never_comes_is_timed_out) {
    Folder folder;
    make_development_certificate(folder.file("c"), folder.file("k"), {});
    ServerOptions options = RunningServer::one_thread();
    options.tls = TlsFiles{folder.file("c"), folder.file("k")};
    options.header_timeout = 20ms;
    RunningServer server(options);
    RawClient client(server.port());
    EXPECT_TRUE(client.ends());
    EXPECT_EQ(server->counters().timeouts, 1u);
}

TEST(http_tls, unusable_files_are_named) {
    Folder folder;
    ScriptedHandler handler;
    ServerOptions options;
    options.tls = TlsFiles{folder.file("none.crt"), folder.file("none.key")};
    try {
        const Server server(options, handler);
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("none.crt"), std::string::npos);
    }
    make_development_certificate(folder.file("a.crt"), folder.file("a.key"), {});
    make_development_certificate(folder.file("b.crt"), folder.file("b.key"), {});
    options.tls = TlsFiles{folder.file("a.crt"), folder.file("b.key")};
    EXPECT_THROW(Server(options, handler), std::runtime_error) << "key of another certificate";
}

TEST(development_certificate, key_is_for_its_owner_only_even_when_replaced) {
    Folder folder;
    std::ofstream(folder.file("k")) << "readable by all";
    fs::permissions(folder.file("k"), fs::perms(0644));
    make_development_certificate(folder.file("c"), folder.file("k"), {});
    struct stat status{};
    ASSERT_EQ(::stat(folder.file("k").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST(development_certificate, carries_the_given_names) {
    Folder folder;
    const std::vector<std::string> names{"dlfp.test", "192.0.2.7", "2001:db8::1"};
    make_development_certificate(folder.file("c"), folder.file("k"), names);
    std::FILE* const file = std::fopen(folder.file("c").c_str(), "r");
    X509* const certificate = PEM_read_X509(file, nullptr, nullptr, nullptr);
    std::fclose(file);
    ASSERT_NE(certificate, nullptr);
    EXPECT_EQ(X509_check_host(certificate, "dlfp.test", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate, "192.0.2.7", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate, "2001:db8::1", 0), 1);
    EXPECT_EQ(X509_check_host(certificate, "localhost", 0, 0, nullptr), 0);
    X509_free(certificate);
}

TEST(development_certificate, name_that_would_smuggle_another_is_refused) {
    Folder folder;
    const std::vector<std::string> names{"a,DNS:bank.example"};
    EXPECT_THROW(make_development_certificate(folder.file("c"), folder.file("k"), names),
                 std::runtime_error);
}

TEST(development_certificate, unwritable_place_is_an_error) {
    Folder folder;
    EXPECT_THROW(make_development_certificate(folder.file("no/c"), folder.file("no/k"), {}),
                 std::runtime_error);
}

}  // namespace
}  // namespace dlfp::http
