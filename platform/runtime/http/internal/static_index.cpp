// Reads a directory of web files and answers the small questions about them.
#include "platform/runtime/http/internal/static_index.h"

#include <openssl/evp.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "platform/runtime/http/message.h"

namespace dlfp::http::internal {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t etag_bytes = 12;
constexpr std::size_t hash_length = 8;
constexpr std::string_view for_ever = "public, max-age=31536000, immutable";

struct TypeByExtension {
    std::string_view extension;
    std::string_view type;
};

constexpr std::array types{
    TypeByExtension{".html", "text/html; charset=utf-8"},
    TypeByExtension{".js", "text/javascript; charset=utf-8"},
    TypeByExtension{".mjs", "text/javascript; charset=utf-8"},
    TypeByExtension{".css", "text/css; charset=utf-8"},
    TypeByExtension{".json", "application/json"},
    TypeByExtension{".map", "application/json"},
    TypeByExtension{".webmanifest", "application/manifest+json"},
    TypeByExtension{".svg", "image/svg+xml"},
    TypeByExtension{".png", "image/png"},
    TypeByExtension{".jpg", "image/jpeg"},
    TypeByExtension{".jpeg", "image/jpeg"},
    TypeByExtension{".webp", "image/webp"},
    TypeByExtension{".avif", "image/avif"},
    TypeByExtension{".gif", "image/gif"},
    TypeByExtension{".ico", "image/x-icon"},
    TypeByExtension{".woff2", "font/woff2"},
    TypeByExtension{".woff", "font/woff"},
    TypeByExtension{".ttf", "font/ttf"},
    TypeByExtension{".wasm", "application/wasm"},
    TypeByExtension{".txt", "text/plain; charset=utf-8"},
    TypeByExtension{".xml", "application/xml"},
    TypeByExtension{".pdf", "application/pdf"},
};

bool is_hash_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Calls `visit` with each trimmed element of a comma separated list until it returns true.
template <class Visit>
bool any_element(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (visit(trimmed(list.substr(0, comma)))) return true;
        if (comma == std::string_view::npos) break;
        list.remove_prefix(comma + 1);
    }
    return false;
}

Variant variant_of(std::string content) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(content.data(), content.size(), digest.data(), &size, EVP_sha256(), nullptr);
    Variant variant;
    variant.etag = "\"";
    for (std::size_t i = 0; i < etag_bytes; ++i) {
        variant.etag.push_back("0123456789abcdef"[digest[i] >> 4]);
        variant.etag.push_back("0123456789abcdef"[digest[i] & 15]);
    }
    variant.etag.push_back('"');
    variant.body = std::make_shared<const std::string>(std::move(content));
    return variant;
}

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("can't read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

bool is_hidden(const fs::path& relative) {
    return std::ranges::any_of(relative,
                               [](const fs::path& part) { return part.native().starts_with('.'); });
}

// Contents by relative path, before variants are put together.
std::map<std::string, std::string> read_contents(const fs::path& directory, std::size_t bytes_max) {
    std::map<std::string, std::string> contents;
    std::size_t total = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
        const fs::path relative = entry.path().lexically_relative(directory);
        if (entry.is_symlink() || !entry.is_regular_file() || is_hidden(relative)) continue;
        total += entry.file_size();
        if (total > bytes_max)
            throw std::runtime_error(directory.string() + " is too large to serve");
        contents.emplace(relative.generic_string(), content_of(entry.path()));
    }
    return contents;
}

}  // namespace

StaticFileMap read_static_files(const fs::path& directory, std::size_t bytes_max) {
    std::map<std::string, std::string> contents = read_contents(directory, bytes_max);
    const auto taken = [&contents](const std::string& name) -> std::optional<Variant> {
        const auto found = contents.find(name);
        if (found == contents.end()) return std::nullopt;
        return variant_of(std::move(found->second));
    };
    StaticFileMap files;
    for (auto& [name, content] : contents) {
        const bool compressed = name.ends_with(".br") || name.ends_with(".gz");
        if (compressed && contents.contains(name.substr(0, name.size() - 3))) continue;
        StaticFile file;
        file.content_type = content_type_of(name);
        file.cache_control = has_content_hash(name) ? for_ever : std::string_view("no-store");
        file.identity = variant_of(std::move(content));
        file.brotli = taken(name + ".br");
        file.gzip = taken(name + ".gz");
        files.emplace(name, std::move(file));
    }
    return files;
}

std::string_view content_type_of(std::string_view name) {
    for (const TypeByExtension& row : types) {
        if (name.ends_with(row.extension)) return row.type;
    }
    return "application/octet-stream";
}

bool has_content_hash(std::string_view relative_path) {
    if (!relative_path.starts_with("assets/") &&
        relative_path.find("/assets/") == std::string_view::npos) {
        return false;
    }
    const std::string_view name = relative_path.substr(relative_path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot < hash_length + 2) return false;
    const char separator = name[dot - hash_length - 1];
    const std::string_view hash = name.substr(dot - hash_length, hash_length);
    // "account-settings.js" has eight letters there too, and caching for ever can't be undone.
    const bool looks_random = std::ranges::any_of(
        hash, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
    return (separator == '-' || separator == '.') && looks_random &&
           std::ranges::all_of(hash, is_hash_character);
}

std::optional<std::string> percent_decoded(std::string_view path) {
    std::string decoded;
    decoded.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            decoded.push_back(path[i]);
            continue;
        }
        if (i + 2 >= path.size()) return std::nullopt;
        const int high = hex_value(path[i + 1]);
        const int low = hex_value(path[i + 2]);
        if (high < 0 || low < 0 || high + low == 0) return std::nullopt;
        decoded.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return decoded;
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
    return any_element(accept_encoding, [coding](std::string_view element) {
        const std::size_t semicolon = element.find(';');
        if (!equals_ignoring_case(trimmed(element.substr(0, semicolon)), coding)) return false;
        if (semicolon == std::string_view::npos) return true;
        const std::string_view quality = trimmed(element.substr(semicolon + 1));
        if (!quality.starts_with("q=") && !quality.starts_with("Q=")) return true;
        return quality.find_first_of("123456789") != std::string_view::npos;
    });
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
    return any_element(if_none_match, [etag](std::string_view element) {
        if (element == "*") return true;
        if (element.starts_with("W/")) element.remove_prefix(2);
        return element == etag;
    });
}

}  // namespace dlfp::http::internal
