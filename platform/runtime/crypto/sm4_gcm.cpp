// SM4-GCM through Botan: OpenSSL 3.0 has SM4 but no authenticated mode of it.
#include "platform/runtime/crypto/sm4_gcm.h"

#include <botan/aead.h>

#include <cstdint>

namespace dlfp::crypto {
namespace {

const std::uint8_t* octets(BytesView bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

std::unique_ptr<Botan::AEAD_Mode> begin(const Sm4Gcm& cipher, BytesView associated,
                                        Botan::Cipher_Dir direction) {
    auto mode = Botan::AEAD_Mode::create_or_throw("SM4/GCM(16)", direction);
    mode->set_key(octets(cipher.key), cipher.key.size());
    mode->set_associated_data(octets(associated), associated.size());
    mode->start(octets(cipher.nonce), cipher.nonce.size());
    return mode;
}

Bytes to_bytes(const Botan::secure_vector<std::uint8_t>& buffer) {
    const auto* first = reinterpret_cast<const std::byte*>(buffer.data());
    return {first, first + buffer.size()};
}

}  // namespace

Bytes Sm4Gcm::seal(BytesView plain, BytesView associated) const {
    const auto mode = begin(*this, associated, Botan::ENCRYPTION);
    Botan::secure_vector<std::uint8_t> buffer(octets(plain), octets(plain) + plain.size());
    mode->finish(buffer);
    return to_bytes(buffer);
}

std::optional<Bytes> Sm4Gcm::open(BytesView sealed, BytesView associated) const {
    if (sealed.size() < gcm_tag_size) return std::nullopt;
    const auto mode = begin(*this, associated, Botan::DECRYPTION);
    Botan::secure_vector<std::uint8_t> buffer(octets(sealed), octets(sealed) + sealed.size());
    try {
        mode->finish(buffer);
    } catch (const Botan::Invalid_Authentication_Tag&) {
        return std::nullopt;
    }
    return to_bytes(buffer);
}

}  // namespace dlfp::crypto
