// SQL of the chain.
#include "core/audit/server/record_repository.h"
#include "platform/runtime/sql/write_later.h"

namespace dlfp::audit::record_repository {
namespace {

std::string select_rows(std::string_view rest) {
    return "SELECT " + sql::column_list<RecordRow>() + " FROM audit_record " + std::string(rest);
}

}  // namespace

Head lock_head(sql::Transaction& transaction) {
    static constexpr sql::Query lock{"audit.lock_head",
                                     "SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE"};
    static constexpr sql::Query make{
        "audit.make_head",
        "INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, $1) ON CONFLICT DO NOTHING"};
    if (auto head = transaction.find<Head>(lock)) return *head;
    transaction.execute(make, sql::Bytes(32));
    return transaction.find<Head>(lock).value();
}

std::optional<Head> find_head(sql::Reader& reader) {
    static constexpr sql::Query query{"audit.find_head",
                                      "SELECT seq, hash FROM audit_head WHERE id = 1"};
    return reader.find<Head>(query);
}

void add(sql::Transaction& transaction, const RecordRow& row) {
    sql::insert_later(transaction, "audit_record", row);
}

void store_head(sql::Transaction& transaction, const Head& head) {
    static constexpr sql::Query query{"audit.store_head",
                                      "UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1"};
    transaction.execute(query, head.seq, head.hash);
}

std::vector<RecordRow> list_after(sql::Reader& reader, std::int64_t seq) {
    static const std::string text = select_rows("WHERE seq > $1 ORDER BY seq LIMIT 1000");
    return reader.list<RecordRow>({"audit.list_after", text}, seq);
}

std::vector<RecordRow> search(sql::Reader& reader, const Search& search) {
    static const std::string base =
        "WHERE seq < $1 AND at_us >= $2 AND at_us < $3 AND ($4 = '' OR action = $4)";
    static const std::string rest = " ORDER BY seq DESC LIMIT $5";
    static const std::string all = select_rows(base + rest);
    static const std::string by_actor = select_rows(base + " AND actor_id = $6" + rest);
    static const std::string by_subject = select_rows(base + " AND subject_id = $6" + rest);
    static const std::string by_both =
        select_rows(base + " AND actor_id = $6 AND subject_id = $7" + rest);
    const auto run = [&](std::string_view name, const std::string& text, const auto&... more) {
        return reader.list<RecordRow>({name, text}, search.before_seq, search.from_us, search.to_us,
                                      search.action, search.limit, more...);
    };
    if (!search.actor_id.empty() && !search.subject_id.empty())
        return run("audit.search_both", by_both, search.actor_id, search.subject_id);
    if (!search.actor_id.empty()) return run("audit.search_actor", by_actor, search.actor_id);
    if (!search.subject_id.empty())
        return run("audit.search_subject", by_subject, search.subject_id);
    return run("audit.search", all);
}

std::optional<SigningKeyRow> find_signing_key(sql::Reader& reader) {
    static const std::string text =
        "SELECT " + sql::column_list<SigningKeyRow>() + " FROM audit_signing_key WHERE id = 1";
    return reader.find<SigningKeyRow>({"audit.find_signing_key", text});
}

void add_signing_key(sql::Transaction& transaction, const SigningKeyRow& row) {
    transaction.insert_if_absent("audit_signing_key", row);
}

}  // namespace dlfp::audit::record_repository
