// Sealing and opening what is personal.
#include "core/identity/server/customer.h"

#include "core/identity/server/customer_repository.h"
#include "core/identity/server/internal/vault.h"

namespace dlfp::identity {
namespace {

constexpr std::string_view mobile_field = "identity.mobile";
constexpr std::string_view name_field = "identity.name";
constexpr std::string_view id_number_field = "identity.id_number";

/// Sealed values this program wrote itself must open; if not, the database or the ring is damaged.
template <class T>
T opened(Result<T> result) {
    if (!result) throw std::runtime_error("a sealed identity does not open");
    return std::move(*result);
}

crypto::RecordCipher cipher_of(const Vault& vault, const SealedIdentity& sealed, CustomerId id) {
    return opened(vault.cipher().open_record_key(sealed.wrapped_key, id.to_text()));
}

SealedIdentity require_sealed(sql::Reader& reader, CustomerId id) {
    auto sealed = customer_repository::find_sealed(reader, id);
    if (!sealed) throw std::logic_error("sealed identity of an unknown customer");
    return std::move(*sealed);
}

/// Logs who saw what for which purpose. A unit of its own, so that it is kept although the call
/// fails, and queued, so that it works on the writer as well.
void log_disclosure(const api::ReadCall& call, CustomerId customer_id, std::string_view purpose) {
    const auto now = call.now();
    const auto id = call.platform().random.next_id_bytes(now);
    const auto bytes_of = [](const IdBytes& from) {
        const auto view = bytes_view(from);
        return sql::Bytes{view.begin(), view.end()};
    };
    customer_repository::Disclosure disclosure{
        now,
        bytes_of(id),
        customer_id,
        boost::describe::enum_to_string(call.caller().kind, ""),
        bytes_of(call.caller().id),
        std::string(purpose)};
    call.platform().database.submit(
        {.work =
             [disclosure = std::move(disclosure)](sql::Transaction& transaction) {
                 customer_repository::add_disclosure(transaction, disclosure);
                 return true;
             },
         .finished = [](sql::UnitEnd, std::string_view) {}});
}

}  // namespace

bool add_customer(sql::Transaction& transaction, const Vault& vault,
                  const Registration& registration) {
    const auto created = vault.cipher().create_record_key(registration.id.to_text());
    const auto& mobile = registration.mobile;
    return customer_repository::add(
        transaction, {.id = registration.id,
                      .wrapped_key = created.wrapped_key,
                      .mobile_sealed = created.cipher.encrypt(mobile.digits(), mobile_field),
                      .mobile_index = vault.mobile_index(mobile),
                      .masked_mobile = mobile.masked(),
                      .registered_at = registration.at});
}

Result<Done> mark_verified(sql::Transaction& transaction, const Vault& vault,
                           const ProvenPerson& person) {
    const auto index = vault.id_number_index(person.id_number);
    if (customer_repository::id_number_is_taken(transaction, index)) return person_already_customer;
    const auto cipher =
        cipher_of(vault, require_sealed(transaction, person.customer_id), person.customer_id);
    customer_repository::store_verified(
        transaction, {.id = person.customer_id,
                      .name_sealed = cipher.encrypt(person.name, name_field),
                      .id_number_sealed = cipher.encrypt(person.id_number, id_number_field),
                      .id_number_index = index,
                      .masked_name = mask_person_name(person.name),
                      .verified_at = person.at});
    return done;
}

OpenedIdentity open_identity(sql::Reader& reader, const Vault& vault, CustomerId customer_id) {
    const auto sealed = require_sealed(reader, customer_id);
    const auto cipher = cipher_of(vault, sealed, customer_id);
    OpenedIdentity identity;
    identity.mobile = opened(cipher.decrypt(sealed.mobile_sealed, mobile_field));
    if (sealed.name_sealed) identity.name = opened(cipher.decrypt(*sealed.name_sealed, name_field));
    if (sealed.id_number_sealed)
        identity.id_number = opened(cipher.decrypt(*sealed.id_number_sealed, id_number_field));
    return identity;
}

Result<CustomerDisplay> customer_display(sql::Reader& reader, CustomerId customer_id) {
    auto displays = customer_repository::list_displays(reader, {customer_id});
    if (displays.empty()) return customer_not_found;
    return std::move(displays.front());
}

std::vector<CustomerDisplay> customer_displays(sql::Reader& reader,
                                               const std::vector<CustomerId>& customer_ids) {
    return customer_repository::list_displays(reader, customer_ids);
}

bool is_verified(sql::Reader& reader, CustomerId customer_id) {
    const auto customer = customer_repository::find(reader, customer_id);
    return customer && customer->tier == CustomerTier::verified;
}

std::optional<CustomerId> find_customer_by_mobile(const api::Platform& platform,
                                                  sql::Reader& reader, const MobileNumber& mobile) {
    return customer_repository::find_by_mobile(reader,
                                               platform.ports.get<Vault>().mobile_index(mobile));
}

Result<VerifiedIdentity> verified_identity(const api::ReadCall& call, CustomerId customer_id,
                                           std::string_view purpose) {
    const auto customer = customer_repository::find(call.reader(), customer_id);
    if (!customer) return customer_not_found;
    if (customer->tier != CustomerTier::verified) return customer_not_verified;
    log_disclosure(call, customer_id, purpose);
    auto identity = open_identity(call.reader(), call.port<Vault>(), customer_id);
    return VerifiedIdentity{std::move(identity.name), std::move(identity.id_number),
                            std::move(identity.mobile)};
}

Result<Secret<>> customer_mobile(const api::ReadCall& call, CustomerId customer_id,
                                 std::string_view purpose) {
    if (!customer_repository::find(call.reader(), customer_id)) return customer_not_found;
    log_disclosure(call, customer_id, purpose);
    return open_identity(call.reader(), call.port<Vault>(), customer_id).mobile;
}

CustomerId find_or_enrol_customer(const api::Platform& platform, sql::Transaction& transaction,
                                  const Enrolment& enrolment) {
    if (const auto known = find_customer_by_mobile(platform, transaction, enrolment.mobile))
        return *known;
    const auto now = platform.clock.now();
    const auto id = platform.random.next_id<CustomerTag>(now);
    add_customer(transaction, platform.ports.get<Vault>(), {id, enrolment.mobile, now});
    return id;
}

}  // namespace dlfp::identity
