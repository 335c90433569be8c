// All SQL about electronic accounts, their counters, rules and bindings.
#pragma once

#include <optional>
#include <vector>

#include "core/account/server/account.h"
#include "core/account/server/binding.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::account {

/// An account with its counters.
struct CountedEAccount : EAccount, Usage {
    OwnLimits own_limits() const { return {own_day_max_fen, own_year_max_fen}; }
};
BOOST_DESCRIBE_STRUCT(CountedEAccount, (EAccount, Usage), ())

class EAccountRepository {
public:
    explicit EAccountRepository(sql::Reader& reader) : reader_{reader} {}

    std::optional<EAccount> find(EAccountId id);
    std::optional<CountedEAccount> find_counted(EAccountId id);
    std::vector<EAccount> list_of(identity::CustomerId customer_id);
    std::optional<identity::CustomerId> find_owner(EAccountId id);
    /// The rule of a class on a day; every class has one (the schema brings the first).
    LimitRule rule_of(AccountClass account_class, BusinessDate day);
    std::vector<LimitRule> list_rules();

    /// The binding in force of an electronic account.
    std::optional<Binding> find_binding_of(EAccountId id);
    std::vector<Binding> list_linked_cards(identity::CustomerId customer_id);
    std::optional<Binding> find_linked_card(BindingId id);

protected:
    sql::Reader& reader_;
};

/// The writing half.
class EAccountBooks : public EAccountRepository {
public:
    explicit EAccountBooks(sql::Transaction& transaction)
        : EAccountRepository{transaction}, transaction_{transaction} {}

    /// Makes openings of one customer wait for each other.
    void lock_holder(identity::CustomerId customer_id);
    void add(const EAccount& account);
    std::optional<CountedEAccount> lock_counted(EAccountId id);
    void set_usage(EAccountId id, const Usage& usage);
    void set_own_limits(EAccountId id, const OwnLimits& own);
    void set_closed(EAccountId id, UtcTime now);
    void add_binding(const Binding& binding);
    void end_binding(BindingId id, UtcTime now);
    /// Rows added: 0 when the class has a rule from that day.
    std::int64_t add_rule(const LimitRule& rule, std::string_view source);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::account
