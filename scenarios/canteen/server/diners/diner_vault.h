// Keys for what is personal about a diner: sealed values and look-up digests.
#pragma once

#include <string_view>

#include "core/identity/server/mobile_number.h"
#include "platform/runtime/crypto/blind_index.h"
#include "platform/runtime/crypto/field_cipher.h"
#include "platform/runtime/sql/value.h"

namespace dlfp::canteen {

/// Thread-safe; one per program, a port of the platform.
class DinerVault {
public:
    DinerVault(const crypto::KeyRing& ring, runtime::Random& random)
        : cipher_{ring, random},
          mobile_index_{ring, "canteen.diner_mobile"},
          name_index_{ring, "canteen.diner_name"} {}

    const crypto::FieldCipher& cipher() const { return cipher_; }
    sql::Bytes mobile_index(const identity::MobileNumber& mobile) const;
    sql::Bytes name_index(std::string_view name) const;

private:
    crypto::FieldCipher cipher_;
    crypto::BlindIndex mobile_index_;
    crypto::BlindIndex name_index_;
};

}  // namespace dlfp::canteen
