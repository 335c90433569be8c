// The disk keeps what was synced, and of the rest what it likes.
#include "tests/simulation/crash_disk.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulation/disk_state.h"

namespace dlfp::simulation {
namespace {

struct CrashDiskTest : ::testing::Test {
    CrashDiskTest() { disk.load({{"/file", std::string(4'096, 'a')}}, Honesty::honest); }

    void write(std::uint64_t offset, std::size_t size) {
        state.change(state.files.at("/file"), {offset, std::string(size, 'b'), false});
    }
    std::string after_power_cut(std::uint64_t seed) {
        Dice dice{seed};
        disk.cut_power();
        disk.restore_power(dice);
        return disk.image().at("/file");
    }

    CrashDisk& disk = CrashDisk::installed();
    CrashDisk::State& state = disk.state();
};

TEST_F(CrashDiskTest, what_was_synced_is_there) {
    write(0, 1'024);
    state.keep(state.files.at("/file"));
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        EXPECT_EQ(after_power_cut(seed).substr(0, 1'024), std::string(1'024, 'b'));
}

TEST_F(CrashDiskTest, of_unsynced_sectors_any_part_survives) {
    int whole = 0, none = 0, mixed = 0, torn = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        disk.load({{"/file", std::string(4'096, 'a')}}, Honesty::honest);
        write(100, 2'048);
        const auto bytes = after_power_cut(seed);
        ASSERT_EQ(bytes.size(), 4'096U);
        EXPECT_EQ(bytes.substr(0, 100), std::string(100, 'a')) << "outside of what was written";
        EXPECT_EQ(bytes.substr(2'148), std::string(1'948, 'a'));
        const auto kept = std::ranges::count(bytes, 'b');
        whole += kept == 2'048;
        none += kept == 0;
        mixed += kept != 0 && kept != 2'048;
        torn += disk.figures().sectors_torn > 0;
    }
    EXPECT_GT(whole, 0);
    EXPECT_GT(none, 0);
    EXPECT_GT(mixed, 0);
    EXPECT_GT(torn, 0);
}

TEST_F(CrashDiskTest, power_fails_at_the_operation_it_is_told) {
    disk.cut_power_after(2);
    EXPECT_TRUE(state.takes_operation());
    EXPECT_TRUE(state.takes_operation());
    EXPECT_FALSE(state.takes_operation());
    EXPECT_FALSE(disk.is_powered());
    EXPECT_FALSE(state.takes_operation());
    EXPECT_EQ(disk.figures().operations, 2U);
}

}  // namespace
}  // namespace dlfp::simulation
