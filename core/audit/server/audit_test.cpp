// The chain against an attacker with full access to the database, on both engines.
#include "core/audit/server/audit.h"

#include <thread>

#include "core/audit/server/chain.h"
#include "core/audit/server/module.h"
#include "core/audit/server/search_records.h"
#include "tests/support/test_bank.h"

namespace dlfp::audit {
namespace {

struct StaffTag {
    static constexpr std::string_view prefix = "stf";
};
using StaffId = Id<StaffTag>;

struct AuditTest : testing::Test {
    test::TestBank bank{{make_module()}};
    StaffId clerk = bank.next_id<StaffTag>();

    void add(int count, std::string action = "canteen.change_menu") {
        for (int number = 0; number < count; ++number) {
            bank.database().write([&](sql::Transaction& transaction) {
                record(transaction, {.at = bank.now(),
                                     .actor_kind = "staff",
                                     .actor_id = clerk.bytes(),
                                     .action = action,
                                     .subject_kind = "canteen_dish",
                                     .subject_id = "dish_" + std::to_string(number),
                                     .request_id = "req",
                                     .changes = {{"price_fen", "1200", "1300"}}});
                return true;
            });
            bank.advance(1s);
        }
    }
    /// What somebody with the database password does.
    void tamper(std::string_view statement) {
        bank.database().write([&](sql::Transaction& transaction) {
            transaction.execute({"test.tamper", statement});
            return true;
        });
    }
    ChainVerdict verify(const VerifyOptions& options = {}) {
        ChainVerdict verdict;
        bank.database().read([&](sql::Reader& reader) { verdict = verify_chain(reader, options); });
        return verdict;
    }
    Checkpoint checkpoint() {
        Checkpoint made;
        bank.database().read(
            [&](sql::Reader& reader) { made = make_checkpoint(bank.platform(), reader); });
        return made;
    }
    test::Client auditor() {
        return bank.as(bank.caller(api::CallerKind::staff, clerk.bytes(),
                                   {"audit.view_records", "audit.verify_records"}));
    }
};

TEST_F(AuditTest, an_untouched_chain_is_whole) {
    EXPECT_FALSE(verify().broken_seq);
    add(25);
    const auto verdict = verify();
    EXPECT_FALSE(verdict.broken_seq);
    EXPECT_EQ(verdict.checked, 25);
    EXPECT_EQ(verdict.head_seq, 25);
}

TEST_F(AuditTest, a_changed_byte_is_found_at_its_record) {
    add(5);
    tamper("UPDATE audit_record SET subject_id = 'dish_9' WHERE seq = 3");
    EXPECT_EQ(verify().broken_seq, 3);
    EXPECT_EQ(verify().reason, BreakReason::content_differs);
}

TEST_F(AuditTest, every_column_is_covered) {
    for (const auto* change :
         {"at_us = at_us + 1", "actor_kind = 'customer'", "action = 'x'", "subject_kind = 'x'",
          "subject_id = 'x'", "request_id = 'x'", "outcome = 'x'", "changes = '[]'",
          "actor_id = hash", "organisation_id = hash", "hash = prev_hash", "prev_hash = hash"}) {
        test::TestBank fresh{{make_module()}};
        fresh.database().write([&](sql::Transaction& transaction) {
            for (int count = 0; count < 2; ++count)
                record(transaction, {.at = fresh.now(),
                                     .actor_kind = "staff",
                                     .action = "a",
                                     .changes = {{"n", "1", "2"}}});
            const auto text = std::string("UPDATE audit_record SET ") + change + " WHERE seq = 2";
            transaction.execute({"test.tamper", text});
            return true;
        });
        fresh.database().read(
            [&](sql::Reader& reader) { EXPECT_EQ(verify_chain(reader).broken_seq, 2) << change; });
    }
}

TEST_F(AuditTest, a_deleted_record_is_found) {
    add(5);
    tamper("DELETE FROM audit_record WHERE seq = 2");
    EXPECT_EQ(verify().broken_seq, 2);
    EXPECT_EQ(verify().reason, BreakReason::number_missing);
}

TEST_F(AuditTest, swapped_records_are_found) {
    add(5);
    tamper("UPDATE audit_record SET seq = 100 WHERE seq = 2");
    tamper("UPDATE audit_record SET seq = 2 WHERE seq = 3");
    tamper("UPDATE audit_record SET seq = 3 WHERE seq = 100");
    EXPECT_EQ(verify().broken_seq, 2);
}

TEST_F(AuditTest, a_record_rewritten_with_a_fitting_hash_breaks_the_next_one) {
    add(5);
    bank.database().write([&](sql::Transaction& transaction) {
        auto row = record_repository::list_after(transaction, 2).at(0);
        row.action = "innocent";
        row.hash = hash_of(row);
        transaction.execute({"test.forge", "DELETE FROM audit_record WHERE seq = 3"});
        record_repository::add(transaction, row);
        return true;
    });
    EXPECT_EQ(verify().broken_seq, 4);
    EXPECT_EQ(verify().reason, BreakReason::previous_differs);
}

TEST_F(AuditTest, a_cut_tail_shows_against_the_head) {
    add(5);
    tamper("DELETE FROM audit_record WHERE seq > 3");
    EXPECT_EQ(verify().broken_seq, 4);
    EXPECT_EQ(verify().reason, BreakReason::head_differs);
}

TEST_F(AuditTest, a_cut_tail_with_a_forged_head_shows_against_a_checkpoint) {
    add(5);
    const auto kept = checkpoint();
    tamper("DELETE FROM audit_record WHERE seq > 3");
    tamper(
        "UPDATE audit_head SET seq = 3, hash = "
        "(SELECT hash FROM audit_record WHERE seq = 3)");
    EXPECT_FALSE(verify().broken_seq) << "the database alone cannot tell";
    EXPECT_EQ(verify({.checkpoints = {kept}}).broken_seq, 4);
    add(4, "cover_up");
    EXPECT_EQ(verify({.checkpoints = {kept}}).broken_seq, 5);
    EXPECT_EQ(verify({.checkpoints = {kept}}).reason, BreakReason::checkpoint_differs);
}

TEST_F(AuditTest, the_newest_record_rewritten_with_a_fitting_hash_shows_against_the_head) {
    add(5);
    bank.database().write([&](sql::Transaction& transaction) {
        auto row = record_repository::list_after(transaction, 4).at(0);
        row.action = "innocent";
        row.hash = hash_of(row);
        transaction.execute({"test.forge", "DELETE FROM audit_record WHERE seq = 5"});
        record_repository::add(transaction, row);
        return true;
    });
    EXPECT_TRUE(verify().broken_seq);
    EXPECT_EQ(verify().reason, BreakReason::head_differs);
}

TEST_F(AuditTest, a_kept_checkpoint_fits_the_chain_that_grew_from_it) {
    add(5);
    const auto kept = checkpoint();
    add(3);
    EXPECT_FALSE(verify({.checkpoints = {kept}}).broken_seq);
    EXPECT_EQ(verify({.checkpoints = {kept}}).checked, 8);
    tamper("DELETE FROM audit_record WHERE seq > 3");
    EXPECT_EQ(verify({.checkpoints = {kept}}).reason, BreakReason::head_differs)
        << "the first thing that is wrong is told";
}

TEST_F(AuditTest, verification_goes_on_from_where_it_was) {
    add(3);
    const auto before = verify();
    add(2);
    const auto later = verify({.after_seq = before.head_seq, .after_hash = before.head_hash});
    EXPECT_EQ(later.checked, 2);
    EXPECT_FALSE(later.broken_seq);
    EXPECT_EQ(verify({.after_seq = 3, .after_hash = std::string(64, '0')}).broken_seq, 4);
}

TEST_F(AuditTest, a_checkpoint_is_genuine_under_its_key_only) {
    add(2);
    const auto made = checkpoint();
    const auto key = crypto::PublicKey::from_pem(made.public_key);
    ASSERT_TRUE(key);
    EXPECT_TRUE(is_genuine(made, *key));
    EXPECT_EQ(checkpoint().public_key, made.public_key) << "one key per installation";
    auto forged = made;
    forged.seq = 1;
    EXPECT_FALSE(is_genuine(forged, *key));
    const auto other = crypto::PrivateKey::generate(crypto::KeyKind::sm2).public_key();
    EXPECT_FALSE(is_genuine(made, other));
    forged.signature = "!";
    EXPECT_FALSE(is_genuine(forged, *key));
}

TEST_F(AuditTest, records_of_many_threads_make_one_chain) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int count = 0; count < 10; ++count)
                bank.database().write([&](sql::Transaction& transaction) {
                    record(transaction,
                           {.at = bank.now(), .actor_kind = "staff", .action = "parallel"});
                    return true;
                });
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(verify().checked, 40);
    EXPECT_FALSE(verify().broken_seq);
}

