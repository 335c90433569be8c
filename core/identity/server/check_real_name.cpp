// Asking the host before the write, counting and sealing within it.
#include "core/identity/server/check_real_name.h"

#include "core/identity/server/customer_repository.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/resident_id_number.h"
#include "core/identity/server/session.h"
#include "core/identity/server/sms_code_repository.h"

namespace dlfp::identity {
namespace {

constexpr std::string_view tries_kind = "real_name";

bool is_verified_now(sql::Reader& reader, const api::ReadCall& call) {
    return is_verified(reader, customer_of(call.caller()));
}

sql::Bytes tries_subject(const api::ReadCall& call) {
    const auto view = bytes_view(call.caller().id);
    return {view.begin(), view.end()};
}

}  // namespace

Result<AnsweredQuestion> prepare_check_real_name(const CheckRealNameRequest& request,
                                                 api::ReadCall& call) {
    const auto& vault = call.port<Vault>();
    if (is_verified_now(call.reader(), call)) return already_verified;
    const auto id_number = ResidentIdNumber::parse(request.id_number, call.today());
    if (!id_number) return id_number_malformed;
    if (id_number->age_on(call.today()) < vault.settings().adult_years) return person_too_young;
    const auto subject = tries_subject(call);
    const auto tries =
        daily_count_repository::find(call.reader(), {call.today(), tries_kind, subject});
    if (tries >= vault.settings().real_name_tries_per_day) return real_name_tries_used_up;

    auto* port = call.platform().ports.find<RealNameCheckPort>();
    if (port == nullptr) return real_name_check_unavailable;
    const auto mobile = open_identity(call.reader(), vault, customer_of(call.caller())).mobile;
    const auto outcome = port->check(
        {.name = request.name, .id_number = id_number->text(), .mobile = mobile.reveal()});
    if (outcome == RealNameOutcome::unavailable) return real_name_check_unavailable;
    return AnsweredQuestion{outcome, id_number->text()};
}

Result<CheckRealNameReply> check_real_name(const CheckRealNameRequest& request,
                                           const AnsweredQuestion& answered, api::Call& call) {
    const auto& vault = call.port<Vault>();
    const auto subject = tries_subject(call);
    const daily_count_repository::Counted counted{call.today(), tries_kind, subject};
    const auto tries = daily_count_repository::lock(call.transaction(), counted);
    if (is_verified_now(call.transaction(), call)) return already_verified;
    const auto tries_max = vault.settings().real_name_tries_per_day;
    if (tries >= tries_max) return real_name_tries_used_up;
    if (answered.outcome != RealNameOutcome::matches) {
        daily_count_repository::add_one(call.transaction(), counted);
        call.commit_despite_failure();
        return Error{real_name_mismatch}.with("tries_left", tries_max - tries - 1);
    }
    TRY_DONE(mark_verified(call.transaction(), vault,
                           {.customer_id = customer_of(call.caller()),
                            .name = request.name,
                            .id_number = answered.id_number,
                            .at = call.now()}));
    refresh_sessions(call, call.caller().id);
    return CheckRealNameReply{.masked_name = mask_person_name(request.name),
                              .tier = CustomerTier::verified};
}

}  // namespace dlfp::identity
