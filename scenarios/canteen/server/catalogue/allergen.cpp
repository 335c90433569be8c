// Lists of allergens as one text column.
#include "scenarios/canteen/server/catalogue/allergen.h"

#include <algorithm>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <stdexcept>

namespace dlfp::canteen {

std::string allergens_text(const std::vector<Allergen>& allergens) {
    auto sorted = allergens;
    std::ranges::sort(sorted);
    sorted.erase(std::ranges::unique(sorted).begin(), sorted.end());
    std::string text;
    for (const auto allergen : sorted)
        text.append(text.empty() ? "" : ",").append(boost::describe::enum_to_string(allergen, ""));
    return text;
}

std::vector<Allergen> parse_allergens(std::string_view text) {
    std::vector<Allergen> allergens;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const std::string word{text.substr(0, comma)};
        text = comma == text.npos ? std::string_view{} : text.substr(comma + 1);
        if (!boost::describe::enum_from_string(word.c_str(), allergens.emplace_back()))
            throw std::logic_error("no allergen: " + word);
    }
    return allergens;
}

}  // namespace dlfp::canteen
