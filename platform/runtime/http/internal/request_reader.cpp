// The strict HTTP/1 codec: Beast's incremental parser plus the refusals it leaves to its user
// (folded lines, transfer codings, Host, target characters). The only file to include Boost.
#include "platform/runtime/http/internal/request_reader.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <cstring>
#include <optional>

#include "platform/base/planted.h"
#include "platform/runtime/http/internal/request_target.h"

namespace dlfp::http::internal {
namespace {

namespace beast = boost::beast;
using beast::http::error;
using beast::http::field;
using beast::http::verb;

// Room behind the largest head, in which a body is read piece by piece.
constexpr std::size_t body_room_min = 4 * 1024;
constexpr std::size_t extension_bytes_max = 4 * 1024;
constexpr std::size_t kept_body_capacity = 64 * 1024;

constexpr Refusal malformed{400, "http.malformed"};

std::string_view to_std(beast::string_view text) { return {text.data(), text.size()}; }

Method method_of(verb v) {
    switch (v) {
        case verb::get: return Method::get;
        case verb::head: return Method::head;
        case verb::post: return Method::post;
        case verb::put: return Method::put;
        case verb::patch: return Method::patch;
        case verb::delete_: return Method::del;
        case verb::options: return Method::options;
        default: return Method::other;
    }
}

bool only_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

class RequestReader::Parser final : public beast::http::basic_parser<true> {
public:
    explicit Parser(RequestReader& reader) : reader_(reader) {
        body_limit(boost::none);
        header_limit(static_cast<std::uint32_t>(reader.limits_.header_bytes_max));
    }

private:
    using Code = beast::error_code;

    void stop(Code& ec, Refusal reason) {
        reader_.refusal_ = reason;
        ec = error::bad_field;
    }

    void on_request_impl(verb v, beast::string_view, beast::string_view target, int version,
                         Code& ec) override {
        reader_.version_ = version;
        reader_.request_.method = method_of(v);
        reader_.request_.target = to_std(target);
        if (v == verb::connect || v == verb::trace)
            return stop(ec, {501, "http.method_not_supported"});
        if (target.size() > reader_.limits_.target_bytes_max) {
            return stop(ec, {414, "http.target_too_long"});
        }
        if (!reader_.split_target()) stop(ec, malformed);
    }

    void on_response_impl(int, beast::string_view, int, Code& ec) override { stop(ec, malformed); }

    void on_field_impl(field f, beast::string_view name, beast::string_view value,
                       Code& ec) override {
        if (reader_.head_reported_) return;  // trailers are checked by Beast and then ignored
        const std::string_view text = to_std(value);
        const bool folds = is_folded(name, value) && !planted("http.folded_lines_pass");
        if (folds) return stop(ec, malformed);
        switch (f) {
            case field::transfer_encoding:
                // Any coding but plain "chunked" is read differently by different servers.
                if (planted("http.any_transfer_coding")) break;
                if (reader_.version_ < 11 || !equals_ignoring_case(text, "chunked")) {
                    return stop(ec, malformed);
                }
                break;
            case field::content_length:
                if (!only_digits(text)) return stop(ec, malformed);
                break;
            case field::host:
                ++reader_.host_count_;
                reader_.host_ = text;
                break;
            case field::expect:
                if (!equals_ignoring_case(text, "100-continue")) {
                    return stop(ec, {417, "http.expectation_unknown"});
                }
                reader_.expects_continue_ = reader_.version_ == 11;
                break;
            default: break;
        }
        if (!reader_.add_field(to_std(name), text)) stop(ec, {431, "http.headers_too_large"});
    }

    // Beast joins folded lines in a buffer of its own, or lets the value begin on a later line.
    bool is_folded(beast::string_view name, beast::string_view value) const {
        const char* const first = reader_.buffer_.get();
        if (value.data() < first || value.data() > first + reader_.end_) return true;
        const char* const gap = name.data() + name.size();
        return std::any_of(gap, value.data(), [](char c) { return c == '\r' || c == '\n'; });
    }

    void on_header_impl(Code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Code&) override {}

    std::size_t on_body_impl(beast::string_view piece, Code&) override {
        const auto length = static_cast<std::size_t>(content_length().value_or(0));
        reader_.append_body(to_std(piece), length);
        return piece.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view extensions, Code& ec) override {
        reader_.extension_bytes_ += extensions.size();
        if (reader_.extension_bytes_ > extension_bytes_max) stop(ec, malformed);
    }

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view piece, Code&) override {
        reader_.body_.append(piece.data(), piece.size());
        return piece.size();
    }

    void on_finish_impl(Code&) override {}

    RequestReader& reader_;
};

RequestReader::RequestReader(const ReaderLimits& limits)
    : limits_(limits),
      capacity_(limits.header_bytes_max + body_room_min),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_)) {
    clear();
}

RequestReader::~RequestReader() = default;

std::span<char> RequestReader::free_space() {
    if (begin_ == end_) begin_ = parsed_ = end_ = 0;
    if (begin_ > 0 && capacity_ - end_ < body_room_min) shift_to_front();
    return {buffer_.get() + end_, capacity_ - end_};
}

void RequestReader::shift_to_front() {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    rebase(-static_cast<std::ptrdiff_t>(begin_));
    parsed_ -= begin_;
    end_ -= begin_;
    if (head_end_ != 0) head_end_ -= begin_;
    begin_ = 0;
}

