// One pass over the events of a lot, with the latest session of each vehicle in mind.
#include "scenarios/parking/server/match_observations.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace dlfp::parking {
namespace {

/// Walks through the events once and keeps for each plate its latest session.
class Matcher {
public:
    explicit Matcher(const MatchPolicy& policy) : policy_{policy} {}

    void see(const Observation& event) {
        const auto latest = latest_.find(key_of(event));
        if (latest != latest_.end() && repeats(latest->second, event)) {
            note(latest->second, event);
            return;
        }
        if (event.direction == Direction::entry)
            enter(event);
        else
            leave(event);
    }

    MatchedLot take() && { return std::move(lot_); }

private:
    struct Latest {
        std::size_t session{};
        Observation event;
    };

    std::string key_of(const Observation& event) const {
        return match_key(event.plate, policy_.region);
    }

    bool repeats(const Latest& latest, const Observation& event) const {
        return latest.event.lane == event.lane && latest.event.direction == event.direction &&
               event.occurred_at_us - latest.event.occurred_at_us <= policy_.repeat_within;
    }

    void note(Latest& latest, const Observation& event) {
        lot_.sessions[latest.session].observations.push_back(event.number);
        latest.event = event;
    }

    /// The open session of the event's vehicle.
    MatchedSession* inside(const Observation& event) {
        const auto latest = latest_.find(key_of(event));
        if (latest == latest_.end()) return nullptr;
        auto& session = lot_.sessions[latest->second.session];
        return session.state == SessionState::inside ? &session : nullptr;
    }

    void open(const Observation& event, SessionState state) {
        latest_.insert_or_assign(key_of(event), Latest{lot_.sessions.size(), event});
        lot_.sessions.push_back({.plate = event.plate,
                                 .state = state,
                                 .entered_at_us = {},
                                 .left_at_us = {},
                                 .observations = {event.number}});
    }

    void enter(const Observation& event) {
        if (auto* earlier = inside(event)) {
            earlier->state = SessionState::exit_missing;
            lot_.anomalies.push_back(
                {AnomalyKind::exit_missing, earlier->observations.front(), {}});
            lot_.anomalies.push_back({AnomalyKind::duplicate_entry, event.number, {}});
        }
        open(event, SessionState::inside);
        lot_.sessions.back().entered_at_us = event.occurred_at_us;
    }

    void leave(const Observation& event) {
        if (auto* session = inside(event)) {
            session->state = SessionState::left;
            session->left_at_us = event.occurred_at_us;
            note(latest_.find(key_of(event))->second, event);
            return;
        }
        lot_.anomalies.push_back({AnomalyKind::entry_missing, event.number,
                                  near_plates(event.plate, plates_inside(), policy_.region)});
        open(event, SessionState::entry_missing);
        lot_.sessions.back().left_at_us = event.occurred_at_us;
    }

    std::vector<std::string> plates_inside() const {
        std::vector<std::string> plates;
        for (const auto& [key, latest] : latest_)
            if (const auto& session = lot_.sessions[latest.session];
                session.state == SessionState::inside)
                plates.push_back(session.plate);
        return plates;
    }

    const MatchPolicy& policy_;
    MatchedLot lot_;
    std::map<std::string, Latest> latest_;
};

}  // namespace

MatchedLot match_observations(std::vector<Observation> observations, const MatchPolicy& policy) {
    const auto order = [](const Observation& one) {
        return std::tuple{one.occurred_at_us, one.number};
    };
    std::ranges::sort(observations, {}, order);
    const auto repeated = std::ranges::unique(observations, {}, &Observation::number);
    observations.erase(repeated.begin(), repeated.end());
    Matcher matcher{policy};
    for (const auto& event : observations) matcher.see(event);
    return std::move(matcher).take();
}

}  // namespace dlfp::parking
