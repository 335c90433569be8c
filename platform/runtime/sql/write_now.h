// Database::write: a unit that the calling thread waits for. Included by sql.h only.
#pragma once

#include <future>

namespace dlfp::sql {

/// Raises what an unfinished unit means to code that waited for it.
[[noreturn]] inline void raise_unit_end(UnitEnd end, std::string_view message) {
    const auto kind = end == UnitEnd::unavailable ? FaultKind::unavailable
                      : end == UnitEnd::uncertain ? FaultKind::uncertain
                                                  : FaultKind::broken;
    throw Fault(kind, std::string(message));
}

template <class F>
auto Database::write(F&& work) -> std::invoke_result_t<F&, Transaction&> {
    using Outcome = std::invoke_result_t<F&, Transaction&>;
    std::optional<Outcome> outcome;
    std::promise<std::pair<UnitEnd, std::string>> ended;
    submit(Unit{.work =
                    [&](Transaction& transaction) {
                        outcome.reset();
                        outcome.emplace(work(transaction));
                        if constexpr (requires { outcome->has_value(); })
                            return outcome->has_value();
                        else
                            return true;
                    },
                .finished =
                    [&](UnitEnd end, std::string_view message) {
                        ended.set_value({end, std::string(message)});
                    }});
    const auto [end, message] = ended.get_future().get();
    if (end == UnitEnd::committed || (end == UnitEnd::rolled_back && outcome))
        return std::move(*outcome);
    raise_unit_end(end, message);
}

}  // namespace dlfp::sql
