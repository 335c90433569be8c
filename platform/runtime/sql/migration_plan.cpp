// The rules of migration: forward only, in order, never changed afterwards.
#include "platform/runtime/sql/migration_plan.h"

#include <map>

namespace dlfp::sql {
namespace {

std::string label(const Migration& migration) {
    return migration.module + " " + std::to_string(migration.version) + " (" + migration.name + ")";
}

/// The highest version of each module.
std::map<std::string, int> last_versions(const std::vector<Migration>& migrations) {
    std::map<std::string, int> last;
    for (const auto& migration : migrations) {
        auto& version = last[migration.module];
        version = std::max(version, migration.version);
    }
    return last;
}

void require_order(const std::vector<Migration>& wanted) {
    std::map<std::string, int> last;
    for (const auto& migration : wanted) {
        const auto [at, first] = last.try_emplace(migration.module, migration.version);
        if (first) continue;
        if (migration.version <= at->second)
            throw Fault(FaultKind::broken, "schema file out of order: " + label(migration));
        at->second = migration.version;
    }
}

}  // namespace

std::vector<const Migration*> plan_migrations(const std::vector<Migration>& applied,
                                              const std::vector<Migration>& wanted) {
    require_order(wanted);
    const auto program_last = last_versions(wanted);
    std::map<std::pair<std::string, int>, const Migration*> known;
    for (const auto& migration : applied) {
        known[{migration.module, migration.version}] = &migration;
        const auto last = program_last.find(migration.module);
        if (last != program_last.end() && migration.version > last->second)
            throw Fault(FaultKind::broken,
                        "the database is newer than the program: " + label(migration));
    }
    const auto database_last = last_versions(applied);
    std::vector<const Migration*> missing;
    for (const auto& migration : wanted) {
        const auto found = known.find({migration.module, migration.version});
        if (found != known.end()) {
            if (found->second->text != migration.text)
                throw Fault(FaultKind::broken,
                            "schema file changed after it was applied: " + label(migration));
            continue;
        }
        const auto last = database_last.find(migration.module);
        if (last != database_last.end() && migration.version < last->second)
            throw Fault(FaultKind::broken,
                        "schema file came after a later one was applied: " + label(migration));
        missing.push_back(&migration);
    }
    return missing;
}

}  // namespace dlfp::sql
