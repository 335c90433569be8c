// SM2 signatures through Botan.
#include "platform/runtime/crypto/sm2_signature.h"

#include <botan/ec_group.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>
#include <botan/system_rng.h>

#include <cstdint>

namespace dlfp::crypto {
namespace {

const Botan::EC_Group& curve() {
    static const Botan::EC_Group group{"sm2p256v1"};
    return group;
}

const std::uint8_t* octets(BytesView bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

}  // namespace

struct Sm2Verifier::Key {
    Botan::SM2_PublicKey key;
};
Sm2Verifier::Sm2Verifier(BytesView point)
    : key_{new Key{Botan::SM2_PublicKey{curve(), curve().OS2ECP(octets(point), point.size())}}} {}
Sm2Verifier::~Sm2Verifier() = default;

bool Sm2Verifier::verifies(BytesView message, BytesView raw_signature) const {
    Botan::PK_Verifier verifier(key_->key, sm2_parameters);
    return verifier.verify_message(octets(message), message.size(), octets(raw_signature),
                                   raw_signature.size());
}

struct Sm2Signer::Key {
    Botan::SM2_PrivateKey key;
};
Sm2Signer::Sm2Signer(const SecretBytes& scalar)
    : key_{new Key{
          Botan::SM2_PrivateKey{Botan::system_rng(), curve(),
                                Botan::BigInt{octets(scalar.reveal()), scalar.reveal().size()}}}} {}
Sm2Signer::~Sm2Signer() = default;

Bytes Sm2Signer::sign(BytesView message) const {
    Botan::PK_Signer signer(key_->key, Botan::system_rng(), sm2_parameters);
    const auto signature =
        signer.sign_message(octets(message), message.size(), Botan::system_rng());
    const auto* first = reinterpret_cast<const std::byte*>(signature.data());
    return {first, first + signature.size()};
}

}  // namespace dlfp::crypto
