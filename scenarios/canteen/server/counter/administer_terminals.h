// Staff register counter devices, block them and see how they are.
#pragma once

#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/catalogue/menu.h"
#include "scenarios/canteen/server/counter/plan_batch.h"
#include "scenarios/canteen/server/counter/terminal.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

/// Not the SubjectPublicKeyInfo of a P-256 key.
inline constexpr Failure terminal_key_malformed{"canteen.terminal_key_malformed",
                                                FailureClass::malformed};
/// The key belongs to another terminal of this operator: every device has its own.
inline constexpr Failure terminal_key_taken{"canteen.terminal_key_taken", FailureClass::conflict};
inline constexpr Failure too_many_terminals{"canteen.too_many_terminals", FailureClass::refused};

inline constexpr std::size_t terminals_max = 500;

struct TerminalView {
    TerminalId terminal_id;
    std::string name;
    ServingAreaId area_id;
    std::string area_name;
    TerminalMode mode{};
    TerminalState state{};
    std::string key_fingerprint;  ///< first 16 hexadecimal digits of the key's SHA-256
    std::int64_t clock_offset_us = 0;
    std::int64_t last_seq = 0;
    std::vector<SeqRange> gaps;  ///< the first 100
    std::int64_t missing_count = 0;
    std::optional<UtcTime> last_seen_at_us;
};
BOOST_DESCRIBE_STRUCT(TerminalView, (),
                      (terminal_id, name, area_id, area_name, mode, state, key_fingerprint,
                       clock_offset_us, last_seq, gaps, missing_count, last_seen_at_us))

/// What people compare on both screens.
std::string key_fingerprint(sql::BytesView public_key);

struct ListTerminalsRequest {};
BOOST_DESCRIBE_STRUCT(ListTerminalsRequest, (), ())
struct ListTerminalsReply {
    std::vector<TerminalView> items;
};
BOOST_DESCRIBE_STRUCT(ListTerminalsReply, (), (items))
Result<ListTerminalsReply> list_terminals(const ListTerminalsRequest& request, api::ReadCall& call);

struct RegisterTerminalRequest {
    api::Text<32> name;
    ServingAreaId area_id;
    TerminalMode mode{};
    api::Text<256> public_key;  ///< SubjectPublicKeyInfo of P-256 as base64url
};
BOOST_DESCRIBE_STRUCT(RegisterTerminalRequest, (), (name, area_id, mode, public_key))
Result<TerminalView> register_terminal(const RegisterTerminalRequest& request, api::Call& call);

struct SetTerminalStateRequest {
    TerminalId terminal_id;
    TerminalState state{};
};
BOOST_DESCRIBE_STRUCT(SetTerminalStateRequest, (), (terminal_id, state))
/// A blocked terminal is refused from its next request on; what it sold before stays.
Result<TerminalView> set_terminal_state(const SetTerminalStateRequest& request, api::Call& call);

constexpr auto list_terminals_endpoint =
    api::get<&list_terminals>("/staff/canteen/terminals")
        .doc("Lists the operator's counter terminals with their clocks and gaps.")
        .for_staff(view_canteen)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail();
constexpr auto register_terminal_endpoint =
    api::post<&register_terminal>("/staff/canteen/terminals")
        .doc("Registers a counter terminal with its public key.")
        .for_staff(manage_terminals)
        .idempotent()
        .limits({.body_bytes_max = 1'024, .calls_per_minute_max = 30, .deadline = 2s})
        .may_fail(serving_area_not_found, terminal_key_malformed, terminal_key_taken,
                  too_many_terminals);
constexpr auto set_terminal_state_endpoint =
    api::put<&set_terminal_state>("/staff/canteen/terminals/{terminal_id}/state")
        .doc("Blocks a terminal or lets it work again.")
        .for_staff(manage_terminals)
        .naturally_idempotent()
        .limits({.body_bytes_max = 128, .calls_per_minute_max = 60, .deadline = 2s})
        .may_fail(terminal_not_found);

}  // namespace dlfp::canteen
