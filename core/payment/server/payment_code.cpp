// Making codes and using them up.
#include "core/payment/server/payment_code.h"

#include "core/payment/server/payment_code_repository.h"
#include "core/payment/server/payment_repository.h"
#include "platform/base/planted.h"
#include "platform/runtime/crypto/random_code.h"

namespace dlfp::payment {
namespace {

std::string random_digits(runtime::Random& random) {
    return std::string(code_prefix) + crypto::random_code(random, 9).reveal() +
           crypto::random_code(random, 9).reveal();
}

sql::Bytes digest_bytes(std::string_view code) {
    const auto digest = crypto::sm3(code);
    return {digest.begin(), digest.end()};
}

/// The code, locked until the unit ends.
Result<PaymentCode> lock_usable(const Scope& scope, std::string_view code) {
    PaymentCodeBooks books{scope.transaction};
    auto found = books.lock(crypto::sm3(code), BusinessDate::of(scope.now));
    if (found && !found->used_at_us && planted("payment.old_code_pays")) return *found;
    if (!found || found->used_at_us || scope.now >= found->expires_at_us) return code_unknown;
    return *found;
}

/// Counts the amount to the code's class and holds the day's sum to its limit.
Result<Done> count_usage(const Scope& scope, const PaymentCode& code, const PaymentRule& rule,
                         Money amount) {
    const auto day = BusinessDate::of(scope.now);
    const auto added =
        code.is_pin_confirmed ? CodeUsage{Money{}, amount} : CodeUsage{amount, Money{}};
    const auto sums = PaymentCodeBooks{scope.transaction}.add_usage(code.customer_id, day, added);
    const auto used = code.is_pin_confirmed ? sums.confirmed_fen : sums.pin_free_fen;
    const auto limit =
        code.is_pin_confirmed ? rule.code_confirmed_day_max_fen : rule.code_day_max_fen;
    if (used <= limit || planted("payment.code_limit_off")) return done;
    const auto left = std::max(limit - (used - amount), Money{});
    return Error{code_day_limit_exceeded}.with("still_possible_fen", left.fen());
}

}  // namespace

Result<PreparedPin> prepare_make_code(const MakeCodeRequest& request, api::ReadCall& call) {
    PreparedPin prepared;
    if (request.payment_pin)
        prepared.proof = identity::verify_payment_pin_prepared(*request.payment_pin, call);
    return prepared;
}

Result<MakeCodeReply> make_code(const MakeCodeRequest&, const PreparedPin& prepared,
                                api::Call& call) {
    if (prepared.proof) TRY_DONE(identity::require_pin(*prepared.proof, call));
    const auto rule = PaymentRepository{call.transaction()}.rule_of(call.today());
    MakeCodeReply reply{.code = random_digits(call.platform().random),
                        .expires_at_us = call.now() + code_valid_for,
                        .is_pin_confirmed = prepared.proof.has_value()};
    reply.once_max_fen =
        reply.is_pin_confirmed ? rule.code_confirmed_day_max_fen : rule.code_once_max_fen;
    PaymentCodeBooks{call.transaction()}.add({.made_day = call.today(),
                                              .code_digest = digest_bytes(reply.code),
                                              .customer_id = identity::customer_of(call.caller()),
                                              .is_pin_confirmed = reply.is_pin_confirmed,
                                              .expires_at_us = reply.expires_at_us});
    return reply;
}

Result<CodeHolder> find_code_holder(const Scope& scope, std::string_view code) {
    TRY(const auto found, lock_usable(scope, code));
    return CodeHolder{found.customer_id};
}

Result<CodeHolder> redeem_code(const Scope& scope, std::string_view code, Money amount) {
    TRY(const auto found, lock_usable(scope, code));
    const auto rule = PaymentRepository{scope.transaction}.rule_of(BusinessDate::of(scope.now));
    if (!found.is_pin_confirmed && amount > rule.code_once_max_fen)
        return Error{code_needs_pin}.with("limit_fen", rule.code_once_max_fen.fen());
    TRY_DONE(count_usage(scope, found, rule, amount));
    if (planted("payment.code_reusable")) return CodeHolder{found.customer_id};
    PaymentCodeBooks{scope.transaction}.set_used(found, scope.now);
    return CodeHolder{found.customer_id};
}

}  // namespace dlfp::payment
