// Uploaded tables, CSV and XLSX: within their limits whatever the bytes are.
#include "platform/runtime/workbook/read_table.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace dlfp;
    using namespace dlfp::fuzz;
    constexpr workbook::TableLimits limits{.rows_max = 50,
                                           .columns_max = 10,
                                           .cell_bytes_max = 100,
                                           .unpacked_bytes_max = 100'000,
                                           .parts_max = 16,
                                           .shared_texts_max = 100};
    const auto table = workbook::read_table(text_of(bytes, size), limits);
    if (!table) return 0;
    require(table->size() <= limits.rows_max, "rows keep to their limit");
    for (const auto& row : *table) {
        require(row.size() <= limits.columns_max, "columns keep to their limit");
        for (const auto& cell : row)
            require(cell.size() <= limits.cell_bytes_max, "cells keep to their limit");
    }
    return 0;
}
