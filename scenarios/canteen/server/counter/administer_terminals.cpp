// Registering and blocking terminals.
#include "scenarios/canteen/server/counter/administer_terminals.h"

#include <algorithm>

#include "core/identity/server/identity.h"
#include "platform/runtime/crypto/hash.h"
#include "platform/runtime/crypto/signature.h"
#include "scenarios/canteen/server/counter/terminal_repository.h"

namespace dlfp::canteen {
namespace {

constexpr std::size_t gaps_shown_max = 100;
constexpr std::size_t fingerprint_digits = 16;

TerminalView view_of(sql::Reader& reader, const TerminalRow& row) {
    TerminalView view{.terminal_id = row.id,
                      .name = row.name,
                      .area_id = row.area_id,
                      .mode = row.mode,
                      .state = row.state,
                      .key_fingerprint = key_fingerprint(row.public_key),
                      .clock_offset_us = row.clock_offset_us,
                      .last_seq = row.last_seq,
                      .gaps = TerminalRepository{reader}.list_gaps(row.id),
                      .last_seen_at_us = row.last_seen_at_us};
    if (const auto area = find_serving_area(reader, row.area_id)) view.area_name = area->name;
    view.missing_count = missing_count({row.last_seq, view.gaps});
    if (view.gaps.size() > gaps_shown_max) view.gaps.resize(gaps_shown_max);
    return view;
}

Result<sql::Bytes> read_key(std::string_view text) {
    const auto der = crypto::from_base64url(text);
    if (!der) return terminal_key_malformed;
    const auto key = crypto::PublicKey::from_spki(*der);
    if (!key || key->kind() != crypto::KeyKind::p256) return terminal_key_malformed;
    return key->to_spki();
}

}  // namespace

std::string key_fingerprint(sql::BytesView public_key) {
    return crypto::to_hex(crypto::sha256(public_key)).substr(0, fingerprint_digits);
}

Result<ListTerminalsReply> list_terminals(const ListTerminalsRequest&, api::ReadCall& call) {
    ListTerminalsReply reply;
    const auto organisation_id = identity::organisation_of(call.caller());
    for (const auto& row : TerminalRepository{call.reader()}.list(organisation_id))
        reply.items.push_back(view_of(call.reader(), row));
    return reply;
}

Result<TerminalView> register_terminal(const RegisterTerminalRequest& request, api::Call& call) {
    const auto organisation_id = identity::organisation_of(call.caller());
    TRY(const auto area, find_serving_area(call.transaction(), request.area_id));
    if (area.organisation_id != organisation_id) return serving_area_not_found;
    TRY(auto public_key, read_key(request.public_key));
    TerminalBooks books{call.transaction()};
    const auto known = books.list(organisation_id);
    if (std::ranges::find(known, public_key, &TerminalRow::public_key) != known.end())
        return terminal_key_taken;
    if (known.size() >= terminals_max) return too_many_terminals;
    const TerminalRow row{.id = call.next_id<TerminalTag>(),
                          .organisation_id = organisation_id,
                          .area_id = area.id,
                          .name = request.name,
                          .mode = request.mode,
                          .public_key = std::move(public_key),
                          .state = TerminalState::active};
    books.add(row);
    call.about("canteen_terminal", row.id.to_text());
    call.changed("name", "", row.name);
    return view_of(call.transaction(), row);
}

Result<TerminalView> set_terminal_state(const SetTerminalStateRequest& request, api::Call& call) {
    TerminalBooks books{call.transaction()};
    TRY(auto row, or_failure(books.lock(request.terminal_id), terminal_not_found));
    if (row.organisation_id != identity::organisation_of(call.caller())) return terminal_not_found;
    call.about("canteen_terminal", row.id.to_text());
    call.changed("state", boost::describe::enum_to_string(row.state, ""),
                 boost::describe::enum_to_string(request.state, ""));
    books.set_state(row.id, request.state);
    row.state = request.state;
    return view_of(call.transaction(), row);
}

}  // namespace dlfp::canteen
