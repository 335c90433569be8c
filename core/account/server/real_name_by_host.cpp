// Three outcomes of the host become three of identity.
#include "core/account/server/real_name_by_host.h"

namespace dlfp::account {

identity::RealNameOutcome RealNameByHost::check(const identity::RealNameQuestion& question) {
    const auto reply =
        host_.check_person({.name = question.name, .id_number = Secret<>{question.id_number}});
    switch (reply.outcome) {
        case host::CheckOutcome::confirmed: return identity::RealNameOutcome::matches;
        case host::CheckOutcome::refused: return identity::RealNameOutcome::differs;
        case host::CheckOutcome::unavailable: return identity::RealNameOutcome::unavailable;
    }
    return identity::RealNameOutcome::unavailable;
}

}  // namespace dlfp::account
