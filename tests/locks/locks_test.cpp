// Row locks, without a race: one unit holds an account, others run until the server says that they
// wait, and only then is the account let go. SQLite has one writer and nothing to lock.
#include <gtest/gtest.h>

#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "core/ledger/server/account_repository.h"
#include "core/payment/server/testing/payment_bank.h"

namespace dlfp::payment {
namespace {

class LocksTest : public testing::Test {
protected:
    void SetUp() override {
        if (test::test_engine() != sql::Engine::postgresql)
            GTEST_SKIP() << "an embedded database has one writer";
        bank.emplace();
    }

    /// Holds a ledger account in a unit of its own as long as it lives.
    class Holder {
    public:
        Holder(PaymentBank& bank, ledger::AccountId id) {
            std::promise<void> held;
            auto is_held = held.get_future();
            thread_ = std::jthread{[this, &bank, id, held = std::move(held)]() mutable {
                bank.bank.database().write([&](sql::Transaction& transaction) {
                    ledger::AccountRepository::lock(transaction, std::array{id});
                    held.set_value();
                    let_go_.get_future().wait();
                    return false;
                });
            }};
            is_held.wait();
        }
        ~Holder() { let_go(); }
        Holder(const Holder&) = delete;
        Holder& operator=(const Holder&) = delete;
        void let_go() {
            if (!std::exchange(is_let_go_, true)) let_go_.set_value();
        }

    private:
        bool is_let_go_ = false;
        std::promise<void> let_go_;
        std::jthread thread_;
    };

    /// Units of this database that stand at a lock.
    std::int64_t waiting() {
        return bank->read([](sql::Reader& reader) {
            return reader.value<std::int64_t>(
                {"test.count_waiting",
                 "SELECT COUNT(*) FROM pg_stat_activity "
                 "WHERE datname = current_database() AND wait_event_type = 'Lock'"});
        });
    }
    void wait_until_waiting(std::int64_t units) {
        while (waiting() < units) std::this_thread::yield();
    }
    /// True if nobody else has locked the account's row.
    bool is_free(ledger::AccountId id) {
        bool found = false;
        bank->bank.database().write([&](sql::Transaction& transaction) {
            const sql::Query query{
                "test.lock_if_free",
                "SELECT id FROM ledger_account WHERE id = $1 FOR UPDATE SKIP LOCKED"};
            found = transaction.find<ledger::AccountId>(query, id).has_value();
            return false;
        });
        return found;
    }
    std::future<Result<ChargeReply>> charge_aside(PaymentId id) {
        return std::async(std::launch::async, [this, id] {
            return bank->in_unit(
                [&](const Scope& scope) { return charge(scope, id, ChargeMethod::pin); });
        });
    }

    std::optional<PaymentBank> bank;
};

TEST_F(LocksTest, accounts_are_locked_from_the_lowest_id_up) {
    const auto low = std::min(bank->cash, bank->subsidy);
    const auto high = std::max(bank->cash, bank->subsidy);
    bank->fill(high, Money::fen(1'000));
    Holder holder{*bank, low};
    auto moved = std::async(std::launch::async, [&] {
        return bank->write([&](sql::Transaction& transaction) {
            return ledger::post(transaction,
                                {.id = bank->bank.next_id<ledger::TransferTag>(),
                                 .debit_account_id = high,
                                 .credit_account_id = low,
                                 .amount_fen = Money::fen(1),
                                 .cause = {"test.move", high.bytes()}},
                                bank->bank.now());
        });
    });
    wait_until_waiting(1);
    EXPECT_TRUE(is_free(high)) << "locked before the lower one: two such units wait in a circle";
    holder.let_go();
    EXPECT_TRUE(moved.get());
}

TEST_F(LocksTest, two_charges_of_one_order_take_the_money_once) {
    bank->fill(bank->cash, Money::fen(10'000));
    const auto id = bank->order(bank->cash_order(Money::fen(2'500)));
    Holder holder{*bank, bank->merchant.clearing_account_id};
    auto first = charge_aside(id);
    auto second = charge_aside(id);
    wait_until_waiting(2);
    holder.let_go();
    const auto one = first.get();
    const auto other = second.get();
    EXPECT_NE(one.has_value(), other.has_value());
    EXPECT_TRUE((one ? other : one).failed_with(already_charged));
    EXPECT_EQ(bank->balance(bank->cash), Money::fen(7'500));
}

// row: C9
TEST_F(LocksTest, two_payments_at_once_both_count_against_the_day) {
    const auto account = bank->open(zhang);
    bank->fill(account, Money::fen(10'000));
    const auto draft = [&] {
        return bank->draft({PaymentBank::from(TenderKind::eaccount, account, Money::fen(3'000))});
    };
    const auto day_left = [&] {
        return bank->read([&](sql::Reader& reader) {
            return account::spendable(reader, account, bank->bank.now()).value().day_left_fen;
        });
    };
    const auto before = day_left();
    const auto lunch = bank->order(draft());
    const auto dinner = bank->order(draft());
    Holder holder{*bank, bank->merchant.clearing_account_id};
    auto first = charge_aside(lunch);
    auto second = charge_aside(dinner);
    wait_until_waiting(2);
    holder.let_go();
    EXPECT_TRUE(first.get());
    EXPECT_TRUE(second.get());
    EXPECT_EQ(before - day_left(), Money::fen(6'000));
}

}  // namespace
}  // namespace dlfp::payment
