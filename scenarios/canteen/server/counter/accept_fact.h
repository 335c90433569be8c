// One fact of a terminal becomes a sale, or waits in suspense; it is never refused.
#pragma once

#include "scenarios/canteen/server/counter/book_sale.h"
#include "scenarios/canteen/server/counter/upload_batch.h"

namespace dlfp::canteen {

/// Facts further in the future or the past than this wait for staff.
inline constexpr Duration fact_future_max = 10min;
inline constexpr Duration fact_age_max = 24h * 60;

/// Whom a fact names, with the operator's records of today; diner_not_found.
Result<Diner> find_fact_diner(sql::Reader& reader, identity::OrganisationId organisation_id,
                              const SalePayer& payer);

/// Whether a fact of this time can be booked.
bool is_plausible(UtcTime occurred_at, UtcTime now);

/// A fact to be booked; the diner is locked.
struct FactSale {
    const CounterScene& scene;
    const SaleFact& fact;
    SaleMoment moment;
    Diner diner;
};

/// Books what happened: purses as they are, the rest as arrears (row C2); limits count it and do
/// not refuse it. The reason when the books cannot take it.
struct BookedFact {
    SaleRow row;
    Money owed_fen;
};
std::variant<BookedFact, SuspenseReason> book_fact(const payment::Scope& scope,
                                                   const FactSale& sale);

/// Keeps a fact for staff.
void suspend_fact(const payment::Scope& scope, const CounterScene& scene, const SaleFact& fact,
                  SuspenseReason reason);

/// The whole fact as text, and back; throws on text that suspend_fact did not write.
std::string write_fact(const SaleFact& fact);
SaleFact parse_fact(std::string_view json);

/// Decides and books one fact of a batch. `diner` is unset when the payer is unknown.
FactReceipt accept_fact(const payment::Scope& scope, const CounterScene& scene,
                        const SaleFact& fact, const std::optional<Diner>& diner);

}  // namespace dlfp::canteen
