// What a signed request carries: base64url, DER signatures and public keys. One value has one text,
// or two signed texts could stand for one request.
#include "platform/runtime/crypto/bytes.h"
#include "platform/runtime/crypto/signature.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp;
    using namespace dlfp::fuzz;
    const auto text = text_of(bytes, size);
    if (const auto decoded = crypto::from_base64url(text))
        require(crypto::to_base64url(*decoded) == text, "base64url has one text");
    if (const auto decoded = crypto::from_base64(text))
        require(crypto::to_base64(*decoded) == text, "base64 has one text");
    const auto raw = crypto::raw_from_der_signature(crypto::view_of(text));
    if (raw) {
        require(raw->size() == 64, "a raw signature has 64 bytes");
        require(crypto::text_of(crypto::der_from_raw_signature(*raw)) == text, "DER has one text");
    }
    if (const auto key = crypto::PublicKey::from_spki(crypto::view_of(text)))
        require(!key->verify(crypto::SignatureAlgorithm::ecdsa_p256_sha256, crypto::view_of("a"),
                             crypto::view_of(text)),
                "no key verifies its own encoding");
    return 0;
}
