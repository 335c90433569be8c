// A canteen with counter terminals that hold real keys and sign their requests, for the tests of
// the part `counter`.
#pragma once

#include <gtest/gtest.h>

#include "core/identity/server/check_real_name.h"
#include "core/ledger/server/verify.h"
#include "core/payment/server/payment_code.h"
#include "platform/runtime/crypto/signature.h"
#include "scenarios/canteen/server/counter/administer_terminals.h"
#include "scenarios/canteen/server/counter/check_clock.h"
#include "scenarios/canteen/server/counter/refund_sale.h"
#include "scenarios/canteen/server/counter/resolve_suspense.h"
#include "scenarios/canteen/server/counter/review_sales.h"
#include "scenarios/canteen/server/counter/sell_at_counter.h"
#include "scenarios/canteen/server/counter/show_desk.h"
#include "scenarios/canteen/server/counter/terminal_repository.h"
#include "scenarios/canteen/server/counter/upload_batch.h"
#include "scenarios/canteen/server/testing/canteen_bank.h"
#include "scenarios/canteen/server/testing/diner_rows.h"

namespace dlfp::canteen {

/// A terminal as its maker sees it.
struct Device {
    TerminalId id;
    crypto::PrivateKey key;
};

/// A signed request on its way; tests change or repeat it.
struct SignedRequest {
    std::string method;
    std::string target;
    std::string body;
    std::string authorization;
};

class CounterBank : public CanteenBank {
public:
    CounterBank() {
        zhang_id = registered_customer("13800138000");
        verify(zhang_id, "张三", "110101199003070038");
        eaccount = open(zhang_id);
    }

    identity::CustomerId registered_customer(std::string_view mobile) {
        return write([&](sql::Transaction& transaction) {
                   return Result<identity::CustomerId>{identity::find_or_enrol_customer(
                       platform(), transaction, {*identity::MobileNumber::parse(mobile)})};
               })
            .value();
    }
    void verify(identity::CustomerId id, std::string name, std::string id_number) {
        registered(id)
            .call(identity::check_real_name_endpoint, {std::move(name), std::move(id_number)})
            .value();
    }

    /// 张三, linked, card C1001; `cash` in the purse.
    Diner zhang_with(Money cash) {
        return add_diner(*this, {.organisation_id = canteen_operator,
                                 .customer_id = zhang_id,
                                 .price_class_id = staff_class,
                                 .card_number = "C1001",
                                 .cash_fen = cash});
    }
    /// A diner whom no customer belongs to, by number and card "C" + number.
    Diner stranger(std::string number, Money cash) {
        return add_diner(*this, {.organisation_id = canteen_operator,
                                 .diner_number = number,
                                 .name = "李四",
                                 .mobile = "1390000" + number,
                                 .card_number = "C" + number,
                                 .cash_fen = cash});
    }
    SubsidyGrant give_lunch(const Diner& diner, Money amount) {
        return add_subsidy(*this, diner,
                           {.amount_fen = amount,
                            .categories = {lunch},
                            .valid_from = today(),
                            .valid_until = today().plus_days(7)});
    }
    std::string code_of(identity::CustomerId id) {
        return customer(id).call(payment::make_code_endpoint, {}).value().code;
    }

    Device device(ServingAreaId area = stir_fry, TerminalMode mode = TerminalMode::per_item) {
        auto key = crypto::PrivateKey::generate(crypto::KeyKind::p256);
        const auto view =
            steward()
                .call(register_terminal_endpoint,
                      {.name = "终端",
                       .area_id = area,
                       .mode = mode,
                       .public_key = crypto::to_base64url(key.public_key().to_spki())})
                .value();
        return {view.terminal_id, std::move(key)};
    }

