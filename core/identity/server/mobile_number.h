// A Chinese mobile number as a field type: eleven digits that start with 13 … 19.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/api/field.h"
#include "platform/base/secret.h"

namespace dlfp::identity {

/// A mobile number in its one spelling. It is personal: there is no way to write it into a reply,
/// only `masked()`.
class MobileNumber {
public:
    MobileNumber() = default;
    /// Eleven ASCII digits, 13x … 19x; spaces, dashes and +86 are the page's business.
    static std::optional<MobileNumber> parse(std::string_view text);

    const std::string& digits() const { return digits_; }
    std::string masked() const { return mask_mobile(digits_); }
    friend bool operator==(const MobileNumber&, const MobileNumber&) = default;

private:
    explicit MobileNumber(std::string digits) : digits_{std::move(digits)} {}
    std::string digits_;
};

}  // namespace dlfp::identity

template <>
struct dlfp::api::Field<dlfp::identity::MobileNumber> {
    using Number = identity::MobileNumber;
    static bool read(JsonView view, Number& value, FieldProblem& problem) {
        if (view.kind() != JsonView::Kind::string) return expect(expectation(), problem);
        auto parsed = Number::parse(view.string());
        if (!parsed) return expect(expectation(), problem);
        value = std::move(*parsed);
        return true;
    }
    static std::string expectation() { return "mobile number of 11 digits"; }
    static void schema(JsonWriter& writer) {
        writer.member("type", "string");
        writer.member("pattern", "^1[3-9][0-9]{9}$");
        writer.key("examples");
        writer.begin_array(), writer.string("13800138000"), writer.end_array();
    }
};
