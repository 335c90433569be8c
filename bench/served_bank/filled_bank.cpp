// Loading in units of some hundred customers: durable and still a matter of seconds.
#include "bench/served_bank/filled_bank.h"

#include <fmt/core.h>

#include <algorithm>

#include "core/account/server/eaccount_repository.h"
#include "core/identity/server/customer_repository.h"
#include "core/identity/server/session_repository.h"
#include "core/identity/server/staff_repository.h"
#include "core/payment/server/payment_repository.h"
#include "platform/runtime/crypto/bytes.h"
#include "platform/runtime/crypto/hash.h"

namespace dlfp::bench {
namespace {

constexpr std::size_t rows_per_unit = 500;
constexpr Money funds_each = yuan(2'000);
constexpr Money meal_price = Money::fen(12'50);
constexpr Money pin_free_max = yuan(200);
constexpr Duration order_age_max = 24h;

sql::Bytes random_bytes(runtime::Random& random, std::size_t count) {
    sql::Bytes bytes(count);
    random.fill(bytes);
    return bytes;
}

void verify_customer(sql::Transaction& transaction, runtime::Random& random,
                     identity::CustomerId id, UtcTime now) {
    identity::customer_repository::store_verified(transaction,
                                                  {.id = id,
                                                   .name_sealed = random_bytes(random, 48),
                                                   .id_number_sealed = random_bytes(random, 64),
                                                   .id_number_index = random_bytes(random, 32),
                                                   .masked_name = "*客",
                                                   .verified_at = now});
}

}  // namespace

FilledBank::FilledBank(app::Program& program, const BankSize& size)
    : program_{program}, size_{size} {
    customers_.reserve(size.customers);  // orders point into it
    for (std::size_t first = 0; first < size.customers; first += rows_per_unit)
        add_customers(first, std::min(size.customers, first + rows_per_unit));
    add_merchants();
    for (std::size_t first = 0; first < size.orders; first += rows_per_unit)
        add_orders(first, std::min(size.orders, first + rows_per_unit));
}

template <class Work>
void FilledBank::in_unit(Work&& work) {
    program_.database().write([&](sql::Transaction& transaction) {
        work(transaction);
        return true;
    });
}

void FilledBank::add_customers(std::size_t first, std::size_t last) {
    const auto& platform = program_.platform();
    const auto now = platform.clock.now();
    in_unit([&](sql::Transaction& transaction) {
        customers_.resize(first);  // a unit may run again
        std::vector<ledger::TransferRequest> fundings;
        for (auto number = first; number < last; ++number) {
            customers_.push_back(add_customer(transaction, number));
            for (std::size_t entry = 0; entry < size_.entries_each; ++entry)
                fundings.push_back(
                    {.id = platform.random.next_id<ledger::TransferTag>(now),
                     .debit_account_id = account::host_clearing_account_id,
                     .credit_account_id = customers_.back().account_id,
                     .amount_fen = funds_each,
                     .cause = {"bench.funding", customers_.back().account_id.bytes()},
                     .memo = "转入"});
        }
        for (const auto& result : ledger::post_batch(transaction, fundings, now)) result.value();
    });
}

LoggedIn FilledBank::add_customer(sql::Transaction& transaction, std::size_t number) {
    auto& platform = program_.platform();
    const auto now = platform.clock.now();
    const auto mobile = identity::MobileNumber::parse(fmt::format("199{:08}", number));
    LoggedIn customer{
        .customer_id = identity::find_or_enrol_customer(platform, transaction, {*mobile}),
        .account_id = platform.random.next_id<ledger::AccountTag>(now),
        .token = {}};
    verify_customer(transaction, platform.random, customer.customer_id, now);
    ledger::open_account(transaction,
                         {.id = customer.account_id,
                          .code = ledger::AccountCode::customer_eaccount,
                          .holder = customer.customer_id.to_text(),
                          .overdraft = {},
                          .overdraft_limit_fen = {}},
                         now)
        .value();
    account::EAccountBooks{transaction}.add({.id = customer.account_id,
                                             .customer_id = customer.customer_id,
                                             .account_class = account::AccountClass::class_two,
                                             .state = account::EAccountState::open,
                                             .own_day_max_fen = {},
                                             .own_year_max_fen = {},
                                             .opened_at_us = now,
                                             .closed_at_us = {}});
    payment::PaymentBooks{transaction}.set_pin_free_max(customer.customer_id, pin_free_max, now);
    customer.token = open_session(transaction, customer.customer_id);
    return customer;
}

std::string FilledBank::open_session(sql::Transaction& transaction,
                                     identity::CustomerId customer_id) {
    const auto& platform = program_.platform();
    const auto now = platform.clock.now();
    const auto token = std::string(identity::customer_token_prefix) +
                       crypto::to_base64url(random_bytes(platform.random, 32));
    const auto digest = crypto::sm3(token);
    const auto subject = std::as_bytes(std::span{customer_id.bytes()});
    identity::session_repository::add(transaction,
                                      {.id = platform.random.next_id<identity::SessionTag>(now),
                                       .token_digest = {digest.begin(), digest.end()},
                                       .subject_kind = identity::SubjectKind::customer,
                                       .subject_id = {subject.begin(), subject.end()},
                                       .channel = "h5",
                                       .device_title = "bench",
                                       .peer_address = "127.0.0.1",
                                       .started_at_us = now,
                                       .last_seen_at_us = now,
                                       .expires_at_us = now + 12h,
                                       .ended_at_us = {}});
    return token;
}

void FilledBank::add_merchants() {
    auto& platform = program_.platform();
    const auto now = platform.clock.now();
    in_unit([&](sql::Transaction& transaction) {
        merchants_.clear();
        for (std::size_t number = 0; number < size_.merchants; ++number) {
            const auto id = platform.random.next_id<identity::OrganisationTag>(now);
            identity::organisation_repository::add(
                transaction, {.id = id,
                              .kind = identity::OrganisationKind::scenario_operator,
                              .name = fmt::format("食堂{}", number),
                              .short_name = fmt::format("食堂{}", number),
                              .registration_number = fmt::format("91330100BENCH{:05}", number),
                              .status = identity::OrganisationStatus::active,
                              .created_at_us = now});
            payment::open_merchant({transaction, platform, now},
                                   {.organisation_id = id,
                                    .fee_basis_points = 38,
                                    .effective_from = BusinessDate::of(now)})
                .value();
            merchants_.push_back(id);
        }
    });
}

void FilledBank::add_orders(std::size_t first, std::size_t last) {
    auto& platform = program_.platform();
    const auto now = platform.clock.now();
    in_unit([&](sql::Transaction& transaction) {
        orders_.resize(first);
        for (auto number = first; number < last; ++number) {
            const auto& payer = customers_[number % customers_.size()];
            const auto order =
                payment::create_order({transaction, platform, now},
                                      {.organisation_id = merchants_[number % merchants_.size()],
                                       .payer_customer_id = payer.customer_id,
                                       .subject = "午餐",
                                       .scene = "canteen",
                                       .scene_ref = fmt::format("meal-{}", number),
                                       .tenders = {{.kind = payment::TenderKind::eaccount,
                                                    .account_id = payer.account_id,
                                                    .amount_fen = meal_price,
                                                    .source_ref = {}}},
                                       .expires_at_us = now + order_age_max});
            orders_.push_back({order.value(), &payer});
        }
    });
}

}  // namespace dlfp::bench
