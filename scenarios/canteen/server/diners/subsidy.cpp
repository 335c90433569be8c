// Lists of meal categories in one column.
#include "scenarios/canteen/server/diners/subsidy.h"

namespace dlfp::canteen {

std::vector<MealCategoryId> parse_categories(std::string_view text) {
    std::vector<MealCategoryId> categories;
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (const auto id = MealCategoryId::parse(text.substr(0, comma))) categories.push_back(*id);
        text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
    }
    return categories;
}

std::string categories_text(const std::vector<MealCategoryId>& categories) {
    std::string text;
    for (const auto& category : categories) text += (text.empty() ? "" : ",") + category.to_text();
    return text;
}

}  // namespace dlfp::canteen
