// Whatever a caller puts into a log line, it stays one line and one JSON object.
#include <string>

#include "platform/api/json.h"
#include "platform/runtime/log/line.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp;
    using namespace dlfp::fuzz;
    const auto text = text_of(bytes, size);
    const auto line =
        "{" + log::render_line(log::Level::note, "test.line", text, {{"words", text}});
    require(!line.contains('\n') && !line.contains('\r') && !line.contains('\0'), "one line");
    // The document reader refuses an escaped NUL; nothing else of a log line.
    if (!text.contains('\0')) require(api::JsonDocument::parse(line).has_value(), "one object");
    return 0;
}
