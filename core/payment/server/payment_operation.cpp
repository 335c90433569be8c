// Which fields of an order its customer agrees to.
#include "core/payment/server/payment_operation.h"

#include "core/payment/server/payment_list.h"

namespace dlfp::payment {
namespace {

std::string text_of(const StoredTender& tender) {
    return std::string(boost::describe::enum_to_string(tender.kind, "")) + " " +
           tender.account_id.to_text() + " " + std::to_string(tender.amount_fen.fen()) + " " +
           tender.source_ref;
}

}  // namespace

identity::Operation operation_of(sql::Reader& reader, const Payment& payment) {
    identity::Operation operation{
        .kind = "payment.charge",
        .customer_id = payment.payer_customer_id,
        .subject_id = payment.id.to_text(),
        .seen = {{"payee", payment.organisation_id.to_text()},
                 {"payee_name", payee_name_of(reader, payment.organisation_id)},
                 {"payee_account", payment.clearing_account_id.to_text()},
                 {"subject", payment.subject},
                 {"amount_fen", std::to_string(payment.amount_fen.fen())}}};
    for (const auto& tender : PaymentRepository{reader}.list_tenders(payment.id))
        operation.seen.push_back({"tender", text_of(tender)});
    return operation;
}

}  // namespace dlfp::payment
