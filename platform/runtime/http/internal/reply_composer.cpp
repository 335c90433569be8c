// Composes replies into the loop's output buffer without allocating.
#include "platform/runtime/http/internal/reply_composer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace dlfp::http::internal {
namespace {

constexpr std::string_view line_end = "\r\n";

struct DateText {
    std::time_t second = 0;
    std::array<char, 32> text{};
    std::size_t size = 0;
};

thread_local DateText date_text;

void append_line(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append(line_end);
}

void append_number(std::string& out, std::size_t number) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

bool is_token(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

void append_status_line(std::string& out, int status) {
    if (status == 200) {
        out.append("HTTP/1.1 200 OK\r\ndate: ");
    } else {
        out.append("HTTP/1.1 ");
        append_number(out, static_cast<std::size_t>(status));
        out.append(" ").append(reason_phrase(status)).append("\r\ndate: ");
    }
    out.append(current_date()).append(line_end);
}

}  // namespace

std::string_view current_date() { return {date_text.text.data(), date_text.size}; }

void refresh_date() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec == date_text.second && date_text.size != 0) return;
    date_text.second = now.tv_sec;
    std::tm parts{};
    gmtime_r(&now.tv_sec, &parts);
    date_text.size = std::strftime(date_text.text.data(), date_text.text.size(),
                                   "%a, %d %b %Y %H:%M:%S GMT", &parts);
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

bool is_sent_shared(const Reply& reply) {
    return reply.shared_body && reply.shared_body->size() > copied_body_bytes_max;
}

bool is_safe_header_value(std::string_view value) {
    return std::ranges::none_of(value, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t') || byte == 0x7f;
    });
}

ReplyComposer::ReplyComposer(const HeaderTable& table) : table_(table) {
    for (const auto& [name, value] : table_) append_line(block_, name, value);
}

void ReplyComposer::append_defaults(std::string& out, std::span<const Header> given) const {
    const auto overridden = [given](const std::string& name) {
        return std::ranges::any_of(
            given, [&](const Header& header) { return equals_ignoring_case(header.name, name); });
    };
    if (std::ranges::none_of(table_, [&](const auto& row) { return overridden(row.first); })) {
        out.append(block_);
        return;
    }
    for (const auto& [name, value] : table_) {
        if (!overridden(name)) append_line(out, name, value);
    }
}

bool ReplyComposer::compose(std::string& out, const Reply& reply, Persistence persistence,
                            BodyRule rule) const {
    if (!is_safe_header_value(reply.content_type)) return false;
    for (const Header& header : reply.headers) {
        if (!is_token(header.name) || !is_safe_header_value(header.value)) return false;
    }
    append_status_line(out, reply.status);
    for (const Header& header : reply.headers) append_line(out, header.name, header.value);
    append_defaults(out, reply.headers);
    if (persistence == Persistence::close) out.append("connection: close\r\n");
    if (persistence == Persistence::keep_alive_spoken) out.append("connection: keep-alive\r\n");
    if (!may_have_body(reply.status)) {
        out.append(line_end);
        return true;
    }
    const std::string_view body = reply.shared_body ? *reply.shared_body : reply.body;
    if (!reply.content_type.empty()) append_line(out, "content-type", reply.content_type);
    out.append("content-length: ");
    append_number(out, body.size());
    out.append("\r\n\r\n");
    if (rule == BodyRule::send && !is_sent_shared(reply)) out.append(body);
    return true;
}

void ReplyComposer::compose_stream_head(std::string& out) const {
    append_status_line(out, 200);
    append_defaults(out, {});
    // Without a length the stream ends with the connection; proxies must not hold events back.
    out.append("content-type: text/event-stream\r\nx-accel-buffering: no\r\n");
    out.append("connection: close\r\n\r\n");
}

}  // namespace dlfp::http::internal
