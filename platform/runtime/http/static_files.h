// Serves a directory of built web files from memory, as fast as any other reply.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>

#include "platform/runtime/http/message.h"
#include "platform/runtime/http/responder.h"
#include "platform/runtime/http/server.h"

namespace dlfp::http {

struct StaticFilesOptions {
    std::string directory;
    std::string mount = "/";  ///< path prefix, begins and ends with '/'
    std::string fallback{};   ///< file for unknown paths without an extension ("index.html")
    std::size_t bytes_max =
        std::size_t{256} * 1024 * 1024;  ///< all files together, compressed ones included
    ProblemBody problem_body = default_problem_body;
};

/// The files of one directory. A request can only name what was found there at load time, so there
/// is no path to traverse. `file.br` and `file.gz` beside `file` are sent instead of it to whoever
/// accepts them. Names with a content hash under an `assets/` folder may be cached for ever, all
/// else is `no-store`. Hidden files and symbolic links are not served. Thread-safe.
class StaticFiles {
public:
    /// Throws std::runtime_error if the directory can't be read, is over `bytes_max` or lacks the
    /// fallback.
    explicit StaticFiles(StaticFilesOptions options);
    ~StaticFiles();

    /// Reads the directory again; on failure throws and keeps serving what it had.
    void reload();

    /// True if `path` lies under the mount.
    bool covers(std::string_view path) const;

    /// Answers 200, 304, 308 (mount without its slash), 404 or 405.
    void answer(const RequestView& request, Responder responder) const;

    struct Index;

private:
    std::shared_ptr<const Index> index() const;

    const StaticFilesOptions options_;
    mutable std::mutex mutex_;
    std::shared_ptr<const Index> index_;
};

}  // namespace dlfp::http
