"""The names check refuses empty words, flags as parameters and test names that say nothing."""

from check import names
from check.planted import PlantedTree

EMPTY = "da" "ta"


class NamesTest(PlantedTree):
    checked = names

    def test_telling_names_are_clean(self):
        self.assert_clean({"core/ledger/server/post_transfer.cpp":
                           "struct Statement {\n    int entry_count = 0;\n};\n"
                           "int plan_transfer(const Statement& statement) {\n"
                           "    const int handled = 1;\n    return handled;\n}\n"})

    def test_empty_word_in_a_file_name_is_found(self):
        self.assert_finds({"core/ledger/string_utils.cpp": "// A.\n"},
                          ("core/ledger/string_utils.cpp", 1, "utils"))

    def test_empty_word_in_a_type_is_found(self):
        self.assert_finds({"a.h": "\nclass TransferManager {\n};\n"},
                          ("a.h", 2, "TransferManager"))

    def test_class_called_a_service_is_found_but_the_business_noun_is_not(self):
        self.assert_finds({"a.h": "class PaymentService {};\n"}, ("a.h", 1, "service"))
        self.assert_clean({"a.h": "struct ServiceOrder {};\n"})

    def test_names_of_a_published_standard_are_allowed(self):
        self.assert_clean({"a.h": "struct AuthenticatorData {\n    int client_data;\n};\n"})
        self.assert_finds({"a.h": "struct PayerData {};\n"}, ("a.h", 1, "data"))

    def test_empty_word_in_a_function_is_found(self):
        self.assert_finds({"a.cpp": "int handle_request(int a) {\n    return a;\n}\n"},
                          ("a.cpp", 1, "handle_request"))
        self.assert_finds({"a.h": "int do_transfer(int a);\n"}, ("a.h", 1, "do_transfer"))

    def test_empty_word_in_a_variable_or_field_is_found(self):
        self.assert_finds({"a.cpp": f"int f() {{\n    auto {EMPTY} = g();\n    return 1;\n}}\n"},
                          ("a.cpp", 2, EMPTY))
        self.assert_finds({"a.h": "struct A {\n    int user_info;\n};\n"}, ("a.h", 2, "user_info"))

    def test_use_of_a_foreign_name_is_clean(self):
        self.assert_clean({"a.cpp": f"int f(Text text) {{\n    return g(text.{EMPTY}());\n}}\n"})

    def test_accessor_that_ranges_ask_for_is_clean(self):
        self.assert_clean({"a.h": f"struct A {{\n    const char* {EMPTY}() const;\n}};\n"})

    def test_flag_in_a_public_header_is_found(self):
        self.assert_finds({"core/a/server/open.h": "Result<int> open(int a, bool is_frozen);\n"},
                          ("core/a/server/open.h", 1, "open takes a bool"))

    def test_flag_as_const_reference_is_found_too(self):
        self.assert_finds({"core/a/server/open.h": "int open(const bool& is_frozen);\n"},
                          ("core/a/server/open.h", 1, "takes a bool"))

    def test_flag_in_private_part_or_in_a_cpp_file_is_clean(self):
        self.assert_clean({"a.h": "class A {\npublic:\n    int f(int a);\n\nprivate:\n"
                                  "    int g(bool is_first);\n};\n",
                           "a.cpp": "static int g(bool is_first) { return is_first ? 1 : 2; }\n"})

    def test_bool_that_is_the_value_itself_is_clean(self):
        self.assert_clean({"a.h": "void write(Writer& writer, bool value);\n"
                                  "int read(View view, bool& out);\n"})

    def test_names_that_another_interface_dictates_are_clean(self):
        self.assert_clean({"a.cpp": "struct A : Parser {\n    void on_body_impl(int a) override {\n"
                                    "        b = a;\n    }\n    int b = 0;\n};\n"})

    def test_condition_of_an_assertion_is_clean(self):
        self.assert_clean({"a.h": "void require_openssl(bool succeeded);\n"})

    def test_process_as_a_noun_is_clean_and_as_a_verb_is_found(self):
        self.assert_clean({"a.cpp": "class ProcessLock {\npublic:\n    ProcessLock(int a);\n};\n"})
        self.assert_finds({"a.cpp": "int process_refund(int a) {\n    return a;\n}\n"},
                          ("a.cpp", 1, "process_"))

    def test_test_name_of_two_words_is_found(self):
        self.assert_finds({"a_test.cpp": "TEST(refund, works_well) {\n}\n"},
                          ("a_test.cpp", 1, "works well"))
        self.assert_clean({"a_test.cpp": "TEST(refund, goes_back_to_purse) {\n}\n"})

    def test_script_tests_must_be_sentences_too(self):
        self.assert_finds({"a.spec.ts": "it('works', () => {})\n"}, ("a.spec.ts", 1, "works"))
        self.assert_clean({"a.spec.ts": "it('shows the cut-off time', () => {})\n"
                                        "it('显示截止时间', () => {})\n"})

    def test_names_in_scripts_are_read(self):
        self.assert_finds({"web/h5/a.ts": "export function processor() {}\n"},
                          ("web/h5/a.ts", 1, "processor"))
        page = "<template/>\n<script setup>\nconst tmp = 1\n</script>\n"
        self.assert_finds({"web/h5/A.vue": page}, ("web/h5/A.vue", 3, "tmp"))
