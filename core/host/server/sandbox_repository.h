// All SQL of the sandbox host: its accounts, agreements and what it moved.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/host/server/host_port.h"
#include "platform/runtime/sql/sql.h"

namespace dlfp::host {

/// How the sandbox answers a movement; of one account for ever, or of the next call only.
enum class SandboxScript {
    normal,
    times_out_moved,      ///< no answer, and the money moved
    times_out_not_moved,  ///< no answer, and nothing moved
    unavailable,          ///< cannot be reached
};
BOOST_DESCRIBE_ENUM(SandboxScript, normal, times_out_moved, times_out_not_moved, unavailable)

/// An account of this or another bank, as demo. Nothing in it belongs to a real person.
struct SandboxAccount {
    std::string account_number;
    std::string bank_code;
    std::string bank_name;
    HostAccountClass account_class{};
    std::string holder_name;
    std::string id_number;
    std::string mobile;
    Money balance_fen;
    bool is_frozen = false;
    SandboxScript script{};
};
BOOST_DESCRIBE_STRUCT(SandboxAccount, (),
                      (account_number, bank_code, bank_name, account_class, holder_name, id_number,
                       mobile, balance_fen, is_frozen, script))

/// One reference the sandbox has seen.
struct SandboxMovement {
    BusinessDate received_day;
    std::string reference;
    std::string account_number;
    MovementDirection direction{};
    Money amount_fen;
    bool has_moved = false;
    HostRefusal refusal{};
    UtcTime received_at_us;
    UtcTime known_at_us;  ///< inquiries before answer "in progress"
};
BOOST_DESCRIBE_STRUCT(SandboxMovement, (),
                      (received_day, reference, account_number, direction, amount_fen, has_moved,
                       refusal, received_at_us, known_at_us))

class SandboxRepository {
public:
    explicit SandboxRepository(sql::Reader& reader) : reader_{reader} {}

    std::vector<SandboxAccount> list_accounts();
    std::optional<SandboxAccount> find_account(std::string_view account_number);
    std::optional<SandboxAccount> find_account_of_agreement(std::string_view agreement_number);
    /// Accounts of one person, by identity number.
    std::vector<SandboxAccount> list_accounts_of(std::string_view id_number);
    std::optional<std::string> find_agreement(std::string_view account_number);
    std::optional<SandboxMovement> find_movement(std::string_view reference);
    std::vector<HostStatementLine> list_moved(BusinessDate day);
    SandboxScript next_script();

protected:
    sql::Reader& reader_;
};

/// The writing half.
class SandboxBooks : public SandboxRepository {
public:
    explicit SandboxBooks(sql::Transaction& transaction)
        : SandboxRepository{transaction}, transaction_{transaction} {}

    /// Rows added: 0 when the number exists.
    std::int64_t add_account(const SandboxAccount& account);
    std::optional<SandboxAccount> lock_account_of_agreement(std::string_view agreement_number);
    void add_agreement(std::string_view agreement_number, std::string_view account_number);
    void add_movement(const SandboxMovement& movement);
    void set_balance(std::string_view account_number, Money balance_fen);
    /// Rows changed: 0 when there is no such account.
    std::int64_t set_frozen(std::string_view account_number, std::int64_t is_frozen);
    std::int64_t set_script(std::string_view account_number, SandboxScript script);
    void set_next_script(SandboxScript script);

private:
    sql::Transaction& transaction_;
};

}  // namespace dlfp::host
