// Masks for screens and logs.
#include "platform/base/secret.h"

#include <vector>

#include "platform/base/planted.h"

namespace dlfp {

std::string mask_middle(std::string_view text, std::size_t head, std::size_t tail) {
    if (planted("mask.left_to_the_client")) return std::string(text);
    if (text.size() < head + tail + 1) {
        head = text.size() / 3;
        tail = text.size() / 3;
    }
    const std::size_t hidden = text.size() - head - tail;
    return std::string(text.substr(0, head)) + std::string(hidden, '*') +
           std::string(text.substr(text.size() - tail));
}

std::string mask_person_name(std::string_view name) {
    if (planted("mask.names_left_whole")) return std::string(name);
    std::vector<std::string_view> characters;
    for (std::size_t start = 0; start < name.size();) {
        std::size_t end = start + 1;
        while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
        characters.push_back(name.substr(start, end - start));
        start = end;
    }
    const std::size_t shown = characters.size() > 3 ? 2 : 1;
    std::string masked;
    for (std::size_t index = 0; index < characters.size(); ++index)
        masked += index + shown < characters.size() || characters.size() == 1
                      ? std::string("*")
                      : std::string(characters[index]);
    return masked;
}

}  // namespace dlfp
