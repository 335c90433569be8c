// Number plates: which texts are plates, what a plate says of its vehicle, how alike two of them
// are to a camera, and how much of one may be shown.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/pricing/server/rate_table.h"
#include "platform/base/result.h"
#include "scenarios/parking/server/parking_failures.h"

namespace dlfp::parking {

enum class PlateKind {
    ordinary,          ///< region, office and five characters
    new_energy_small,  ///< eight characters, the energy letter third
    new_energy_large,  ///< eight characters, the energy letter last
    trailer,           ///< …挂
    learner,           ///< …学
    police,            ///< …警
    hong_kong,         ///< …港
    macao,             ///< …澳
    embassy,           ///< six digits and 使, on either side
    consulate,         ///< …领
    rescue,            ///< …应急
    temporary,         ///< …临, or 临…
    military,          ///< two letters and five digits
    armed_police,      ///< WJ…
};
BOOST_DESCRIBE_ENUM(PlateKind, ordinary, new_energy_small, new_energy_large, trailer, learner,
                    police, hong_kong, macao, embassy, consulate, rescue, temporary, military,
                    armed_police)

/// The ground of the plate as a camera reads it; `unknown` for what a person typed.
enum class PlateColour { unknown, blue, yellow, green, yellow_green, white, black };
BOOST_DESCRIBE_ENUM(PlateColour, unknown, blue, yellow, green, yellow_green, white, black)

struct Plate {
    std::string text;  ///< as on the plate: upper case, no spaces or dots
    PlateKind kind{};
    pricing::Energy energy{};

    friend bool operator==(const Plate&, const Plate&) = default;
};

/// Reads what a camera or a person wrote. Spaces, dots and dashes are left out, wide and small
/// letters made plain; nothing is guessed: `0` never becomes `O`.
/// Fails with plate_unknown, plate_missing (无牌) or plate_incomplete: 京AD8023 is an ordinary plate
/// on blue, and on green a new-energy plate of which a character was lost.
Result<Plate> parse_plate(std::string_view written, PlateColour colour = PlateColour::unknown);

/// How many characters a plate has; bytes are no measure of it.
std::size_t character_count(std::string_view text);

/// Whether the first character, the region's, counts when plates are compared (a lot's setting:
/// cameras read it worst).
enum class RegionMatch { exact, ignored };

/// Plates of one key are the same vehicle to a lot with that setting.
std::string match_key(std::string_view plate, RegionMatch match);

/// How far a read is from a plate: 0 for the same, 1 for each pair of characters that cameras take
/// for each other (8 and B, 0 and D …), 3 for any other, for a lost and for an invented one.
std::size_t plate_distance(std::string_view read, std::string_view plate, RegionMatch match);

/// Beyond this distance two plates are not taken for the same vehicle: two confusions, or one
/// character read wrongly or lost.
inline constexpr std::size_t near_distance_max = 3;

struct NearPlate {
    std::string text;
    std::size_t distance{};

    friend bool operator==(const NearPlate&, const NearPlate&) = default;
};

/// The candidates that a read may stand for, the most alike first. Whoever decides sees both
/// photos (P11): likeness alone never charges anybody.
std::vector<NearPlate> near_plates(std::string_view read,
                                   const std::vector<std::string>& candidates, RegionMatch match);

/// What others than the owner and the lot may see of a plate: 京A·**345.
std::string mask_plate(std::string_view text);

}  // namespace dlfp::parking
