// One translation for chains and for reservations.
#include "core/payment/server/charge_error.h"

namespace dlfp::payment {

std::int64_t number_of(const Error& error, std::string_view name) {
    for (const auto& fact : error.facts())
        if (fact.name == name)
            if (const auto* number = std::get_if<std::int64_t>(&fact.value)) return *number;
    return 0;
}

Error charge_error(const Error& error, std::int64_t position) {
    if (error == ledger::insufficient_funds)
        return Error{tender_short}
            .with("position", position)
            .with("available_fen", number_of(error, "available_fen"))
            .with("amount_fen", number_of(error, "amount_fen"));
    if (error == ledger::debit_account_frozen || error == ledger::debit_account_closed)
        return Error{tender_blocked}.with("position", position);
    if (error == ledger::credit_account_frozen || error == ledger::credit_account_closed)
        return merchant_blocked;
    return error;
}

}  // namespace dlfp::payment
