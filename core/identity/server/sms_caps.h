// How many codes may be sent a day: dated values, so that a change has its day and its trace.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"

namespace dlfp::identity {

/// In force from its day until that of the next row.
struct SmsCaps {
    BusinessDate from;
    int per_mobile = 0;
    int per_device = 0;
    int per_address = 0;
    friend bool operator==(const SmsCaps&, const SmsCaps&) = default;
};

/// `2024-01-01 mobile=10 device=10 address=200; 2027-01-01 …`: at least one row, days ascending,
/// every cap from 1 to 100,000. Throws std::invalid_argument with the row that is wrong.
std::vector<SmsCaps> parse_sms_caps(std::string_view text);

/// House values (security norms, section 3.5): ten a day per phone and device. A canteen's guests
/// share one address, so its cap is much higher.
inline constexpr std::string_view default_sms_caps = "2024-01-01 mobile=10 device=10 address=200";

/// The row of that day; before the first row its values hold.
const SmsCaps& caps_on(const std::vector<SmsCaps>& rows, BusinessDate day);

}  // namespace dlfp::identity
