// Answers of the sandbox host. Each call is a unit of its own, as with any other system.
#include "core/host/server/sandbox_host.h"

#include <algorithm>

namespace dlfp::host {
namespace {

struct AgreementTag {
    static constexpr std::string_view prefix = "agr";
};

HostRefusal compare_person(const std::vector<SandboxAccount>& accounts, const Person& person) {
    if (accounts.empty()) return HostRefusal::id_number_unknown;
    if (accounts.front().holder_name != person.name) return HostRefusal::name_differs;
    const bool is_reserved =
        person.mobile.empty() || std::ranges::any_of(accounts, [&](const SandboxAccount& account) {
            return account.mobile == person.mobile;
        });
    return is_reserved ? HostRefusal::none : HostRefusal::mobile_differs;
}

HostRefusal compare_account(const std::optional<SandboxAccount>& account, const Person& person) {
    if (!account) return HostRefusal::account_unknown;
    if (account->id_number != person.id_number.reveal()) return HostRefusal::id_number_unknown;
    if (account->holder_name != person.name) return HostRefusal::name_differs;
    if (account->mobile != person.mobile) return HostRefusal::mobile_differs;
    if (account->account_class != HostAccountClass::class_one &&
        account->account_class != HostAccountClass::credit)
        return HostRefusal::class_not_accepted;
    return account->is_frozen ? HostRefusal::account_frozen : HostRefusal::none;
}

CheckReply reply_of(HostRefusal refusal) {
    if (refusal == HostRefusal::none) return {CheckOutcome::confirmed, HostRefusal::none};
    return {CheckOutcome::refused, refusal};
}

HostRefusal refusal_of(const std::optional<SandboxAccount>& account, MovementDirection direction,
                       Money amount) {
    if (!account) return HostRefusal::agreement_unknown;
    if (account->is_frozen) return HostRefusal::account_frozen;
    if (direction == MovementDirection::debit && account->balance_fen < amount)
        return HostRefusal::insufficient_funds;
    return HostRefusal::none;
}

/// The answer to a reference that was seen before.
MovementReply replay(const SandboxMovement& movement, UtcTime now) {
    if (now < movement.known_at_us) return {MovementOutcome::unknown, HostRefusal::none};
    if (movement.has_moved) return {MovementOutcome::moved, HostRefusal::none};
    return {MovementOutcome::refused, movement.refusal};
}

SandboxMovement tombstone(std::string_view reference, UtcTime now) {
    return {.received_day = BusinessDate::of(now),
            .reference = std::string(reference),
            .received_at_us = now,
            .known_at_us = now};
}

}  // namespace

SandboxVerdict decide_sandbox_movement(const std::optional<SandboxAccount>& account,
                                       MovementDirection direction, Money amount,
                                       SandboxScript script) {
    if (script == SandboxScript::normal && account) script = account->script;
    if (script == SandboxScript::unavailable) return {.is_recorded = false};
    const auto refusal = refusal_of(account, direction, amount);
    const MovementReply silence{MovementOutcome::unknown, HostRefusal::none};
    if (script == SandboxScript::times_out_not_moved)
        return {.reply = silence, .recorded_refusal = refusal};
    if (script == SandboxScript::times_out_moved)
        return {.reply = silence,
                .recorded_refusal = refusal,
                .has_moved = refusal == HostRefusal::none};
    if (refusal != HostRefusal::none)
        return {.reply = {MovementOutcome::refused, refusal}, .recorded_refusal = refusal};
    return {.reply = {MovementOutcome::moved, HostRefusal::none}, .has_moved = true};
}

CheckReply SandboxHost::check_person(const Person& person) {
    CheckReply reply;
    platform_.database.read([&](sql::Reader& reader) {
        SandboxRepository books{reader};
        if (books.next_script() == SandboxScript::unavailable) return;
        reply = reply_of(compare_person(books.list_accounts_of(person.id_number.reveal()), person));
    });
    return reply;
}

BindingReply SandboxHost::check_binding(const BindingRequest& request) {
    return platform_.database.write([&](sql::Transaction& transaction) -> BindingReply {
        SandboxBooks books{transaction};
        if (books.next_script() == SandboxScript::unavailable) return {};
        const auto account = books.find_account(request.account_number.reveal());
        BindingReply reply{.check = reply_of(compare_account(account, request.person))};
        if (reply.check.outcome != CheckOutcome::confirmed) return reply;
        if (const auto known = books.find_agreement(account->account_number)) {
            reply.agreement_number = *known;
        } else {
            reply.agreement_number =
                platform_.random.next_id<AgreementTag>(platform_.clock.now()).to_text();
            books.add_agreement(reply.agreement_number, account->account_number);
        }
        reply.number_masked = mask_account_number(account->account_number);
        reply.bank_code = account->bank_code;
        reply.bank_name = account->bank_name;
        reply.account_class = account->account_class;
        return reply;
    });
}

MovementReply SandboxHost::debit_bound(const MovementRequest& request) {
    return move(request, MovementDirection::debit);
}

MovementReply SandboxHost::credit_bound(const MovementRequest& request) {
    return move(request, MovementDirection::credit);
}

MovementReply SandboxHost::move(const MovementRequest& request, MovementDirection direction) {
    return platform_.database.write([&](sql::Transaction& transaction) -> MovementReply {
        const auto now = platform_.clock.now();
        SandboxBooks books{transaction};
        if (const auto seen = books.find_movement(request.reference)) return replay(*seen, now);
        const auto account = books.lock_account_of_agreement(request.agreement_number);
        const auto script = books.next_script();
        const auto verdict = decide_sandbox_movement(account, direction, request.amount, script);
        if (script != SandboxScript::normal) books.set_next_script(SandboxScript::normal);
        if (!verdict.is_recorded) return verdict.reply;
        const bool is_silent = verdict.reply.outcome == MovementOutcome::unknown;
        books.add_movement({.received_day = BusinessDate::of(now),
                            .reference = request.reference,
                            .account_number = account ? account->account_number : "",
                            .direction = direction,
                            .amount_fen = request.amount,
                            .has_moved = verdict.has_moved,
                            .refusal = verdict.recorded_refusal,
                            .received_at_us = now,
                            .known_at_us = is_silent ? now + sandbox_settles_after : now});
        if (verdict.has_moved)
            books.set_balance(account->account_number, direction == MovementDirection::debit
                                                           ? account->balance_fen - request.amount
                                                           : account->balance_fen + request.amount);
        return verdict.reply;
    });
}

InquiryReply SandboxHost::inquire(std::string_view reference) {
    return platform_.database.write([&](sql::Transaction& transaction) -> InquiryReply {
        SandboxBooks books{transaction};
        if (books.next_script() == SandboxScript::unavailable) return {};
        const auto now = platform_.clock.now();
        const auto movement = books.find_movement(reference);
        if (!movement) {
            // Remembered as refused, so that a late arrival of the reference moves nothing.
            books.add_movement(tombstone(reference, now));
            return {InquiryOutcome::not_moved, HostRefusal::none};
        }
        if (now < movement->known_at_us) return {InquiryOutcome::in_progress, HostRefusal::none};
        if (movement->has_moved) return {InquiryOutcome::moved, HostRefusal::none};
        return {InquiryOutcome::not_moved, movement->refusal};
    });
}

HostStatement SandboxHost::statement(BusinessDate day) {
    HostStatement statement{.outcome = CheckOutcome::confirmed};
    platform_.database.read(
        [&](sql::Reader& reader) { statement.lines = SandboxRepository{reader}.list_moved(day); });
    return statement;
}

}  // namespace dlfp::host
