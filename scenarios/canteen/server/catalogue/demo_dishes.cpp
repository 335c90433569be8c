// Figures are per portion, or per 100 g of what is sold by weight; typical values of home recipes.
#include "scenarios/canteen/server/catalogue/demo_dishes.h"

#include <array>

#include "scenarios/canteen/server/catalogue/catalogue_demo.h"

namespace dlfp::canteen {
namespace {

constexpr auto piece = DishPricing::per_item;
constexpr auto weight = DishPricing::per_weight;
constexpr auto sets = demo_set_meal_area_id;
constexpr auto wok = demo_stir_fry_area_id;
constexpr auto scales = demo_weighing_area_id;
constexpr auto shop = demo_shop_area_id;
constexpr unsigned breakfast = 1;
constexpr unsigned lunch = 2;
constexpr unsigned dinner = 4;
constexpr unsigned night = 8;
constexpr unsigned main_meals = lunch | dinner;

constexpr std::array dishes{
    DemoDish{1, sets, "早餐套餐", "鲜肉包两个、鸡蛋、豆浆", "gluten,egg,soy", piece, 500, 1'980,
             22'000, 15'000, 62'000, 780, breakfast, 0},
    DemoDish{2, sets, "两荤两素套餐", "当日两荤两素、米饭、例汤", "soy", piece, 1'200, 3'350,
             36'000, 30'000, 96'000, 1'650, main_meals, 300},
    DemoDish{3, sets, "夜宵套餐", "皮蛋瘦肉粥、小菜、茶叶蛋", "egg,soy", piece, 800, 1'720, 19'000,
             11'000, 58'000, 980, night, 80},
    DemoDish{4, wok, "红烧肉", "五花肉慢炖，肥而不腻", "soy", piece, 1'800, 2'480, 18'500, 52'000,
             12'000, 920, main_meals, 60, 0b0010101},
    DemoDish{5, wok, "宫保鸡丁", "鸡腿肉、花生、干辣椒", "peanut,soy", piece, 1'600, 1'850, 26'000,
             27'000, 18'000, 1'050, main_meals, 60, 0b0101010},
    DemoDish{6, wok, "清蒸鲈鱼", "现杀现蒸，豉油提鲜", "fish,soy", piece, 2'600, 980, 31'000, 8'500,
             4'000, 760, main_meals, 20},
    DemoDish{7, wok, "油焖大虾", "每份六只", "crustacean,soy", piece, 2'800, 1'120, 28'000, 12'000,
             9'000, 880, lunch, 20, 0b1010100},
    DemoDish{8, wok, "番茄炒蛋", "家常味，少盐", "egg", piece, 900, 880, 12'500, 14'000, 9'500, 520,
             main_meals, 0},
    DemoDish{9, wok, "麻婆豆腐", "微辣，牛肉末", "soy", piece, 800, 1'030, 15'000, 16'000, 10'500,
             960, main_meals, 0},
    DemoDish{10, wok, "腰果西芹", "清爽时蔬配腰果", "nut", piece, 1'200, 1'180, 8'000, 19'000,
             16'000, 430, main_meals, 40, 0b1101011},
    DemoDish{11, wok, "牛肉拉面", "手工拉面，清汤", "gluten,soy", piece, 1'500, 2'260, 27'000,
             13'000, 74'000, 1'480, main_meals | night, 100},
    DemoDish{12, scales, "土豆牛腩", "自选称重", "soy", weight, 5'160, 640, 9'200, 9'800, 6'900,
             380, main_meals, 0},
    DemoDish{13, scales, "蒜蓉时蔬", "自选称重", "", weight, 2'180, 210, 2'100, 3'200, 3'800, 260,
             main_meals, 0},
    DemoDish{14, scales, "凉拌木耳", "自选称重", "soy", weight, 2'580, 190, 1'600, 2'400, 4'900,
             310, main_meals, 0},
    DemoDish{15, scales, "米饭", "自选称重", "", weight, 600, 486, 2'600, 300, 25'900, 3,
             main_meals, 0},
    DemoDish{16, shop, "原味酸奶", "200 克", "milk", piece, 550, 720, 6'200, 6'400, 24'000, 120,
             breakfast | main_meals, 0},
    DemoDish{17, shop, "鲜切水果杯", "时令水果 250 克", "", piece, 980, 520, 1'800, 400, 29'000, 8,
             main_meals, 30},
    DemoDish{18, shop, "热豆浆", "现磨，无糖可选", "soy", piece, 300, 260, 6'000, 3'000, 2'800, 6,
             breakfast, 0},
    DemoDish{19, shop, "鲜肉包", "每个约 90 克", "gluten,soy", piece, 250, 860, 8'200, 6'100,
             28'000, 410, breakfast, 200},
    DemoDish{20, shop, "烤冷面", "夜宵小吃", "gluten,egg", piece, 1'000, 1'640, 13'000, 14'000,
             54'000, 1'120, night, 40}};

}  // namespace

std::span<const DemoDish> demo_dishes() { return dishes; }

}  // namespace dlfp::canteen
