// The test of the test: the same seed is the same history, and what is planted is found. The seeds
// themselves are run by the program `simulate`.
#include "tests/simulation/simulation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace dlfp::simulation {
namespace {

TEST(simulation, the_same_seed_is_the_same_history_to_the_bit) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const auto once = simulate({.seed = seed});
        const auto again = simulate({.seed = seed});
        EXPECT_TRUE(once.findings.empty()) << once.findings.front();
        EXPECT_EQ(once.digest, again.digest) << "seed " << seed;
        EXPECT_NE(once.digest, simulate({.seed = seed + 1'000}).digest);
    }
}

TEST(simulation, a_run_is_full_of_business_and_of_faults) {
    std::uint64_t done = 0;
    std::uint64_t calls = 0;
    std::uint64_t cuts = 0;
    DiskFigures disk;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const auto report = simulate({.seed = seed});
        done += report.clients.done;
        calls += report.clients.calls;
        cuts += report.disk.power_cuts;
        disk.sectors_lost += report.disk.sectors_lost;
        disk.sectors_kept += report.disk.sectors_kept;
        disk.sectors_torn += report.disk.sectors_torn;
    }
    EXPECT_GT(done, calls / 2);
    EXPECT_GT(cuts, 10U);
    EXPECT_GT(disk.sectors_lost, 0U);
    EXPECT_GT(disk.sectors_kept, 0U);
    EXPECT_GT(disk.sectors_torn, 0U);
}

/// Of so many seeds, how many notice with a finding that says so.
int noticed_in(int seeds, RunOptions options, std::string_view said = {}) {
    int noticed = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        options.seed = static_cast<std::uint64_t>(seed);
        noticed += std::ranges::any_of(simulate(options).findings, [&](const auto& finding) {
            return finding.find(said) != finding.npos;
        });
    }
    return noticed;
}

TEST(simulation, a_disk_that_does_not_keep_what_it_says_is_noticed) {
    constexpr int seeds = 12;
    const auto lies = noticed_in(seeds, {.honesty = Honesty::lies});
    const auto normal = noticed_in(seeds, {.honesty = Honesty::skips_log_syncs});
    std::printf("of %d seeds, %d notice lying syncs and %d synchronous=NORMAL\n", seeds, lies,
                normal);
    EXPECT_GE(lies, seeds / 2);
    EXPECT_GE(normal, seeds / 2);
}

struct Defect {
    const char* name;
    const char* planted_sql;
    const char* found_by = "";  ///< what the finding says; empty: whatever notices first
};

