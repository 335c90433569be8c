// A bank under load: verified customers with an account, entries and a session each, and meals that
// wait to be paid. Rows go through the modules' own repositories and the ledger, many per unit.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "app/program.h"
#include "core/account/server/account.h"
#include "core/payment/server/payment.h"

namespace dlfp::bench {

struct BankSize {
    std::size_t customers = 100'000;
    std::size_t entries_each = 5;  ///< transfers into each account
    std::size_t merchants = 0;
    std::size_t orders = 0;  ///< dealt to customers and merchants in turn
};

/// A customer who is logged in.
struct LoggedIn {
    identity::CustomerId customer_id;
    account::EAccountId account_id;
    std::string token;
};

/// An order and who may pay it.
struct WaitingOrder {
    payment::PaymentId payment_id;
    const LoggedIn* payer;
};

class FilledBank {
public:
    FilledBank(app::Program& program, const BankSize& size);

    const std::vector<LoggedIn>& customers() const { return customers_; }
    const std::vector<identity::OrganisationId>& merchants() const { return merchants_; }
    const std::vector<WaitingOrder>& orders() const { return orders_; }

private:
    void add_customers(std::size_t first, std::size_t last);
    LoggedIn add_customer(sql::Transaction& transaction, std::size_t number);
    std::string open_session(sql::Transaction& transaction, identity::CustomerId customer_id);
    void add_merchants();
    void add_orders(std::size_t first, std::size_t last);
    template <class Work>
    void in_unit(Work&& work);

    app::Program& program_;
    BankSize size_;
    std::vector<LoggedIn> customers_;
    std::vector<identity::OrganisationId> merchants_;
    std::vector<WaitingOrder> orders_;
};

}  // namespace dlfp::bench