void RequestReader::rebase(std::ptrdiff_t distance) {
    const auto move = [distance](std::string_view& view) {
        if (view.data() != nullptr) view = {view.data() + distance, view.size()};
    };
    move(request_.target);
    move(request_.path);
    move(request_.query);
    move(host_);
    for (Header& header : std::span(fields_).first(fields_count_)) {
        move(header.name);
        move(header.value);
    }
}

ReadStep RequestReader::refuse(Refusal reason) {
    refusal_ = reason;
    return ReadStep::refused;
}

ReadStep RequestReader::advance() {
    if (head_reported_) return step_body();
    if (parsed_ == end_) return ReadStep::need_more;
    refusal_ = malformed;
    beast::error_code ec;
    parsed_ += parser_->put({buffer_.get() + parsed_, end_ - parsed_}, ec);
    const bool too_large = parsed_ - begin_ > limits_.header_bytes_max;
    if (ec == error::need_more) {
        const bool full = too_large || end_ - begin_ >= limits_.header_bytes_max;
        return full ? refuse_large_head() : ReadStep::need_more;
    }
    if (ec == error::header_limit) return refuse_large_head();
    if (ec == error::bad_version) return refuse({505, "http.version_not_supported"});
    if (ec) return ReadStep::refused;
    if (too_large) return refuse_large_head();
    return finish_head();
}

// Which of the two it is, the parser can't tell: it waits for the blank line before it looks again.
ReadStep RequestReader::refuse_large_head() {
    const std::size_t size = std::min(end_ - begin_, limits_.header_bytes_max);
    const std::string_view received(buffer_.get() + begin_, size);
    const bool line_is_whole = received.find("\r\n") != std::string_view::npos;
    return line_is_whole ? refuse({431, "http.headers_too_large"})
                         : refuse({414, "http.target_too_long"});
}

ReadStep RequestReader::finish_head() {
    if (!check_host()) return refuse(malformed);
    head_reported_ = true;
    head_end_ = parsed_;
    request_.headers = std::span(fields_).first(fields_count_);
    return ReadStep::head_complete;
}

ReadStep RequestReader::step_body() {
    beast::error_code ec;
    while (!parser_->is_done()) {
        if (parsed_ == end_ || ec == error::need_more) {
            drop_consumed_body();
            return free_space().empty() ? refuse(malformed) : ReadStep::need_more;
        }
        parsed_ += parser_->put({buffer_.get() + parsed_, end_ - parsed_}, ec);
        if (ec == error::body_limit) return refuse({413, "http.body_too_large"});
        if (ec && ec != error::need_more) return ReadStep::refused;
    }
    if (!body_in_place_) request_.body = body_;
    return ReadStep::request_complete;
}

// The body is copied out: only the head and an unfinished chunk line have to stay in the buffer.
void RequestReader::drop_consumed_body() {
    std::memmove(buffer_.get() + head_end_, buffer_.get() + parsed_, end_ - parsed_);
    end_ -= parsed_ - head_end_;
    parsed_ = head_end_;
}

void RequestReader::append_body(std::string_view piece, std::size_t announced) {
    if (body_.empty() && piece.size() == announced) {
        request_.body = piece;
        body_in_place_ = true;
        return;
    }
    body_.append(piece);
}

bool RequestReader::add_field(std::string_view name, std::string_view value) {
    std::size_t max = std::min(limits_.header_fields_max, fields_capacity);
    if (planted("http.header_count_unlimited")) max = fields_capacity;
    if (fields_count_ >= max) return false;
    fields_[fields_count_++] = {name, value};
    return true;
}

bool RequestReader::split_target() {
    const std::optional<SplitTarget> parts = split_request_target(request_.target, request_.method);
    if (!parts) return false;
    request_.path = parts->path;
    request_.query = parts->query;
    return true;
}

bool RequestReader::check_host() {
    if (host_count_ > 1) return planted("http.two_hosts_pass");
    if (host_count_ == 0) return version_ < 11;
    return is_valid_host(host_);
}

bool RequestReader::announces_body() const {
    return parser_->chunked() || parser_->content_length().value_or(0) > 0;
}

bool RequestReader::keep_alive() const { return parser_->keep_alive(); }

ReadStep RequestReader::limit_body(std::size_t body_bytes_max) {
    if (planted("http.body_unlimited")) return ReadStep::head_complete;
    if (parser_->content_length().value_or(0) > body_bytes_max) {
        return refuse({413, "http.body_too_large"});
    }
    parser_->body_limit(body_bytes_max);
    return ReadStep::head_complete;
}

void RequestReader::next() {
    begin_ = parsed_;
    head_end_ = 0;
    // Beast's parser serves one message; destroying and rebuilding it in place allocates nothing.
    if (parser_) {
        std::destroy_at(parser_.get());
        std::construct_at(parser_.get(), *this);
    } else {
        parser_ = std::make_unique<Parser>(*this);
    }
    fields_count_ = 0;
    request_ = {};
    refusal_ = {};
    body_.clear();
    if (body_.capacity() > kept_body_capacity) body_.shrink_to_fit();
    extension_bytes_ = 0;
    version_ = 11;
    host_count_ = 0;
    host_ = {};
    head_reported_ = body_in_place_ = expects_continue_ = false;
}

void RequestReader::clear() {
    begin_ = parsed_ = end_ = 0;
    next();
}

}  // namespace dlfp::http::internal
