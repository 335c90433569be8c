"""The layers check goes red for each kind of forbidden include."""

from check import layers
from check.planted import PlantedTree

LIST = """# layers
strict off
platform/base:
platform/api: platform/base
core/ledger: platform
core/payment: platform core/ledger
scenarios/*: platform core
app: *
"""


def tree(files, text=LIST):
    base = {
        "tools/layers.txt": text,
        "platform/base/money.h": "// Money.\n",
        "platform/api/call.h": '#include "platform/base/money.h"\n',
        "core/ledger/server/transfer.h": '#include "platform/api/call.h"\n',
        "core/ledger/server/internal/chain.h": "// Chain.\n",
        "core/ledger/server/transfer_test.cpp": '#include "core/ledger/server/transfer.h"\n',
        "core/payment/server/charge.h": '#include "core/ledger/server/transfer.h"\n',
        "tests/support/test_bank.h": "// Bank.\n",
        "scenarios/canteen/server/sale.h": '#include "core/payment/server/charge.h"\n',
    }
    return {**base, **files}


class LayersTest(PlantedTree):
    checked = layers

    def test_allowed_edges_are_clean(self):
        self.assert_clean(tree({}))

    def test_edge_outside_the_list_is_found(self):
        files = tree({"core/ledger/server/balance.cpp":
                      '// x\n#include "core/payment/server/refund.h"\n',
                      "core/payment/server/refund.h": "// x\n"})
        found = self.found(files)
        self.assertIn("core/ledger may not include core/payment", found[0].message)
        self.assertEqual((found[0].path, found[0].line), ("core/ledger/server/balance.cpp", 2))

    def test_upward_edge_of_the_platform_is_found(self):
        files = tree({"platform/base/bad.h": '#include "core/payment/server/refund.h"\n',
                      "core/payment/server/refund.h": "// x\n"})
        found = self.found(files)
        self.assertEqual((found[0].path, found[0].line), ("platform/base/bad.h", 1))
        self.assertIn("platform/base may not include core/payment", found[0].message)

    def test_loop_is_found_even_when_each_edge_is_allowed(self):
        text = LIST.replace("core/ledger: platform\n", "core/ledger: platform core/payment\n")
        files = tree({"core/ledger/server/fee.h": '#include "core/payment/server/refund.h"\n',
                      "core/payment/server/refund.h": "// x\n"}, text)
        self.assert_finds(files, ("core/ledger/server/fee.h", 1,
                                  "loop: core/ledger → core/payment → core/ledger"))

    def test_unused_permission_fails_only_when_strict(self):
        text = LIST.replace("core/payment: platform core/ledger",
                            "core/payment: platform core/ledger\ncore/host: platform")
        files = tree({"core/host/server/port.h": '// Nothing included.\n'}, text)
        self.assert_clean(files)
        files["tools/layers.txt"] = text.replace("strict off", "strict on")
        messages = [str(finding) for finding in self.found(files)]
        self.assertTrue(any("core/host never uses its permission for platform" in one
                            for one in messages), messages)

    def test_internal_folder_of_another_module_is_found(self):
        files = tree({"core/payment/server/a.cpp":
                      '#include "core/ledger/server/internal/chain.h"\n'})
        self.assert_finds(files, ("core/payment/server/a.cpp", 1, "is internal to core/ledger"))

    def test_internal_folder_of_the_own_module_is_clean(self):
        self.assert_clean(tree({"core/ledger/server/a.cpp":
                                '#include "core/ledger/server/internal/chain.h"\n'}))

    def test_scenario_including_a_scenario_is_found(self):
        files = tree({"scenarios/farm/server/a.h": '#include "scenarios/canteen/server/sale.h"\n'})
        self.assert_finds(files, ("scenarios/farm/server/a.h", 1, "one scenario includes another"))

    def test_product_including_test_code_is_found(self):
        files = tree({"core/ledger/server/a.cpp": '#include "tests/support/test_bank.h"\n'})
        self.assert_finds(files, ("core/ledger/server/a.cpp", 1, "includes test code"))

    def test_test_including_test_support_is_clean(self):
        self.assert_clean(tree({"core/ledger/server/a_test.cpp":
                                '#include "tests/support/test_bank.h"\n'}))

    def test_include_relative_to_the_file_is_found(self):
        files = tree({"core/ledger/server/a.cpp": '#include "transfer.h"\n'})
        self.assert_finds(files, ("core/ledger/server/a.cpp", 1, "no file of the tree"))

    def test_module_without_a_line_is_found(self):
        files = tree({"core/risk/server/a.h": '#include "platform/base/money.h"\n'})
        self.assert_finds(files, ("core/risk/server/a.h", 1, "has no line"))

    def test_include_in_a_comment_is_no_include(self):
        self.assert_clean(tree({"platform/base/a.h":
                                '// #include "core/ledger/server/transfer.h"\n'}))
