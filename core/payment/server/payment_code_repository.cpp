// Queries about payment codes.
#include "core/payment/server/payment_code_repository.h"

namespace dlfp::payment {
namespace {

constexpr sql::Query lock_query{
    "payment.lock_code",
    "SELECT made_day, code_digest, customer_id, is_pin_confirmed, expires_at_us, used_at_us "
    "FROM payment_code WHERE made_day IN ($1, $2) AND code_digest = $3 FOR UPDATE"};
constexpr sql::Query set_used_query{
    "payment.set_code_used",
    "UPDATE payment_code SET used_at_us = $3 WHERE made_day = $1 AND code_digest = $2"};
constexpr sql::Query add_usage_query{
    "payment.add_code_usage",
    "INSERT INTO payment_code_usage (usage_day, customer_id, pin_free_fen, confirmed_fen) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT (usage_day, customer_id) DO UPDATE SET "
    "pin_free_fen = payment_code_usage.pin_free_fen + excluded.pin_free_fen, "
    "confirmed_fen = payment_code_usage.confirmed_fen + excluded.confirmed_fen"};
constexpr sql::Query find_usage_query{"payment.find_code_usage",
                                      "SELECT pin_free_fen, confirmed_fen FROM payment_code_usage "
                                      "WHERE usage_day = $1 AND customer_id = $2"};
constexpr sql::Query forget_query{"payment.forget_codes",
                                  "DELETE FROM payment_code WHERE made_day < $1"};

}  // namespace

void PaymentCodeBooks::add(const PaymentCode& code) { transaction_.insert("payment_code", code); }

std::optional<PaymentCode> PaymentCodeBooks::lock(const crypto::Digest& digest, BusinessDate day) {
    return transaction_.find<PaymentCode>(lock_query, day, day.plus_days(-1),
                                          sql::BytesView{digest});
}

void PaymentCodeBooks::set_used(const PaymentCode& code, UtcTime now) {
    transaction_.execute(set_used_query, code.made_day, code.code_digest, now);
}

CodeUsage PaymentCodeBooks::add_usage(identity::CustomerId customer_id, BusinessDate day,
                                      const CodeUsage& usage) {
    transaction_.execute(add_usage_query, day, customer_id, usage.pin_free_fen,
                         usage.confirmed_fen);
    return transaction_.find<CodeUsage>(find_usage_query, day, customer_id).value();
}

std::int64_t PaymentCodeBooks::forget_before(BusinessDate day) {
    return transaction_.execute(forget_query, day);
}

}  // namespace dlfp::payment
