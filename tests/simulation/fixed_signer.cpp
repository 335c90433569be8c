// ECDSA by hand: OpenSSL 3.0 signs with a nonce of chance only.
#include "tests/simulation/fixed_signer.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include <array>
#include <memory>
#include <span>
#include <stdexcept>

#include "platform/runtime/crypto/bytes.h"
#include "platform/runtime/crypto/hash.h"
#include "platform/runtime/crypto/signature.h"

namespace dlfp::simulation {
namespace {

constexpr int coordinate_bytes = 32;

using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
using Point = std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)>;

void require(bool holds) {
    if (!holds) throw std::runtime_error("P-256 does not compute");
}

class Curve {
public:
    Number number() const { return {BN_new(), &BN_free}; }
    /// A number below the order that follows from the text.
    Number number_of(std::string_view text) const {
        const auto digest = crypto::sha256(text);
        Number number{BN_bin2bn(reinterpret_cast<const unsigned char*>(digest.data()),
                                static_cast<int>(digest.size()), nullptr),
                      &BN_free};
        require(BN_nnmod(number.get(), number.get(), order(), context()) == 1);
        return number;
    }
    Point times_base(const Number& factor) const {
        Point point{EC_POINT_new(group()), &EC_POINT_free};
        require(EC_POINT_mul(group(), point.get(), factor.get(), nullptr, nullptr, context()) == 1);
        return point;
    }
    const EC_GROUP* group() const { return group_.get(); }
    const BIGNUM* order() const { return EC_GROUP_get0_order(group()); }
    BN_CTX* context() const { return context_.get(); }

private:
    std::unique_ptr<EC_GROUP, decltype(&EC_GROUP_free)> group_{
        EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1), &EC_GROUP_free};
    std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context_{BN_CTX_new(), &BN_CTX_free};
};

std::string secret_text(std::size_t terminal) {
    return "simulated terminal " + std::to_string(terminal);
}

}  // namespace

std::string fixed_public_key(std::size_t terminal) {
    const Curve curve;
    const auto point = curve.times_base(curve.number_of(secret_text(terminal)));
    std::array<std::uint8_t, 1 + 2 * coordinate_bytes> raw{};
    require(EC_POINT_point2oct(curve.group(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
                               raw.data(), raw.size(), curve.context()) == raw.size());
    return crypto::to_base64url(
        crypto::PublicKey::from_raw(crypto::KeyKind::p256, std::as_bytes(std::span{raw}))
            .value()
            .to_spki());
}

std::string sign_fixed(std::size_t terminal, std::string_view text) {
    const Curve curve;
    const auto secret = curve.number_of(secret_text(terminal));
    const auto nonce = curve.number_of(secret_text(terminal) + '\n' + std::string(text));
    const auto message = curve.number_of(text);
    const auto r = curve.number();
    const auto s = curve.number();
    require(EC_POINT_get_affine_coordinates(curve.group(), curve.times_base(nonce).get(), r.get(),
                                            nullptr, curve.context()) == 1);
    require(BN_nnmod(r.get(), r.get(), curve.order(), curve.context()) == 1);
    // s = (message + r · secret) / nonce
    require(BN_mod_mul(s.get(), r.get(), secret.get(), curve.order(), curve.context()) == 1);
    require(BN_mod_add(s.get(), s.get(), message.get(), curve.order(), curve.context()) == 1);
    const Number inverse{BN_mod_inverse(nullptr, nonce.get(), curve.order(), curve.context()),
                         &BN_free};
    require(inverse != nullptr);
    require(BN_mod_mul(s.get(), s.get(), inverse.get(), curve.order(), curve.context()) == 1);
    std::array<std::uint8_t, 2 * coordinate_bytes> raw{};
    require(BN_bn2binpad(r.get(), raw.data(), coordinate_bytes) == coordinate_bytes);
    require(BN_bn2binpad(s.get(), raw.data() + coordinate_bytes, coordinate_bytes) ==
            coordinate_bytes);
    return crypto::to_base64url(std::as_bytes(std::span{raw}));
}

}  // namespace dlfp::simulation
