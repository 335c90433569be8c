// Keeping diners' records.
#include "scenarios/canteen/server/diners/staff_diners.h"

#include <stdexcept>

#include "scenarios/canteen/server/diners/diner_vault.h"
#include "scenarios/canteen/server/diners/link_customer.h"

namespace dlfp::canteen {
namespace {

std::string text_of(const auto& optional) { return optional ? std::string(*optional) : ""; }
std::optional<std::string> maybe(const auto& optional) {
    return optional ? std::optional<std::string>{*optional} : std::nullopt;
}

std::string name_of_changer(sql::Reader& reader, const std::string& changed_by) {
    if (const auto staff_id = identity::StaffId::parse(changed_by))
        if (auto name = identity::staff_name(reader, *staff_id)) return std::move(*name);
    if (const auto customer_id = identity::CustomerId::parse(changed_by))
        if (auto display = identity::customer_display(reader, *customer_id))
            return display->masked_name;
    return changed_by;
}

DinerVersionView version_view(const api::ReadCall& call, const DinerVersionRow& row,
                              const DinerDetails& said, const std::vector<NamedClass>& classes) {
    DinerVersionView view{.version = row.version,
                          .changed_at_us = row.changed_at_us,
                          .changed_by_name = name_of_changer(call.reader(), row.changed_by),
                          .change = row.change,
                          .diner_number = said.diner_number,
                          .masked_name = mask_person_name(said.name),
                          .masked_mobile = mask_mobile(said.mobile),
                          .department = said.department,
                          .avoided_allergens = said.avoided_allergens,
                          .card_number = said.card_number};
    for (const auto& known : classes)
        if (known.id == said.price_class_id) view.price_class_name = known.name;
    return view;
}

RecordChange by_staff(const api::Call& call, std::string change) {
    return {identity::staff_of(call.caller()).to_text(), std::move(change)};
}

DinerDetails details_of(const CreateDinerRequest& request) {
    return {.diner_number = request.diner_number,
            .name = request.name,
            .mobile = request.mobile.digits(),
            .department = text_of(request.department),
            .price_class_id = request.price_class_id,
            .avoided_allergens = text_of(request.avoided_allergens),
            .card_number = maybe(request.card_number)};
}

DinerDetails edited(const EditDinerRequest& request, const DinerDetails& before) {
    return {.diner_number = request.diner_number,
            .name = request.name ? std::string(*request.name) : before.name,
            .mobile = request.mobile ? request.mobile->digits() : before.mobile,
            .department = text_of(request.department),
            .price_class_id = request.price_class_id,
            .avoided_allergens = text_of(request.avoided_allergens),
            .card_number = maybe(request.card_number)};
}

/// Old and new values for the audit record, personal ones masked.
void note_changes(api::Call& call, const DinerRow& before, const DinerRow& after) {
    const auto note = [&](std::string_view name, const std::string& old_value,
                          const std::string& next_value) {
        if (old_value != next_value) call.changed(name, old_value, next_value);
    };
    note("diner_number", before.diner_number, after.diner_number);
    note("name", before.masked_name, after.masked_name);
    note("mobile", before.masked_mobile, after.masked_mobile);
    note("department", before.department, after.department);
    note("price_class_id", before.price_class_id ? before.price_class_id->to_text() : "",
         after.price_class_id ? after.price_class_id->to_text() : "");
    note("avoided_allergens", before.avoided_allergens, after.avoided_allergens);
    note("card_number", text_of(before.card_number), text_of(after.card_number));
}

}  // namespace

DinerView diner_view(sql::Reader& reader, identity::OrganisationId organisation_id, DinerId id) {
    const auto row = DinerRepository{reader}.find_row(organisation_id, id);
    if (!row) throw std::logic_error("a diner that was just written is missing");
    return views_of(reader, organisation_id, {*row}).front();
}

Result<ListDinersReply> list_diners(const ListDinersRequest& request, api::ReadCall& call) {
    const auto& vault = call.port<DinerVault>();
    const auto organisation_id = identity::organisation_of(call.caller());
    DinerFilter filter{.organisation_id = organisation_id,
                       .diner_number = maybe(request.diner_number),
                       .department = maybe(request.department),
                       .card_number = maybe(request.card_number),
                       .price_class_id = request.price_class_id,
                       .state = request.state,
                       .after = request.after,
                       .limit = request.limit.value_or(api::Whole<1, 200>{50})};
    if (request.name) filter.name_index = vault.name_index(*request.name);
    if (request.mobile) {
        const auto mobile = identity::MobileNumber::parse(*request.mobile);
        if (!mobile) return ListDinersReply{};
        filter.mobile_index = vault.mobile_index(*mobile);
    }
    const auto rows = DinerRepository{call.reader()}.list(filter);
    ListDinersReply reply{.items = views_of(call.reader(), organisation_id, rows)};
    if (static_cast<std::int64_t>(rows.size()) == filter.limit) reply.next_after = rows.back().id;
    return reply;
}

Result<ShowDinerReply> show_diner(const DinerRequest& request, api::ReadCall& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    TRY(const auto diner, find_diner(call.reader(), organisation_id, request.diner_id));
    return ShowDinerReply{diner_view(call.reader(), organisation_id, diner.id),
                          purse_views(call.reader(), diner, call.now())};
}

Result<ListVersionsReply> list_diner_versions(const DinerRequest& request, api::ReadCall& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    DinerRepository diners{call.reader()};
    TRY(const auto row,
        or_failure(diners.find_row(organisation_id, request.diner_id), diner_not_found));
    const auto classes = diners.list_classes(organisation_id);
    ListVersionsReply reply;
    for (const auto& version : diners.list_versions(row.id))
        reply.items.push_back(
            version_view(call, version, open_version(call.platform(), row, version), classes));
    return reply;
}

Result<DinerView> create_diner(const CreateDinerRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    const auto details = details_of(request);
    DinerDraft draft{
        .id = call.next_id<DinerTag>(), .organisation_id = organisation_id, .details = details};
    const auto customer_id = enrol_and_match(call, details);
    if (customer_id &&
        !DinerRepository{call.reader()}.find_of_customer(organisation_id, *customer_id))
        draft.customer_id = customer_id;
    TRY(const auto diner, enrol_diner(payment::scope_of(call), draft));
    call.about("canteen_diner", diner.id.to_text());
    call.changed("diner_number", "", diner.diner_number);
    return diner_view(call.reader(), organisation_id, diner.id);
}

Result<DinerView> edit_diner(const EditDinerRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    TRY(const auto before,
        or_failure(DinerBooks{call.transaction()}.lock_row(organisation_id, request.diner_id),
                   diner_not_found));
    if (before.merged_into) return diner_merged;
    if (before.version != request.version) return diner_changed_meanwhile;
    const auto after = with_details(call.platform(), before,
                                    edited(request, open_details(call.platform(), before)));
    TRY_DONE(change_diner(payment::scope_of(call), after, by_staff(call, "edited")));
    call.about("canteen_diner", after.id.to_text());
    note_changes(call, before, after);
    return diner_view(call.reader(), organisation_id, after.id);
}

Result<DinerView> set_diner_state(const SetDinerStateRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    TRY(auto row,
        or_failure(DinerBooks{call.transaction()}.lock_row(organisation_id, request.diner_id),
                   diner_not_found));
    if (row.merged_into) return diner_merged;
    if (row.state != request.state) {
        const auto before = row.state;
        row.state = request.state;
        TRY_DONE(change_diner(
            payment::scope_of(call), row,
            by_staff(call, request.state == DinerState::disabled ? "disabled" : "enabled")));
        call.changed("state", boost::describe::enum_to_string(before, ""),
                     boost::describe::enum_to_string(row.state, ""));
    }
    call.about("canteen_diner", row.id.to_text());
    return diner_view(call.reader(), organisation_id, row.id);
}

}  // namespace dlfp::canteen
