"""The sql_place check finds SQL where it does not belong."""

from check import sql_place
from check.planted import PlantedTree

SCHEMA = "-- Stays.\nCREATE TABLE parking_stay (id BYTEA PRIMARY KEY, fee_fen BIGINT);\n"
UPDATE = '// x\nconst char* q = "UPDATE parking_stay SET fee_fen = $1 "\n    "WHERE id = $2";\n'


class SqlPlaceTest(PlantedTree):
    checked = sql_place

    def test_sql_in_repository_schema_and_tests_is_clean(self):
        self.assert_clean({"scenarios/parking/schema/0001_create_stay.sql": SCHEMA,
                           "scenarios/parking/server/stay_repository.cpp": UPDATE,
                           "scenarios/parking/server/stay_repository_test.cpp": UPDATE,
                           "platform/runtime/sql/writer.cpp": UPDATE})

    def test_sql_elsewhere_is_found(self):
        self.assert_finds({"scenarios/parking/server/settle_stay.cpp": UPDATE},
                          ("scenarios/parking/server/settle_stay.cpp", 2, "outside"))

    def test_query_split_over_literals_and_raw_strings_is_found(self):
        self.assert_finds({"app/main.cpp": 'auto q = "SELECT id "\n  "FROM parking_stay";\n'},
                          ("app/main.cpp", 1, "outside"))
        self.assert_finds({"app/main.cpp": 'auto q = R"(INSERT INTO a VALUES (1))";\n'},
                          ("app/main.cpp", 1, "outside"))

    def test_words_in_prose_are_no_sql(self):
        self.assert_clean({"app/main.cpp": '// SELECT a FROM b\nlog("select one from it");\n'})

    def test_table_without_the_prefix_of_its_module_is_found(self):
        self.assert_finds({"scenarios/parking/schema/0001_a.sql":
                           "-- A.\n\nCREATE TABLE stay (id BYTEA);\n"},
                          ("scenarios/parking/schema/0001_a.sql", 3, "parking_"))

    def test_index_without_the_prefix_is_found(self):
        self.assert_finds({"core/ledger/schema/0001_a.sql":
                           "CREATE UNIQUE INDEX by_time ON ledger_entry (id);\n"},
                          ("core/ledger/schema/0001_a.sql", 1, "by_time"))

    def test_type_of_one_engine_only_is_found(self):
        for word in ("SERIAL", "JSONB", "BOOLEAN", "TIMESTAMP", "INTEGER"):
            self.assert_finds({"core/ledger/schema/1.sql":
                               f"CREATE TABLE ledger_a (\n    b {word});\n"},
                              ("core/ledger/schema/1.sql", 2, word))

    def test_table_of_another_module_is_found(self):
        self.assert_finds({"scenarios/parking/schema/0001_create_stay.sql": SCHEMA,
                           "scenarios/canteen/server/sale_repository.cpp": UPDATE},
                          ("scenarios/canteen/server/sale_repository.cpp", 2,
                           "belongs to scenarios/parking"))
