// The writers of PostgreSQL: threads with a connection each, one transaction for each unit.
#pragma once

#include <memory>
#include <random>
#include <thread>
#include <vector>

#include "platform/runtime/sql/postgresql_connection.h"
#include "platform/runtime/sql/unit_queue.h"

namespace dlfp::sql {

class PostgresqlWriters {
public:
    explicit PostgresqlWriters(const DatabaseOptions& options);
    ~PostgresqlWriters();

    void submit(Unit unit) { queue_.push(std::move(unit)); }
    void drain() { queue_.close(); }
    void add_invariant(Invariant invariant) { invariants_.add(std::move(invariant)); }

private:
    class Writer;
    class Run;

    const DatabaseOptions options_;
    UnitQueue queue_;
    InvariantList invariants_;
    std::vector<std::thread> threads_;
};

}  // namespace dlfp::sql
