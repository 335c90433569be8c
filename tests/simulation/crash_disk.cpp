// What survives a power cut, and the switches of the disk.
#include "tests/simulation/crash_disk.h"

#include <algorithm>
#include <stdexcept>

#include "tests/simulation/disk_state.h"
#include "tests/simulation/disk_vfs.h"

namespace dlfp::simulation {
namespace {

/// How the disk orders what it was not asked to order.
enum class Survival { everything, nothing, first_sectors, any_sectors };

/// A change cut at the borders of sectors, in the order in which it was written.
std::vector<UnsyncedChange> sectors_of(const std::vector<UnsyncedChange>& changes) {
    std::vector<UnsyncedChange> sectors;
    for (const auto& change : changes) {
        if (change.is_truncation) {
            sectors.push_back(change);
            continue;
        }
        std::size_t done = 0;
        while (done < change.bytes.size()) {
            const auto offset = change.offset + done;
            const auto size =
                std::min<std::size_t>(change.bytes.size() - done,
                                      CrashDisk::sector_bytes - offset % CrashDisk::sector_bytes);
            sectors.push_back({offset, change.bytes.substr(done, size), false});
            done += size;
        }
    }
    return sectors;
}

void require_closed(const std::map<std::string, FileContent>& files) {
    for (const auto& [name, file] : files)
        if (file.opened != 0) throw std::logic_error("still open: " + name);
}

}  // namespace

bool CrashDisk::State::takes_operation() {
    if (!is_powered) return false;
    if (operations_left && (*operations_left)-- == 0) {
        operations_left.reset();
        is_powered = false;
        ++figures.power_cuts;
        return false;
    }
    ++figures.operations;
    return true;
}

void CrashDisk::State::apply(std::string& bytes, const UnsyncedChange& change) {
    if (change.is_truncation) return bytes.resize(std::min(bytes.size(), change.offset));
    const auto end = change.offset + change.bytes.size();
    if (bytes.size() < end) bytes.resize(end);
    std::ranges::copy(change.bytes, bytes.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

void CrashDisk::State::change(FileContent& file, UnsyncedChange made) {
    apply(file.bytes, made);
    file.changes.push_back(std::move(made));
}

void CrashDisk::State::keep(FileContent& file) {
    for (const auto& change : file.changes) apply(file.synced, change);
    file.changes.clear();
}

bool CrashDisk::State::keeps_sync(const std::string& name) const {
    if (honesty == Honesty::lies) return false;
    return honesty == Honesty::honest || !name.ends_with("-wal") || is_checkpointing;
}

void CrashDisk::State::survive(FileContent& file, Dice& dice) {
    const auto sectors = sectors_of(file.changes);
    const auto survival = static_cast<Survival>(dice.below(4));
    const auto first = sectors.empty() ? 0 : dice.below(sectors.size());
    for (std::size_t index = 0; index < sectors.size(); ++index) {
        auto sector = sectors[index];
        const bool is_kept = survival == Survival::everything ||
                             (survival == Survival::first_sectors && index < first) ||
                             (survival == Survival::any_sectors && dice.one_in(2));
        if (!is_kept) {
            ++figures.sectors_lost;
            continue;
        }
        if (!sector.is_truncation && survival != Survival::everything && dice.one_in(8)) {
            sector.bytes.resize(dice.below(sector.bytes.size() + 1));
            ++figures.sectors_torn;
        }
        ++figures.sectors_kept;
        apply(file.synced, sector);
    }
    file.bytes = file.synced;
    file.changes.clear();
    file.memory.reset();
}

CrashDisk::CrashDisk() : state_{std::make_unique<State>()} { install_vfs(*state_); }

CrashDisk& CrashDisk::installed() {
    static auto* disk = new CrashDisk;
    return *disk;
}

void CrashDisk::load(const Image& image, Honesty honesty) {
    const std::lock_guard lock{state_->mutex};
    require_closed(state_->files);
    state_->files.clear();
    for (const auto& [name, bytes] : image) {
        auto& file = state_->files[name];
        file.bytes = file.synced = bytes;
    }
    state_->honesty = honesty;
    state_->is_powered = state_->may_checkpoint = true;
    state_->is_full = state_->is_checkpointing = false;
    state_->syncs_to_fail = 0;
    state_->operations_left.reset();
    state_->figures = {};
    restart_sqlite_randomness();
}

CrashDisk::Image CrashDisk::image() const {
    const std::lock_guard lock{state_->mutex};
    Image image;
    for (const auto& [name, file] : state_->files) image[name] = file.bytes;
    return image;
}

void CrashDisk::cut_power_after(std::uint64_t operations) {
    const std::lock_guard lock{state_->mutex};
    state_->operations_left = operations;
}

void CrashDisk::cut_power() {
    const std::lock_guard lock{state_->mutex};
    if (state_->is_powered) ++state_->figures.power_cuts;
    state_->is_powered = false;
    state_->operations_left.reset();
}

void CrashDisk::spare_power() {
    const std::lock_guard lock{state_->mutex};
    state_->operations_left.reset();
}

bool CrashDisk::is_powered() const {
    const std::lock_guard lock{state_->mutex};
    return state_->is_powered;
}

void CrashDisk::restore_power(Dice& dice) {
    const std::lock_guard lock{state_->mutex};
    require_closed(state_->files);
    for (auto& [name, file] : state_->files) state_->survive(file, dice);
    state_->is_powered = true;
    state_->is_full = state_->is_checkpointing = false;
    state_->syncs_to_fail = 0;
}

void CrashDisk::fill() {
    const std::lock_guard lock{state_->mutex};
    state_->is_full = true;
}

void CrashDisk::fail_syncs(std::uint64_t count) {
    const std::lock_guard lock{state_->mutex};
    state_->syncs_to_fail = count;
}

void CrashDisk::heal() {
    const std::lock_guard lock{state_->mutex};
    state_->is_full = false;
    state_->syncs_to_fail = 0;
}

void CrashDisk::allow_checkpoints() {
    const std::lock_guard lock{state_->mutex};
    state_->may_checkpoint = true;
}

void CrashDisk::forbid_checkpoints() {
    const std::lock_guard lock{state_->mutex};
    state_->may_checkpoint = false;
}

DiskFigures CrashDisk::figures() const {
    const std::lock_guard lock{state_->mutex};
    return state_->figures;
}

}  // namespace dlfp::simulation
