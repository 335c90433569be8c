// What a directory of web files holds: contents, types, tags and compressed variants, read once.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dlfp::http::internal {

enum class Coding { identity, gzip, brotli };

struct Variant {
    std::shared_ptr<const std::string> body;
    std::string etag;  ///< with quotes
};

struct StaticFile {
    std::string content_type;
    std::string cache_control;
    Variant identity;
    std::optional<Variant> gzip;
    std::optional<Variant> brotli;

    bool has_variants() const { return gzip.has_value() || brotli.has_value(); }
};

/// By path relative to the directory, with '/'.
using StaticFileMap = std::map<std::string, StaticFile, std::less<>>;

/// Throws std::runtime_error; `bytes_max` bounds the sum of all contents.
StaticFileMap read_static_files(const std::filesystem::path& directory, std::size_t bytes_max);

/// By extension; unknown ones are application/octet-stream.
std::string_view content_type_of(std::string_view name);

/// True for `assets/index-B3xY_9a0.js`: eight characters that look like a hash.
bool has_content_hash(std::string_view relative_path);

/// Decodes percent escapes; empty if the result would hold a NUL or an escape is broken.
std::optional<std::string> percent_decoded(std::string_view path);

/// Whether an Accept-Encoding value admits the coding ("br", "gzip") with a quality above 0.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

/// Whether an If-None-Match value names the tag; weak comparison.
bool matches_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace dlfp::http::internal
