// All SQL about quotes.
#include "core/pricing/server/quote_repository.h"

namespace dlfp::pricing::quote_repository {
namespace {

std::string select_rows(std::string_view rest) {
    return "SELECT " + sql::column_list<QuoteRow>() + " FROM pricing_quote " + std::string(rest);
}

}  // namespace

void add(sql::Transaction& transaction, const QuoteRow& row) {
    transaction.insert("pricing_quote", row);
}

std::optional<QuoteRow> find(sql::Reader& reader, QuoteId id) {
    static const std::string text = select_rows("WHERE id = $1");
    return reader.find<QuoteRow>({"pricing.find_quote", text}, id);
}

Honoured honour(sql::Transaction& transaction, const QuoteRow& row) {
    static constexpr sql::Query query{
        "pricing.honour_quote",
        "UPDATE pricing_quote SET honoured_at_us = $2, honoured_for = $3 "
        "WHERE id = $1 AND honoured_at_us IS NULL"};
    return transaction.execute(query, row.id, row.honoured_at_us, row.honoured_for) == 1
               ? Honoured::now
               : Honoured::before;
}

std::vector<QuoteRow> list_newest(sql::Reader& reader) {
    static const std::string text = select_rows("ORDER BY id DESC LIMIT 10000");
    return reader.list<QuoteRow>({"pricing.list_quotes", text});
}

}  // namespace dlfp::pricing::quote_repository
