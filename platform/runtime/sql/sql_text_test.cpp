// The two dialects of one SQL text.
#include "platform/runtime/sql/sql_text.h"

#include <gtest/gtest.h>

namespace dlfp::sql {
namespace {

TEST(sqlite_query_text, numbers_parameters_and_leaves_literals_alone) {
    EXPECT_EQ(sqlite_query_text("SELECT '$1', a FROM t -- $2\n WHERE b = $2 AND c = $12"),
              "SELECT '$1', a FROM t -- $2\n WHERE b = ?2 AND c = ?12");
    EXPECT_EQ(sqlite_query_text("SELECT 'it''s $1' || \"x$1\""), "SELECT 'it''s $1' || \"x$1\"");
}

TEST(sqlite_query_text, drops_only_a_trailing_row_lock) {
    EXPECT_EQ(sqlite_query_text("SELECT a FROM t FOR UPDATE"), "SELECT a FROM t ");
    EXPECT_EQ(sqlite_query_text("SELECT a FROM t LIMIT 5\nfor no key update skip locked ;"),
              "SELECT a FROM t LIMIT 5\n");
    EXPECT_EQ(sqlite_query_text("SELECT a FROM t FOR SHARE NOWAIT -- why"), "SELECT a FROM t ");
    EXPECT_EQ(sqlite_query_text("SELECT \"for\" FROM t WHERE update_for = $1"),
              "SELECT \"for\" FROM t WHERE update_for = ?1");
}

TEST(sqlite_schema_text, maps_types_and_makes_tables_strict) {
    EXPECT_EQ(sqlite_schema_text("CREATE TABLE a (id BYTEA PRIMARY KEY, n BIGINT);\n"
                                 "create table b (n bigint, PRIMARY KEY (n)) WITHOUT ROWID ; -- x\n"
                                 "CREATE INDEX c ON a (n);"),
              "CREATE TABLE a (id BLOB PRIMARY KEY, n INTEGER) STRICT;\n"
              "create table b (n INTEGER, PRIMARY KEY (n)) WITHOUT ROWID, STRICT ; -- x\n"
              "CREATE INDEX c ON a (n);");
}

TEST(sqlite_schema_text, is_not_fooled_by_comments) {
    EXPECT_EQ(sqlite_schema_text("-- BIGINT; CREATE TABLE\nCREATE TABLE a (n TEXT) -- last; one"),
              "-- BIGINT; CREATE TABLE\nCREATE TABLE a (n TEXT) STRICT -- last; one");
}

TEST(postgresql_schema_text, has_no_rowid_clause) {
    EXPECT_EQ(postgresql_schema_text("CREATE TABLE a (n BIGINT) WITHOUT ROWID;"),
              "CREATE TABLE a (n BIGINT) ;");
}

TEST(postgresql_schema_text, sorts_texts_by_bytes_as_sqlite_does) {
    EXPECT_EQ(postgresql_schema_text("CREATE TABLE a (text TEXT NOT NULL); -- TEXT"),
              "CREATE TABLE a (text TEXT COLLATE \"C\" NOT NULL); -- TEXT");
    EXPECT_EQ(postgresql_schema_text("CREATE INDEX a ON b (CAST(c AS TEXT))"),
              "CREATE INDEX a ON b (CAST(c AS TEXT))");
}

TEST(postgresql_query_text, writes_bytes_its_own_way) {
    EXPECT_EQ(postgresql_query_text("SELECT X'00ff', 'x''00', ex"),
              "SELECT '\\x00ff'::bytea, 'x''00', ex");
}

}  // namespace
}  // namespace dlfp::sql
