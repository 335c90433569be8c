// Facts that could not be booked: staff find the diner or write them off.
#pragma once

#include "platform/api/endpoint.h"
#include "scenarios/canteen/server/catalogue/menu.h"
#include "scenarios/canteen/server/counter/suspense_repository.h"
#include "scenarios/canteen/server/counter/terminal.h"
#include "scenarios/canteen/server/diners/diner.h"
#include "scenarios/canteen/server/permissions.h"

namespace dlfp::canteen {

inline constexpr Failure suspense_not_found{"canteen.suspense_not_found", FailureClass::missing};
inline constexpr Failure suspense_already_resolved{"canteen.suspense_already_resolved",
                                                   FailureClass::conflict};
/// Still not possible to book, for this reason. Fact `reason`.
inline constexpr Failure suspense_not_bookable{"canteen.suspense_not_bookable",
                                               FailureClass::refused};

struct SuspenseView {
    SuspenseId suspense_id;
    TerminalId terminal_id;
    std::int64_t seq = 0;
    SuspenseReason reason{};
    std::string payer_ref;
    Money shown_fen;
    std::vector<SoldLine> lines;
    UtcTime occurred_at_us;
    UtcTime received_at_us;
    SuspenseState state{};
    std::optional<SaleId> sale_id;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(SuspenseView, (),
                      (suspense_id, terminal_id, seq, reason, payer_ref, shown_fen, lines,
                       occurred_at_us, received_at_us, state, sale_id, note))

struct ListSuspenseRequest {
    std::optional<SuspenseState> state;  ///< waiting unless named
    std::optional<SuspenseId> after;
    std::optional<api::Whole<1, 200>> limit;
};
BOOST_DESCRIBE_STRUCT(ListSuspenseRequest, (), (state, after, limit))
struct ListSuspenseReply {
    std::vector<SuspenseView> items;
    std::optional<SuspenseId> next_after;
};
BOOST_DESCRIBE_STRUCT(ListSuspenseReply, (), (items, next_after))
Result<ListSuspenseReply> list_suspense(const ListSuspenseRequest& request, api::ReadCall& call);

struct BookSuspenseRequest {
    SuspenseId suspense_id;
    api::Text<32> diner_number;  ///< who ate
    api::Text<200> note;
};
BOOST_DESCRIBE_STRUCT(BookSuspenseRequest, (), (suspense_id, diner_number, note))
/// Books the fact on this diner as it happened.
Result<SuspenseView> book_suspense(const BookSuspenseRequest& request, api::Call& call);

struct WriteOffSuspenseRequest {
    SuspenseId suspense_id;
    api::Text<200> note;  ///< why
};
BOOST_DESCRIBE_STRUCT(WriteOffSuspenseRequest, (), (suspense_id, note))
/// Gives the fact up; it stays in the list with its reason.
Result<SuspenseView> write_off_suspense(const WriteOffSuspenseRequest& request, api::Call& call);

constexpr auto list_suspense_endpoint =
    api::get<&list_suspense>("/staff/canteen/suspense-sales")
        .doc("Lists facts of terminals that could not be booked.")
        .for_staff(view_canteen)
        .limits({.body_bytes_max = 0, .calls_per_minute_max = 120, .deadline = 2s})
        .may_fail();
constexpr auto book_suspense_endpoint =
    api::post<&book_suspense>("/staff/canteen/suspense-sales/{suspense_id}/booking")
        .doc("Books a waiting fact on the diner who ate.")
        .for_staff(manage_terminals)
        .idempotent()
        .limits({.body_bytes_max = 1'024, .calls_per_minute_max = 30, .deadline = 3s})
        .may_fail(suspense_not_found, suspense_already_resolved, suspense_not_bookable,
                  diner_not_found, terminal_not_found, serving_area_not_found);
constexpr auto write_off_suspense_endpoint =
    api::post<&write_off_suspense>("/staff/canteen/suspense-sales/{suspense_id}/write-off")
        .doc("Gives up a waiting fact.")
        .for_staff(manage_terminals)
        .idempotent()
        .limits({.body_bytes_max = 1'024, .calls_per_minute_max = 30, .deadline = 3s})
        .may_fail(suspense_not_found, suspense_already_resolved);

}  // namespace dlfp::canteen
