// The life of a request, seen from outside: every failure of the layer, idempotency, access,
// ownership, audit, and that nothing changes when a call fails.
#include "platform/api/dispatcher.h"

#include <gmock/gmock.h>

#include "platform/api/audit_port.h"
#include "platform/api/failures.h"
#include "tests/support/test_bank.h"

namespace dlfp::api {
namespace {

using test::Client;
using test::TestBank;

struct NoteTag {
    static constexpr std::string_view prefix = "nte";
};
using NoteId = Id<NoteTag>;
inline constexpr Permission write_notes{"probe.write_notes", "写便条"};
inline constexpr Failure note_refused{"probe.note_refused", FailureClass::refused};
inline constexpr Failure note_undeclared{"probe.note_undeclared", FailureClass::refused};
inline constexpr Failure wrong_secret{"probe.wrong_secret", FailureClass::forbidden};

enum class Mood { calm, refused, undeclared, broken };
BOOST_DESCRIBE_ENUM(Mood, calm, refused, undeclared, broken)

struct WriteNoteRequest {
    NoteId note_id;
    Text<20> text;
    Mood mood;
    std::optional<Money> price_fen;
};
BOOST_DESCRIBE_STRUCT(WriteNoteRequest, (), (note_id, text, mood, price_fen))
struct WriteNoteReply {
    NoteId note_id;
    std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(WriteNoteReply, (), (note_id, version))
struct NoteRow {
    NoteId id;
    std::string content;
};
BOOST_DESCRIBE_STRUCT(NoteRow, (), (id, content))

constexpr sql::Query add_note{"probe.add_note",
                              "INSERT INTO probe_note (id, content) VALUES ($1, $2)"};
constexpr sql::Query count_notes{"probe.count_notes", "SELECT COUNT(*) FROM probe_note"};
constexpr sql::Query list_notes_query{"probe.list_notes",
                                      "SELECT id, content FROM probe_note LIMIT 10"};

Result<WriteNoteReply> write_note(const WriteNoteRequest& request, Call& call) {
    call.transaction().execute(add_note, request.note_id, request.text);
    call.about("probe_note", request.note_id.to_text());
    call.changed("content", "", request.text);
    if (request.mood == Mood::refused) return Error{note_refused}.with("left_fen", 7);
    if (request.mood == Mood::undeclared) return note_undeclared;
    if (request.mood == Mood::broken) throw std::runtime_error("broken on purpose");
    return WriteNoteReply{request.note_id, call.transaction().value<std::int64_t>(count_notes)};
}

Result<Done> only_calm_text(const ReadCall&, const Text<20>& text) {
    if (text == "not yours") return not_found;
    return done;
}

struct TrySecretRequest {
    Secret<> secret;
};
BOOST_DESCRIBE_STRUCT(TrySecretRequest, (), (secret))
struct CheckedSecret {
    bool is_right;
};
Result<CheckedSecret> check_secret(const TrySecretRequest& request, ReadCall&) {
    return CheckedSecret{request.secret.reveal() == "right"};
}
Result<Done> try_secret(const TrySecretRequest&, const CheckedSecret& checked, Call& call) {
    call.transaction().execute(add_note, call.next_id<NoteTag>(), std::string_view{"a try"});
    if (checked.is_right) return done;
    call.commit_despite_failure();
    return wrong_secret;
}

struct ListNotesRequest {
    std::optional<Whole<1, 10>> limit;
};
BOOST_DESCRIBE_STRUCT(ListNotesRequest, (), (limit))
struct ListNotesReply {
    std::vector<NoteRow> items;
};
BOOST_DESCRIBE_STRUCT(ListNotesReply, (), (items))
Result<ListNotesReply> list_notes(const ListNotesRequest&, ReadCall& call) {
    return ListNotesReply{call.reader().list<NoteRow>(list_notes_query)};
}

constexpr Limits small_limits{.body_bytes_max = 256, .calls_per_minute_max = 5, .deadline = 2s};
constexpr auto write_note_endpoint = put<&write_note>("/probe/notes/{note_id}")
                                         .doc("Writes a note.")
                                         .for_staff(write_notes)
                                         .owned_by<&only_calm_text, &WriteNoteRequest::text>()
                                         .idempotent()
                                         .limits(small_limits)
                                         .may_fail(note_refused);
constexpr auto try_secret_endpoint = post<&try_secret, &check_secret>("/probe/secrets")
                                         .doc("Tries a secret.")
                                         .open()
                                         .naturally_idempotent()
                                         .limits(small_limits)
                                         .may_fail(wrong_secret);
constexpr auto list_notes_endpoint =
    get<&list_notes>("/probe/notes")
        .doc("Lists notes.")
        .for_customers()
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 100, .deadline = 2s})
        .may_fail();

struct RecordingAudit : AuditPort {
    void record(sql::Transaction&, const AuditEntry& entry) override {
        actions.push_back(std::string(entry.action) + " " + std::string(entry.subject_id) + " " +
                          entry.changes.at(0).after);
    }
    std::vector<std::string> actions;
};

struct ProbeBank {
    ProbeBank()
        : audit{std::make_shared<RecordingAudit>()},
          bank{
              {module()}, [&](Platform& platform) {
                  platform.database.migrate(
                      {{"probe", 1, "create",
                        "CREATE TABLE probe_note (id BYTEA PRIMARY KEY, content TEXT NOT NULL);"}});
                  platform.ports.provide<AuditPort>(audit);
              }} {}
    static Module module() {
        Module module{.name = "probe"};
        module.add(write_note_endpoint).add(try_secret_endpoint).add(list_notes_endpoint);
        module.authenticators.push_back(
            {.scheme = "Failing",
             .accepts = [](std::string_view) { return true; },
             .authenticate = [](const CredentialView& view, Platform&) -> Result<Caller> {
                 if (view.credentials == "code") throw std::runtime_error("a mistake of ours");
                 throw sql::Fault(sql::FaultKind::unavailable, "the database is away");
             }});
        return module;
    }
    Client staff() {
        return bank.as(
            bank.caller(CallerKind::staff, bank.next_id<NoteTag>().bytes(), {"probe.write_notes"}));
    }
    Client customer() {
        return bank.as(bank.caller(CallerKind::customer, bank.next_id<NoteTag>().bytes()));
    }
    std::int64_t notes() {
        std::int64_t count = 0;
        bank.database().read(
            [&](sql::Reader& reader) { count = reader.value<std::int64_t>(count_notes); });
        return count;
    }
    WriteNoteRequest note(std::string text, Mood mood = Mood::calm) {
        return {bank.next_id<NoteTag>(), Text<20>{std::move(text)}, mood, {}};
    }
    std::shared_ptr<RecordingAudit> audit;
    TestBank bank;
};

TEST(dispatcher, a_value_commits_and_is_audited_with_its_changes) {
    ProbeBank probe;
    const auto request = probe.note("hello");
    const auto outcome = probe.staff().call(write_note_endpoint, request);
    ASSERT_TRUE(outcome) << outcome.body;
    EXPECT_EQ(outcome->note_id, request.note_id);
    EXPECT_EQ(probe.notes(), 1);
    ASSERT_EQ(probe.audit->actions.size(), 1U);
    EXPECT_THAT(probe.audit->actions[0], testing::EndsWith(request.note_id.to_text() + " hello"));
}

TEST(dispatcher, a_refusal_rolls_back_and_tells_its_facts) {
    ProbeBank probe;
    const auto outcome = probe.staff().call(write_note_endpoint, probe.note("no", Mood::refused));
    EXPECT_FAILS(outcome, note_refused);
    EXPECT_EQ(outcome.status, 422);
    EXPECT_EQ(outcome.fact("left_fen"), 7);
    EXPECT_EQ(probe.notes(), 0);
    EXPECT_TRUE(probe.audit->actions.empty());
}

TEST(dispatcher, an_undeclared_failure_and_an_exception_are_faults_without_details) {
    ProbeBank probe;
    for (const auto mood : {Mood::undeclared, Mood::broken}) {
        const auto outcome = probe.staff().call(write_note_endpoint, probe.note("x", mood));
        EXPECT_FAILS(outcome, internal_fault);
        EXPECT_EQ(outcome.body.find("purpose"), std::string::npos);
        EXPECT_EQ(probe.bank.take_faults().size(), 1U);
    }
    EXPECT_EQ(probe.notes(), 0);
}

TEST(dispatcher, a_key_repeats_its_reply_and_refuses_another_request) {
    ProbeBank probe;
    auto staff = probe.staff();
    const auto request = probe.note("once");
    const auto first = staff.call_with_key(write_note_endpoint, request, "key-000001");
    const auto again = staff.call_with_key(write_note_endpoint, request, "key-000001");
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(probe.notes(), 1);
    EXPECT_FAILS(staff.call_with_key(write_note_endpoint, probe.note("two"), "key-000001"),
                 idempotency_key_reused);
    EXPECT_EQ(probe.notes(), 1);
    // Another caller's equal key is another key.
    EXPECT_TRUE(probe.staff().call_with_key(write_note_endpoint, probe.note("two"), "key-000001"));
}

TEST(dispatcher, a_key_is_honoured_across_midnight) {
    ProbeBank probe;
    auto staff = probe.staff();
    const auto request = probe.note("late");
    probe.bank.clock().set(probe.bank.now() + 11h + 59min);
    const auto first = staff.call_with_key(write_note_endpoint, request, "key-000002");
    probe.bank.advance(2min);
    EXPECT_EQ(staff.call_with_key(write_note_endpoint, request, "key-000002").body, first.body);
    EXPECT_EQ(probe.notes(), 1);
}

TEST(dispatcher, a_failed_key_may_be_used_again) {
    ProbeBank probe;
    auto staff = probe.staff();
    EXPECT_FAILS(
        staff.call_with_key(write_note_endpoint, probe.note("no", Mood::refused), "key-000003"),
        note_refused);
    EXPECT_TRUE(staff.call_with_key(write_note_endpoint, probe.note("yes"), "key-000003"));
}

TEST(dispatcher, concurrent_calls_under_one_key_take_effect_once) {
    ProbeBank probe;
    auto staff = probe.staff();
    const auto request = probe.note("race");
    std::vector<std::thread> threads;
    std::atomic<int> answered{0};
    for (int index = 0; index < 8; ++index)
        threads.emplace_back([&, client = staff]() mutable {
            if (client.call_with_key(write_note_endpoint, request, "key-000004")) ++answered;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(answered.load(), 8);
    EXPECT_EQ(probe.notes(), 1);
}

TEST(dispatcher, counters_of_wrong_tries_survive_the_failure) {
    ProbeBank probe;
    auto nobody = probe.bank.as_nobody();
    EXPECT_FAILS(nobody.call(try_secret_endpoint, {Secret<>{std::string("wrong")}}), wrong_secret);
    EXPECT_EQ(probe.notes(), 1);
    EXPECT_SUCCEEDS(nobody.call(try_secret_endpoint, {Secret<>{std::string("right")}}));
    EXPECT_EQ(probe.notes(), 2);
}

// clause: 8.2.1-d
TEST(dispatcher, access_is_refused_by_kind_permission_and_ownership) {
    ProbeBank probe;
    EXPECT_FAILS(probe.bank.as_nobody().call(write_note_endpoint, probe.note("x")), login_required);
    EXPECT_FAILS(probe.customer().call(write_note_endpoint, probe.note("x")), permission_missing);
    const auto clerk = probe.bank.caller(CallerKind::staff, probe.bank.next_id<NoteTag>().bytes());
    EXPECT_FAILS(probe.bank.as(clerk).call(write_note_endpoint, probe.note("x")),
                 permission_missing);
    EXPECT_FAILS(probe.staff().call(write_note_endpoint, probe.note("not yours")), not_found);
    EXPECT_EQ(probe.notes(), 0);
}

TEST(dispatcher, bad_input_is_named_and_changes_nothing) {
    ProbeBank probe;
    auto staff = probe.staff();
    const auto target = "/probe/notes/" + probe.bank.next_id<NoteTag>().to_text();
    const std::string good = R"({"text":"a","mood":"calm"})";
    const struct {
        const char* name;
        std::string method, target, body, key;
        const Failure& failure;
    } rows[] = {
        {"truncated", "PUT", target, R"({"text":"a")", "key-100001", request_malformed},
        {"no_object", "PUT", target, "[1]", "key-100002", request_malformed},
        {"unknown_field", "PUT", target, R"({"text":"a","mood":"calm","x":1})", "key-100003",
         request_malformed},
        {"duplicate_member", "PUT", target, R"({"text":"a","text":"b","mood":"calm"})",
         "key-100004", request_malformed},
        {"missing_field", "PUT", target, R"({"mood":"calm"})", "key-100005", request_malformed},
        {"wrong_type", "PUT", target, R"({"text":1,"mood":"calm"})", "key-100006",
         request_malformed},
        {"unknown_enumerator", "PUT", target, R"({"text":"a","mood":"wild"})", "key-100007",
         request_malformed},
        {"nul_behind_an_enumerator", "PUT", target, R"({"text":"a","mood":"calm\u0000x"})",
         "key-100020", request_malformed},
        {"negative_money", "PUT", target, R"({"text":"a","mood":"calm","price_fen":-1})",
         "key-100008", request_malformed},
        {"overflowing_money", "PUT", target,
         R"({"text":"a","mood":"calm","price_fen":99999999999999999999})", "key-100009",
         request_malformed},
        {"fractional_money", "PUT", target, R"({"text":"a","mood":"calm","price_fen":1.5})",
         "key-100010", request_malformed},
        {"invalid_utf8", "PUT", target, "{\"text\":\"\xC3\x28\",\"mood\":\"calm\"}", "key-100011",
         request_malformed},
        {"control_character", "PUT", target, R"({"text":"a\u0000b","mood":"calm"})", "key-100012",
         request_malformed},
        {"too_long", "PUT", target, R"({"text":"123456789012345678901","mood":"calm"})",
         "key-100013", request_malformed},
        {"deep", "PUT", target, std::string(100, '[') + std::string(100, ']'), "key-100014",
         request_malformed},
        {"other_kind_of_id", "PUT", "/probe/notes/own_00000000000000000000000001", good,
         "key-100015", request_malformed},
        {"oversized", "PUT", target, std::string(300, ' '), "key-100016", body_too_large},
        {"no_key", "PUT", target, good, "", idempotency_key_missing},
        {"strange_key", "PUT", target, good, "key with spaces", idempotency_key_missing},
        {"query_on_a_write", "PUT", target + "?a=1", good, "key-100017", request_malformed},
        {"unknown_route", "GET", "/probe/nothing", "", "", route_unknown},
        {"unknown_method", "TRACE", target, "", "", method_wrong},
        {"wrong_method", "DELETE", target, "", "", method_wrong},
        {"broken_escape", "PUT", "/probe/notes/%zz", good, "key-100018", route_unknown},
    };
    for (const auto& row : rows) {
        const auto reply = staff.send(row.method, row.target, row.body, row.key);
        EXPECT_NE(reply.body.find(std::string(row.failure.code)), std::string::npos)
            << row.name << ": " << reply.body;
        EXPECT_EQ(reply.status, http_status(row.failure)) << row.name;
    }
    EXPECT_EQ(probe.notes(), 0);
    auto xml = staff;
    xml.with_header("content-type", "text/xml");
    EXPECT_EQ(xml.send("PUT", target, good, "key-100019").status, http_status(media_type_wrong));
    EXPECT_EQ(http_status(media_type_wrong), 415);
}

TEST(dispatcher, queries_bind_with_bounds) {
    ProbeBank probe;
    auto customer = probe.customer();
    EXPECT_SUCCEEDS(customer.call(list_notes_endpoint, {}));
    EXPECT_SUCCEEDS(customer.call(list_notes_endpoint, {.limit = Whole<1, 10>{3}}));
    EXPECT_EQ(customer.send("GET", "/probe/notes?limit=11", "").status, 400);
    EXPECT_EQ(customer.send("GET", "/probe/notes?limit=1&limit=2", "").status, 400);
    EXPECT_EQ(customer.send("GET", "/probe/notes?page=1", "").status, 400);
}

TEST(dispatcher, a_unit_that_waited_beyond_its_deadline_changes_nothing) {
    // Several writers leave nothing to queue behind one unit.
    if (test::test_engine() == sql::Engine::postgresql) GTEST_SKIP() << "one writer only";
    std::promise<void> hold;
    std::promise<void> held;
    ProbeBank probe;
    probe.bank.database().submit({.work =
                                      [&](sql::Transaction&) {
                                          held.set_value();
                                          hold.get_future().wait();
                                          return false;
                                      },
                                  .finished = [](sql::UnitEnd, std::string_view) {}});
    held.get_future().wait();
    const auto note = "/probe/notes/" + probe.bank.next_id<NoteTag>().to_text();
    auto late = probe.staff().start("PUT", note, R"({"text":"late","mood":"calm"})", "key-100020");
    probe.bank.advance(3s);
    hold.set_value();
    const auto reply = late.get();
    EXPECT_EQ(reply.status, http_status(deadline_passed));
    EXPECT_THAT(reply.body, testing::HasSubstr(deadline_passed.code));
    EXPECT_EQ(probe.notes(), 0);
}

TEST(dispatcher, a_closed_pipeline_refuses_writes_as_unavailable) {
    ProbeBank probe;
    probe.bank.database().drain();
    const auto outcome = probe.staff().call(write_note_endpoint, probe.note("late"));
    EXPECT_FAILS(outcome, storage_unavailable);
    EXPECT_EQ(outcome.status, 503);
    probe.bank.take_faults();
}

TEST(dispatcher, a_caller_who_cannot_be_looked_up_is_answered) {
    ProbeBank probe;
    const auto status = [&](const std::string& authorization) {
        return probe.bank.as_nobody()
            .with_authorization(authorization)
            .call(list_notes_endpoint, {})
            .status;
    };
    EXPECT_EQ(status("Failing database"), 503);
    EXPECT_EQ(status("Failing code"), 500);
    EXPECT_EQ(probe.bank.take_faults().size(), 2U);
}

TEST(dispatcher, calls_beyond_the_rate_are_throttled_until_the_next_minute) {
    RateLimiter rates;
    for (int index = 0; index < 5; ++index) EXPECT_TRUE(rates.admit(1, 5, test::test_noon));
    EXPECT_FALSE(rates.admit(1, 5, test::test_noon));
    EXPECT_TRUE(rates.admit(2, 5, test::test_noon));
    EXPECT_TRUE(rates.admit(1, 5, test::test_noon + 60s));
    EXPECT_EQ(http_status(too_many_calls), 429);
}

}  // namespace
}  // namespace dlfp::api
