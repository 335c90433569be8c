// Diners and purses as screens show them: personal values masked, purses with names and expiry.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/api/field.h"
#include "scenarios/canteen/server/diners/diner_repository.h"
#include "scenarios/canteen/server/diners/purse.h"

namespace dlfp::canteen {

struct DinerView {
    DinerId diner_id;
    std::string diner_number;
    std::string masked_name;
    std::string masked_mobile;
    std::string department;
    std::optional<PriceClassId> price_class_id;
    std::string price_class_name;
    std::string avoided_allergens;
    std::optional<std::string> card_number;
    bool is_linked = false;  ///< to a customer of the bank
    DinerState state{};
    std::int64_t version = 1;
    std::optional<DinerId> merged_into;
    UtcTime created_at_us;
};
BOOST_DESCRIBE_STRUCT(DinerView, (),
                      (diner_id, diner_number, masked_name, masked_mobile, department,
                       price_class_id, price_class_name, avoided_allergens, card_number, is_linked,
                       state, version, merged_into, created_at_us))

struct PurseView {
    PurseKind kind{};
    std::string name;  ///< of the subsidy; empty for cash and electronic account
    std::string account_id;
    api::SignedMoney available_fen;  ///< below zero: owed
    std::vector<std::string> meals;  ///< names of the meals a subsidy pays for
    std::optional<BusinessDate> valid_from;
    std::optional<BusinessDate> valid_until;
    bool is_usable_today = true;
};
BOOST_DESCRIBE_STRUCT(PurseView, (),
                      (kind, name, account_id, available_fen, meals, valid_from, valid_until,
                       is_usable_today))

/// Rows of one operator as screens show them.
std::vector<DinerView> views_of(sql::Reader& reader, identity::OrganisationId organisation_id,
                                const std::vector<DinerRow>& rows);
/// What the operator calls the diner's price class; empty without one.
std::string price_class_name(sql::Reader& reader, const Diner& diner);
std::vector<PurseView> purse_views(sql::Reader& reader, const Diner& diner, UtcTime now);

}  // namespace dlfp::canteen
