// Allergens of dishes: the eight groups of GB 7718, as every food label in China names them.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace dlfp::canteen {

enum class Allergen { gluten, crustacean, fish, egg, peanut, soy, milk, nut };
BOOST_DESCRIBE_ENUM(Allergen, gluten, crustacean, fish, egg, peanut, soy, milk, nut)

/// "fish,egg": how lists of allergens are stored; each once, in the order of the enumeration.
std::string allergens_text(const std::vector<Allergen>& allergens);
/// The list of a stored text; throws std::logic_error on a word that allergens_text never wrote.
std::vector<Allergen> parse_allergens(std::string_view text);

}  // namespace dlfp::canteen
