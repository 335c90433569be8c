// People who log in, come back, log out and throw their other devices out. Their calls go one by
// one: a sign of life is written beside the call that gave it.
#pragma once

#include "tests/simulation/dice.h"
#include "tests/simulation/errand.h"

namespace dlfp::simulation {

class Logins {
public:
    explicit Logins(Dice& dice) : dice_{dice} {}

    std::vector<Errand> next(UtcTime now);
    /// Holds the answer against what the person knows of the session.
    void hear(const Errand& errand, const Answer& answer, std::vector<std::string>& findings);
    static bool is_one(const Errand& errand) { return errand.deed >= Deed::log_in; }

private:
    struct Session {
        std::size_t person = 0;
        std::string id;
        std::string token;
        UtcTime began;
        UtcTime last_sign;          ///< the latest call with it, whatever came of it
        bool may_be_ended = false;  ///< somebody asked to end it, or it may have been the eleventh
        bool is_ended = false;      ///< and was told so
    };
    Errand of_session(Deed deed, std::size_t session, UtcTime now);
    Errand log_in(std::size_t person, UtcTime now);
    void hear_use(const Session& session, const Errand& errand, const Answer& answer,
                  std::vector<std::string>& findings) const;
    void learn(const Errand& errand, const std::string& body);

    Dice& dice_;
    std::vector<Session> sessions_;
};

}  // namespace dlfp::simulation
