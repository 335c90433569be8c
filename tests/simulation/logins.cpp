// Logging in and out, and what a session is good for.
#include "tests/simulation/logins.h"

#include <algorithm>
#include <array>

#include "core/identity/server/demo.h"
#include "tests/simulation/population.h"

namespace dlfp::simulation {
namespace {

constexpr Duration idle_max = 15min;  // clause 5.3.2-b-11
constexpr Duration fresh_max = 1min;
constexpr std::size_t newest_max = 6;

/// Two people of the demonstration, one of each kind.
struct Person {
    std::string login;
    std::string password;
    bool is_staff = false;
};

const std::array<Person, 2>& people() {
    static const auto found = [] {
        std::array<Person, 2> both;
        for (const auto& known : identity::demo_logins())
            if (known.login == "canteen.cashier" || known.login == identity::demo_verified_mobile) {
                const bool is_staff = known.login == "canteen.cashier";
                both[is_staff ? 1 : 0] = {std::string(known.login), std::string(known.password),
                                          is_staff};
            }
        return both;
    }();
    return found;
}

}  // namespace

std::vector<Errand> Logins::next(UtcTime now) {
    std::vector<Errand> errands;
    if (dice_.one_in(3)) errands.push_back(log_in(dice_.below(people().size()), now));
    if (sessions_.empty() || dice_.one_in(3)) return errands;
    const auto newest = sessions_.size() - std::min(sessions_.size(), newest_max);
    const auto begin = dice_.one_in(3) ? std::size_t{0} : newest;
    const auto session = begin + dice_.below(sessions_.size() - begin);
    // Before it ends it is seen, so that no sign of life is due in the same call.
    errands.push_back(of_session(Deed::use_session, session, now));
    if (dice_.one_in(4)) errands.push_back(of_session(Deed::log_out, session, now));
    if (const auto other = begin + dice_.below(sessions_.size() - begin);
        dice_.one_in(4) && other != session && !people()[sessions_[session].person].is_staff &&
        sessions_[other].person == sessions_[session].person) {
        errands.push_back(of_session(Deed::throw_out, session, now));
        errands.back().call.target = "/identity/sessions/" + sessions_[other].id;
        errands.back().subject = std::to_string(other);
        sessions_[other].may_be_ended = true;
    }
    if (dice_.one_in(2)) errands.push_back(of_session(Deed::use_session, session, now));
    return errands;
}

Errand Logins::log_in(std::size_t person, UtcTime now) {
    const auto& [login, password, is_staff] = people()[person];
    // Beyond ten at once the longest unused one ends; with a clock that was set back that may be
    // any of them.
    for (auto& session : sessions_)
        if (session.person == person) session.may_be_ended = true;
    return {.deed = Deed::log_in,
            .call = {.caller = {},
                     .method = "POST",
                     .target = is_staff ? "/identity/staff-sessions" : "/identity/sessions",
                     .body = std::string(is_staff ? R"({"login_name":")" : R"({"mobile":")") +
                             login + R"(","password":")" + password + R"("})",
                     .key = {}},
            .diner = person,
            .subject = {},
            .name = {},
            .sent_at = now};
}

Errand Logins::of_session(Deed deed, std::size_t index, UtcTime now) {
    auto& session = sessions_[index];
    const auto sign_before = session.last_sign;
    session.last_sign = std::max(session.last_sign, now);
    if (deed == Deed::log_out) session.may_be_ended = true;
    return {.deed = deed,
            .call = {.caller = {},
                     .method = deed == Deed::use_session ? "GET" : "DELETE",
                     .target = people()[session.person].is_staff ? "/identity/staff-session"
                                                                 : "/identity/session",
                     .body = {},
                     .key = {},
                     .token = session.token},
            .diner = index,
            .subject = std::to_string(index),
            .name = {},
            .sent_at = now,
            .sign_before = sign_before};
}

void Logins::hear(const Errand& errand, const Answer& answer, std::vector<std::string>& findings) {
    if (!answer.was_heard) return;
    if (errand.deed == Deed::use_session)
        hear_use(sessions_[errand.diner], errand, answer, findings);
    if (answer.reply.status == 200) learn(errand, answer.reply.body);
}

void Logins::hear_use(const Session& session, const Errand& errand, const Answer& answer,
                      std::vector<std::string>& findings) const {
    const auto say = [&](const char* what) {
        findings.push_back(std::string(what) + ": session " + session.id + ", " +
                           answer.reply.body);
    };
    if (answer.reply.status == 200) {
        if (session.is_ended) say("a session lives on after its end");
        if (errand.sent_at >= errand.sign_before + idle_max) say("a session lives on unused");
    } else if (answer.reply.status == 401 && !session.may_be_ended &&
               errand.sent_at >= session.began && errand.sent_at < session.began + fresh_max) {
        say("a session that just began is unknown");
    }
}

void Logins::learn(const Errand& errand, const std::string& body) {
    if (errand.deed == Deed::log_in) {
        Session session{.person = errand.diner,
                        .id = member_of(body, "session_id"),
                        .token = member_of(body, "token"),
                        .began = errand.sent_at,
                        .last_sign = errand.sent_at};
        sessions_.push_back(std::move(session));
    } else if (errand.deed != Deed::use_session) {
        sessions_[std::stoul(errand.subject)].is_ended = true;
    }
}

}  // namespace dlfp::simulation
