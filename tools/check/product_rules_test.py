"""The checks of clock, HTTP words and failures go red for planted violations."""

from check import clock, failures, http_words
from check.planted import PlantedTree

PATH = "core/ledger/server/post_transfer.cpp"
HEADER = "core/ledger/server/post_transfer.h"


class ClockTest(PlantedTree):
    checked = clock

    def test_system_clock_and_chance_are_found_outside_runtime(self):
        for call in ("std::chrono::system_clock::now()", "time(nullptr)", "std::time(0)",
                     "gettimeofday(&a, nullptr)", "std::random_device{}()", "std::mt19937 twister",
                     "rand()"):
            found = self.found({PATH: f"// A.\nauto a = {call};\n"})
            self.assertEqual([(one.path, one.line) for one in found], [(PATH, 2)], call)

    def test_runtime_and_tests_may_ask_the_system(self):
        text = "auto a = std::chrono::system_clock::now();\n"
        self.assert_clean({"platform/runtime/clock/system_clock.cpp": text,
                           "core/ledger/server/a_test.cpp": text, "bench/pay/main.cpp": text})

    def test_own_names_and_comments_are_clean(self):
        self.assert_clean({PATH: "// system_clock is not read here\n"
                                 "auto a = call.time(now); auto b = operand(1); settle_time(x);\n"})


class HttpWordsTest(PlantedTree):
    checked = http_words

    def test_http_in_business_code_is_found(self):
        for line in ("#include <boost/json.hpp>", "#include <nlohmann/json.hpp>",
                     "boost::json::value v;", "reply.status = 404;", 'h["Content-Type"];',
                     "if (status_code) {}"):
            found = self.found({PATH: f"// A.\n{line}\n"})
            self.assertEqual([(one.path, one.line) for one in found][:1], [(PATH, 2)], line)

    def test_api_and_http_may_speak_it(self):
        text = "#include <boost/json.hpp>\n"
        self.assert_clean({"platform/api/json.cpp": text, "platform/runtime/http/a.cpp": text})

    def test_business_numbers_and_words_are_clean(self):
        self.assert_clean({PATH: 'fee = 404; note("content of a type");\n'})


class FailuresTest(PlantedTree):
    checked = failures

    DECLARATION = ('// A.\ninline constexpr Failure already_posted{"ledger.already_posted",\n'
                   '    FailureClass::refused};\n')

    def test_failure_that_a_test_names_is_clean(self):
        self.assert_clean({HEADER: self.DECLARATION, "core/ledger/server/post_transfer_test.cpp":
                           "EXPECT_FAILS(result, already_posted);\n"})

    def test_failure_that_a_journey_meets_by_code_is_clean(self):
        self.assert_clean({HEADER: self.DECLARATION, "core/ledger/journeys/post.mjs":
                           "expectProblem(reply, 'ledger.already_posted')\n"})

    def test_failure_without_a_test_is_found(self):
        self.assert_finds({HEADER: self.DECLARATION, PATH: "return already_posted;\n"},
                          (HEADER, 2, "no test produces already_posted"))

    def test_code_of_another_module_is_found(self):
        text = self.DECLARATION.replace('"ledger.', '"payment.')
        self.assert_finds({HEADER: text, "a_test.cpp": "already_posted"},
                          (HEADER, 2, "does not read ledger.<fact>"))

    def test_code_that_is_taken_is_found(self):
        other = "core/ledger/server/void_transfer.h"
        self.assert_finds({HEADER: self.DECLARATION, other: self.DECLARATION,
                           "a_test.cpp": "already_posted"}, (other, 2, "is taken by"))

    def test_example_in_a_comment_is_no_declaration(self):
        self.assert_clean({HEADER: '// Failure a{"ledger.a", …}\n'})
