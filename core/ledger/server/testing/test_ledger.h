// A ledger on a fresh database with a frozen clock, for tests of the ledger and of modules above.
#pragma once

#include <gtest/gtest.h>

#include "core/ledger/server/invariants.h"
#include "core/ledger/server/verify.h"
#include "platform/api/migrations.h"
#include "platform/runtime/clock/clock.h"
#include "tests/support/test_database.h"

namespace dlfp::ledger {

class TestLedger {
public:
    explicit TestLedger(sql::DatabaseOptions options = {})
        : database_{api::discovered_migrations(), std::move(options)} {
        database_->add_invariant(check_invariants);
        bank_ = open(AccountCode::host_clearing);
    }
    /// Every test ends with a proof of the whole ledger.
    ~TestLedger() {
        if (!is_damaged_on_purpose_) EXPECT_EQ(findings(), "");
    }

    sql::Database& database() { return *database_; }
    void advance(Duration by) { clock_.advance(by); }
    UtcTime now() const { return clock_.now(); }
    /// The test breaks the stored ledger itself.
    void expect_damage() { is_damaged_on_purpose_ = true; }

    template <class Tag>
    Id<Tag> next_id() {
        return random_->next_id<Tag>(now());
    }
    template <class F>
    auto write(F&& work) {
        return database_->write(std::forward<F>(work));
    }
    template <class F>
    auto read(F&& work) {
        std::optional<std::invoke_result_t<F, sql::Reader&>> outcome;
        database_->read([&](sql::Reader& reader) { outcome.emplace(work(reader)); });
        return std::move(*outcome);
    }

    AccountId open(AccountCode code, std::optional<Overdraft> overdraft = {}, Money limit = {}) {
        const AccountOpening opening{.id = next_id<AccountTag>(),
                                     .code = code,
                                     .holder = "test",
                                     .overdraft = overdraft,
                                     .overdraft_limit_fen = limit};
        return write([&](sql::Transaction& transaction) {
                   return open_account(transaction, opening, now());
               })
            .value()
            .id;
    }
    /// A customer's account with money in it.
    AccountId funded(Money balance) {
        const auto account = open(AccountCode::customer_eaccount);
        auto request = transfer(bank_, account, balance);
        request.cause.kind = "test.funding";
        EXPECT_TRUE(post(request));
        return account;
    }
    AccountId bank() const { return bank_; }

    TransferRequest transfer(AccountId debit, AccountId credit, Money amount) {
        TransferRequest request;
        request.id = next_id<TransferTag>();
        request.debit_account_id = debit;
        request.credit_account_id = credit;
        request.amount_fen = amount;
        request.cause = {"test.movement", request.id.bytes()};
        return request;
    }
    TransferRequest ending(TransferId reference) {
        TransferRequest request;
        request.id = next_id<TransferTag>();
        request.reference_id = reference;
        request.cause = {"test.ending", request.id.bytes()};
        return request;
    }

    Result<Receipt> post(const TransferRequest& request) { return run(ledger::post, request); }
    Result<Receipt> reserve(const TransferRequest& request) {
        return run(ledger::reserve, request);
    }
    Result<Receipt> post_reserved(const TransferRequest& request) {
        return run(ledger::post_reserved, request);
    }
    Result<Receipt> void_reserved(const TransferRequest& request) {
        return run(ledger::void_reserved, request);
    }
    Result<Receipt> reverse(const TransferRequest& request) {
        return run(ledger::reverse, request);
    }

    Account account(AccountId id) {
        return read([&](sql::Reader& reader) { return find_account(reader, id); }).value();
    }
    Money balance_of(AccountId id) { return account(id).balance_fen(); }
    Money available_of(AccountId id) { return account(id).available_fen(); }
    Money balance_at(AccountId id, UtcTime time, TimeAxis axis = TimeAxis::effective) {
        return read([&](sql::Reader& reader) { return balance_as_of(reader, id, time, axis); })
            .value();
    }

    /// What verify finds, as text; empty when the ledger holds.
    std::string findings() {
        std::string text;
        for (const auto& finding :
             read([](sql::Reader& reader) { return verify(reader); }).findings)
            text += finding.rule + " " + finding.subject + " expected " +
                    std::to_string(finding.expected_fen) + " found " +
                    std::to_string(finding.found_fen) + "\n";
        return text;
    }

private:
    using Operation = Result<Receipt> (*)(sql::Transaction&, TransferRequest, UtcTime);
    Result<Receipt> run(Operation operation, const TransferRequest& request) {
        return write(
            [&](sql::Transaction& transaction) { return operation(transaction, request, now()); });
    }

    runtime::FrozenClock clock_{UtcTime::from_us(1'795'406'400'000'000)};
    std::unique_ptr<runtime::Random> random_ = runtime::make_seeded_random(7);
    test::TestDatabase database_;
    AccountId bank_;
    bool is_damaged_on_purpose_ = false;
};

}  // namespace dlfp::ledger
