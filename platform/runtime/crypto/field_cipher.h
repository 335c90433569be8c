// Personal data at rest: SM4-GCM per field, a data key per record, data keys wrapped by the key
// ring. Destroying a record's wrapped key erases its fields everywhere, backups included.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/runtime/crypto/key_ring.h"

namespace dlfp::crypto {

/// Damaged, truncated, of another record or field, or sealed under a key that is gone. Never
/// declared by endpoints: a record that cannot be opened is a fault or an erased one.
inline constexpr Failure sealed_unreadable{"crypto.sealed_unreadable", FailureClass::fault};

/// The open data key of one record. Cheap to move, not to be kept.
class RecordCipher {
public:
    explicit RecordCipher(SecretBytes key, runtime::Random& random);

    /// Sealed bytes: version, nonce, text, tag. `context` names the field ("identity.mobile") and
    /// is bound to it: sealed bytes moved to another column do not open.
    Bytes encrypt(std::string_view plain, std::string_view context) const;
    Result<Secret<>> decrypt(BytesView sealed, std::string_view context) const;

private:
    SecretBytes key_;
    runtime::Random* random_;
};

/// A fresh data key: the cipher to use now and the wrapped key to store beside the record.
struct CreatedRecordKey {
    RecordCipher cipher;
    Bytes wrapped_key;
};

/// Makes, opens and re-wraps data keys. Thread-safe.
class FieldCipher {
public:
    FieldCipher(const KeyRing& ring, runtime::Random& random);
    ~FieldCipher();

    /// `record` names the owner of the key ("cus_01h…") and is bound to the wrapping.
    CreatedRecordKey create_record_key(std::string_view record) const;
    Result<RecordCipher> open_record_key(BytesView wrapped_key, std::string_view record) const;

    /// Rotation: the same data key wrapped under the active master key; fields stay as they are.
    bool needs_rewrap(BytesView wrapped_key) const;
    Result<Bytes> rewrap(BytesView wrapped_key, std::string_view record) const;

    /// For single values without a record of their own: sealed bytes that carry their own wrapped
    /// data key. Erased by destroying the bytes.
    Bytes encrypt(std::string_view plain, std::string_view context) const;
    Result<Secret<>> decrypt(BytesView sealed, std::string_view context) const;

private:
    Bytes wrap(const SecretBytes& key, std::string_view record) const;
    Result<SecretBytes> unwrap(BytesView wrapped_key, std::string_view record) const;

    std::map<std::string, SecretBytes> wrap_keys_;
    std::string active_id_;
    runtime::Random* random_;
};

}  // namespace dlfp::crypto
