// A customer reads balance and newest entries: the hottest read of the platform, from memory.
#pragma once

#include "core/account/server/owner_view.h"
#include "core/identity/server/permissions.h"
#include "core/ledger/server/statement.h"
#include "platform/api/endpoint.h"

namespace dlfp::account {

enum class EntryDirection { in, out };
BOOST_DESCRIBE_ENUM(EntryDirection, in, out)

/// One movement as the customer sees it.
struct EntryView {
    std::int64_t seq = 0;
    EntryDirection direction{};
    Money amount_fen;
    Money balance_after_fen;
    std::string memo;
    UtcTime posted_at_us;
};
BOOST_DESCRIBE_STRUCT(EntryView, (),
                      (seq, direction, amount_fen, balance_after_fen, memo, posted_at_us))

EntryView entry_view(const ledger::StatementLine& line);

struct ReadBalanceRequest {
    EAccountId account_id;
};
BOOST_DESCRIBE_STRUCT(ReadBalanceRequest, (), (account_id))

/// The newest entries as JSON, written once for all who read them until the account changes.
struct RenderedEntries {
    using value_type = EntryView;
    std::shared_ptr<const std::string> json;

    /// Read back from the text, for callers in C++.
    std::vector<EntryView> entries() const;
};
std::string render_entries(const std::vector<EntryView>& entries);

}  // namespace dlfp::account

namespace dlfp::api {

template <>
struct Field<account::RenderedEntries> {
    static bool read(JsonView view, account::RenderedEntries& value, FieldProblem& problem) {
        std::vector<account::EntryView> entries;
        if (!read_field(view, entries, problem)) return false;
        value.json = std::make_shared<const std::string>(account::render_entries(entries));
        return true;
    }
    static void write(JsonWriter& writer, const account::RenderedEntries& value) {
        writer.raw(*value.json);
    }
};

}  // namespace dlfp::api

namespace dlfp::account {

struct ReadBalanceReply {
    EAccountId account_id;
    Money balance_fen;
    Money available_fen;
    UtcTime as_of_us;  ///< no write before this moment is missing
    RenderedEntries newest;
};
BOOST_DESCRIBE_STRUCT(ReadBalanceReply, (),
                      (account_id, balance_fen, available_fen, as_of_us, newest))

/// Balance and the last five entries.
Result<ReadBalanceReply> read_balance(const ReadBalanceRequest& request, api::ReadCall& call);

struct ReadStatementRequest {
    EAccountId account_id;
    std::optional<api::Whole<1, INT64_MAX>> after;  ///< the last entry seen
    std::optional<api::Whole<1, 200>> limit;
    std::optional<BusinessDate> from;   ///< first day
    std::optional<BusinessDate> until;  ///< last day
};
BOOST_DESCRIBE_STRUCT(ReadStatementRequest, (), (account_id, after, limit, from, until))

struct ReadStatementReply {
    std::vector<EntryView> items;
    std::optional<std::int64_t> next_after;
};
BOOST_DESCRIBE_STRUCT(ReadStatementReply, (), (items, next_after))

Result<ReadStatementReply> read_statement(const ReadStatementRequest& request, api::ReadCall& call);

inline constexpr auto read_balance_endpoint =
    api::get<&read_balance>("/accounts/{account_id}/balance")
        .doc("Balance of an own account with its five newest entries.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_owner, &ReadBalanceRequest::account_id>()
        .from_view()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 6000, .deadline = 1s})
        .may_fail(not_found);
inline constexpr auto read_statement_endpoint =
    api::get<&read_statement>("/accounts/{account_id}/statement")
        .doc("Entries of an own account, newest first.")
        .for_customers(identity::verified_customer)
        .owned_by<&check_owner, &ReadStatementRequest::account_id>()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail(not_found);

}  // namespace dlfp::account
