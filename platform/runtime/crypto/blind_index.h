// Finding an encrypted value without decrypting the table: a keyed digest of its normal form.
#pragma once

#include <string>
#include <string_view>

#include "platform/runtime/crypto/key_ring.h"
#include "platform/runtime/crypto/mac.h"

namespace dlfp::crypto {

/// The one spelling of a typed value: full-width characters become ASCII, white space and hyphens
/// go, letters become upper case ("１３８ 0013-8000" and "13800138000" are one number).
std::string normalise_for_lookup(std::string_view text);

/// Look-up digests of one field. Keyed by the ring's eldest key, so that rotation of the active
/// key does not lose rows; removing the eldest key means indexing anew.
class BlindIndex {
public:
    /// `field` ("identity.mobile") separates the digests of fields: equal values in two columns
    /// cannot be linked.
    BlindIndex(const KeyRing& ring, std::string_view field);

    Digest digest(std::string_view value) const {
        return key_.hmac_sm3(normalise_for_lookup(value));
    }

private:
    MacKey key_;
};

}  // namespace dlfp::crypto
