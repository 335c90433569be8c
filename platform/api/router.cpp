// Path matching and decoding of targets.
#include "platform/api/router.h"

#include <stdexcept>

namespace dlfp::api {
namespace {

std::pair<std::string_view, std::string_view> next_segment(std::string_view rest) {
    rest.remove_prefix(1);
    const auto end = rest.find('/');
    if (end == rest.npos) return {rest, {}};
    return {rest.substr(0, end), rest.substr(end)};
}

int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

/// Length of the UTF-8 sequence at `text`, 0 when invalid (overlong, surrogate, beyond U+10FFFF).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t index) {
        return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
    };
    const auto is_tail = [&](std::size_t index) { return (byte(index) & 0xC0U) == 0x80U; };
    if (byte(0) < 0x80) return 1;
    if (byte(0) >= 0xC2 && byte(0) <= 0xDF) return is_tail(1) ? 2 : 0;
    if ((byte(0) & 0xF0U) == 0xE0U) {
        const bool is_overlong = byte(0) == 0xE0 && byte(1) < 0xA0;
        const bool is_surrogate = byte(0) == 0xED && byte(1) > 0x9F;
        return is_tail(1) && is_tail(2) && !is_overlong && !is_surrogate ? 3 : 0;
    }
    if (byte(0) >= 0xF0 && byte(0) <= 0xF4) {
        const bool is_overlong = byte(0) == 0xF0 && byte(1) < 0x90;
        const bool is_beyond = byte(0) == 0xF4 && byte(1) > 0x8F;
        return is_tail(1) && is_tail(2) && is_tail(3) && !is_overlong && !is_beyond ? 4 : 0;
    }
    return 0;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

}  // namespace

std::optional<Verb> parse_verb(std::string_view method) {
    if (method == "GET" || method == "HEAD") return Verb::get;
    if (method == "POST") return Verb::post;
    if (method == "PUT") return Verb::put;
    if (method == "PATCH") return Verb::patch;
    if (method == "DELETE") return Verb::del;
    return std::nullopt;
}

std::string_view verb_text(Verb verb) {
    switch (verb) {
        case Verb::get: return "get";
        case Verb::post: return "post";
        case Verb::put: return "put";
        case Verb::patch: return "patch";
        case Verb::del: return "delete";
    }
    return "";
}

void Router::add(const Declaration& declaration) {
    const std::string where(declaration.path);
    if (!declaration.path.starts_with('/')) throw std::logic_error("path without slash: " + where);
    Node* node = &root_;
    std::vector<std::string_view> names;
    for (auto rest = declaration.path; !rest.empty();) {
        const auto [segment, tail] = next_segment(rest);
        rest = tail;
        if (segment.starts_with('{')) {
            names.push_back(segment.substr(1, segment.size() - 2));
            if (!node->parameter) node->parameter = std::make_unique<Node>();
            node = node->parameter.get();
        } else {
            auto& child = node->literals[std::string(segment)];
            if (!child) child = std::make_unique<Node>();
            node = child.get();
        }
    }
    if (node->declarations.contains(declaration.verb))
        throw std::logic_error("two endpoints at " + where);
    node->declarations[declaration.verb] = &declaration;
    node->parameter_names[declaration.verb] = std::move(names);
}

const Router::Node* Router::walk(const Node& node, std::string_view rest,
                                 std::vector<std::string_view>& values) {
    if (rest.empty()) return node.declarations.empty() ? nullptr : &node;
    const auto [segment, tail] = next_segment(rest);
    if (const auto child = node.literals.find(segment); child != node.literals.end())
        if (const auto* found = walk(*child->second, tail, values)) return found;
    if (!node.parameter || segment.empty()) return nullptr;
    values.push_back(segment);
    if (const auto* found = walk(*node.parameter, tail, values)) return found;
    values.pop_back();
    return nullptr;
}

Router::Match Router::match(Verb verb, std::string_view path) const {
    if (!path.starts_with('/')) return {};
    std::vector<std::string_view> values;
    const Node* node = walk(root_, path, values);
    if (node == nullptr) return {};
    Match match;
    match.path_exists = true;
    const auto found = node->declarations.find(verb);
    if (found == node->declarations.end()) return match;
    const auto& names = node->parameter_names.at(verb);
    for (std::size_t index = 0; index < names.size(); ++index) {
        auto value = decode_percent(values[index], '+');
        if (!value) return {};
        match.params.emplace_back(names[index], std::move(*value));
    }
    match.declaration = found->second;
    return match;
}

std::optional<std::string> decode_percent(std::string_view text, char plus_means) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] == '+') {
            decoded += plus_means;
        } else if (text[index] != '%') {
            decoded += text[index];
        } else {
            if (index + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[index + 1]);
            const int low = hex_digit(text[index + 2]);
            if (high < 0 || low < 0 || high + low == 0) return std::nullopt;
            decoded += static_cast<char>(high * 16 + low);
            index += 2;
        }
    }
    if (!is_utf8(decoded)) return std::nullopt;
    return decoded;
}

std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(
    std::string_view query) {
    std::vector<std::pair<std::string, std::string>> params;
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto part = query.substr(0, end);
        query = end == query.npos ? std::string_view{} : query.substr(end + 1);
        const auto equals = part.find('=');
        if (part.empty() || equals == 0 || equals == part.npos || params.size() >= 32)
            return std::nullopt;
        auto name = decode_percent(part.substr(0, equals), ' ');
        auto value = decode_percent(part.substr(equals + 1), ' ');
        if (!name || !value) return std::nullopt;
        for (const auto& [known, ignored] : params)
            if (known == *name) return std::nullopt;
        params.emplace_back(std::move(*name), std::move(*value));
    }
    return params;
}

}  // namespace dlfp::api
