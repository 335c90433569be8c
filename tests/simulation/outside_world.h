// What lies outside the bank and never forgets when the bank does: the core-banking host and the
// carrier of short messages, with moods that the seed chooses.
#pragma once

#include <map>
#include <string>

#include "core/host/server/host_port.h"
#include "core/outbox/server/sms.h"
#include "platform/runtime/clock/clock.h"
#include "tests/simulation/dice.h"

namespace dlfp::simulation {

/// How often the outside fails, in percent.
struct Moods {
    std::uint64_t host_unavailable = 0;
    std::uint64_t host_silent = 0;  ///< answers `unknown`; it may have moved the money or not
    std::uint64_t carrier_fails = 0;
};

/// Everybody has a class-I account there, with money enough.
class OutsideHost final : public host::HostPort {
public:
    struct Movement {
        host::MovementDirection direction{};
        Money amount;
        bool has_moved = false;
        UtcTime at;
        UtcTime known_at;
    };
    using Memory = std::map<std::string, Movement, std::less<>>;

    OutsideHost(const runtime::Clock& clock, Dice& dice, const Moods& moods, Memory memory = {})
        : clock_{clock}, dice_{dice}, moods_{moods}, movements_{std::move(memory)} {}

    std::string_view name() const override { return "simulated"; }
    host::CheckReply check_person(const host::Person& person) override;
    host::BindingReply check_binding(const host::BindingRequest& request) override;
    host::MovementReply debit_bound(const host::MovementRequest& request) override;
    host::MovementReply credit_bound(const host::MovementRequest& request) override;
    host::InquiryReply inquire(std::string_view reference) override;
    host::HostStatement statement(BusinessDate day) override;

    /// What went from bound accounts to us, less what came back.
    Money received() const;
    const Memory& memory() const { return movements_; }

private:
    host::MovementReply move(const host::MovementRequest& request,
                             host::MovementDirection direction);
    bool chance(std::uint64_t percent) { return dice_.below(100) < percent; }

    const runtime::Clock& clock_;
    Dice& dice_;
    const Moods& moods_;
    Memory movements_;
};

class OutsideCarrier final : public outbox::SmsCarrier {
public:
    OutsideCarrier(Dice& dice, const Moods& moods) : dice_{dice}, moods_{moods} {}
    outbox::HandOver hand_over(outbox::SmsId id, const Secret<>& mobile,
                               const Secret<>& text) override;
    std::size_t carried() const { return carried_; }

private:
    Dice& dice_;
    const Moods& moods_;
    std::size_t carried_ = 0;
};

}  // namespace dlfp::simulation
