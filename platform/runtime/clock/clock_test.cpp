// Time and randomness: fresh where they must be, repeatable where tests need it.
#include "platform/runtime/clock/clock.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace dlfp::runtime {
namespace {

struct ThingTag {
    [[maybe_unused]] static constexpr std::string_view prefix = "thg";
};

TEST(system_clock, tells_the_time_of_this_century) {
    const auto now = make_system_clock()->now();
    EXPECT_GT(now.us(), 1'700'000'000'000'000);
    EXPECT_LT(now.us(), 4'100'000'000'000'000);
}

TEST(frozen_clock, moves_only_when_told) {
    FrozenClock clock{UtcTime::from_us(5)};
    EXPECT_EQ(clock.now().us(), 5);
    clock.advance(2s);
    EXPECT_EQ(clock.now().us(), 2'000'005);
}

TEST(seeded_random, repeats_itself_for_the_same_seed_only) {
    std::array<std::byte, 37> first{}, again{}, other{};
    make_seeded_random(7)->fill(first);
    make_seeded_random(7)->fill(again);
    make_seeded_random(8)->fill(other);
    EXPECT_EQ(first, again);
    EXPECT_NE(first, other);
}

TEST(next_id, sorts_by_time) {
    const auto random = make_seeded_random(1);
    Id<ThingTag> last{};
    for (std::int64_t ms = 1; ms < 1'000; ms += 7) {
        const auto id = random->next_id<ThingTag>(UtcTime::from_us(ms * 1'000));
        EXPECT_LT(last, id);
        last = id;
    }
}

TEST(next_id, never_repeats_across_threads) {
    const auto random = make_system_random();
    std::vector<std::vector<IdBytes>> made(4);
    std::vector<std::thread> threads;
    for (auto& ids : made)
        threads.emplace_back([&ids, &random] {
            for (int count = 0; count < 5'000; ++count)
                ids.push_back(random->next_id_bytes(UtcTime::from_us(1'000)));
        });
    for (auto& thread : threads) thread.join();
    std::set<IdBytes> distinct;
    for (const auto& ids : made) distinct.insert(ids.begin(), ids.end());
    EXPECT_EQ(distinct.size(), 20'000U);
}

TEST(system_random, fills_long_spans_too) {
    const auto random = make_system_random();
    std::vector<std::byte> first(10'000), second(10'000);
    random->fill(first);
    random->fill(second);
    EXPECT_NE(first, second);
}

TEST(below, covers_the_range_evenly) {
    const auto random = make_seeded_random(3);
    std::array<int, 6> counts{};
    for (int roll = 0; roll < 60'000; ++roll) ++counts[random->below(6)];
    for (const int count : counts) EXPECT_NEAR(count, 10'000, 500);
}

TEST(below, refuses_an_empty_range) {
    EXPECT_THROW(make_seeded_random(3)->below(0), std::invalid_argument);
}

}  // namespace
}  // namespace dlfp::runtime
