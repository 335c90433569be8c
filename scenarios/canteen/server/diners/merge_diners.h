// Two records of one person become one: money by posting, subsidies by re-assignment.
#pragma once

#include "scenarios/canteen/server/diners/staff_diners.h"

namespace dlfp::canteen {

/// Both records are one and the same.
inline constexpr Failure same_diner{"canteen.same_diner", FailureClass::refused};
/// The records are linked to two different customers.
inline constexpr Failure diners_linked_differently{"canteen.diners_linked_differently",
                                                   FailureClass::refused};

struct MergeDinersRequest {
    DinerId diner_id;  ///< ends as a disabled record that points at the other
    DinerId into_diner_id;
};
BOOST_DESCRIBE_STRUCT(MergeDinersRequest, (), (diner_id, into_diner_id))

struct MergeDinersReply {
    DinerView diner;  ///< the one that stays
    Money moved_fen;  ///< cash
    Money owed_fen;   ///< arrears taken over
};
BOOST_DESCRIBE_STRUCT(MergeDinersReply, (), (diner, moved_fen, owed_fen))

Result<MergeDinersReply> merge_diners(const MergeDinersRequest& request, api::Call& call);

inline constexpr auto merge_diners_endpoint =
    api::post<&merge_diners>("/staff/canteen/diners/{diner_id}/merger")
        .doc("Merges a diner's record into another one; money and subsidies move along.")
        .for_staff(manage_diners)
        .idempotent()
        .limits(diner_write_limits)
        .may_fail(diner_not_found, diner_merged, same_diner, diners_linked_differently);

}  // namespace dlfp::canteen