    /// Signs as the device would at a moment of its corrected clock.
    std::string authorize(const Device& device, const SignedRequest& request,
                          std::optional<UtcTime> signed_at = {}) {
        std::array<std::byte, 16> nonce{};
        platform().random.fill(nonce);
        const auto nonce_text = crypto::to_base64url(nonce);
        const auto time = signed_at.value_or(bank.now());
        const auto text = device_request_text({.method = request.method,
                                               .target = request.target,
                                               .terminal_id = device.id,
                                               .signed_at = time,
                                               .nonce = nonce_text,
                                               .body = request.body});
        const auto signature =
            device.key.sign(crypto::SignatureAlgorithm::ecdsa_p256_sha256, crypto::view_of(text));
        return "Device " + device.id.to_text() + "." + std::to_string(time.us()) + "." +
               nonce_text + "." + crypto::to_base64url(*crypto::raw_from_der_signature(signature));
    }
    template <class Endpoint>
    SignedRequest sign(const Device& device, const Endpoint& endpoint,
                       const typename Endpoint::Request& request) {
        std::vector<std::pair<std::string, std::string>> members;
        boost::mp11::mp_for_each<api::Members<typename Endpoint::Request>>([&](auto member) {
            std::string text;
            api::JsonWriter writer{text};
            test::write_wire(writer, request.*member.pointer);
            if (text != "null") members.emplace_back(member.name, std::move(text));
        });
        auto wire = test::place_members(endpoint.declaration(), members);
        SignedRequest made{std::string(test::method_of(endpoint.declaration())),
                           std::move(wire.target), std::move(wire.body), ""};
        made.authorization = authorize(device, made);
        return made;
    }
    template <class Reply = Done>
    test::Outcome<Reply> send(const SignedRequest& request) {
        const auto reply = bank.as_nobody()
                               .with_authorization(request.authorization)
                               .send(request.method, request.target, request.body);
        test::Outcome<Reply> outcome{
            .status = reply.status, .code = {}, .body = reply.body, .headers = {}, .reply = {}};
        const auto document = api::JsonDocument::parse(reply.body);
        if (reply.status != 200)
            outcome.code = document->root().find("code")->string();
        else if constexpr (!std::is_same_v<Reply, Done>)
            test::read_wire(document->root(), outcome.reply.emplace());
        return outcome;
    }
    template <class Endpoint>
    test::Outcome<typename Endpoint::Reply> call(const Device& device, const Endpoint& endpoint,
                                                 const typename Endpoint::Request& request) {
        return send<typename Endpoint::Reply>(sign(device, endpoint, request));
    }

    UploadBatchRequest batch(const Device& device, std::vector<SaleFact> sales) {
        UploadBatchRequest request;
        request.from_seq.value = request.to_seq.value = sales.front().seq.value;
        for (const auto& sale : sales) {
            request.from_seq.value = std::min(request.from_seq.value, sale.seq.value);
            request.to_seq.value = std::max(request.to_seq.value, sale.seq.value);
        }
        const auto text =
            batch_text({device.id, request.from_seq.value, request.to_seq.value}, sales);
        request.signature = crypto::to_base64url(
            device.key.sign(crypto::SignatureAlgorithm::ecdsa_p256_sha256, crypto::view_of(text)));
        request.sales = std::move(sales);
        return request;
    }
    test::Outcome<UploadBatchReply> upload(const Device& device, std::vector<SaleFact> sales) {
        return call(device, upload_batch_endpoint, batch(device, std::move(sales)));
    }

    /// Cash less what is owed: the figure of row C2.
    Money cash_of(const Diner& diner) {
        return balance(diner.cash_account_id) + balance(diner.arrears_account_id);
    }
    bool ledger_is_whole() {
        return read([](sql::Reader& reader) { return ledger::verify(reader).holds(); });
    }

    identity::CustomerId zhang_id;
    account::EAccountId eaccount;
};

/// A fact of one free line: most rules are about its amount only.
inline SaleFact fact_of(std::int64_t seq, UtcTime device_time, SalePayer payer, Money amount) {
    return {.seq = {seq},
            .device_time_us = device_time,
            .payer = std::move(payer),
            .lines = {{.kind = TerminalMode::per_item,
                       .menu_item_id = {},
                       .dish_id = {},
                       .dish_name = std::string("午餐"),
                       .quantity = {1},
                       .weight_g = {},
                       .unit_price_fen = amount}}};
}
inline SalePayer by_card(std::string number) { return {PayerKind::card, std::move(number)}; }
inline SalePayer by_code(std::string code) { return {PayerKind::payment_code, std::move(code)}; }
inline SalePayer by_number(std::string number) {
    return {PayerKind::diner_number, std::move(number)};
}

}  // namespace dlfp::canteen

/// The call succeeded; without it the rest of the test says nothing.
#define ASSERT_SUCCEEDS(outcome) ASSERT_EQ((outcome).status, 200) << (outcome).body
