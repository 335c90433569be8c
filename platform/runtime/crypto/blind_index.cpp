// Normal forms and keyed look-up digests.
#include "platform/runtime/crypto/blind_index.h"

namespace dlfp::crypto {
namespace {

/// U+FF01 … U+FF5E are ASCII 0x21 … 0x7E drawn wide: UTF-8 EF BC 81 … EF BD 9E.
char narrow_of(std::string_view three) {
    const auto second = static_cast<unsigned char>(three[1]);
    const auto third = static_cast<unsigned char>(three[2]);
    if (static_cast<unsigned char>(three[0]) != 0xEF) return 0;
    if (second == 0xBC && third >= 0x81 && third <= 0xBF)
        return static_cast<char>(third - 0x81 + 0x21);
    if (second == 0xBD && third >= 0x80 && third <= 0x9E)
        return static_cast<char>(third - 0x80 + 0x60);
    return 0;
}

}  // namespace

std::string normalise_for_lookup(std::string_view text) {
    constexpr std::string_view wide_space = "\xE3\x80\x80";
    std::string normal;
    while (!text.empty()) {
        std::size_t taken = 1;
        char c = text[0];
        if (text.starts_with(wide_space)) {
            c = ' ';
            taken = 3;
        } else if (text.size() >= 3 && narrow_of(text.substr(0, 3)) != 0) {
            c = narrow_of(text.substr(0, 3));
            taken = 3;
        }
        text.remove_prefix(taken);
        if (c == ' ' || c == '-' || (c >= '\t' && c <= '\r')) continue;
        normal += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return normal;
}

BlindIndex::BlindIndex(const KeyRing& ring, std::string_view field)
    : key_{ring.derive("blind_index." + std::string(field), ring.eldest_id())} {}

}  // namespace dlfp::crypto
