// Reading happens on a worker; the unit only judges and writes.
#include "scenarios/canteen/server/diners/import_diners.h"

#include <algorithm>

#include "core/payment/server/csv_text.h"
#include "platform/base/planted.h"
#include "platform/runtime/crypto/bytes.h"
#include "platform/runtime/crypto/hash.h"
#include "scenarios/canteen/server/diners/diner_import_repository.h"
#include "scenarios/canteen/server/diners/link_customer.h"

namespace dlfp::canteen {
namespace {

constexpr std::size_t rows_shown_max = 500;

Result<ReadImport> read_file(std::string_view file_base64) {
    const auto bytes = crypto::from_base64(file_base64);
    if (!bytes || bytes->size() > import_file_bytes_max) return import_file_malformed;
    const auto content = crypto::text_of(*bytes);
    TRY(const auto table, workbook::read_table(content));
    TRY(auto rows, read_import_rows(table));
    const auto digest = crypto::sm3(content);
    return ReadImport{crypto::to_hex(std::as_bytes(std::span{digest})), std::move(rows)};
}

KnownDiners known_of(const std::vector<ImportRow>& rows, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    DinerRepository diners{call.reader()};
    KnownDiners known;
    for (const auto& row : rows) {
        if (const auto found = diners.find_by_number(organisation_id, row.diner_number))
            known.by_number.emplace(row.diner_number,
                                    KnownDiner{found->id, open_details(call.platform(), *found),
                                               found->merged_into.has_value()});
        if (row.card_number.empty()) continue;
        if (const auto owner = diners.find_by_card(organisation_id, row.card_number))
            known.by_card.emplace(row.card_number, owner->id);
    }
    for (const auto& price_class : diners.list_classes(organisation_id))
        known.classes.emplace(price_class.name, price_class.id);
    return known;
}

ImportRowView view_of(const JudgedRow& judged) {
    const auto& row = judged.row;
    return {.line = row.line,
            .diner_number = row.diner_number,
            .masked_name = mask_person_name(row.name),
            .masked_mobile = mask_mobile(row.mobile),
            .department = row.department,
            .price_class = row.price_class,
            .card_number = row.card_number,
            .verdict = judged.verdict,
            .problem = judged.problem};
}

/// The wrong rows as they came, with the reason, to be mended and uploaded again.
std::string error_csv(const std::vector<JudgedRow>& judged) {
    payment::CsvText csv{
        {"行号", "工号/学号", "姓名", "手机号", "部门", "价格类别", "卡号", "错误原因"}};
    for (const auto& [row, verdict, problem, diner_id, details] : judged)
        if (verdict == ImportVerdict::wrong)
            csv.add({std::to_string(row.line), row.diner_number, row.name, row.mobile,
                     row.department, row.price_class, row.card_number,
                     std::string(problem_zh(problem))});
    return csv.text();
}

std::int64_t count_of(const std::vector<JudgedRow>& judged, ImportVerdict verdict) {
    return std::ranges::count(judged, verdict, &JudgedRow::verdict);
}

ImportReply reply_of(const ReadImport& read, const std::vector<JudgedRow>& judged) {
    ImportReply reply{.content_hash = read.content_hash,
                      .row_count = static_cast<std::int64_t>(judged.size()),
                      .added_count = count_of(judged, ImportVerdict::added),
                      .changed_count = count_of(judged, ImportVerdict::changed),
                      .unchanged_count = count_of(judged, ImportVerdict::unchanged),
                      .wrong_count = count_of(judged, ImportVerdict::wrong)};
    for (const bool takes_wrong : {true, false})
        for (const auto& row : judged)
            if ((row.verdict == ImportVerdict::wrong) == takes_wrong &&
                reply.rows.size() < rows_shown_max)
                reply.rows.push_back(view_of(row));
    if (reply.wrong_count > 0) reply.error_csv = error_csv(judged);
    return reply;
}

Result<Done> store_row(const JudgedRow& judged, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    const auto scope = payment::scope_of(call);
    DinerBooks diners{call.transaction()};
    auto customer_id = enrol_and_match(call, judged.details);
    if (customer_id && diners.find_of_customer(organisation_id, *customer_id)) customer_id.reset();
    if (judged.verdict == ImportVerdict::added) {
        TRY_DONE(enrol_diner(scope, {.id = call.next_id<DinerTag>(),
                                     .organisation_id = organisation_id,
                                     .details = judged.details,
                                     .customer_id = customer_id}));
        return done;
    }
    TRY(auto row,
        or_failure(diners.lock_row(organisation_id, judged.diner_id.value()), diner_not_found));
    if (!row.customer_id) row.customer_id = customer_id;
    return change_diner(scope, with_details(call.platform(), row, judged.details),
                        {identity::staff_of(call.caller()).to_text(), "imported"});
}

}  // namespace

Result<ReadImport> prepare_preview_import(const PreviewImportRequest& request, api::ReadCall&) {
    return read_file(request.file_base64);
}

Result<ReadImport> prepare_confirm_import(const ConfirmImportRequest& request, api::ReadCall&) {
    return read_file(request.file_base64);
}

Result<ImportReply> preview_import(const PreviewImportRequest&, const ReadImport& read,
                                   api::Call& call) {
    return reply_of(read, plan_import(read.rows, known_of(read.rows, call)));
}

Result<ImportReply> confirm_import(const ConfirmImportRequest& request, const ReadImport& read,
                                   api::Call& call) {
    const bool is_previewed = read.content_hash == request.content_hash;
    if (!is_previewed && !planted("canteen.import_not_as_previewed")) return import_file_differs;
    const auto judged = plan_import(read.rows, known_of(read.rows, call));
    auto reply = reply_of(read, judged);
    if (reply.added_count + reply.changed_count == 0) return import_changes_nothing;
    for (const auto& row : judged)
        if (row.verdict == ImportVerdict::added || row.verdict == ImportVerdict::changed)
            TRY_DONE(store_row(row, call));
    const DinerImport stored{.id = call.next_id<DinerImportTag>(),
                             .organisation_id = identity::organisation_of(call.caller()),
                             .staff_id = identity::staff_of(call.caller()),
                             .file_name = request.file_name,
                             .content_hash = read.content_hash,
                             .row_count = reply.row_count,
                             .added_count = reply.added_count,
                             .changed_count = reply.changed_count,
                             .wrong_count = reply.wrong_count,
                             .confirmed_at_us = call.now()};
    diner_import_repository::add(call.transaction(), stored);
    call.about("canteen_diner_import", stored.id.to_text());
    call.changed("rows", "", std::to_string(reply.added_count + reply.changed_count));
    return reply;
}

}  // namespace dlfp::canteen
