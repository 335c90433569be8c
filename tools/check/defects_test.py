"""The defects check goes red where planted defects and their list disagree."""

from check import defects
from check.planted import PlantedTree

LIST = "tests/planted/defects.txt"
CODE = "core/ledger/server/plan_transfer.cpp"
ROW = "ledger.freeze_ignored: Money flows into a frozen account.\n"
PLACE = 'if (planted("ledger.freeze_ignored")) return done;\n'


class DefectsTest(PlantedTree):
    checked = defects

    def test_one_place_for_each_listed_name_is_clean(self):
        self.assert_clean({LIST: ROW.replace("\n", " [test_locks]\n"), CODE: PLACE})
        self.assert_clean({LIST: "# a remark\n" + ROW, CODE: PLACE,
                           "platform/base/planted.h": "bool planted(std::string_view name);"})

    def test_unknown_name_is_found(self):
        self.assert_finds({CODE: "\n" + PLACE}, (CODE, 2, "is not in " + LIST))

    def test_second_place_of_a_name_is_found(self):
        self.assert_finds({LIST: ROW, CODE: PLACE + PLACE}, (CODE, 2, f"at {CODE}:1 already"))

    def test_listed_name_without_a_place_is_found(self):
        self.assert_finds({LIST: ROW}, (LIST, 1, "is planted nowhere"))

    def test_name_that_is_no_plain_text_is_found(self):
        self.assert_finds({CODE: "if (planted(name)) return;\n"}, (CODE, 1, "takes a name"))

    def test_headers_and_tests_may_not_be_planted(self):
        for path in ("core/ledger/server/transfer.h", "core/ledger/server/transfer_test.cpp"):
            self.assert_finds({LIST: ROW, path: PLACE}, (path, 1, "sources of the product"))

    def test_rows_without_sentence_or_order_are_found(self):
        self.assert_finds({LIST: "ledger.freeze_ignored\n"}, (LIST, 1, "not of the form"))
        other = "api.first: It comes first.\n"
        plant = 'if (planted("api.first")) return;\n'
        self.assert_finds({LIST: ROW + other, CODE: PLACE + plant}, (LIST, 1, "not in order"))

    def test_comments_do_not_count(self):
        self.assert_clean({CODE: '// planted("ledger.freeze_ignored")\n'})
