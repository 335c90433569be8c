// Names of schemas.
#include "platform/api/schema_book.h"

namespace dlfp::api {

std::string schema_name(std::string_view pretty_type) {
    std::string name;
    bool starts_word = true;
    if (pretty_type.starts_with("dlfp::")) pretty_type.remove_prefix(6);
    if (pretty_type.starts_with("api::")) pretty_type.remove_prefix(5);
    for (const char character : pretty_type) {
        if (character == ':' || character == '_' || character == '<' || character == '>') {
            starts_word = true;
            continue;
        }
        if (character == ' ' || character == ',') continue;
        const bool is_lower = character >= 'a' && character <= 'z';
        name += starts_word && is_lower ? static_cast<char>(character - 'a' + 'A') : character;
        starts_word = false;
    }
    return name;
}

}  // namespace dlfp::api
