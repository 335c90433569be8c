// Argon2id through Botan, PHC string form.
#include "platform/runtime/crypto/password.h"

#include <botan/argon2.h>

#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>

#include "platform/runtime/crypto/hash.h"

namespace dlfp::crypto {
namespace {

constexpr std::uint8_t argon2id = 2;
constexpr std::size_t salt_size = 16;
constexpr std::string_view phc_start = "$argon2id$v=19$";

struct Stored {
    PasswordCost cost;
    std::string key_id;
    Bytes salt;
    Bytes digest;
};

thread_local std::uint64_t derived_kib = 0;

const std::uint8_t* octets(BytesView bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

Digest derive(const Secret<>& password, const PasswordCost& cost, BytesView salt, BytesView key) {
    Digest digest;
    const auto& text = password.reveal();
    derived_kib += static_cast<std::uint64_t>(cost.memory_kib) * static_cast<unsigned>(cost.passes);
    Botan::argon2(reinterpret_cast<std::uint8_t*>(digest.data()), digest.size(), text.data(),
                  text.size(), octets(salt), salt.size(), octets(key), key.size(), nullptr, 0,
                  argon2id, static_cast<std::size_t>(cost.lanes),
                  static_cast<std::size_t>(cost.memory_kib), static_cast<std::size_t>(cost.passes));
    return digest;
}

std::optional<std::string_view> take_until(std::string_view& text, char end) {
    const auto at = text.find(end);
    if (at == std::string_view::npos) return std::nullopt;
    const auto part = text.substr(0, at);
    text.remove_prefix(at + 1);
    return part;
}

std::optional<int> take_number(std::string_view& text, std::string_view name, char end) {
    if (!text.starts_with(name)) return std::nullopt;
    text.remove_prefix(name.size());
    const auto digits = take_until(text, end);
    int value = 0;
    if (!digits) return std::nullopt;
    const auto [last, error] =
        std::from_chars(digits->data(), digits->data() + digits->size(), value);
    if (error != std::errc{} || last != digits->data() + digits->size()) return std::nullopt;
    return value;
}

/// Costs outside this range are refused: a stored text must not be able to eat the machine.
bool is_reasonable(const PasswordCost& cost) {
    return cost.passes >= 1 && cost.passes <= 16 && cost.lanes >= 1 && cost.lanes <= 8 &&
           cost.memory_kib >= 8 * cost.lanes && cost.memory_kib <= 1'048'576;
}

std::optional<Stored> parse(std::string_view text) {
    if (!text.starts_with(phc_start)) return std::nullopt;
    text.remove_prefix(phc_start.size());
    const auto memory = take_number(text, "m=", ',');
    const auto passes = take_number(text, "t=", ',');
    const auto lanes = take_number(text, "p=", ',');
    if (!memory || !passes || !lanes || !text.starts_with("keyid=")) return std::nullopt;
    text.remove_prefix(6);
    const auto key_id = take_until(text, '$');
    const auto salt_text = take_until(text, '$');
    if (!key_id || !salt_text) return std::nullopt;
    auto salt = from_base64url(*salt_text);
    auto digest = from_base64url(text);
    const PasswordCost cost{*memory, *passes, *lanes};
    if (!salt || !digest || salt->size() < 8 || !is_reasonable(cost)) return std::nullopt;
    return Stored{cost, std::string(*key_id), std::move(*salt), std::move(*digest)};
}

}  // namespace

std::uint64_t password_work_of_this_thread() { return derived_kib; }

PasswordHasher::PasswordHasher(PasswordCost cost, std::vector<Pepper> peppers,
                               runtime::Random& random)
    : cost_{cost}, peppers_{std::move(peppers)}, random_{&random} {
    if (!is_reasonable(cost_)) throw std::invalid_argument("password cost out of range");
    if (peppers_.empty()) throw std::invalid_argument("password hashing needs a pepper");
}

std::string PasswordHasher::hash(const Secret<>& password) const {
    std::array<std::byte, salt_size> salt;
    random_->fill(salt);
    const auto& pepper = peppers_.front();
    const auto digest = derive(password, cost_, salt, pepper.key.reveal());
    return std::string(phc_start) + "m=" + std::to_string(cost_.memory_kib) +
           ",t=" + std::to_string(cost_.passes) + ",p=" + std::to_string(cost_.lanes) +
           ",keyid=" + pepper.key_id + "$" + to_base64url(salt) + "$" + to_base64url(digest);
}

PasswordVerdict PasswordHasher::verify(const Secret<>& password, std::string_view stored) const {
    const auto parsed = parse(stored);
    const Pepper* pepper = nullptr;
    for (const auto& known : peppers_)
        if (parsed && known.key_id == parsed->key_id) pepper = &known;
    if (pepper == nullptr) {
        dummy_verify(password);
        return {};
    }
    const auto digest = derive(password, parsed->cost, parsed->salt, pepper->key.reveal());
    const bool matches = equal_in_constant_time(digest, parsed->digest);
    return {matches, matches && (parsed->cost != cost_ || pepper != &peppers_.front())};
}

void PasswordHasher::dummy_verify(const Secret<>& password) const {
    constexpr std::array<std::byte, salt_size> salt{};
    const auto digest = derive(password, cost_, salt, peppers_.front().key.reveal());
    // The result must be used, or the compiler may drop the work that equalises the time.
    const volatile auto kept = std::to_integer<unsigned char>(digest[0]);
    static_cast<void>(kept);
}

}  // namespace dlfp::crypto
