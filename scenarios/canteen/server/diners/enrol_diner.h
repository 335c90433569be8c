// Adding diners and changing their records; every change keeps the version before it.
#pragma once

#include <optional>
#include <string>

#include "core/identity/server/identity.h"
#include "core/payment/server/payment.h"
#include "scenarios/canteen/server/diners/diner_repository.h"

namespace dlfp::canteen {

inline constexpr Failure diner_number_taken{"canteen.diner_number_taken", FailureClass::conflict};
inline constexpr Failure card_number_taken{"canteen.card_number_taken", FailureClass::conflict};
/// The customer is another diner of this operator.
inline constexpr Failure customer_already_diner{"canteen.customer_already_diner",
                                                FailureClass::conflict};
inline constexpr Failure price_class_unknown{"canteen.price_class_unknown", FailureClass::refused};

/// What an operator writes down about a diner.
struct DinerDetails {
    std::string diner_number;
    std::string name;
    std::string mobile;  ///< eleven digits
    std::string department;
    std::optional<PriceClassId> price_class_id;
    std::string avoided_allergens;
    std::optional<std::string> card_number;

    friend bool operator==(const DinerDetails&, const DinerDetails&) = default;
};
BOOST_DESCRIBE_STRUCT(DinerDetails, (),
                      (diner_number, name, mobile, department, price_class_id, avoided_allergens,
                       card_number))

/// A diner to be added, with the two ledger accounts of the cash purse.
struct DinerDraft {
    DinerId id;
    identity::OrganisationId organisation_id;
    DinerDetails details;
    std::optional<identity::CustomerId> customer_id;
};

/// diner_number_taken, card_number_taken, customer_already_diner, price_class_unknown.
Result<Diner> enrol_diner(const payment::Scope& scope, const DinerDraft& draft);

/// The details in clear: for this part's own forms, imports and comparisons.
DinerDetails open_details(const api::Platform& platform, const DinerRow& row);

/// What a former version of the record said.
DinerDetails open_version(const api::Platform& platform, const DinerRow& row,
                          const DinerVersionRow& version);

/// Who changes a record and how.
struct RecordChange {
    std::string changed_by;  ///< staff or customer id as text
    std::string change;      ///< "edited", "merged", "disabled", …
};

/// Stores `after` over the record, which is locked, and keeps the former version (clause 3.1.3-4).
/// Failures as enrol_diner.
Result<Done> change_diner(const payment::Scope& scope, const DinerRow& after,
                          const RecordChange& change);

/// `row` with these details sealed into it.
DinerRow with_details(const api::Platform& platform, DinerRow row, const DinerDetails& details);

}  // namespace dlfp::canteen
