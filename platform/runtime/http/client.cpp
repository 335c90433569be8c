// One exchange with Beast on an I/O context of its own, so that a time limit covers all of it.
#include "platform/runtime/http/client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

namespace dlfp::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Tcp = asio::ip::tcp;
using Request = beast::http::request<beast::http::string_body>;

Request request_of(const Outgoing& outgoing) {
    Request request{beast::http::verb::post, outgoing.url.target, 11};
    const auto& host = outgoing.url.host;
    request.set(beast::http::field::host, host.contains(':') ? '[' + host + ']' : host);
    request.set(beast::http::field::connection, "close");
    request.set(beast::http::field::content_type, outgoing.content_type);
    for (const auto& [name, value] : outgoing.headers) request.set(name, value);
    request.body() = outgoing.body;
    request.prepare_payload();
    return request;
}

template <class Stream>
asio::awaitable<Incoming> exchange(Stream& stream, const Request& request, std::size_t bytes_max) {
    co_await beast::http::async_write(stream, request, asio::use_awaitable);
    beast::flat_buffer buffer;
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(bytes_max);
    co_await beast::http::async_read(stream, buffer, parser, asio::use_awaitable);
    auto reply = parser.release();
    co_return Incoming{static_cast<int>(reply.result_int()), std::move(reply.body())};
}

asio::ssl::context context_for(const ClientOptions& options) {
    asio::ssl::context context{asio::ssl::context::tls_client};
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_verify_mode(asio::ssl::verify_peer);
    if (options.trusted_file.empty())
        context.set_default_verify_paths();
    else
        context.load_verify_file(options.trusted_file);
    return context;
}

/// Sets the name that the other side's certificate must have.
void expect_host(beast::ssl_stream<beast::tcp_stream>& stream, const std::string& host) {
    SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
    stream.set_verify_callback(asio::ssl::host_name_verification(host));
}

asio::awaitable<Incoming> converse(const Outgoing& outgoing, const ClientOptions& options) {
    const auto executor = co_await asio::this_coro::executor;
    const auto request = request_of(outgoing);
    Tcp::resolver resolver{executor};
    const auto places =
        co_await resolver.async_resolve(outgoing.url.host, outgoing.url.port, asio::use_awaitable);
    const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(options.patience);
    if (!outgoing.url.is_tls) {
        beast::tcp_stream stream{executor};
        stream.expires_after(patience);
        co_await stream.async_connect(places, asio::use_awaitable);
        co_return co_await exchange(stream, request, options.reply_bytes_max);
    }
    auto context = context_for(options);
    beast::ssl_stream<beast::tcp_stream> stream{executor, context};
    expect_host(stream, outgoing.url.host);
    auto& connection = beast::get_lowest_layer(stream);
    connection.expires_after(patience);
    co_await connection.async_connect(places, asio::use_awaitable);
    co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
    co_return co_await exchange(stream, request, options.reply_bytes_max);
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == text.npos &&
           text.front() != '0';
}

}  // namespace

std::optional<Url> Url::parse(std::string_view text) {
    Url url;
    if (text.starts_with("https://"))
        text.remove_prefix(8);
    else if (text.starts_with("http://"))
        text.remove_prefix(7), url.is_tls = false;
    else
        return std::nullopt;
    for (const char character : text)
        if (character <= ' ' || character >= 127 || character == '#') return std::nullopt;
    const auto slash = std::min(text.find_first_of("/?"), text.size());
    auto authority = text.substr(0, slash);
    url.target = slash < text.size() ? std::string(text.substr(slash)) : "/";
    if (url.target.front() == '?') url.target.insert(0, "/");
    if (authority.contains('@')) return std::nullopt;
    const bool is_bracketed = authority.starts_with('[');
    const auto colon = authority.find(':', is_bracketed ? authority.find(']') : 0);
    url.port = url.is_tls ? "443" : "80";
    if (colon != authority.npos) {
        if (!is_port(authority.substr(colon + 1))) return std::nullopt;
        url.port = authority.substr(colon + 1);
        authority = authority.substr(0, colon);
    }
    if (is_bracketed) {
        if (!authority.ends_with(']')) return std::nullopt;
        authority = authority.substr(1, authority.size() - 2);
    }
    if (authority.empty()) return std::nullopt;
    url.host = authority;
    return url;
}

bool Url::is_loopback() const {
    return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

Answer answer_of(const Incoming& reply) {
    constexpr std::array temporary{408, 425, 429};
    if (reply.status >= 200 && reply.status < 300) return Answer::taken;
    if (reply.status >= 500 || std::ranges::find(temporary, reply.status) != temporary.end())
        return Answer::try_later;
    return Answer::refused;
}

Incoming post(const Outgoing& outgoing, const ClientOptions& options) {
    try {
        asio::io_context context{1};
        auto reply = asio::co_spawn(context, converse(outgoing, options), asio::use_future);
        context.run();
        return reply.get();
    } catch (const boost::system::system_error& problem) {
        throw ClientFault(problem.code().message());
    }
}

}  // namespace dlfp::http
