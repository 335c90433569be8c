// Turns received bytes into requests: one fixed input buffer, a strict parser and the views into
// the buffer. Readers are pooled per loop, so that an idle connection owns none.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "platform/runtime/http/message.h"

namespace dlfp::http::internal {

struct ReaderLimits {
    std::size_t header_bytes_max;
    std::size_t header_fields_max;
    std::size_t target_bytes_max;
};

/// Why a request is refused; `code` is a literal.
struct Refusal {
    int status = 400;
    std::string_view code = "http.malformed";
};

enum class ReadStep {
    need_more,         ///< read into free_space() and call received()
    head_complete,     ///< once per request: ask for the body's rules, then advance again
    request_complete,  ///< request() is valid until next()
    refused,           ///< refusal() says why; the connection must end
};

class RequestReader {
public:
    static constexpr std::size_t fields_capacity = 128;

    explicit RequestReader(const ReaderLimits& limits);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    /// Where the next bytes go; empty while unread requests fill the buffer.
    std::span<char> free_space();
    void received(std::size_t bytes) { end_ += bytes; }

    ReadStep advance();

    /// Valid from head_complete on; the body from request_complete on.
    const RequestView& request() const { return request_; }
    bool announces_body() const;
    bool expects_continue() const { return expects_continue_; }
    bool keep_alive() const;
    bool is_http_1_0() const { return version_ == 10; }
    const Refusal& refusal() const { return refusal_; }

    /// Called at head_complete, before the body is parsed.
    ReadStep limit_body(std::size_t body_bytes_max);

    /// Forgets the finished request; bytes behind it stay.
    void next();

    /// Drops everything, for the next connection.
    void clear();

    bool holds_bytes() const { return begin_ != end_; }
    bool holds_bytes_behind_request() const { return parsed_ != end_; }
    bool head_is_complete() const { return head_reported_; }

private:
    class Parser;
    friend class Parser;

    ReadStep refuse(Refusal reason);
    ReadStep refuse_large_head();
    ReadStep finish_head();
    ReadStep step_body();
    void drop_consumed_body();
    void shift_to_front();
    void rebase(std::ptrdiff_t distance);
    void append_body(std::string_view piece, std::size_t announced);
    bool add_field(std::string_view name, std::string_view value);
    bool split_target();
    bool check_host();

    const ReaderLimits limits_;
    const std::size_t capacity_;
    std::unique_ptr<char[]> buffer_;
    std::size_t begin_ = 0;     // of the current request
    std::size_t parsed_ = 0;    // up to here the parser has consumed
    std::size_t end_ = 0;       // of the received bytes
    std::size_t head_end_ = 0;  // behind the blank line

    std::unique_ptr<Parser> parser_;
    std::array<Header, fields_capacity> fields_;
    std::size_t fields_count_ = 0;
    RequestView request_;
    Refusal refusal_;
    std::string body_;  // only if the body is chunked or came in more than one piece
    std::size_t extension_bytes_ = 0;
    int version_ = 11;
    int host_count_ = 0;
    std::string_view host_;
    bool head_reported_ = false;
    bool body_in_place_ = false;
    bool expects_continue_ = false;
};

}  // namespace dlfp::http::internal
