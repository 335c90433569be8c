// What a plate is, kind by kind; how near reads are found; what may be shown.
#include "scenarios/parking/server/plate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dlfp::parking {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string text_of(std::string_view written, PlateColour colour = PlateColour::unknown) {
    const auto plate = parse_plate(written, colour);
    return plate ? plate->text : std::string(plate.error().code());
}

PlateKind kind_of(std::string_view written) {
    const auto plate = parse_plate(written);
    EXPECT_TRUE(plate) << written;
    return plate ? plate->kind : PlateKind{};
}

TEST(plate, every_kind_on_the_road_is_a_plate) {
    EXPECT_EQ(kind_of("京A12345"), PlateKind::ordinary);
    EXPECT_EQ(kind_of("京AD80234"), PlateKind::new_energy_small);
    EXPECT_EQ(kind_of("皖AFY3390"), PlateKind::new_energy_small);
    EXPECT_EQ(kind_of("皖AY339S"), PlateKind::ordinary);
    EXPECT_EQ(kind_of("辽D46234F"), PlateKind::new_energy_large);
    EXPECT_EQ(kind_of("鲁B1234挂"), PlateKind::trailer);
    EXPECT_EQ(kind_of("京A1234学"), PlateKind::learner);
    EXPECT_EQ(kind_of("京A1234警"), PlateKind::police);
    EXPECT_EQ(kind_of("粤Z1234港"), PlateKind::hong_kong);
    EXPECT_EQ(kind_of("粤Z1234澳"), PlateKind::macao);
    EXPECT_EQ(kind_of("使014578"), PlateKind::embassy);
    EXPECT_EQ(kind_of("224578使"), PlateKind::embassy);
    EXPECT_EQ(kind_of("沪A0023领"), PlateKind::consulate);
    EXPECT_EQ(kind_of("川X1234应急"), PlateKind::rescue);
    EXPECT_EQ(kind_of("浙A12345临"), PlateKind::temporary);
    EXPECT_EQ(kind_of("临浙A12345"), PlateKind::temporary);
    EXPECT_EQ(kind_of("VA12345"), PlateKind::military);
    EXPECT_EQ(kind_of("WJ京1234X"), PlateKind::armed_police);
    EXPECT_EQ(kind_of("WJ12345"), PlateKind::armed_police);
}

TEST(plate, what_no_office_issues_is_no_plate) {
    for (const auto* written : {"京I12345", "京O12345",    "京AO1234",    "京AD8O234",  "京A123456",
                                "京A1234",  "A12345",      "12345",       "京A1234港",  "粤Z1234",
                                "使01457",  "京京12345",   "京A12345警",  "京A12345挂", "WJ1234",
                                "临A12345", "川A1234应急", "京A1234应急", "京A1234567", "牌照"})
        EXPECT_EQ(text_of(written), "parking.plate_unknown") << written;
}

TEST(plate, all_ten_energy_letters_are_known_and_no_other) {
    for (const char letter : std::string_view{"DABCEFGHJK"}) {
        EXPECT_EQ(kind_of("京A" + std::string(1, letter) + "80234"), PlateKind::new_energy_small);
        EXPECT_EQ(kind_of("京A80234" + std::string(1, letter)), PlateKind::new_energy_large);
    }
    for (const char letter : std::string_view{"LMNPQRSTUVWXYZ"})
        EXPECT_EQ(text_of("京A" + std::string(1, letter) + "80234"), "parking.plate_unknown");
}

TEST(plate, is_written_plainly_however_it_was_typed) {
    EXPECT_EQ(text_of(" 京a·12345 "), "京A12345");
    EXPECT_EQ(text_of("京Ａ－１２３４５"), "parking.plate_unknown");
    EXPECT_EQ(text_of("京Ａ１２３４５"), "京A12345");
}

