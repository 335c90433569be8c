// The resident id number of GB 11643: region, birth date, sequence, check character.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/time.h"

namespace dlfp::identity {

/// A resident id number whose form, province, birth date and check character are right. Whether a
/// person bears it is a question for the real-name check.
class ResidentIdNumber {
public:
    /// 17 digits and a digit or X (x is taken as X); born 1900 … `today`.
    static std::optional<ResidentIdNumber> parse(std::string_view text, BusinessDate today);

    const std::string& text() const { return text_; }
    BusinessDate birth_date() const { return birth_date_; }
    /// Full years on that day.
    int age_on(BusinessDate day) const;

private:
    ResidentIdNumber(std::string text, BusinessDate birth_date)
        : text_{std::move(text)}, birth_date_{birth_date} {}
    std::string text_;
    BusinessDate birth_date_;
};

/// The check character of the first 17 digits: ISO 7064, MOD 11-2.
char id_number_check_character(std::string_view seventeen_digits);

}  // namespace dlfp::identity