TEST_F(AuditTest, a_unit_that_fails_leaves_no_record) {
    EXPECT_THROW(bank.database().write([&](sql::Transaction& transaction) -> bool {
        record(transaction, {.at = bank.now(), .actor_kind = "staff", .action = "x"});
        throw std::runtime_error("no");
    }),
                 std::exception);
    EXPECT_EQ(verify().head_seq, 0);
    EXPECT_FALSE(verify().broken_seq);
}

// clause: 5.1.1.1.3-a-3.2
TEST_F(AuditTest, personal_numbers_in_changes_are_masked) {
    EXPECT_EQ(mask_personal_numbers("13812345678"), "138****5678");
    EXPECT_EQ(mask_personal_numbers("a13812345678b"), "a138****5678b");
    EXPECT_EQ(mask_personal_numbers("11010119900307123X"), "1101**********123X");
    EXPECT_EQ(mask_personal_numbers("6222021234567890123"), "6222***********0123");
    EXPECT_EQ(mask_personal_numbers("1250"), "1250");
    EXPECT_EQ(mask_personal_numbers("no 11010119900307123x!"), "no 1101**********123x!");
    EXPECT_EQ(mask_personal_numbers("11010119900307123Y"), "1101*********7123Y");
    EXPECT_EQ(mask_personal_numbers("11010119900307123"), "1101*********7123");
    // Eleven digits that are no mobile number, fourteen and twenty that are no account number.
    for (const char* plain : {"23812345678", "12345678901234", "12345678901234567890"})
        EXPECT_EQ(mask_personal_numbers(plain), plain);
    EXPECT_EQ(mask_personal_numbers("13812345678/13912345678 "), "138****5678/139****5678 ");
    EXPECT_EQ(changes_json({{"at_us", "", "1795406400000000"}}),
              R"([{"name":"at_us","before":"","after":"1795406400000000"}])");
}

