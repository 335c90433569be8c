// Finding diners, and who may dine (clause 3.1.3-14).
#include "scenarios/canteen/server/diners/diner.h"

#include "scenarios/canteen/server/testing/diner_bank.h"

namespace dlfp::canteen {
namespace {

Result<Done> may_dine(DinerBank& bank, const Diner& diner) {
    return bank.read([&](sql::Reader& reader) {
        return check_may_dine(reader, find_diner(reader, diner.organisation_id, diner.id).value());
    });
}

TEST(find_diner, finds_by_id_card_and_customer_within_the_operator_only) {
    DinerBank bank;
    const auto added = add_diner(bank, {.organisation_id = canteen_operator,
                                        .customer_id = bank.zhang,
                                        .price_class_id = staff_class,
                                        .card_number = "C-1"});
    bank.read([&](sql::Reader& reader) {
        EXPECT_EQ(find_diner(reader, canteen_operator, added.id)->diner_number, "1001");
        EXPECT_EQ(find_diner(reader, canteen_operator, added.id)->price_class_id, staff_class);
        EXPECT_EQ(find_diner_by_card(reader, canteen_operator, "C-1")->id, added.id);
        EXPECT_EQ(find_diner_of_customer(reader, canteen_operator, bank.zhang)->id, added.id);
        EXPECT_TRUE(find_diner(reader, other_operator, added.id).failed_with(diner_not_found));
        EXPECT_TRUE(find_diner_by_card(reader, other_operator, "C-1").failed_with(diner_not_found));
        EXPECT_TRUE(
            find_diner_of_customer(reader, other_operator, bank.zhang).failed_with(not_a_diner));
        return 0;
    });
    bank.write([&](sql::Transaction& transaction) {
        EXPECT_EQ(lock_diner(transaction, canteen_operator, added.id)->id, added.id);
        EXPECT_TRUE(lock_diner(transaction, other_operator, added.id).failed_with(diner_not_found));
        return true;
    });
}

TEST(enrol_diner, number_card_and_customer_belong_to_one_record_of_an_operator) {
    DinerBank bank;
    add_diner(
        bank,
        {.organisation_id = canteen_operator, .customer_id = bank.zhang, .card_number = "C-1"});
    const auto enrol = [&](identity::OrganisationId organisation, std::string number,
                           std::optional<std::string> card,
                           std::optional<identity::CustomerId> customer,
                           std::optional<PriceClassId> price_class = {}) {
        return bank.in_unit([&](const payment::Scope& scope) {
            return enrol_diner(scope, {.id = bank.bank.next_id<DinerTag>(),
                                       .organisation_id = organisation,
                                       .details = {.diner_number = number,
                                                   .name = "李四",
                                                   .mobile = "13700137000",
                                                   .department = "",
                                                   .price_class_id = price_class,
                                                   .avoided_allergens = "",
                                                   .card_number = card},
                                       .customer_id = customer});
        });
    };
    EXPECT_TRUE(enrol(canteen_operator, "1001", {}, {}).failed_with(diner_number_taken));
    EXPECT_TRUE(enrol(canteen_operator, "1002", "C-1", {}).failed_with(card_number_taken));
    EXPECT_TRUE(
        enrol(canteen_operator, "1002", {}, bank.zhang).failed_with(customer_already_diner));
    EXPECT_TRUE(
        enrol(other_operator, "1001", {}, {}, staff_class).failed_with(price_class_unknown));
    EXPECT_TRUE(enrol(canteen_operator, "1002", {}, {}, staff_class));
    EXPECT_TRUE(enrol(other_operator, "1001", "C-1", bank.zhang));
}

// clause: 5.1.4-g
TEST(enrol_diner, name_and_mobile_are_sealed_in_the_database) {
    DinerBank bank;
    const auto added = add_diner(bank, {.organisation_id = canteen_operator, .name = "欧阳娜娜"});
    bank.read([&](sql::Reader& reader) {
        const auto row = DinerRepository{reader}.find_row(canteen_operator, added.id).value();
        const auto text_of = [](const sql::Bytes& bytes) {
            return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        };
        EXPECT_EQ(text_of(row.name_sealed).find("娜"), std::string::npos);
        EXPECT_EQ(text_of(row.mobile_sealed).find("1380"), std::string::npos);
        EXPECT_EQ(row.masked_mobile, "138****8000");
        EXPECT_EQ(open_details(bank.platform(), row).name, "欧阳娜娜");
        EXPECT_EQ(open_details(bank.platform(), row).mobile, "13800138000");
        return 0;
    });
}

// clause: 3.1.3-14
TEST(check_may_dine, needs_a_verified_customer_with_card_or_account) {
    DinerBank bank;
    const auto unlinked =
        add_diner(bank, {.organisation_id = canteen_operator, .diner_number = "1"});
    EXPECT_TRUE(may_dine(bank, unlinked).failed_with(dining_account_missing));
    const auto linked = add_diner(
        bank,
        {.organisation_id = canteen_operator, .diner_number = "2", .customer_id = bank.zhang});
    EXPECT_TRUE(may_dine(bank, linked).failed_with(dining_account_missing));
    bank.open(bank.zhang);
    EXPECT_TRUE(may_dine(bank, linked));
    const auto only_registered = add_diner(bank, {.organisation_id = canteen_operator,
                                                  .diner_number = "3",
                                                  .customer_id = bank.registered("13900139000")});
    EXPECT_TRUE(may_dine(bank, only_registered).failed_with(dining_account_missing));
}

TEST(check_may_dine, neither_a_disabled_diner_nor_one_in_arrears) {
    DinerBank bank;
    const auto diner = bank.zhang_with(yuan(1));
    EXPECT_TRUE(may_dine(bank, diner));
    bank.write([&](sql::Transaction& transaction) {
            return ledger::post(transaction,
                                {.id = bank.bank.next_id<ledger::TransferTag>(),
                                 .debit_account_id = diner.arrears_account_id,
                                 .credit_account_id = bank.merchant.clearing_account_id,
                                 .amount_fen = yuan(3),
                                 .cause = {"test.owe", diner.id.bytes()}},
                                bank.bank.now());
        })
        .value();
    const auto owing = may_dine(bank, diner);
    ASSERT_TRUE(owing.failed_with(diner_in_arrears));
    EXPECT_EQ(payment::fact_of(owing.error(), "owed_fen"), 300);
    bank.in_unit([&](const payment::Scope& scope) {
            auto row =
                DinerRepository{scope.transaction}.find_row(canteen_operator, diner.id).value();
            row.state = DinerState::disabled;
            return change_diner(scope, row, {"staff", "disabled"});
        })
        .value();
    EXPECT_TRUE(may_dine(bank, diner).failed_with(diner_disabled));
}

}  // namespace
}  // namespace dlfp::canteen
