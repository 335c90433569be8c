// Secret<T> cannot be logged, printed or serialised and is cleared when it dies;
// Masked<T> shows only what a screen may show.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace dlfp {

/// Overwrites memory in a way the compiler keeps.
inline void wipe(void* memory, std::size_t size) noexcept {
    auto* bytes = static_cast<volatile unsigned char*>(memory);
    while (size-- > 0) *bytes++ = 0;
}

/// A secret text (password, PIN, code, key). There is no conversion and no output operator: the
/// one way to its content is `reveal()`, which reviewers look for.
template <class T = std::string>
class Secret {
public:
    Secret() = default;
    explicit Secret(T value) : value_{std::move(value)} {}
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept : value_{std::move(other.value_)} { other.clear(); }
    Secret& operator=(const Secret& other) {
        if (this != &other) clear(), value_ = other.value_;
        return *this;
    }
    Secret& operator=(Secret&& other) noexcept {
        if (this != &other) clear(), value_ = std::move(other.value_), other.clear();
        return *this;
    }
    ~Secret() { clear(); }

    const T& reveal() const noexcept { return value_; }

private:
    void clear() noexcept {
        wipe(value_.data(), value_.size() * sizeof(typename T::value_type));
        value_.clear();
    }
    T value_;
};

/// "13812345678" → "138****5678"; other lengths keep a third on either side at most.
std::string mask_middle(std::string_view text, std::size_t head, std::size_t tail);

inline std::string mask_mobile(std::string_view mobile) { return mask_middle(mobile, 3, 4); }
inline std::string mask_account_number(std::string_view number) {
    return mask_middle(number, 4, 4);
}
/// 张三 → *三, 欧阳娜娜 → **娜娜 keeps at most the last two characters of a UTF-8 name.
std::string mask_person_name(std::string_view name);

}  // namespace dlfp
