"""The type_names check goes red where two files define types of one name."""

from check import type_names
from check.planted import PlantedTree
from check.source import CppText

ORDERS = "scenarios/canteen/server/orders/plan_order.h"
CATALOGUE = "scenarios/canteen/server/catalogue/menu.h"


def in_canteen(text):
    return f"namespace dlfp::canteen {{\n{text}\n}}  // namespace dlfp::canteen\n"


class TypeNamesTest(PlantedTree):
    checked = type_names

    # What made the server crash while all tests passed: each file saw a WantedDish of its own.
    def test_two_types_of_one_name_in_a_namespace_are_found(self):
        self.assert_finds({CATALOGUE: in_canteen("struct WantedDish {\n    int a;\n};"),
                           ORDERS: in_canteen("\nstruct WantedDish {\n    long b;\n};")},
                          (ORDERS, 3, f"dlfp::canteen::WantedDish is also defined in {CATALOGUE}"))

    def test_all_kinds_of_types_in_headers_and_sources_are_found(self):
        for text in ("class Stay : public Base<A::B> {};", "enum class Stay : long { a };",
                     "enum Stay { a };", "union Stay {};", "struct [[nodiscard]] Stay final {};",
                     "template <class Key>\nstruct Stay {\n};", "struct alignas(8) Stay {};"):
            found = self.found({"a.h": in_canteen("struct Stay {};"), "b.cpp": in_canteen(text)})
            self.assertEqual([one.path for one in found], ["b.cpp"], text)

    def test_namespaces_written_nested_or_apart_are_the_same(self):
        nested = "namespace dlfp {\nnamespace canteen {\nstruct Stay {};\n}\n}\n"
        self.assert_finds({"a.h": in_canteen("struct Stay {};"), "b.h": nested},
                          ("b.h", 3, "dlfp::canteen::Stay"))

    def test_code_before_a_type_does_not_hide_it(self):
        text = ('constexpr Failure gone{"canteen.gone", FailureClass::refused};\n'
                "inline int f(Stay a = {}) {\n    if (a) { return '{'; }\n    return 1;\n}\n"
                'extern "C" {\nvoid g();\n}\n#define OPEN {\nstruct Late {};')
        self.assert_finds({"a.h": in_canteen("struct Late {};"), "b.h": in_canteen(text)},
                          ("b.h", 11, "Late"))

    def test_same_name_in_another_namespace_is_clean(self):
        self.assert_clean({"a.h": in_canteen("struct Stay {};"),
                           "b.h": "namespace dlfp::parking {\nstruct Stay {};\n}\n"})

    def test_what_a_file_keeps_to_itself_is_clean(self):
        kept = in_canteen("namespace {\nstruct Stay {};\n}\n")
        self.assert_clean({"a.cpp": kept, "b.cpp": kept, "c.h": in_canteen("struct Stay {};")})

    def test_forward_declarations_and_nested_types_are_clean(self):
        self.assert_clean({"a.h": in_canteen("struct Stay {\n    enum class Row { a };\n};"),
                           "b.h": in_canteen("struct Stay;\nenum class Row : int;\n"
                                             "struct Other {\n    struct Row {};\n};"),
                           "c.cpp": in_canteen("void f() {\n    struct Stay {};\n}\n"
                                               "struct Row {};")})

    def test_specialisations_of_a_template_are_clean(self):
        self.assert_clean({"a.h": in_canteen("template <>\nstruct Row<int> {};"),
                           "b.h": in_canteen("template <>\nstruct Row<long> {};")})

    def test_type_after_an_unnamed_namespace_is_read_again(self):
        text = "namespace dlfp {\nnamespace {\nstruct A {};\n}\nstruct B {};\n}\n"
        self.assertEqual(list(type_names.definitions_of(CppText(text))), [(5, "dlfp::B")])
