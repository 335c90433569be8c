# usage: ./dev analyse [PATH…]
# Looks for faults without running anything: clang-tidy and cppcheck over the product code.
#
#   PATH   only these files and folders; else all of platform, core, services, scenarios and app
#
# What clang-tidy looks for, and why some of its checks are off, is in .clang-tidy; what cppcheck is
# told to leave alone, each with its reason, in tools/dev/cppcheck.txt. A finding reads
# `path:line: message [check]`; any makes the exit code 1. A file once seen clean is remembered in
# build/analyse until it, a header it reads or a rule changes. The first run takes about an hour on
# two cores, which is why it is no part of ./dev test. Tests are left out: GoogleTest's macros are
# not ours.
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

install_packages
[ -f build/dev/build.ninja ] || step "configuring the server" configure configure_server
# clang-tidy reads the precompiled headers that the commands name.
step "building the precompiled headers" analyse_build \
    ninja -C build/dev dlfp_precompiled dlfp_precompiled_tests
exec python3 -B tools/dev/analyse.py --jobs "$(job_count)" "$@"
