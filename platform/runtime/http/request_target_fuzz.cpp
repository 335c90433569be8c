// Request targets and hosts: what is accepted is a path and a query, and stays what it is.
#include "platform/runtime/http/internal/request_target.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp;
    using namespace dlfp::fuzz;
    const auto input = text_of(bytes, size);
    http::internal::is_valid_host(input);
    const auto split = http::internal::split_request_target(input, http::Method::get);
    if (!split) return 0;
    require(split->path.starts_with('/'), "a path begins with a slash");
    require(!split->path.contains('?') && !split->path.contains('\\'), "a path is only a path");
    const auto again = http::internal::split_request_target(split->path, http::Method::get);
    require(again && again->path == split->path, "a path is its own path");
    return 0;
}
