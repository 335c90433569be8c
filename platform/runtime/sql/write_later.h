// Writes of which the unit needs to know only that they happened. On PostgreSQL they cost no round
// trip of their own.
#pragma once

#include "platform/runtime/sql/sql.h"

namespace dlfp::sql {

/// "$1, $2, …"
inline std::string placeholder_list(std::size_t count) {
    std::string text;
    for (std::size_t number = 1; number <= count; ++number)
        text += (number == 1 ? "$" : ", $") + std::to_string(number);
    return text;
}

/// What a transaction offers beside its interface when it can put a write off.
class LaterWrites {
public:
    virtual ~LaterWrites() = default;
    /// The write travels with the unit's next query or before its commit; what it met is thrown
    /// there. Affecting other than `rows` rows is a Fault (retry).
    virtual void run_later(const Query& query, std::span<const Param> params,
                           std::int64_t rows) = 0;
};

/// Runs a write that must affect `rows` rows, now or later; with others the unit ends as for a
/// conflict. The unit's own later queries see it.
inline void run_later(Transaction& transaction, const Query& query, std::span<const Param> params,
                      std::int64_t rows) {
    if (auto* later = dynamic_cast<LaterWrites*>(&transaction))
        return later->run_later(query, params, rows);
    if (transaction.run(query, params, {}) != rows)
        throw Fault(FaultKind::retry, std::string(query.name) + ": other rows than expected");
}

template <class... Args>
void execute_later(Transaction& transaction, std::int64_t rows, const Query& query,
                   const Args&... args) {
    const std::array<Param, sizeof...(Args)> params{to_param(args)...};
    run_later(transaction, query, params, rows);
}

/// Inserts a described struct under a key that nobody has yet.
template <DescribedStruct T>
void insert_later(Transaction& transaction, std::string_view table, const T& row) {
    thread_local const std::pair<std::string, std::string> text{
        table, "INSERT INTO " + std::string(table) + " (" + column_list<T>() + ") VALUES (" +
                   placeholder_list(boost::mp11::mp_size<Members<T>>::value) + ")"};
    if (text.first != table) throw std::logic_error("one table for each type of row");
    std::array<Param, boost::mp11::mp_size<Members<T>>::value> params;
    std::size_t index = 0;
    boost::mp11::mp_for_each<Members<T>>(
        [&](auto member) { params[index++] = to_param(row.*member.pointer); });
    run_later(transaction, Query{"insert", text.second}, params, 1);
}

}  // namespace dlfp::sql
