// The fixed layout of section 6.1, with CBOR where the specification has it.
#include "platform/runtime/webauthn/authenticator_data.h"

#include "platform/base/planted.h"
#include "platform/runtime/crypto/hash.h"
#include "platform/runtime/webauthn/cbor_item.h"

namespace dlfp::webauthn {
namespace {

enum Flag : unsigned {
    user_present = 0x01,
    user_verified = 0x04,
    backup_eligible = 0x08,
    backed_up = 0x10,
    attested = 0x40,
    extended = 0x80
};

/// Takes bytes from the front; `is_whole` turns false when there were too few.
class Front {
public:
    explicit Front(crypto::BytesView rest) : rest_{rest} {}

    crypto::BytesView take(std::size_t count) {
        if (count > rest_.size()) return is_whole_ = false, crypto::BytesView{};
        const auto taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }
    std::uint32_t number(std::size_t bytes) {
        std::uint32_t value = 0;
        for (const auto byte : take(bytes)) value = value << 8 | std::to_integer<unsigned>(byte);
        return value;
    }
    /// Skips one CBOR map.
    void skip_map() {
        const auto [item, count] = take_front_item(rest_);
        is_whole_ = is_whole_ && item && cbor_isa_map(item.get());
        take(count);
    }
    bool is_used_up() const { return is_whole_ && rest_.empty(); }

private:
    crypto::BytesView rest_;
    bool is_whole_ = true;
};

}  // namespace

std::optional<AuthenticatorData> read_authenticator_data(crypto::BytesView bytes) {
    Front front{bytes};
    AuthenticatorData read;
    read.relying_party_hash = front.take(32);
    const auto flags = front.number(1);
    read.is_user_present = (flags & user_present) != 0;
    read.is_user_verified = (flags & user_verified) != 0;
    read.is_backup_eligible = (flags & backup_eligible) != 0;
    read.is_backed_up = (flags & backed_up) != 0;
    read.sign_count = front.number(4);
    if ((flags & attested) != 0) {
        AttestedCredential credential;
        credential.model = front.take(16);
        const auto id_bytes = front.number(2);
        credential.id = front.take(id_bytes);
        front.skip_map();
        read.attested = credential;
    }
    if ((flags & extended) != 0) front.skip_map();
    if (!front.is_used_up()) return std::nullopt;
    return read;
}

std::optional<Refusal> find_authenticator_fault(const Ceremony& ceremony,
                                                const AuthenticatorData& read) {
    const auto expected = crypto::sha256(ceremony.relying_party_id);
    if (!std::ranges::equal(read.relying_party_hash, expected)) return Refusal::wrong_relying_party;
    if (!read.is_user_present) return Refusal::user_absent;
    if (ceremony.user_verification == UserVerification::required && !read.is_user_verified &&
        !planted("webauthn.nobody_was_verified"))
        return Refusal::user_not_verified;
    if (read.is_backed_up && !read.is_backup_eligible) return Refusal::impossible_backup;
    return std::nullopt;
}

}  // namespace dlfp::webauthn
