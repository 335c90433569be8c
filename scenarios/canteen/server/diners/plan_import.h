// What an uploaded list of diners would do, row by row (clause 3.1.3-8). Pure.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/runtime/workbook/read_table.h"
#include "scenarios/canteen/server/diners/enrol_diner.h"

namespace dlfp::canteen {

/// A title line without number, name or mobile column. Fact `column`.
inline constexpr Failure import_column_missing{"canteen.import_column_missing",
                                               FailureClass::refused};
inline constexpr Failure import_has_no_rows{"canteen.import_has_no_rows", FailureClass::refused};

/// A row as it stands in the file, trimmed.
struct ImportRow {
    std::int64_t line = 0;  ///< in the file, titles are line 1
    std::string diner_number;
    std::string name;
    std::string mobile;
    std::string department;
    std::string price_class;
    std::string card_number;
};

/// Columns by their titles in any order (工号 or 学号, 姓名, 手机号, 部门, 价格类别, 卡号); empty rows
/// are left out. import_column_missing, import_has_no_rows.
Result<std::vector<ImportRow>> read_import_rows(const workbook::Table& table);

enum class ImportVerdict { added, changed, unchanged, wrong };
BOOST_DESCRIBE_ENUM(ImportVerdict, added, changed, unchanged, wrong)

/// Why a row is wrong; the first that applies.
enum class RowProblem {
    none,
    number_missing,
    number_too_long,
    number_twice,  ///< the number stands in an earlier row
    name_missing,
    name_too_long,
    mobile_malformed,
    mobile_twice,
    department_too_long,
    class_unknown,
    card_too_long,
    card_twice,
    card_taken,    ///< another diner has this card
    diner_merged,  ///< the record was merged into another one
};
BOOST_DESCRIBE_ENUM(RowProblem, none, number_missing, number_too_long, number_twice, name_missing,
                    name_too_long, mobile_malformed, mobile_twice, department_too_long,
                    class_unknown, card_too_long, card_twice, card_taken, diner_merged)

/// A diner the operator has already.
struct KnownDiner {
    DinerId id;
    DinerDetails details;
    bool is_merged = false;
};
struct KnownDiners {
    std::map<std::string, KnownDiner, std::less<>> by_number;  ///< of the file's numbers
    std::map<std::string, DinerId, std::less<>> by_card;       ///< of the file's cards
    std::map<std::string, PriceClassId, std::less<>> classes;  ///< by name
};

struct JudgedRow {
    ImportRow row;
    ImportVerdict verdict{};
    RowProblem problem{};
    std::optional<DinerId> diner_id;  ///< of a known diner
    DinerDetails details;             ///< what the record will say
};

/// Judges every row; a column the file leaves empty keeps what is known of the diner.
std::vector<JudgedRow> plan_import(const std::vector<ImportRow>& rows, const KnownDiners& known);

/// What a person reads beside a wrong row.
std::string_view problem_zh(RowProblem problem);

}  // namespace dlfp::canteen
