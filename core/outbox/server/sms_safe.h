// Seals number and text of a message; opens them for the carrier and the sandbox page only.
#pragma once

#include <string>

#include "core/outbox/server/sms.h"
#include "platform/base/result.h"
#include "platform/runtime/crypto/blind_index.h"
#include "platform/runtime/crypto/field_cipher.h"

namespace dlfp::outbox {

struct OpenedSms {
    Secret<> mobile;
    Secret<> text;
};

/// A port of this module; thread-safe.
class SmsSafe {
public:
    SmsSafe(const crypto::KeyRing& ring, runtime::Random& random)
        : cipher_{ring, random}, mobile_index_{ring, "outbox.sms_mobile"} {}

    sql::Bytes seal(SmsId id, const Sms& sms) const;
    /// Nothing when the bytes are damaged or their key is gone.
    std::optional<OpenedSms> open(SmsId id, sql::BytesView sealed) const;
    sql::Bytes index_of(std::string_view mobile) const;

private:
    crypto::FieldCipher cipher_;
    crypto::BlindIndex mobile_index_;
};

}  // namespace dlfp::outbox
