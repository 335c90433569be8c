// Preparing, approving and listing grants.
#include "scenarios/canteen/server/diners/grant_subsidies.h"

#include <algorithm>
#include <stdexcept>

#include "scenarios/canteen/server/diners/expire_subsidies.h"
#include "scenarios/canteen/server/diners/subsidy_repository.h"

namespace dlfp::canteen {
namespace {

Result<std::vector<DinerId>> diners_of(const PrepareGrantsRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    DinerRepository diners{call.reader()};
    std::vector<DinerId> ids;
    if (request.diner_ids) {
        for (const auto id : *request.diner_ids) {
            TRY(const auto diner, find_diner(call.reader(), organisation_id, id));
            if (diner.state == DinerState::active) ids.push_back(id);
        }
        std::ranges::sort(ids);
        const auto twice = std::ranges::unique(ids);
        ids.erase(twice.begin(), twice.end());
    } else if (request.department || request.price_class_id) {
        std::optional<std::string> department;
        if (request.department) department = *request.department;
        ids = diners.list_group(organisation_id, department, request.price_class_id);
    }
    if (ids.empty()) return subsidy_group_empty;
    return ids;
}

approval::Draft draft_of(const SubsidyType& type, const PreparedGrants& prepared) {
    std::string payload;
    api::JsonWriter writer{payload};
    api::write_field(writer, prepared);
    const auto count = std::to_string(prepared.diner_ids.size());
    const auto amount = prepared.amount_fen.to_yuan_text();
    return {.kind = "canteen.grant_subsidy",
            .subject_kind = "canteen_subsidy_type",
            .subject_id = type.id.to_text(),
            .summary = type.name + "：" + count + "人，每人" + amount + "元",
            .payload = std::move(payload),
            .changes = {{"diner_count", "", count},
                        {"amount", "", amount},
                        {"valid_from", "", prepared.valid_from.to_text()},
                        {"valid_until", "", prepared.valid_until.to_text()}}};
}

Result<Done> apply_grants(api::Call& call, const approval::ApprovedChange& change) {
    const auto document = api::JsonDocument::parse(change.payload);
    PreparedGrants prepared;
    api::FieldProblem problem;
    if (!document || !api::read_field(document->root(), prepared, problem))
        throw std::runtime_error("prepared grants are unreadable");
    return pay_grants(payment::scope_of(call), identity::organisation_of(call.caller()), prepared);
}

Result<SubsidyGrant> pay_grant(const payment::Scope& scope, const PreparedGrants& prepared,
                               const SubsidyGrant& grant, ledger::AccountId funding) {
    TRY_DONE(ledger::open_account(scope.transaction,
                                  {.id = grant.account_id,
                                   .code = ledger::AccountCode::subsidy_purse,
                                   .holder = grant.id.to_text()},
                                  scope.now));
    SubsidyBooks{scope.transaction}.add_grant(grant);
    TRY_DONE(ledger::post(scope.transaction,
                          {.id = scope.platform.random.next_id<ledger::TransferTag>(scope.now),
                           .debit_account_id = funding,
                           .credit_account_id = grant.account_id,
                           .amount_fen = prepared.amount_fen,
                           .cause = {"canteen.subsidy", grant.id.bytes()},
                           .memo = "补贴发放"},
                          scope.now));
    return grant;
}

GrantView view_of(sql::Reader& reader, const SubsidyGrant& grant) {
    GrantView view{.grant_id = grant.id,
                   .diner_id = grant.diner_id,
                   .granted_fen = grant.granted_fen,
                   .left_fen = ledger::find_account(reader, grant.account_id).value().balance_fen(),
                   .valid_from = grant.valid_from,
                   .valid_until = grant.valid_until,
                   .state = grant.state,
                   .created_at_us = grant.created_at_us};
    if (const auto type = SubsidyRepository{reader}.find_type(grant.organisation_id, grant.type_id))
        view.type_name = type->name;
    if (const auto row = DinerRepository{reader}.find_row(grant.organisation_id, grant.diner_id)) {
        view.diner_number = row->diner_number;
        view.masked_name = row->masked_name;
    }
    return view;
}

}  // namespace

Result<PrepareGrantsReply> prepare_grants(const PrepareGrantsRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    TRY(const auto type,
        or_failure(SubsidyRepository{call.reader()}.find_type(organisation_id, request.type_id),
                   subsidy_type_not_found));
    if (type.state == EntryState::retired) return subsidy_type_not_found;
    if (request.valid_until < request.valid_from || request.valid_until < call.today())
        return subsidy_dates_wrong;
    TRY(auto ids, diners_of(request, call));
    const PreparedGrants prepared{.type_id = type.id,
                                  .amount_fen = Money::fen(request.amount_fen),
                                  .valid_from = request.valid_from,
                                  .valid_until = request.valid_until,
                                  .diner_ids = std::move(ids)};
    const auto count = static_cast<std::int64_t>(prepared.diner_ids.size());
    return PrepareGrantsReply{approval::ask(call, draft_of(type, prepared)), count,
                              prepared.amount_fen * count};
}

Result<Done> pay_grants(const payment::Scope& scope, identity::OrganisationId organisation_id,
                        const PreparedGrants& prepared) {
    TRY(const auto type, or_failure(SubsidyRepository{scope.transaction}.find_type(
                                        organisation_id, prepared.type_id),
                                    subsidy_type_not_found));
    TRY(const auto funding, funding_account_of(scope, organisation_id));
    const auto total = prepared.amount_fen * static_cast<std::int64_t>(prepared.diner_ids.size());
    const auto available = ledger::find_account(scope.transaction, funding).value().available_fen();
    if (available < total)
        return Error{funding_short}
            .with("available_fen", available.fen())
            .with("amount_fen", total.fen());
    auto& random = scope.platform.random;
    for (const auto diner_id : prepared.diner_ids) {
        TRY_DONE(find_diner(scope.transaction, organisation_id, diner_id));
        TRY(const auto grant,
            pay_grant(scope, prepared,
                      {.id = random.next_id<SubsidyGrantTag>(scope.now),
                       .organisation_id = organisation_id,
                       .diner_id = diner_id,
                       .type_id = type.id,
                       .account_id = random.next_id<ledger::AccountTag>(scope.now),
                       .granted_fen = prepared.amount_fen,
                       .valid_from = prepared.valid_from,
                       .valid_until = prepared.valid_until,
                       .state = GrantState::active,
                       .created_at_us = scope.now},
                      funding));
        if (type.carries_over) TRY_DONE(carry_over_into(scope, grant));
    }
    return done;
}

Result<ListGrantsReply> list_grants(const ListGrantsRequest& request, api::ReadCall& call) {
    const auto limit = request.limit.value_or(api::Whole<1, 200>{50}).value;
    const auto grants = SubsidyRepository{call.reader()}.list_grants(
        identity::organisation_of(call.caller()), request.after, limit);
    ListGrantsReply reply;
    for (const auto& grant : grants) reply.items.push_back(view_of(call.reader(), grant));
    if (static_cast<std::int64_t>(grants.size()) == limit) reply.next_after = grants.back().id;
    return reply;
}

void add_grant_kind(approval::Kinds& kinds) {
    kinds.add({.code = "canteen.grant_subsidy",
               .title_zh = "发放补贴",
               .needed = &manage_subsidies,
               .apply = &apply_grants});
}

}  // namespace dlfp::canteen
