// Ids, amounts and dates: what is accepted is written back as it was read; masks hide something.
#include <string>

#include "platform/base/id.h"
#include "platform/base/money.h"
#include "platform/base/secret.h"
#include "platform/base/time.h"
#include "tests/fuzz/require.h"

namespace dlfp::fuzz {
namespace {

void look_at_amount(std::string_view text) {
    const auto amount = parse_yuan(text);
    if (!amount) return;
    const auto again = parse_yuan(amount->to_yuan_text());
    require(again && *again == *amount, "an amount reads back");
    require(text.size() <= 17, "an amount has a bounded length");
}

void look_at_masks(std::string_view text) {
    const auto masked = mask_mobile(text);
    require(masked.size() == text.size(), "a mask keeps the length");
    if (text.size() > 2) require(masked.contains('*'), "a mask hides something");
    mask_account_number(text);
    mask_person_name(text);
}

}  // namespace
}  // namespace dlfp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp;
    using namespace dlfp::fuzz;
    const auto text = text_of(bytes, size);
    if (const auto id = parse_id_text("pay", text))
        require(id_text("pay", *id) == text, "an id has one text");
    if (const auto day = BusinessDate::parse(text)) {
        require(day->to_text() == text, "a date has one text");
        require(BusinessDate::of(day->starts_at()) == *day, "a day begins in itself");
        require(day->weekday() >= 1 && day->weekday() <= 7, "a week has seven days");
    }
    look_at_amount(text);
    look_at_masks(text);
    return 0;
}
