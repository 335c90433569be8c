// Questions to passkeys about one operation, and the one place that weighs all that was shown.
#include "core/identity/server/confirm_operation.h"

#include "core/identity/server/identity.h"
#include "core/identity/server/internal/vault.h"
#include "core/identity/server/session.h"
#include "platform/base/planted.h"

namespace dlfp::identity {
namespace {

using confirmation_repository::OpenConfirmation;

constexpr std::size_t nonce_bytes = 32;
/// What a client can be asked for during an operation today.
constexpr Proofs collectable{Proof::passkey};

/// Unpredictable by the nonce, and of this operation by the digest: a signature over it is one over
/// what was seen.
crypto::Digest derive_challenge(const api::Call& call, const OperationDigest& digest) {
    sql::Bytes nonce(nonce_bytes);
    call.platform().random.fill(nonce);
    crypto::Hasher hasher{crypto::HashAlgorithm::sm3};
    return hasher.update("dlfp.confirmation.1").update(digest).update(nonce).finish();
}

bool is_of_caller(const OpenConfirmation& question, const api::Caller& caller) {
    if (planted("identity.confirmation_of_anybody")) return true;
    return question.customer_id == customer_of(caller) &&
           question.session_id == SessionId{caller.session_id};
}

bool is_same(const sql::Bytes& stored, const OperationDigest& digest) {
    return std::ranges::equal(stored, digest);
}

/// A question that failed is gone: the next try asks anew.
Error used_up(const Failure& failure, api::Call& call) {
    call.commit_despite_failure();
    return failure;
}

Result<Done> accept_confirmation(const CheckedConfirmation& checked, const OperationDigest& digest,
                                 api::Call& call) {
    const auto& question = checked.question;
    if (!question || call.now() >= question->expires_at_us) return confirmation_over;
    const bool is_first = planted("identity.confirmation_kept") ||
                          confirmation_repository::close(call.transaction(), question->id);
    if (!is_first) return confirmation_over;
    if (!is_same(question->operation_digest, digest)) return used_up(confirmation_of_another, call);
    const auto& passkey = checked.answered.passkey;
    if (!passkey || passkey->customer_id != question->customer_id)
        return used_up(confirmation_refused, call);
    if (!passkey_repository::note_use(call.transaction(), passkey->id, checked.answered.assertion,
                                      call.now()))
        return used_up(confirmation_refused, call);  // removed since prepare
    return done;
}

Result<Done> weigh(const ConfirmationWish& wish, const ShownProofs& shown, const api::Call& call) {
    StepUpQuestion question{.scene = wish.scene,
                            .day = call.today(),
                            .amount = wish.amount,
                            .shown = shown,
                            .before = wish.before,
                            .collectable = collectable};
    const auto decision = decide_step_up(question);
    if (decision.is_enough || planted("identity.step_up_off")) return done;
    if (!decision.missing.empty())
        return Error{step_up_required}
            .with("missing", join_names(decision.missing))
            .with("limit_fen", decision.still_possible.fen());
    question.shown.for_operation = shown.for_operation.with_all(collectable);
    return Error{operation_above_limits}.with("limit_fen",
                                              decide_step_up(question).still_possible.fen());
}

}  // namespace

Proofs session_proofs(const api::ReadCall& call) {
    const auto session = find_session(call.reader(), SessionId{call.caller().session_id});
    return session ? Proofs{session->log_in_proof} : Proofs{};
}

Result<ConfirmationReply> open_confirmation(const Operation& operation, const api::Call& call) {
    const auto passkeys = passkey_repository::list(call.reader(), operation.customer_id);
    if (passkeys.empty()) return passkey_absent;
    const auto digest = digest_of(operation);
    const auto challenge = derive_challenge(call, digest);
    const OpenConfirmation question{.id = call.next_id<ConfirmationTag>(),
                                    .customer_id = customer_of(call.caller()),
                                    .session_id = SessionId{call.caller().session_id},
                                    .operation_digest = {digest.begin(), digest.end()},
                                    .challenge = {challenge.begin(), challenge.end()},
                                    .expires_at_us = call.now() + confirmation_validity};
    confirmation_repository::open(call.transaction(), question);
    ConfirmationReply reply{.confirmation_id = question.id,
                            .operation_digest = to_text(digest),
                            .challenge = crypto::to_base64url(challenge),
                            .relying_party_id = call.port<Vault>().settings().relying_party_id(),
                            .credential_ids = {},
                            .expires_at_us = question.expires_at_us};
    for (const auto& passkey : passkeys)
        reply.credential_ids.push_back(crypto::to_base64url(passkey.credential_id));
    return reply;
}

CheckedConfirmation check_confirmation_prepared(const ConfirmationAnswer& answer,
                                                const api::ReadCall& call) {
    CheckedConfirmation checked;
    auto question = confirmation_repository::find(call.reader(), answer.confirmation_id);
    if (!question || !is_of_caller(*question, call.caller())) return checked;
    checked.answered = check_passkey_answer(answer.answer, question->challenge, call);
    checked.question = std::move(question);
    return checked;
}

Result<Confirmed> confirm_operation(const Operation& operation, const ConfirmationWish& wish,
                                    api::Call& call) {
    if (operation.customer_id != customer_of(call.caller()))
        throw std::logic_error("an operation of another customer");
    Confirmed confirmed{digest_of(operation), {session_proofs(call), {}}};
    auto& shown = confirmed.shown.for_operation;
    if (wish.pin) {
        TRY_DONE(require_pin(*wish.pin, call));
        shown = shown.with(Proof::payment_pin);
    }
    if (wish.seen_digest != to_text(confirmed.digest)) return operation_changed;
    if (wish.confirmation) {
        TRY_DONE(accept_confirmation(*wish.confirmation, confirmed.digest, call));
        shown = shown.with(Proof::passkey);
    }
    TRY_DONE(weigh(wish, confirmed.shown, call));
    return confirmed;
}

}  // namespace dlfp::identity
