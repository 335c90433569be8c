// From a bound request to its one answer: snapshots, preparation, the write pipeline.
#include "platform/api/flight.h"

#include <algorithm>
#include <stdexcept>

#include "platform/api/audit_port.h"
#include "platform/api/failures.h"
#include "platform/api/problem.h"
#include "platform/base/planted.h"

namespace dlfp::api {
namespace {

bool is_declared(const Declaration& declaration, const Error& error) {
    if (error.code().starts_with("api.")) return true;
    const auto end =
        declaration.failures.begin() + static_cast<std::ptrdiff_t>(declaration.failure_count);
    return std::any_of(declaration.failures.begin(), end,
                       [&](const Failure* failure) { return error == *failure; });
}

/// "dlfp::canteen::change_menu" → "canteen.change_menu".
std::string action_name(std::string_view qualified) {
    if (qualified.starts_with("dlfp::")) qualified.remove_prefix(6);
    std::string name(qualified);
    for (auto at = name.find("::"); at != name.npos; at = name.find("::")) name.replace(at, 2, ".");
    return name;
}

}  // namespace

const Failure& failure_of(sql::FaultKind kind) {
    switch (kind) {
        case sql::FaultKind::unavailable: return storage_unavailable;
        case sql::FaultKind::uncertain: return outcome_unknown;
        default: return internal_fault;
    }
}

void Dispatcher::start(FlightPtr flight) {
    const auto& declaration = *flight->declaration;
    if (declaration.operation->writes) {
        if (declaration.operation->prepare != nullptr)
            return offload(flight, &Dispatcher::run_prepare);
        return run_write(flight);
    }
    // A read over a network connection would hold the I/O thread for a round trip.
    if (!declaration.is_from_view && platform_.database.engine() == sql::Engine::postgresql)
        return offload(flight, &Dispatcher::run_read);
    run_read(flight);
}

void Dispatcher::offload(const FlightPtr& flight, void (Dispatcher::*step)(const FlightPtr&)) {
    if (!workers_.submit([this, flight, step] { (this->*step)(flight); }))
        fail(*flight, storage_unavailable);
}

void Dispatcher::run_read(const FlightPtr& flight) {
    const auto& declaration = *flight->declaration;
    try {
        if (declaration.is_from_view) {
            ReadCall call{platform_, flight->context, nullptr};
            if (declaration.ownership != nullptr) {
                const auto owned = declaration.ownership(*flight->bound, call);
                if (!owned) return fail(*flight, owned.error());
            }
            settle_outcome(*flight, declaration.operation->run(*flight->bound, call));
            return finish(*flight);
        }
        std::optional<Result<EncodedReply>> outcome;
        platform_.database.read([&](sql::Reader& reader) {
            ReadCall call{platform_, flight->context, &reader};
            if (declaration.ownership != nullptr && !planted("api.owner_of_reads_unchecked")) {
                auto owned = declaration.ownership(*flight->bound, call);
                if (!owned) return void(outcome.emplace(std::move(owned).error()));
            }
            outcome.emplace(declaration.operation->run(*flight->bound, call));
        });
        settle_outcome(*flight, std::move(*outcome));
        finish(*flight);
    } catch (const sql::Fault& fault) {
        flight->fault_text = fault.what();
        fail(*flight, failure_of(fault.kind()));
    } catch (const std::exception& fault) {
        flight->fault_text = fault.what();
        fail(*flight, internal_fault);
    }
}

void Dispatcher::run_prepare(const FlightPtr& flight) {
    try {
        std::optional<Error> error;
        platform_.database.read([&](sql::Reader& reader) {
            ReadCall call{platform_, flight->context, &reader};
            auto prepared = flight->declaration->operation->prepare(*flight->bound, call);
            if (!prepared) error.emplace(std::move(prepared).error());
        });
        if (error) return settle_outcome(*flight, std::move(*error)), finish(*flight);
    } catch (const sql::Fault& fault) {
        flight->fault_text = fault.what();
        return fail(*flight, failure_of(fault.kind()));
    } catch (const std::exception& fault) {
        flight->fault_text = fault.what();
        return fail(*flight, internal_fault);
    }
    run_write(flight);
}

void Dispatcher::run_write(const FlightPtr& flight) {
    platform_.database.submit(sql::Unit{
        .work = [this,
                 flight](sql::Transaction& transaction) { return work(*flight, transaction); },
        .finished = [this, flight](sql::UnitEnd end,
                                   std::string_view message) { conclude(*flight, end, message); }});
}

bool Dispatcher::work(Flight& flight, sql::Transaction& transaction) {
    flight.reply = {};
    flight.failure_code = {};
    const auto& declaration = *flight.declaration;
    if (platform_.clock.now() - flight.arrived > declaration.limits.deadline) {
        settle_outcome(flight, deadline_passed);
        return false;
    }
    Call call{platform_, flight.context, transaction};
    if (planted("api.owner_of_writes_unchecked")) return run_claimed(flight, call);
    if (declaration.ownership != nullptr) {
        auto owned = declaration.ownership(*flight.bound, call);
        if (!owned) return settle_outcome(flight, std::move(owned).error()), false;
    }
    return run_claimed(flight, call);
}

bool Dispatcher::run_claimed(Flight& flight, Call& call) {
    const bool is_keyed = flight.declaration->repetition == Repetition::by_key;
    IdempotencyRepository keys{call.transaction()};
    if (is_keyed && !planted("api.key_not_claimed")) {
        if (const auto stored = keys.claim(flight.claim())) {
            const bool is_same =
                stored->operation == flight.declaration->operation->qualified_name &&
                std::ranges::equal(stored->request_hash, flight.request_hash);
            if (!is_same && !planted("api.key_covers_any_request"))
                return settle_outcome(flight, idempotency_key_reused), false;
            settle_outcome(flight, EncodedReply{.body = stored->reply});
            flight.reply.headers.emplace_back("idempotency-replayed", "true");
            return false;
        }
    }
    auto outcome = flight.declaration->operation->run(*flight.bound, call);
    const bool succeeded = outcome.has_value();
    const bool forgets = planted("api.failed_calls_leave_no_trace");
    const bool keeps = succeeded || (call.commits_failure() && !forgets);
    const bool stores = is_keyed && succeeded && !planted("api.reply_not_stored");
    if (stores) keys.store(flight.claim(), outcome->body);
    if (is_keyed && keeps && !succeeded) keys.release(flight.claim());
    if (planted("api.staff_call_not_audited"))
        return settle_outcome(flight, std::move(outcome)), keeps;
    if (succeeded && audit_ != nullptr && flight.context.caller.kind == CallerKind::staff)
        audit_->record(call.transaction(),
                       {.action = action_name(flight.declaration->operation->qualified_name),
                        .caller = flight.context.caller,
                        .at = flight.context.now,
                        .request_id = flight.context.request_id,
                        .subject_kind = call.subject_kind(),
                        .subject_id = call.subject_id(),
                        .changes = call.changes()});
    settle_outcome(flight, std::move(outcome));
    if (planted("api.answers_before_commit")) finish(flight), flight.respond = [](ApiReply) {};
    return keeps;
}

void Dispatcher::conclude(Flight& flight, sql::UnitEnd end, std::string_view message) {
    const bool has_reply = !flight.reply.content_type.empty();
    if (has_reply && (end == sql::UnitEnd::committed || end == sql::UnitEnd::rolled_back))
        return finish(flight);
    flight.fault_text = message;
    switch (end) {
        case sql::UnitEnd::unavailable: return fail(flight, storage_unavailable);
        case sql::UnitEnd::uncertain: return fail(flight, outcome_unknown);
        default: return fail(flight, internal_fault);
    }
}

void Dispatcher::settle_outcome(Flight& flight, Result<EncodedReply> outcome) {
    if (!outcome && !is_declared(*flight.declaration, outcome.error())) {
        flight.fault_text = "undeclared failure " + std::string(outcome.error().code()) + " from " +
                            std::string(flight.declaration->operation->qualified_name);
        outcome = internal_fault;
    }
    if (outcome) {
        flight.reply.status = 200;
        flight.reply.content_type = std::move(outcome->content_type);
        flight.reply.body = std::move(outcome->body);
        flight.reply.topics = std::move(outcome->topics);
        if (!outcome->file_name.empty())
            flight.reply.headers.emplace_back(
                "content-disposition", "attachment; filename=\"" + outcome->file_name + "\"");
    } else {
        flight.failure_code = outcome.error().failure().code;
        flight.reply.status = http_status(outcome.error().failure());
        flight.reply.content_type = problem_content_type;
        flight.reply.body = render_problem(outcome.error(), flight.context.request_id);
    }
}

void Dispatcher::fail(Flight& flight, Error error) {
    flight.reply = {};
    flight.failure_code = error.failure().code;
    flight.reply.status = http_status(error.failure());
    flight.reply.content_type = problem_content_type;
    flight.reply.body = render_problem(error, flight.context.request_id);
    finish(flight);
}

void Dispatcher::finish(Flight& flight) {
    if (!flight.fault_text.empty())
        observer_.fault(flight.context.request_id,
                        flight.declaration != nullptr
                            ? flight.declaration->operation->qualified_name
                            : std::string_view{},
                        flight.fault_text);
    observer_.finished({.declaration = flight.declaration,
                        .status = flight.reply.status,
                        .failure_code = flight.failure_code,
                        .took = platform_.clock.now() - flight.arrived,
                        .request_id = flight.context.request_id,
                        .caller = flight.is_identified ? &flight.context.caller : nullptr});
    flight.reply.headers.emplace_back("x-request-id", flight.context.request_id);
    auto respond = std::move(flight.respond);
    respond(std::move(flight.reply));
}

}  // namespace dlfp::api
