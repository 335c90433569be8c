// Uploaded lists of diners, from the bytes of the file to the judged rows: each row is judged once,
// and what would be stored keeps to the limits of its columns.
#include "scenarios/canteen/server/diners/plan_import.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp;
    using namespace dlfp::canteen;
    using namespace dlfp::fuzz;
    const auto table = workbook::read_table(text_of(bytes, size), {.rows_max = 50,
                                                                   .columns_max = 10,
                                                                   .cell_bytes_max = 300,
                                                                   .unpacked_bytes_max = 100'000,
                                                                   .parts_max = 16,
                                                                   .shared_texts_max = 100});
    if (!table) return 0;
    const auto rows = read_import_rows(*table);
    if (!rows) return 0;
    const auto judged = plan_import(*rows, {});
    require(judged.size() == rows->size(), "each row is judged");
    for (const auto& one : judged) {
        const bool is_wrong = one.verdict == ImportVerdict::wrong;
        require(is_wrong == (one.problem != RowProblem::none), "a wrong row says why");
        require(!problem_zh(one.problem).empty() || !is_wrong, "a problem has words");
        require(is_wrong || (!one.details.diner_number.empty() && !one.details.name.empty()),
                "what is stored has a number and a name");
    }
    return 0;
}
