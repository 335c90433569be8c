// How reads of cameras become visits: pure, so that late uploads and corrections are reckoned by
// deciding anew, and every order of arrival gives the same result.
#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/time.h"
#include "scenarios/parking/server/plate.h"

namespace dlfp::parking {

enum class Direction { entry, exit };
BOOST_DESCRIBE_ENUM(Direction, entry, exit)

/// One read of one camera. `number` is its place in the device's own sequence and unique per lot.
struct Observation {
    std::int64_t number{};
    std::string lane;
    Direction direction{};
    std::string plate;       ///< as corrected, else as read
    UtcTime occurred_at_us;  ///< the event's moment, not the upload's
};

enum class AnomalyKind {
    duplicate_entry,  ///< a second entry while the vehicle is inside (P10)
    entry_missing,    ///< an exit of a vehicle that is not inside (P11)
    exit_missing,     ///< inside until a second entry showed that it had left (P10)
};
BOOST_DESCRIBE_ENUM(AnomalyKind, duplicate_entry, entry_missing, exit_missing)

struct SessionAnomaly {
    AnomalyKind kind{};
    std::int64_t observation{};   ///< number of the observation that shows it
    std::vector<NearPlate> near;  ///< of entry_missing: who may be meant, of those inside then

    friend bool operator==(const SessionAnomaly&, const SessionAnomaly&) = default;
};

enum class SessionState {
    inside,
    left,           ///< entered and left: priced
    exit_missing,   ///< left unseen: never charged by itself
    entry_missing,  ///< left without having entered
};
BOOST_DESCRIBE_ENUM(SessionState, inside, left, exit_missing, entry_missing)

struct MatchedSession {
    std::string plate;
    SessionState state{};
    std::optional<UtcTime> entered_at_us;
    std::optional<UtcTime> left_at_us;
    std::vector<std::int64_t> observations;  ///< numbers, in the order of the events

    friend bool operator==(const MatchedSession&, const MatchedSession&) = default;
};

struct MatchPolicy {
    /// Reads of one plate in one lane no further apart are one event (P9).
    std::chrono::seconds repeat_within{60};
    RegionMatch region = RegionMatch::exact;
};

struct MatchedLot {
    std::vector<MatchedSession> sessions;   ///< in the order of their first events
    std::vector<SessionAnomaly> anomalies;  ///< in the order of the events

    friend bool operator==(const MatchedLot&, const MatchedLot&) = default;
};

/// Sessions and anomalies of a lot. Observations of one moment count in the order of their numbers;
/// an observation that is given twice counts once.
MatchedLot match_observations(std::vector<Observation> observations, const MatchPolicy& policy);

}  // namespace dlfp::parking
