// Ids: 128 bits, ordered by time, typed by a tag whose prefix is part of the text form.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dlfp {

using IdBytes = std::array<std::uint8_t, 16>;

/// 26 characters of Crockford base 32, lower case; sorts like the bytes.
std::string id_text(std::string_view prefix, const IdBytes& bytes);
std::optional<IdBytes> parse_id_text(std::string_view prefix, std::string_view text);

/// An id of one kind. Tag is
/// `struct CustomerTag { static constexpr std::string_view prefix = "cus"; };`
/// and the text form `cus_01h…`; an id of another kind does not parse. The first 48 bits are
/// milliseconds since 1970, so that keys of growing tables append.
template <class Tag>
class Id {
public:
    using TagType = Tag;
    constexpr Id() = default;
    constexpr explicit Id(const IdBytes& bytes) : bytes_{bytes} {}
    static std::optional<Id> parse(std::string_view text) {
        const auto bytes = parse_id_text(Tag::prefix, text);
        return bytes ? std::optional<Id>{Id{*bytes}} : std::nullopt;
    }
    static std::optional<Id> from_bytes(std::span<const std::byte> bytes) {
        if (bytes.size() != 16) return std::nullopt;
        IdBytes copy;
        std::memcpy(copy.data(), bytes.data(), 16);
        return Id{copy};
    }
    /// A fixed id for rows that every installation has (bank accounts, the bank itself).
    static constexpr Id fixed(std::uint64_t number) {
        IdBytes bytes{};
        for (std::size_t index = 0; index < 8; ++index)
            bytes[15 - index] = static_cast<std::uint8_t>(number >> (8 * index));
        return Id{bytes};
    }

    constexpr const IdBytes& bytes() const { return bytes_; }
    constexpr bool is_nil() const { return bytes_ == IdBytes{}; }
    std::string to_text() const { return id_text(Tag::prefix, bytes_); }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;

private:
    IdBytes bytes_{};
};

}  // namespace dlfp

template <class Tag>
struct std::hash<dlfp::Id<Tag>> {
    std::size_t operator()(const dlfp::Id<Tag>& id) const noexcept {
        // The tail is random; the head is time and would cluster.
        std::uint64_t tail = 0;
        std::memcpy(&tail, id.bytes().data() + 8, 8);
        std::uint64_t head = 0;
        std::memcpy(&head, id.bytes().data(), 8);
        return (tail ^ (head * 0x9E3779B97F4A7C15ULL));
    }
};