// clause: 7.4-a
TEST_F(AuditTest, the_auditor_searches_by_actor_action_subject_and_time) {
    add(3);
    add(1, "canteen.close_day");
    const auto all = auditor().call(search_records_endpoint, {});
    ASSERT_EQ(all->items.size(), 4U);
    EXPECT_EQ(all->items[0].action, "canteen.close_day");
    EXPECT_EQ(all->items[0].actor_id, clerk.to_text());
    EXPECT_EQ(all->items[1].changes.at(0).after, "1300");
    const auto count = [&](const SearchRecordsRequest& request) {
        return auditor().call(search_records_endpoint, request)->items.size();
    };
    EXPECT_EQ(count({.action = "canteen.close_day"}), 1U);
    EXPECT_EQ(count({.subject_id = "dish_0"}), 2U);
    EXPECT_EQ(count({.actor_id = clerk.to_text()}), 4U);
    EXPECT_EQ(count({.actor_id = bank.next_id<StaffTag>().to_text()}), 0U);
    EXPECT_EQ(count({.actor_id = clerk.to_text(), .subject_id = "dish_2"}), 1U);
    EXPECT_EQ(count({.from_us = all->items[1].at_us}), 2U);
    EXPECT_EQ(count({.to_us = all->items[1].at_us}), 2U);
    EXPECT_FAILS(auditor().call(search_records_endpoint, {.actor_id = "dish_1"}), actor_malformed);
}

