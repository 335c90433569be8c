// Number plates as cameras and people write them: what is a plate reads back as itself, and what is
// shown to others hides something.
#include <string>

#include "scenarios/parking/server/plate.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp::parking;
    using namespace dlfp::fuzz;
    const auto written = text_of(bytes, size);
    const auto plate = parse_plate(written);
    if (!plate) return 0;
    const auto again = parse_plate(plate->text);
    require(again && *again == *plate, "a plate reads back as itself");
    const auto count = character_count(plate->text);
    require(count >= 7 && count <= 8, "a plate has seven or eight characters");
    require(plate_distance(written, plate->text, RegionMatch::exact) == 0,
            "a plate is the same however it is written");
    require(mask_plate(plate->text).contains('*'), "a mask hides something");
    return 0;
}
