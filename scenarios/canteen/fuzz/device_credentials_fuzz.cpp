// The header of counter devices: credentials have one text, and hold nothing but their own parts.
#include "scenarios/canteen/server/counter/device_credentials.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp::canteen;
    using namespace dlfp::fuzz;
    const auto text = text_of(bytes, size);
    const auto credentials = parse_device_credentials(text);
    if (!credentials) return 0;
    require(device_credentials_text(*credentials) == text, "credentials have one text");
    require(credentials->signed_at.us() >= 0, "nobody signed before 1970");
    return 0;
}
