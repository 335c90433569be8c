# Builds the server and the web clients, each only when something changed since.
# Sourced by the commands after steps.sh.


# One compiler takes up to 1.5 GB: no more of them than memory carries.
job_count() {
    local by_memory
    by_memory=$(awk '/MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo)
    local count
    count=$(nproc)
    [ "$count" -le "$by_memory" ] || count=$by_memory
    [ "$count" -ge 1 ] || count=1
    echo "$count"
}

configure_server() {
    cmake --preset dev
}

# build_server [TARGET…]: all targets when none is named.
build_server() {
    if [ ! -f build/dev/build.ninja ]; then
        step "configuring the server" configure configure_server
    fi
    step "building the server" server ninja -C build/dev -j "$(job_count)" "$@"
}

# build_with_sanitizer asan|tsan TARGET…: the preset of that name in CMakePresets.json.
build_with_sanitizer() {
    local preset=$1
    shift
    if [ ! -f "build/$preset/build.ninja" ]; then
        step "configuring with sanitizers" "$preset" cmake --preset "$preset"
    fi
    step "building with sanitizers" "$preset" ninja -C "build/$preset" -j "$(job_count)" "$@"
}

# True when a source of the web clients is newer than the stamp; folders' times tell deletions.
web_changed_since() {
    [ -e "$1" ] || return 0
    local roots=(web)
    local folder
    for folder in core services scenarios; do
        [ ! -d "$folder" ] || roots+=("$folder")
    done
    [ -n "$(find "${roots[@]}" \( -name node_modules -o -name dist -o -name server -o -name schema \
        -o -name journeys \) -prune -o -newer "$1" -print -quit)" ]
}

install_web_packages() {
    if [ build/stamps/web_packages -nt web/package-lock.json ] && [ -d web/node_modules ]; then
        return 0
    fi
    step "installing web packages" web_packages npm --prefix web ci --ignore-scripts
    touch build/stamps/web_packages
}

build_web() {
    [ -f web/package.json ] || return 0
    install_web_packages
    web_changed_since build/stamps/web || return 0
    # Made beforehand: a folder that the build adds would look like a change of its parent later.
    local config
    for config in web/*/vite.config.ts; do mkdir -p "${config%/*}/dist"; done
    touch build/stamps/web_began
    step "building the web clients" web npm --prefix web run build
    mv build/stamps/web_began build/stamps/web
}
