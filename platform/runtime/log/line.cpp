// Rendering of log lines. Escapes everything that could end the line or the string early: a log
// that can be forged is worse than none.
#include "platform/runtime/log/line.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace dlfp::log {
namespace {

constexpr std::size_t text_bytes_max = 2048;

std::string_view name_of(Level level) {
    constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
    return names[static_cast<std::size_t>(level)];
}

/// Bytes of the well-formed UTF-8 character at the start, or 0.
std::size_t character_size(std::string_view text) {
    const auto at = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned lead = at(0);
    const std::size_t size = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
    if (size == 0 || text.size() < size) return 0;
    for (std::size_t index = 1; index < size; ++index)
        if ((at(index) & 0xC0U) != 0x80U) return 0;
    if (lead == 0xE0 && at(1) < 0xA0) return 0;
    if (lead == 0xED && at(1) > 0x9F) return 0;
    if (lead == 0xF0 && at(1) < 0x90) return 0;
    if (lead == 0xF4 && at(1) > 0x8F) return 0;
    return size;
}

void append_escaped(std::string& to, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        (to += '\\') += c;
    } else if (code < 0x20 || code == 0x7F) {
        to += "\\u00";
        to += digits[code >> 4U];
        to += digits[code & 15U];
    } else {
        to += c;
    }
}

void append_value(std::string& to, const Value& value) {
    struct Appender {
        std::string& to;
        void operator()(std::int64_t number) const {
            std::array<char, 24> digits{};
            const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
            to.append(digits.data(), end);
        }
        void operator()(bool truth) const { to += truth ? "true" : "false"; }
        void operator()(std::string_view text) const { append_json_text(to, text); }
    };
    std::visit(Appender{to}, value.held());
}

void append_member(std::string& to, std::string_view name, std::string_view text) {
    ((to += '"') += name) += "\":";
    append_json_text(to, text);
}

}  // namespace

void append_json_text(std::string& to, std::string_view text) {
    to += '"';
    const std::size_t limit = to.size() + text_bytes_max;
    while (!text.empty() && to.size() < limit) {
        const auto size = character_size(text);
        if (size == 0)
            to += "\xEF\xBF\xBD";
        else if (size == 1)
            append_escaped(to, text[0]);
        else
            to += text.substr(0, size);
        text.remove_prefix(size == 0 ? 1 : size);
    }
    if (!text.empty()) to += "…";
    to += '"';
}

std::string render_line(Level level, std::string_view event, std::string_view request_id,
                        Fields fields) {
    std::string line;
    line.reserve(160);
    append_member(line, "level", name_of(level));
    line += ',';
    append_member(line, "event", event);
    if (!request_id.empty()) {
        line += ',';
        append_member(line, "request_id", request_id);
    }
    for (const auto& field : fields) {
        line += ',';
        append_json_text(line, field.name);
        line += ':';
        append_value(line, field.value);
    }
    line += '}';
    return line;
}

}  // namespace dlfp::log
