// The HTTP boundary: however the bytes are cut into packets, the same requests come out. Only when
// a broken one is refused may differ: the parser waits for the end of a line, or of a chunk's
// extension, as long as it has not seen what is wrong with it.
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "platform/runtime/http/internal/request_reader.h"
#include "tests/fuzz/require.h"

namespace dlfp::fuzz {
namespace {

using namespace http::internal;

constexpr ReaderLimits limits{
    .header_bytes_max = 1024, .header_fields_max = 16, .target_bytes_max = 256};
constexpr std::size_t body_max = 4000;

using Requests = std::vector<std::string>;

std::string text_of(const http::RequestView& request) {
    std::string text(http::method_text(request.method));
    text.append(" ").append(request.path).append("?").append(request.query).append("|");
    for (const auto& header : request.headers)
        text.append(header.name).append("=").append(header.value).append("|");
    return text.append(request.body);
}

/// Takes all that the reader holds; false once it refused.
bool take_requests(RequestReader& reader, Requests& seen) {
    while (true) {
        auto step = reader.advance();
        if (step == ReadStep::head_complete && reader.announces_body())
            step = reader.limit_body(body_max);
        if (step == ReadStep::need_more) return true;
        if (step == ReadStep::refused) return false;
        if (step != ReadStep::request_complete) continue;
        require(reader.request().body.size() <= body_max, "a body keeps to its limit");
        seen.push_back(text_of(reader.request()));
        reader.next();
    }
}

Requests read(std::string_view bytes, std::size_t piece) {
    RequestReader reader{limits};
    Requests seen;
    while (!bytes.empty()) {
        const auto space = reader.free_space();
        require(!space.empty(), "a reader that asks for more has room for it");
        const auto size = std::min({piece, bytes.size(), space.size()});
        std::memcpy(space.data(), bytes.data(), size);
        bytes.remove_prefix(size);
        reader.received(size);
        if (!take_requests(reader, seen)) break;
    }
    return seen;
}

}  // namespace
}  // namespace dlfp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp::fuzz;
    if (size == 0) return 0;
    const auto input = text_of(bytes + 1, size - 1);
    require(read(input, input.size() + 1) == read(input, 1 + bytes[0] % 64),
            "packets do not change the requests");
    return 0;
}
