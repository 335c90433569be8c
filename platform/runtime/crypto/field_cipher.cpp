// Layouts (version byte first, so that a change can be read side by side):
//   field:       1 | nonce 12 | text | tag 16
//   wrapped key: 1 | id length | id | nonce 12 | key 16 | tag 16
//   own-key:     2 | wrapped length (1) | wrapped key | field
#include "platform/runtime/crypto/field_cipher.h"

#include <algorithm>
#include <array>

#include "platform/runtime/crypto/sm4_gcm.h"

namespace dlfp::crypto {
namespace {

constexpr std::byte layout_single{1};
constexpr std::byte layout_own_key{2};
constexpr std::string_view wrap_purpose = "field_wrap";

/// "dlfp.field.1\0context": the fixed head keeps fields and keys from standing in for each other.
Bytes bound(std::string_view kind, std::string_view context) {
    std::string text{kind};
    text += '\0';
    text += context;
    const auto view = view_of(text);
    return {view.begin(), view.end()};
}

void append(Bytes& to, BytesView bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }

Bytes seal(const SecretBytes& key, runtime::Random& random, BytesView plain, BytesView associated) {
    std::array<std::byte, gcm_nonce_size> nonce;
    random.fill(nonce);
    Bytes sealed{nonce.begin(), nonce.end()};
    append(sealed, Sm4Gcm{key.reveal(), nonce}.seal(plain, associated));
    return sealed;
}

std::optional<Bytes> open(const SecretBytes& key, BytesView sealed, BytesView associated) {
    if (sealed.size() < gcm_nonce_size + gcm_tag_size) return std::nullopt;
    return Sm4Gcm{key.reveal(), sealed.first(gcm_nonce_size)}.open(sealed.subspan(gcm_nonce_size),
                                                                   associated);
}

/// The id and the sealed key of a wrapping, borrowed; nothing when it is not one.
struct Wrapping {
    std::string_view key_id;
    BytesView sealed_key;
};
std::optional<Wrapping> parse_wrapping(BytesView wrapped) {
    if (wrapped.size() < 2 || wrapped[0] != layout_single) return std::nullopt;
    const auto length = std::to_integer<std::size_t>(wrapped[1]);
    if (wrapped.size() < 2 + length) return std::nullopt;
    const std::string_view id{reinterpret_cast<const char*>(wrapped.data()) + 2, length};
    return Wrapping{id, wrapped.subspan(2 + length)};
}

}  // namespace

RecordCipher::RecordCipher(SecretBytes key, runtime::Random& random)
    : key_{std::move(key)}, random_{&random} {}

Bytes RecordCipher::encrypt(std::string_view plain, std::string_view context) const {
    Bytes sealed{layout_single};
    append(sealed, seal(key_, *random_, view_of(plain), bound("dlfp.field.1", context)));
    return sealed;
}

Result<Secret<>> RecordCipher::decrypt(BytesView sealed, std::string_view context) const {
    if (sealed.empty() || sealed[0] != layout_single) return sealed_unreadable;
    auto plain = open(key_, sealed.subspan(1), bound("dlfp.field.1", context));
    if (!plain) return sealed_unreadable;
    Secret<> text{text_of(*plain)};
    wipe(plain->data(), plain->size());
    return text;
}

FieldCipher::FieldCipher(const KeyRing& ring, runtime::Random& random)
    : active_id_{ring.active_id()}, random_{&random} {
    for (const auto& id : ring.ids()) {
        auto derived = ring.derive(wrap_purpose, id).reveal();
        wrap_keys_.emplace(id, Bytes{derived.begin(), derived.begin() + sm4_key_size});
        wipe(derived.data(), derived.size());
    }
}
FieldCipher::~FieldCipher() = default;

Bytes FieldCipher::wrap(const SecretBytes& key, std::string_view record) const {
    Bytes wrapped{layout_single, static_cast<std::byte>(active_id_.size())};
    append(wrapped, view_of(active_id_));
    append(wrapped,
           seal(wrap_keys_.at(active_id_), *random_, key.reveal(), bound("dlfp.wrap.1", record)));
    return wrapped;
}

Result<SecretBytes> FieldCipher::unwrap(BytesView wrapped_key, std::string_view record) const {
    const auto wrapping = parse_wrapping(wrapped_key);
    if (!wrapping) return sealed_unreadable;
    const auto wrap_key = wrap_keys_.find(std::string(wrapping->key_id));
    if (wrap_key == wrap_keys_.end()) return sealed_unreadable;
    auto key = open(wrap_key->second, wrapping->sealed_key, bound("dlfp.wrap.1", record));
    if (!key || key->size() != sm4_key_size) return sealed_unreadable;
    return SecretBytes{std::move(*key)};
}

CreatedRecordKey FieldCipher::create_record_key(std::string_view record) const {
    Bytes bytes(sm4_key_size);
    random_->fill(bytes);
    SecretBytes key{std::move(bytes)};
    auto wrapped = wrap(key, record);
    return {RecordCipher{std::move(key), *random_}, std::move(wrapped)};
}

Result<RecordCipher> FieldCipher::open_record_key(BytesView wrapped_key,
                                                  std::string_view record) const {
    TRY(SecretBytes key, unwrap(wrapped_key, record));
    return RecordCipher{std::move(key), *random_};
}

bool FieldCipher::needs_rewrap(BytesView wrapped_key) const {
    const auto wrapping = parse_wrapping(wrapped_key);
    return wrapping && wrapping->key_id != active_id_;
}

Result<Bytes> FieldCipher::rewrap(BytesView wrapped_key, std::string_view record) const {
    TRY(const SecretBytes key, unwrap(wrapped_key, record));
    return wrap(key, record);
}

Bytes FieldCipher::encrypt(std::string_view plain, std::string_view context) const {
    const auto created = create_record_key(context);
    Bytes sealed{layout_own_key, static_cast<std::byte>(created.wrapped_key.size())};
    append(sealed, created.wrapped_key);
    append(sealed, created.cipher.encrypt(plain, context));
    return sealed;
}

Result<Secret<>> FieldCipher::decrypt(BytesView sealed, std::string_view context) const {
    if (sealed.size() < 2 || sealed[0] != layout_own_key) return sealed_unreadable;
    const auto length = std::to_integer<std::size_t>(sealed[1]);
    if (sealed.size() < 2 + length) return sealed_unreadable;
    TRY(const RecordCipher cipher, open_record_key(sealed.subspan(2, length), context));
    return cipher.decrypt(sealed.subspan(2 + length), context);
}

}  // namespace dlfp::crypto
