// Importing diners from XLSX or CSV in two steps: look, then confirm the same file (3.1.3-8).
#pragma once

#include "scenarios/canteen/server/diners/plan_import.h"
#include "scenarios/canteen/server/diners/staff_diners.h"

namespace dlfp::canteen {

inline constexpr std::size_t import_file_bytes_max = 2UL * 1024 * 1024;

/// The file is not base64 or larger than 2 MiB.
inline constexpr Failure import_file_malformed{"canteen.import_file_malformed",
                                               FailureClass::malformed};
/// Another file than the one that was looked at.
inline constexpr Failure import_file_differs{"canteen.import_file_differs", FailureClass::conflict};
/// No row of the file adds or changes anything.
inline constexpr Failure import_changes_nothing{"canteen.import_changes_nothing",
                                                FailureClass::refused};

struct PreviewImportRequest {
    api::Text<2'900'000> file_base64;
};
BOOST_DESCRIBE_STRUCT(PreviewImportRequest, (), (file_base64))
struct ConfirmImportRequest {
    api::Text<2'900'000> file_base64;
    api::Text<64, 64> content_hash;  ///< as the preview said
    api::Text<100> file_name;
};
BOOST_DESCRIBE_STRUCT(ConfirmImportRequest, (), (file_base64, content_hash, file_name))

struct ImportRowView {
    std::int64_t line = 0;
    std::string diner_number;
    std::string masked_name;
    std::string masked_mobile;
    std::string department;
    std::string price_class;
    std::string card_number;
    ImportVerdict verdict{};
    RowProblem problem{};
};
BOOST_DESCRIBE_STRUCT(ImportRowView, (),
                      (line, diner_number, masked_name, masked_mobile, department, price_class,
                       card_number, verdict, problem))

/// The outcome of either step. Wrong rows come first in `rows`, which holds at most 500 of them;
/// `error_csv` is the whole list of wrong rows for download.
struct ImportReply {
    std::string content_hash;
    std::int64_t row_count = 0;
    std::int64_t added_count = 0;
    std::int64_t changed_count = 0;
    std::int64_t unchanged_count = 0;
    std::int64_t wrong_count = 0;
    std::vector<ImportRowView> rows;
    std::string error_csv;
};
BOOST_DESCRIBE_STRUCT(ImportReply, (),
                      (content_hash, row_count, added_count, changed_count, unchanged_count,
                       wrong_count, rows, error_csv))

/// The file read on a worker thread, before the write.
struct ReadImport {
    std::string content_hash;
    std::vector<ImportRow> rows;
};
Result<ReadImport> prepare_preview_import(const PreviewImportRequest& request, api::ReadCall& call);
Result<ReadImport> prepare_confirm_import(const ConfirmImportRequest& request, api::ReadCall& call);

/// Judges every row; changes nothing.
Result<ImportReply> preview_import(const PreviewImportRequest& request, const ReadImport& read,
                                   api::Call& call);
/// All good rows in one unit, or nothing. Their owners are enrolled as customers and can log in by
/// SMS code.
Result<ImportReply> confirm_import(const ConfirmImportRequest& request, const ReadImport& read,
                                   api::Call& call);

inline constexpr api::Limits import_limits{
    .body_bytes_max = 3UL * 1024 * 1024, .calls_per_minute_max = 10, .deadline = 30s};

inline constexpr auto preview_import_endpoint =
    api::post<&preview_import, &prepare_preview_import>("/staff/canteen/diner-import/preview")
        .doc("Reads a list of diners and judges every row; changes nothing.")
        .for_staff(manage_diners)
        .naturally_idempotent()
        .limits(import_limits)
        .may_fail(import_file_malformed, import_column_missing, import_has_no_rows,
                  workbook::table_unreadable, workbook::table_too_large,
                  workbook::table_encoding_unknown);
inline constexpr auto confirm_import_endpoint =
    api::post<&confirm_import, &prepare_confirm_import>("/staff/canteen/diner-import")
        .doc("Imports the good rows of a file that was looked at, all or none.")
        .for_staff(manage_diners)
        .idempotent()
        .limits(import_limits)
        .may_fail(import_file_malformed, import_file_differs, import_changes_nothing,
                  import_column_missing, import_has_no_rows, workbook::table_unreadable,
                  workbook::table_too_large, workbook::table_encoding_unknown, diner_number_taken,
                  card_number_taken, price_class_unknown);

}  // namespace dlfp::canteen