TEST(plate, characters_are_counted_and_not_bytes) {
    EXPECT_EQ(std::string_view("京A12345").size(), 9U);
    EXPECT_EQ(character_count("京A12345"), 7U);
    EXPECT_EQ(character_count("京AD80234"), 8U);
}

TEST(plate, broken_text_is_no_plate) {
    for (const std::string_view written : {"\xe4\xba", "\xff\x31",
                                           "\xc0\xb1"
                                           "A12345",
                                           "\xed\xa0\x80"
                                           "A12345",
                                           "\xf4\x90\x80\x80"
                                           "A12345"})
        EXPECT_EQ(text_of(written), "parking.plate_unknown");
}

TEST(plate, a_vehicle_without_a_plate_is_told_from_a_bad_read) {
    EXPECT_EQ(text_of("无牌"), "parking.plate_missing");
    EXPECT_EQ(text_of("无牌车"), "parking.plate_missing");
    EXPECT_EQ(text_of("  "), "parking.plate_missing");
}

TEST(plate, the_colour_decides_what_the_text_leaves_open) {
    EXPECT_EQ(text_of("京AD8023", PlateColour::blue), "京AD8023");
    EXPECT_EQ(text_of("京AD8023"), "京AD8023");
    EXPECT_EQ(text_of("京AD8023", PlateColour::green), "parking.plate_incomplete");
    EXPECT_EQ(text_of("京AD80234", PlateColour::green), "京AD80234");
    EXPECT_EQ(text_of("辽D46234F", PlateColour::yellow_green), "辽D46234F");
    EXPECT_EQ(text_of("京AD80234", PlateColour::blue), "parking.plate_incomplete");
}

TEST(plate, tells_the_energy_that_prices_ask_for) {
    EXPECT_EQ(parse_plate("京A12345")->energy, pricing::Energy::fuel);
    EXPECT_EQ(parse_plate("京AD80234")->energy, pricing::Energy::new_energy);
    EXPECT_EQ(parse_plate("京AF80234")->energy, pricing::Energy::new_energy);
}

TEST(near_plate, confusions_of_cameras_are_nearer_than_other_errors) {
    const auto exact = RegionMatch::exact;
    EXPECT_EQ(plate_distance("京A12345", "京A12345", exact), 0U);
    EXPECT_EQ(plate_distance("京A8B345", "京AB8345", exact), 2U);
    EXPECT_EQ(plate_distance("京A12345", "京A12346", exact), 3U);
    EXPECT_EQ(plate_distance("京A1234", "京A12345", exact), 3U);
    EXPECT_EQ(plate_distance("京A123456", "京A12345", exact), 3U);
    EXPECT_EQ(plate_distance("", "京A12345", exact), 21U);
}

TEST(near_plate, the_region_counts_unless_the_lot_ignores_it) {
    EXPECT_EQ(plate_distance("津A12345", "京A12345", RegionMatch::exact), 3U);
    EXPECT_EQ(plate_distance("津A12345", "京A12345", RegionMatch::ignored), 0U);
    EXPECT_EQ(match_key("津A12345", RegionMatch::ignored), "A12345");
    EXPECT_EQ(match_key("津A12345", RegionMatch::exact), "津A12345");
}

TEST(near_plate, the_most_alike_come_first_and_strangers_not_at_all) {
    const auto near = near_plates("京A8Z345", {"京A82346", "京AB2345", "京A82345", "沪C99999"},
                                  RegionMatch::exact);
    EXPECT_THAT(near, ElementsAre(NearPlate{"京A82345", 1}, NearPlate{"京AB2345", 2}));
    EXPECT_THAT(near_plates("京A12345", {"京A54321"}, RegionMatch::exact), IsEmpty());
}

TEST(plate, is_masked_for_others) {
    EXPECT_EQ(mask_plate("京A12345"), "京A**345");
    EXPECT_EQ(mask_plate("京AD80234"), "京A***234");
    EXPECT_EQ(mask_plate("京A1"), "***");
}

}  // namespace
}  // namespace dlfp::parking
