"""The sizes check counts files, functions, parameters and lines."""

from check import sizes
from check.planted import PlantedTree


def function(lines, head="int sum_of_all(int a)"):
    return head + " {\n" + "    work();\n" * (lines - 2) + "}\n"


class SizesTest(PlantedTree):
    checked = sizes

    def test_short_code_is_clean(self):
        self.assert_clean({"a.cpp": "// A.\n" + function(70), "b.py": "# B.\n" * 400})

    def test_long_file_is_found_in_every_language(self):
        for ending in ("cpp", "h", "ts", "vue", "py", "sh", "mjs"):
            self.assert_finds({f"a.{ending}": "\n" * 401}, (f"a.{ending}", 1, "401 lines"))

    def test_long_function_is_found_at_its_head(self):
        self.assert_finds({"a.cpp": "// A.\n\n" + function(71)},
                          ("a.cpp", 3, "sum_of_all has 71 lines"))

    def test_long_method_inside_class_and_namespace_is_found(self):
        text = ("namespace dlfp {\nclass A {\npublic:\n"
                + function(71, "    int count(int a) const noexcept") + "};\n}\n")
        self.assert_finds({"a.h": text}, ("a.h", 4, "count has 71 lines"))

    def test_braces_in_strings_and_comments_do_not_confuse(self):
        body = 'int f(int a) {\n    g("}}}{");  // }\n    h(R"({)");\n' + "    w();\n" * 67 + "}\n"
        self.assert_finds({"a.cpp": body}, ("a.cpp", 1, "f has 71 lines"))

    def test_constructor_with_initialisers_is_one_function(self):
        text = ("A::A(int a, int b) : a_{a}, b_{b} {\n" + "    w();\n" * 69 + "}\n")
        self.assert_finds({"a.cpp": text}, ("a.cpp", 1, "A has 71 lines"))

    def test_long_test_body_is_found_too(self):
        self.assert_finds({"a_test.cpp": function(71, "TEST(refund, goes_back_to_purse)")},
                          ("a_test.cpp", 1, "TEST has 71 lines"))

    def test_five_parameters_are_found_in_definition_and_declaration(self):
        five = "int a, int b, std::map<int, int> c, int d, int e"
        self.assert_finds({"a.cpp": f"int f({five}) {{ return a; }}\n"},
                          ("a.cpp", 1, "f has 5 parameters"))
        self.assert_finds({"a.h": f"int f({five});\n"}, ("a.h", 1, "f has 5 parameters"))

    def test_parameters_that_another_interface_dictates_are_clean(self):
        five = "int a, int b, int c, int d, int e"
        self.assert_clean({"a.h": f"struct A : B {{\n    int f({five}) override;\n}};\n",
                           "a.cpp": f'extern "C" {{\nstatic int f({five}) {{ return a; }}\n}}\n'})

    def test_commas_inside_templates_and_lambdas_do_not_count(self):
        self.assert_clean({"a.h": "int f(std::map<int, std::pair<int, int>> a, "
                                  "std::function<void(int, int, int, int)> b);\n"})

    def test_calls_and_constants_are_no_declarations(self):
        self.assert_clean({"a.cpp": "constexpr auto all = join(1, 2, 3, 4, 5);\n"
                                    "const Color red{1, 2, 3, 4, 5};\n"
                                    "BOOST_DESCRIBE_STRUCT(A, (), (a, b, c, d, e))\n"})

    def test_long_line_is_found_unless_it_is_a_link(self):
        self.assert_finds({"a.cpp": "// " + "x" * 98 + "\n"}, ("a.cpp", 1, "101 characters"))
        self.assert_clean({"a.cpp": "// https://example.org/" + "x" * 98 + "\n"})

    def test_generated_types_are_left_alone(self):
        self.assert_clean({"web/api-client/schema.d.ts": "x" * 500 + "\n" * 5000})
