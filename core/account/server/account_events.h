// What this module tells the others: stored in the unit that did it, delivered after its commit.
#pragma once

#include "core/account/server/account.h"
#include "core/account/server/funding.h"
#include "platform/api/platform.h"

namespace dlfp::account {

inline constexpr std::string_view opened_topic = "account.opened";
inline constexpr std::string_view closed_topic = "account.closed";
inline constexpr std::string_view frozen_topic = "account.frozen";
inline constexpr std::string_view funding_topic = "account.funding_settled";

/// Payload of account.opened, account.closed and account.frozen.
struct AccountEvent {
    EAccountId account_id;
    identity::CustomerId customer_id;
    AccountClass account_class{};
    ledger::Freeze freeze{};
    UtcTime at_us;
};
BOOST_DESCRIBE_STRUCT(AccountEvent, (), (account_id, customer_id, account_class, freeze, at_us))

/// Payload of account.funding_settled.
struct FundingEvent {
    FundingId funding_id;
    EAccountId account_id;
    identity::CustomerId customer_id;
    FundingDirection direction{};
    FundingState state{};
    Money amount_fen;
    UtcTime at_us;
};
BOOST_DESCRIBE_STRUCT(FundingEvent, (),
                      (funding_id, account_id, customer_id, direction, state, amount_fen, at_us))

/// Where an event happens: the unit and whom to tell.
struct EventPlace {
    api::Platform& platform;
    sql::Transaction& transaction;
};

void publish_account(const EventPlace& place, std::string_view topic, const AccountEvent& event);
void publish_funding(const EventPlace& place, const Funding& funding, FundingState state,
                     UtcTime now);

}  // namespace dlfp::account
