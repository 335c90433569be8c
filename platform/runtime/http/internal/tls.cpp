// TLS policy and the socket BIO. OpenSSL's own socket BIO writes with write(2), which raises
// SIGPIPE on a closed peer; this one does not.
#include "platform/runtime/http/internal/tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

namespace dlfp::http::internal {
namespace {

int socket_of(BIO* bio) {
    return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

int bio_read(BIO* bio, char* into, int size) {
    BIO_clear_retry_flags(bio);
    const ssize_t n = ::recv(socket_of(bio), into, static_cast<std::size_t>(size), 0);
    if (n < 0 && would_block()) BIO_set_retry_read(bio);
    return static_cast<int>(n);
}

int bio_write(BIO* bio, const char* bytes, int size) {
    BIO_clear_retry_flags(bio);
    const ssize_t n = ::send(socket_of(bio), bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    if (n < 0 && would_block()) BIO_set_retry_write(bio);
    return static_cast<int>(n);
}

long bio_control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

BIO_METHOD* socket_method() {
    static BIO_METHOD* const method = [] {
        BIO_METHOD* const made =
            BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "non-blocking socket");
        BIO_meth_set_read(made, bio_read);
        BIO_meth_set_write(made, bio_write);
        BIO_meth_set_ctrl(made, bio_control);
        return made;
    }();
    return method;
}

[[noreturn]] void fail(const std::string& what) {
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    ERR_clear_error();
    throw std::runtime_error(what + ": " + reason.data());
}

// Offers HTTP/1.1 only; a client that insists on something else gets no agreement, not an alert.
constexpr SSL_CTX_alpn_select_cb_func select_protocol = [](SSL*, const unsigned char** out,
                                                           unsigned char* out_size,
                                                           const unsigned char* offered,
                                                           unsigned offered_size, void*) {
    static constexpr unsigned char known[] = "\x08http/1.1";
    unsigned char* selected = nullptr;
    const int found =
        SSL_select_next_proto(&selected, out_size, known, sizeof known - 1, offered, offered_size);
    *out = selected;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
};

}  // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }
void TlsSession::Free::operator()(ssl_st* session) const { SSL_free(session); }

TlsContext::TlsContext(const TlsFiles& files) : context_(SSL_CTX_new(TLS_server_method())) {
    SSL_CTX* const context = context_.get();
    if (context == nullptr) fail("TLS context");
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(
        context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    // Resumption by ticket only: a server-side cache would grow and be locked by all loops.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 1);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_alpn_select_cb(context, select_protocol, nullptr);
    if (SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) fail("TLS ciphers");
    if (SSL_CTX_use_certificate_chain_file(context, files.certificate_path.c_str()) != 1) {
        fail("TLS certificate " + files.certificate_path);
    }
    if (SSL_CTX_use_PrivateKey_file(context, files.key_path.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1) {
        fail("TLS key " + files.key_path);
    }
}

TlsSession::TlsSession(const TlsContext& context, int socket)
    : session_(SSL_new(context.context_.get())) {
    BIO* const bio = BIO_new(socket_method());
    if (session_ == nullptr || bio == nullptr) throw std::bad_alloc();
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the number itself is the datum
    BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(socket)));
    BIO_set_init(bio, 1);
    SSL_set_bio(session_.get(), bio, bio);
    SSL_set_accept_state(session_.get());
}

Transfer TlsSession::outcome_of(int returned) {
    switch (SSL_get_error(session_.get(), returned)) {
        case SSL_ERROR_NONE: return Transfer::moved;
        case SSL_ERROR_WANT_READ: return Transfer::wants_read;
        case SSL_ERROR_WANT_WRITE: return Transfer::wants_write;
        case SSL_ERROR_ZERO_RETURN: return Transfer::ended;
        default: return Transfer::failed;
    }
}

Transfer TlsSession::handshake() {
    ERR_clear_error();
    return outcome_of(SSL_do_handshake(session_.get()));
}

TransferResult TlsSession::read(std::span<char> into) {
    ERR_clear_error();
    std::size_t bytes = 0;
    const int returned = SSL_read_ex(session_.get(), into.data(), into.size(), &bytes);
    return {outcome_of(returned), bytes};
}

TransferResult TlsSession::write(std::string_view bytes) {
    ERR_clear_error();
    std::size_t written = 0;
    const int returned = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &written);
    return {outcome_of(returned), written};
}

bool TlsSession::holds_bytes() const { return SSL_has_pending(session_.get()) == 1; }

void TlsSession::say_goodbye() {
    ERR_clear_error();
    SSL_shutdown(session_.get());
}

}  // namespace dlfp::http::internal
