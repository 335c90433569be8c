// Checks and splits request targets (RFC 9112 section 3.2, RFC 3986 section 2).
#include "platform/runtime/http/internal/request_target.h"

#include <algorithm>
#include <array>

namespace dlfp::http::internal {
namespace {

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Browsers send {|}^` unescaped in queries; what remains out is never sent by an honest client.
constexpr std::array<bool, 256> forbidden_characters = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 256; ++c) table[c] = c <= 0x20 || c >= 0x7f;
    for (const char c : std::string_view("#\"<>")) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool has_only_allowed_characters(std::string_view target) {
    return std::ranges::none_of(
        target, [](char c) { return forbidden_characters[static_cast<unsigned char>(c)]; });
}

bool has_only_whole_escapes(std::string_view target) {
    for (std::size_t at = target.find('%'); at != std::string_view::npos;
         at = target.find('%', at + 1)) {
        if (at + 2 >= target.size()) return false;
        if (!is_hex(target[at + 1]) || !is_hex(target[at + 2])) return false;
        if (target[at + 1] == '0' && target[at + 2] == '0') return false;
    }
    return true;
}

// "http://host/path" → "/path"; empty if the form is broken.
std::optional<std::string_view> origin_form(std::string_view target) {
    if (target.starts_with('/')) return target;
    const std::size_t scheme_end = target.find("://");
    if (scheme_end == std::string_view::npos) return std::nullopt;
    const std::string_view scheme = target.substr(0, scheme_end);
    if (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https")) {
        return std::nullopt;
    }
    const std::string_view rest = target.substr(scheme_end + 3);
    const std::size_t authority_end = std::min(rest.find('/'), rest.find('?'));
    if (!is_valid_host(rest.substr(0, authority_end)) || authority_end == 0) return std::nullopt;
    if (authority_end == std::string_view::npos) return std::string_view("/");
    return rest.substr(authority_end);
}

}  // namespace

std::optional<SplitTarget> split_request_target(std::string_view target, Method method) {
    if (target == "*") {
        if (method != Method::options) return std::nullopt;
        return SplitTarget{target, {}};
    }
    if (!has_only_allowed_characters(target) || !has_only_whole_escapes(target))
        return std::nullopt;
    const std::optional<std::string_view> origin = origin_form(target);
    if (!origin) return std::nullopt;
    const std::size_t mark = origin->find('?');
    const std::string_view path = origin->substr(0, mark);
    if (path.find('\\') != std::string_view::npos) return std::nullopt;
    SplitTarget parts;
    parts.path = path.empty() ? std::string_view("/") : path;
    if (mark != std::string_view::npos) parts.query = origin->substr(mark + 1);
    return parts;
}

bool is_valid_host(std::string_view host) {
    if (host.starts_with('[')) {
        const std::size_t close = host.find(']');
        if (close == std::string_view::npos || close < 3) return false;
        const std::string_view inside = host.substr(1, close - 1);
        if (!std::ranges::all_of(inside,
                                 [](char c) { return is_hex(c) || c == ':' || c == '.'; })) {
            return false;
        }
        host.remove_prefix(close + 1);
        if (host.empty()) return true;
        if (!host.starts_with(':')) return false;
    } else {
        const std::size_t colon = std::min(host.find(':'), host.size());
        const std::string_view name = host.substr(0, colon);
        if (name.size() > 253) return false;
        const auto allowed = [](char c) {
            return is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
        };
        if (!std::ranges::all_of(name, allowed)) return false;
        host.remove_prefix(colon);
        if (host.empty()) return true;
    }
    host.remove_prefix(1);
    return host.size() <= 5 &&
           std::ranges::all_of(host, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace dlfp::http::internal
