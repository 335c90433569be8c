// Sealing, storing and versioning of diners' records.
#include "scenarios/canteen/server/diners/enrol_diner.h"

#include <algorithm>
#include <stdexcept>

#include "platform/api/field.h"
#include "scenarios/canteen/server/diners/diner_vault.h"

namespace dlfp::canteen {
namespace {

constexpr std::string_view name_field = "canteen.diner_name";
constexpr std::string_view mobile_field = "canteen.diner_mobile";
constexpr std::string_view version_field = "canteen.diner_version";

crypto::RecordCipher cipher_of(const api::Platform& platform, const DinerRow& row) {
    auto cipher = platform.ports.get<DinerVault>().cipher().open_record_key(row.wrapped_key,
                                                                            row.id.to_text());
    if (!cipher) throw std::runtime_error("the key of a diner does not open");
    return std::move(*cipher);
}

std::string opened(const crypto::RecordCipher& cipher, const sql::Bytes& sealed,
                   std::string_view field) {
    const auto plain = cipher.decrypt(sealed, field);
    if (!plain) throw std::runtime_error("a diner's record does not open");
    return plain->reveal();
}

void seal_into(DinerRow& row, const crypto::RecordCipher& cipher, const DinerVault& vault,
               const DinerDetails& details) {
    const auto mobile = identity::MobileNumber::parse(details.mobile);
    if (!mobile) throw std::logic_error("a diner's mobile number was not checked");
    row.diner_number = details.diner_number;
    row.name_sealed = cipher.encrypt(details.name, name_field);
    row.name_index = vault.name_index(details.name);
    row.masked_name = mask_person_name(details.name);
    row.mobile_sealed = cipher.encrypt(mobile->digits(), mobile_field);
    row.mobile_index = vault.mobile_index(*mobile);
    row.masked_mobile = mobile->masked();
    row.department = details.department;
    row.price_class_id = details.price_class_id;
    row.avoided_allergens = details.avoided_allergens;
    row.card_number = details.card_number;
}

/// Unique columns are asked before writing; unique indexes hold against a race.
Result<Done> require_free(DinerRepository& diners, const DinerRow& row) {
    const auto by_number = diners.find_by_number(row.organisation_id, row.diner_number);
    if (by_number && by_number->id != row.id) return diner_number_taken;
    if (row.card_number) {
        const auto by_card = diners.find_by_card(row.organisation_id, *row.card_number);
        if (by_card && by_card->id != row.id) return card_number_taken;
    }
    if (row.customer_id) {
        const auto linked = diners.find_of_customer(row.organisation_id, *row.customer_id);
        if (linked && linked->id != row.id) return customer_already_diner;
    }
    if (!row.price_class_id) return done;
    const auto classes = diners.list_classes(row.organisation_id);
    if (std::ranges::find(classes, *row.price_class_id, &NamedClass::id) == classes.end())
        return price_class_unknown;
    return done;
}

Result<ledger::AccountId> open_purse(const payment::Scope& scope, DinerId holder,
                                     ledger::Overdraft overdraft) {
    const auto id = scope.platform.random.next_id<ledger::AccountTag>(scope.now);
    TRY_DONE(ledger::open_account(scope.transaction,
                                  {.id = id,
                                   .code = ledger::AccountCode::customer_purse,
                                   .holder = holder.to_text(),
                                   .overdraft = overdraft},
                                  scope.now));
    return id;
}

}  // namespace

Result<Diner> enrol_diner(const payment::Scope& scope, const DinerDraft& draft) {
    const auto& vault = scope.platform.ports.get<DinerVault>();
    const auto key = vault.cipher().create_record_key(draft.id.to_text());
    DinerRow row{.id = draft.id,
                 .organisation_id = draft.organisation_id,
                 .wrapped_key = key.wrapped_key,
                 .customer_id = draft.customer_id,
                 .state = DinerState::active,
                 .created_at_us = scope.now};
    seal_into(row, key.cipher, vault, draft.details);
    DinerBooks diners{scope.transaction};
    TRY_DONE(require_free(diners, row));
    TRY(row.cash_account_id, open_purse(scope, row.id, ledger::Overdraft::none));
    TRY(row.arrears_account_id, open_purse(scope, row.id, ledger::Overdraft::unlimited));
    if (diners.add(row) == 0) return diner_number_taken;
    return find_diner(scope.transaction, row.organisation_id, row.id);
}

DinerDetails open_details(const api::Platform& platform, const DinerRow& row) {
    const auto cipher = cipher_of(platform, row);
    return {.diner_number = row.diner_number,
            .name = opened(cipher, row.name_sealed, name_field),
            .mobile = opened(cipher, row.mobile_sealed, mobile_field),
            .department = row.department,
            .price_class_id = row.price_class_id,
            .avoided_allergens = row.avoided_allergens,
            .card_number = row.card_number};
}

DinerDetails open_version(const api::Platform& platform, const DinerRow& row,
                          const DinerVersionRow& version) {
    const auto record = opened(cipher_of(platform, row), version.record_sealed, version_field);
    const auto document = api::JsonDocument::parse(record);
    DinerDetails details;
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), details, problem))
        throw std::runtime_error("a former version of " + row.id.to_text() + " is unreadable");
    return details;
}

DinerRow with_details(const api::Platform& platform, DinerRow row, const DinerDetails& details) {
    seal_into(row, cipher_of(platform, row), platform.ports.get<DinerVault>(), details);
    return row;
}

Result<Done> change_diner(const payment::Scope& scope, const DinerRow& after,
                          const RecordChange& change) {
    DinerBooks diners{scope.transaction};
    TRY(const auto before,
        or_failure(diners.lock_row(after.organisation_id, after.id), diner_not_found));
    TRY_DONE(require_free(diners, after));
    std::string record;
    api::JsonWriter writer{record};
    api::write_field(writer, open_details(scope.platform, before));
    diners.add_version(
        {.diner_id = before.id,
         .version = before.version,
         .changed_at_us = scope.now,
         .changed_by = change.changed_by,
         .change = change.change,
         .record_sealed = cipher_of(scope.platform, before).encrypt(record, version_field)});
    auto stored = after;
    stored.version = before.version + 1;
    diners.replace(stored);
    return done;
}

}  // namespace dlfp::canteen
