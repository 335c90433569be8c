// Diners, staff and terminals that do business, remember what they were told, and repeat a call
// under the same key when the answer is lost.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "tests/simulation/invariants.h"
#include "tests/simulation/logins.h"
#include "tests/simulation/offline_counters.h"
#include "tests/simulation/staff_desk.h"

namespace dlfp::simulation {

/// What clients were told, in sums.
struct ClientFigures {
    std::uint64_t calls = 0;
    std::uint64_t done = 0;
    std::uint64_t refused = 0;
    std::uint64_t unavailable = 0;
    std::uint64_t lost = 0;  ///< answers that never arrived
    std::uint64_t repeated = 0;
    std::map<std::string, std::uint64_t> refusals;
};

class Clients {
public:
    Clients(const Population& people, const Effects& before, Dice& dice)
        : people_{people}, dice_{dice}, effects_{before} {}

    /// What is sent next, all at once: fresh errands, and repeats of what was never answered.
    std::vector<Errand> next(UtcTime now);
    /// What people with sessions send, one after the other.
    std::vector<Errand> next_of_sessions(UtcTime now) { return logins_.next(now); }
    /// Tells the client of an errand what came back. Broken promises go to `findings`.
    void hear(const Errand& errand, const Answer& answer, std::vector<std::string>& findings);
    /// The last acknowledged calls, to be sent again after a crash.
    std::vector<Errand> acknowledged() const;
    /// The repeat of an acknowledged call: the same answer, or the promise is broken.
    void hear_again(const Errand& errand, const Answer& answer,
                    std::vector<std::string>& findings) const;

    /// Menus of the day, from the answer to `menu_call`.
    Call menu_call(UtcTime now) const;
    void learn_menu(const Answer& answer);

    /// Compares rows with what clients know: effects = keys.
    void compare(const Effects& rows, std::vector<std::string>& findings) const;
    bool has_unanswered() const { return !unanswered_.empty() || counters_.has_rest(); }
    void stop_new_business() { is_closing_ = true; }
    const ClientFigures& figures() const { return figures_; }

private:
    struct Dish {
        std::string menu_item_id;
        std::int64_t price_fen = 0;
    };
    struct Meal {
        std::size_t diner = 0;
        std::string order_id;
        std::string payment_id;
    };
    Errand fresh(UtcTime now);
    /// Somebody else has the same in mind at the same moment.
    void add_rival(std::vector<Errand>& errands, UtcTime now);
    std::string next_key() { return "client-key-" + std::to_string(++keys_); }
    Errand of_diner(Deed deed, std::size_t diner, std::string target, std::string body);
    Errand place_order(std::size_t diner);
    Errand pay_or_cancel(std::size_t diner);
    Errand fund(std::size_t diner);
    Errand sale(Deed deed, std::string payer_kind, std::string payer, UtcTime now);
    Errand refund();
    Errand make_code(std::size_t diner);
    Errand look(std::size_t diner);
    void hear_success(const Errand& errand, const std::string& body,
                      std::vector<std::string>& findings);
    void learn(const Errand& errand, const std::string& body, std::vector<std::string>& findings);
    void forget_meal(const std::string& subject);
    std::int64_t* effect_of(Deed deed);

    const Population& people_;
    Dice& dice_;
    Effects effects_;
    OfflineCounters counters_{people_, dice_};
    StaffDesk desk_{people_, dice_};
    Logins logins_{dice_};
    std::vector<Dish> menu_;
    std::vector<Meal> unpaid_;
    std::vector<Meal> paid_;
    std::vector<std::string> codes_;
    std::map<std::string, int> code_uses_;
    std::map<std::string, std::string> answered_;  ///< first success by name
    std::deque<Errand> unanswered_;
    std::deque<Errand> recent_;
    std::vector<std::int64_t> next_seq_ = std::vector<std::int64_t>(people_.terminals.size(), 1);
    std::uint64_t keys_ = 0;
    bool is_code_fresh_ = false;
    bool is_closing_ = false;
    ClientFigures figures_;
};

}  // namespace dlfp::simulation
