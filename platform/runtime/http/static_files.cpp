// Answers requests for web files from the index in memory.
#include "platform/runtime/http/static_files.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "platform/runtime/http/internal/static_index.h"

namespace dlfp::http {

using internal::Coding;
using internal::StaticFile;
using internal::Variant;

struct StaticFiles::Index {
    internal::StaticFileMap files;
    const StaticFile* fallback = nullptr;
};

namespace {

std::shared_ptr<const StaticFiles::Index> read_index(const StaticFilesOptions& options) {
    auto index = std::make_shared<StaticFiles::Index>();
    index->files = internal::read_static_files(options.directory, options.bytes_max);
    if (!options.fallback.empty()) {
        const auto found = index->files.find(options.fallback);
        if (found == index->files.end()) {
            throw std::runtime_error(options.directory + " lacks " + options.fallback);
        }
        index->fallback = &found->second;
    }
    return index;
}

// A path that looks like a file is a file or a mistake; only page addresses belong to the shell.
// A dot alone is no sign of a file: `clauses/5.3-6` is a page, `app.js` and `font.woff2` are not.
bool is_page_address(std::string_view relative) {
    const auto name = relative.substr(relative.rfind('/') + 1);
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return true;
    const auto ending = name.substr(dot + 1);
    const auto is_letter = [](char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); };
    const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
    return ending.empty() || !is_letter(ending.front()) ||
           !std::ranges::all_of(ending, [&](char c) { return is_letter(c) || is_digit(c); });
}

const StaticFile* find_file(const StaticFiles::Index& index, std::string_view escaped) {
    const std::optional<std::string> relative = internal::percent_decoded(escaped);
    if (!relative) return nullptr;
    const bool is_folder = relative->empty() || relative->ends_with('/');
    const auto found = index.files.find(is_folder ? *relative + "index.html" : *relative);
    if (found != index.files.end()) return &found->second;
    return is_page_address(*relative) ? index.fallback : nullptr;
}

Coding chosen_coding(const StaticFile& file, std::string_view accept_encoding) {
    if (file.brotli && internal::accepts_coding(accept_encoding, "br")) return Coding::brotli;
    if (file.gzip && internal::accepts_coding(accept_encoding, "gzip")) return Coding::gzip;
    return Coding::identity;
}

void answer_file(const StaticFile& file, const RequestView& request, Responder& responder) {
    const Coding coding = chosen_coding(file, request.header("accept-encoding"));
    const Variant& variant = coding == Coding::brotli ? *file.brotli
                             : coding == Coding::gzip ? *file.gzip
                                                      : file.identity;
    std::array<Header, 4> headers{Header{"cache-control", file.cache_control},
                                  Header{"etag", variant.etag}};
    std::size_t count = 2;
    if (file.has_variants()) headers[count++] = {"vary", "accept-encoding"};
    const bool unchanged = internal::matches_etag(request.header("if-none-match"), variant.etag);
    if (!unchanged && coding != Coding::identity) {
        headers[count++] = {"content-encoding", coding == Coding::brotli ? "br" : "gzip"};
    }
    const std::span<const Header> given = std::span(headers).first(count);
    if (unchanged) return responder.answer({.status = 304, .headers = given});
    responder.answer(
        {.content_type = file.content_type, .headers = given, .shared_body = variant.body});
}

}  // namespace

StaticFiles::StaticFiles(StaticFilesOptions options)
    : options_(std::move(options)), index_(read_index(options_)) {}

StaticFiles::~StaticFiles() = default;

void StaticFiles::reload() {
    std::shared_ptr<const Index> fresh = read_index(options_);
    const std::lock_guard lock(mutex_);
    index_.swap(fresh);
}

std::shared_ptr<const StaticFiles::Index> StaticFiles::index() const {
    const std::lock_guard lock(mutex_);
    return index_;
}

bool StaticFiles::covers(std::string_view path) const {
    const std::string_view mount = options_.mount;
    return path.starts_with(mount) || path == mount.substr(0, mount.size() - 1);
}

void StaticFiles::answer(const RequestView& request, Responder responder) const {
    const auto refuse = [&](int status, std::string_view code, std::span<const Header> headers) {
        const std::string body = options_.problem_body(status, code);
        responder.answer({.status = status,
                          .content_type = "application/problem+json",
                          .headers = headers,
                          .body = body});
    };
    if (request.method != Method::get && request.method != Method::head) {
        constexpr std::array allow{Header{"allow", "GET, HEAD"}};
        return refuse(405, "http.method_not_allowed", allow);
    }
    if (!covers(request.path)) return refuse(404, "http.not_found", {});
    if (request.path.size() < options_.mount.size()) {
        const std::array location{Header{"location", options_.mount}};
        return refuse(308, "http.moved", location);
    }
    const std::shared_ptr<const Index> held = index();
    const std::string_view relative = request.path.substr(options_.mount.size());
    const StaticFile* const file = find_file(*held, relative);
    if (file == nullptr) return refuse(404, "http.not_found", {});
    answer_file(*file, request, responder);
}

}  // namespace dlfp::http