TEST_F(AuditTest, a_record_with_spoilt_changes_is_shown_without_them_and_found_broken) {
    add(3);
    tamper("UPDATE audit_record SET changes = 'nonsense' WHERE seq = 2");
    tamper("UPDATE audit_record SET changes = '{}' WHERE seq = 3");
    const auto all = auditor().call(search_records_endpoint, {});
    ASSERT_EQ(all->items.size(), 3U);
    EXPECT_TRUE(all->items[0].changes.empty());
    EXPECT_TRUE(all->items[1].changes.empty());
    EXPECT_EQ(all->items[2].changes.size(), 1U);
    EXPECT_EQ(verify().broken_seq, 2);
}

TEST_F(AuditTest, each_kind_of_actor_is_named_by_the_id_its_module_gives) {
    const std::pair<std::string, std::string> rows[] = {{"staff", "stf_"},
                                                        {"customer", "cus_"},
                                                        {"partner", "app_"},
                                                        {"device", "dev_"},
                                                        {"system", "id_"}};
    bank.database().write([&](sql::Transaction& transaction) {
        for (const auto& [kind, prefix] : rows)
            record(transaction, {.at = bank.now(),
                                 .actor_kind = kind,
                                 .actor_id = clerk.bytes(),
                                 .action = "probe." + kind,
                                 .subject_kind = "thing",
                                 .subject_id = "thing_1",
                                 .request_id = "req"});
        return true;
    });
    for (const auto& [kind, prefix] : rows) {
        const auto found = auditor().call(search_records_endpoint, {.action = "probe." + kind});
        EXPECT_TRUE(found->items.at(0).actor_id.starts_with(prefix)) << found->items[0].actor_id;
    }
}

TEST_F(AuditTest, pages_follow_each_other) {
    add(5);
    const auto first = auditor().call(search_records_endpoint, {.limit = api::Whole<1, 200>{2}});
    EXPECT_EQ(first->next_after, 4);
    SearchRecordsRequest next{.limit = api::Whole<1, 200>{2}};
    next.after.emplace().value = *first->next_after;
    EXPECT_EQ(auditor().call(search_records_endpoint, next)->items.at(0).seq, 3);
}

TEST_F(AuditTest, what_the_endpoint_layer_hands_over_is_in_the_chain) {
    const auto caller = bank.caller(api::CallerKind::staff, clerk.bytes());
    const std::vector<api::ChangedField> changes{{"mobile", "", "13812345678"}};
    bank.database().write([&](sql::Transaction& transaction) {
        bank.platform().ports.get<api::AuditPort>().record(transaction,
                                                           {.action = "identity.create_staff",
                                                            .caller = caller,
                                                            .at = bank.now(),
                                                            .request_id = "req_1",
                                                            .subject_kind = "identity_staff",
                                                            .subject_id = "stf_1",
                                                            .changes = changes});
        return true;
    });
    const auto line = auditor().call(search_records_endpoint, {})->items.at(0);
    EXPECT_EQ(line.actor_kind, "staff");
    EXPECT_EQ(line.action, "identity.create_staff");
    EXPECT_EQ(line.request_id, "req_1");
    EXPECT_EQ(line.changes.at(0).after, "138****5678");
}

TEST_F(AuditTest, the_command_line_names_the_broken_record) {
    add(3);
    const auto verify_all = make_module().verify;
    EXPECT_TRUE(verify_all(bank.platform()).empty());
    tamper("DELETE FROM audit_record WHERE seq = 2");
    EXPECT_EQ(verify_all(bank.platform()),
              std::vector<std::string>{"the chain breaks at record 2 of 3: number_missing"});
}

TEST_F(AuditTest, the_console_verifies_and_exports) {
    add(2);
    EXPECT_EQ(auditor().call(verify_records_endpoint, {})->checked, 2);
    const auto file = auditor().call(export_checkpoint_endpoint, {});
    EXPECT_NE(file->bytes.find("\"seq\":2"), std::string::npos);
    tamper("UPDATE audit_record SET action = 'x' WHERE seq = 1");
    EXPECT_EQ(auditor().call(verify_records_endpoint, {})->broken_seq, 1);
}

}  // namespace
}  // namespace dlfp::audit