/// Defects of the product as what they leave in the database.
constexpr Defect defects[] = {
    {"a balance loses an update",
     "CREATE TRIGGER planted AFTER UPDATE ON ledger_account WHEN NEW.version % 11 = 0 BEGIN"
     " UPDATE ledger_account SET credits_posted_fen = OLD.credits_posted_fen WHERE id = NEW.id;"
     " END"},
    {"an order is lost",
     "CREATE TRIGGER planted AFTER UPDATE ON canteen_meal_order WHEN NEW.pick_up_number % 3 = 0"
     " BEGIN DELETE FROM canteen_meal_order WHERE id = NEW.id; END"},
    {"a reply is forgotten",
     "CREATE TRIGGER planted AFTER INSERT ON api_idempotency WHEN NEW.reply <> '' AND"
     " NEW.created_at_us % 5 = 0 BEGIN DELETE FROM api_idempotency WHERE day = NEW.day AND"
     " caller_id = NEW.caller_id AND idempotency_key = NEW.idempotency_key; END"},
    {"a payment code is good twice",
     "CREATE TRIGGER planted AFTER UPDATE ON payment_code WHEN NEW.used_at_us IS NOT NULL BEGIN"
     " UPDATE payment_code SET used_at_us = NULL WHERE made_day = NEW.made_day AND"
     " code_digest = NEW.code_digest; END",
     "a payment code"},
    {"the audit chain is altered",
     "CREATE TRIGGER planted AFTER INSERT ON audit_record BEGIN"
     " UPDATE audit_record SET outcome = 'undone' WHERE seq = NEW.seq; END"},
    {"an event is never delivered",
     "CREATE TRIGGER planted AFTER UPDATE ON outbox_event WHEN NEW.is_open = 0 BEGIN"
     " UPDATE outbox_event SET is_open = 1 WHERE id = NEW.id; END"},
    {"a top-up is booked twice",
     "CREATE TRIGGER planted AFTER UPDATE ON account_funding WHEN NEW.state = 'succeeded' AND"
     " NEW.amount_fen % 3 = 0 BEGIN UPDATE account_funding SET state = 'unknown',"
     " next_attempt_at_us = NEW.requested_at_us WHERE id = NEW.id; END"},
    {"an entry of a batch is booked again",
     "CREATE TRIGGER planted AFTER INSERT ON canteen_sale WHEN NEW.is_offline = 1 BEGIN"
     " UPDATE canteen_sale SET seq = seq + 1000000 WHERE id = NEW.id; END"},
    {"an entry of a batch is two sales",
     "CREATE TRIGGER planted AFTER INSERT ON canteen_sale WHEN NEW.is_offline = 1 BEGIN"
     " INSERT INTO canteen_sale SELECT randomblob(16), organisation_id, terminal_id, seq + 1000000,"
     " content_hash, payer_kind, diner_id, customer_id, area_id, category_id, day, total_fen,"
     " refunded_fen, payment_id, is_offline, device_time_us, device_offset_us, occurred_at_us,"
     " received_at_us, suspicion, twin_sale_id, reviewed_at_us FROM canteen_sale"
     " WHERE id = NEW.id; END",
     "an entry of a batch is one sale at most"},
    {"an entry that waits is a sale, too",
     "CREATE TRIGGER planted AFTER INSERT ON canteen_sale WHEN NEW.is_offline = 1 BEGIN"
     " INSERT INTO canteen_suspense_sale SELECT randomblob(16), NEW.organisation_id,"
     " NEW.terminal_id, NEW.seq, NEW.content_hash, 'booking_refused', '', NEW.total_fen, '',"
     " NEW.device_time_us, 0, NEW.occurred_at_us, NEW.received_at_us, 'waiting', NULL, '', NULL,"
     " NULL; END",
     "an entry of a batch is a sale or waits, not both"},
    {"an approved change waits again",
     "CREATE TRIGGER planted AFTER UPDATE ON approval_request WHEN NEW.state = 'approved' AND"
     " NEW.kind = 'canteen.grant_subsidy' BEGIN UPDATE approval_request SET state = 'waiting'"
     " WHERE id = NEW.id; END",
     "an approval takes effect twice"},
    {"a grant says more than its purse was given",
     "CREATE TRIGGER planted AFTER INSERT ON canteen_subsidy_grant BEGIN"
     " UPDATE canteen_subsidy_grant SET granted_fen = granted_fen + 1 WHERE id = NEW.id; END",
     "a grant is what its purse was given"},
    {"a grant is forgotten",
     "CREATE TRIGGER planted AFTER INSERT ON canteen_subsidy_grant BEGIN"
     " DELETE FROM canteen_subsidy_grant WHERE id = NEW.id; END",
     "the sum of grants is the sum of what purses were given"},
    {"a refund that waits is forgotten",
     "CREATE TRIGGER planted AFTER UPDATE ON payment_order WHEN NEW.refund_waiting_fen > 0 BEGIN"
     " UPDATE payment_order SET refund_waiting_fen = 0 WHERE id = NEW.id; END",
     "a payment's refunds are those it says"},
    {"a refund is told and not given back",
     "CREATE TRIGGER planted AFTER INSERT ON payment_refund_part BEGIN"
     " DELETE FROM payment_refund_part WHERE refund_id = NEW.refund_id; END",
     "a refund is what its parts gave back"},
    {"a session that ended is live again",
     "CREATE TRIGGER planted AFTER UPDATE ON identity_session WHEN NEW.ended_at_us IS NOT NULL"
     " BEGIN UPDATE identity_session SET ended_at_us = NULL WHERE id = NEW.id; END",
     "a session lives on after its end"},
    {"a session is never too long unused",
     "CREATE TRIGGER planted AFTER INSERT ON identity_session BEGIN UPDATE identity_session"
     " SET last_seen_at_us = expires_at_us WHERE id = NEW.id; END",
     "a session lives on unused"},
    {"a session that just began is gone",
     "CREATE TRIGGER planted AFTER INSERT ON identity_session BEGIN DELETE FROM identity_session"
     " WHERE id = NEW.id; END",
     "a session that just began is unknown"},
};

TEST(simulation, planted_defects_are_found) {
    constexpr int seeds = 5;
    for (const auto& defect : defects) {
        const auto noticed =
            noticed_in(seeds, {.planted_sql = defect.planted_sql}, defect.found_by);
        std::printf("%s: found by %d of %d seeds\n", defect.name, noticed, seeds);
        EXPECT_GE(noticed, 1) << defect.name;
    }
}

}  // namespace
}  // namespace dlfp::simulation
