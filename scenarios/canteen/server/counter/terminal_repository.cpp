// Queries about terminals.
#include "scenarios/canteen/server/counter/terminal_repository.h"

#include <algorithm>

#include "platform/base/planted.h"

namespace dlfp::canteen {
namespace {

constexpr sql::Query find_query{"canteen.find_terminal",
                                "SELECT id, organisation_id, area_id, name, mode, public_key, "
                                "clock_offset_us, last_seq, state, "
                                "last_seen_at_us FROM canteen_terminal WHERE id = $1"};
constexpr sql::Query lock_query{"canteen.lock_terminal",
                                "SELECT id, organisation_id, area_id, name, mode, public_key, "
                                "clock_offset_us, last_seq, state, "
                                "last_seen_at_us FROM canteen_terminal WHERE id = $1 FOR UPDATE"};
constexpr sql::Query list_query{
    "canteen.list_terminals",
    "SELECT id, organisation_id, area_id, name, mode, public_key, clock_offset_us, last_seq, "
    "state, "
    "last_seen_at_us FROM canteen_terminal WHERE organisation_id = $1 ORDER BY id LIMIT 500"};
constexpr sql::Query list_gaps_query{
    "canteen.list_seq_gaps",
    "SELECT from_seq, to_seq FROM canteen_seq_gap WHERE terminal_id = $1 ORDER BY from_seq"};
constexpr sql::Query list_checks_query{
    "canteen.list_clock_checks",
    "SELECT checked_at_us, device_time_us, offset_us FROM canteen_clock_check "
    "WHERE terminal_id = $1 ORDER BY checked_at_us DESC LIMIT 1000"};
constexpr sql::Query set_state_query{"canteen.set_terminal_state",
                                     "UPDATE canteen_terminal SET state = $2 WHERE id = $1"};
constexpr sql::Query set_seen_query{
    "canteen.set_terminal_seen", "UPDATE canteen_terminal SET last_seen_at_us = $2 WHERE id = $1"};
constexpr sql::Query set_offset_query{
    "canteen.set_terminal_offset",
    "UPDATE canteen_terminal SET clock_offset_us = $2, last_seen_at_us = $3 WHERE id = $1"};
constexpr sql::Query add_check_query{
    "canteen.add_clock_check",
    "INSERT INTO canteen_clock_check (terminal_id, checked_at_us, device_time_us, offset_us) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"};
constexpr sql::Query set_last_seq_query{"canteen.set_last_seq",
                                        "UPDATE canteen_terminal SET last_seq = $2 WHERE id = $1"};
constexpr sql::Query remove_gap_query{
    "canteen.remove_seq_gap",
    "DELETE FROM canteen_seq_gap WHERE terminal_id = $1 AND from_seq = $2"};
constexpr sql::Query add_gap_query{
    "canteen.add_seq_gap",
    "INSERT INTO canteen_seq_gap (terminal_id, from_seq, to_seq) VALUES ($1, $2, $3)"};
constexpr sql::Query claim_nonce_query{
    "canteen.claim_nonce",
    "INSERT INTO canteen_device_nonce (used_day, terminal_id, nonce) VALUES ($1, $2, $3) "
    "ON CONFLICT DO NOTHING"};
constexpr sql::Query forget_nonces_query{"canteen.forget_nonces",
                                         "DELETE FROM canteen_device_nonce WHERE used_day < $1"};

bool holds(const std::vector<SeqRange>& gaps, const SeqRange& gap) {
    return std::ranges::find(gaps, gap) != gaps.end();
}

}  // namespace

Terminal as_terminal(const TerminalRow& row) {
    return {.id = row.id,
            .organisation_id = row.organisation_id,
            .area_id = row.area_id,
            .name = row.name,
            .mode = row.mode,
            .last_seq = row.last_seq,
            .clock_offset = Duration{row.clock_offset_us},
            .state = row.state};
}

std::optional<TerminalRow> TerminalRepository::find(TerminalId id) {
    return reader_.find<TerminalRow>(find_query, id);
}

std::vector<TerminalRow> TerminalRepository::list(identity::OrganisationId organisation_id) {
    return reader_.list<TerminalRow>(list_query, organisation_id);
}

std::vector<SeqRange> TerminalRepository::list_gaps(TerminalId id) {
    return reader_.list<SeqRange>(list_gaps_query, id);
}

std::vector<ClockCheck> TerminalRepository::list_clock_checks(TerminalId id) {
    auto checks = reader_.list<ClockCheck>(list_checks_query, id);
    std::ranges::sort(checks, {}, [](const ClockCheck& check) {
        return std::pair{check.device_time_us, check.checked_at_us};
    });
    return checks;
}

void TerminalBooks::add(const TerminalRow& row) { transaction_.insert("canteen_terminal", row); }

std::optional<TerminalRow> TerminalBooks::lock(TerminalId id) {
    return transaction_.find<TerminalRow>(lock_query, id);
}

void TerminalBooks::set_state(TerminalId id, TerminalState state) {
    transaction_.execute(set_state_query, id, state);
}

void TerminalBooks::set_seen(TerminalId id, UtcTime now) {
    transaction_.execute(set_seen_query, id, now);
}

void TerminalBooks::add_clock_check(TerminalId id, const ClockCheck& check) {
    transaction_.execute(add_check_query, id, check.checked_at_us, check.device_time_us,
                         check.offset_us);
    transaction_.execute(set_offset_query, id, check.offset_us, check.checked_at_us);
}

void TerminalBooks::set_numbers(TerminalId id, const SeqState& before, const SeqState& after) {
    if (after.last_seq != before.last_seq)
        transaction_.execute(set_last_seq_query, id, after.last_seq);
    for (const auto& gap : before.gaps)
        if (!holds(after.gaps, gap)) transaction_.execute(remove_gap_query, id, gap.from_seq);
    for (const auto& gap : after.gaps)
        if (!holds(before.gaps, gap))
            transaction_.execute(add_gap_query, id, gap.from_seq, gap.to_seq);
}

bool TerminalBooks::claim_nonce(TerminalId id, const IdBytes& nonce, BusinessDate day) {
    if (planted("device.nonce_forgotten_on_restart")) return true;
    return transaction_.execute(claim_nonce_query, day, id,
                                sql::BytesView{std::as_bytes(std::span{nonce})}) == 1;
}

void TerminalBooks::forget_nonces_before(BusinessDate day) {
    transaction_.execute(forget_nonces_query, day);
}

}  // namespace dlfp::canteen
