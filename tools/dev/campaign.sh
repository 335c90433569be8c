# usage: ./dev campaign kills|seeds|histories COUNT [sqlite|postgresql]
# Runs one kind of randomized test COUNT times and keeps the result in build/campaigns.jsonl.
#
# kills      kill -9 of the served program, at any moment and at named points, under load
# seeds      simulated days of business on virtual time, each seed once (SQLite only)
# histories  2,000 calls of 16 clients with kills meanwhile, checked for linearizability
#
# Each run appends one line: commit, kind, engine, seeds, count, failures, seconds and, when nothing
# failed, the 95 % upper bound 3/COUNT of the failure rate. Failing seeds are printed with the
# command that plays them again. Fresh seeds each time: the clock chooses the first one.
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

if [[ ! ${1:-} =~ ^(kills|seeds|histories)$ || ! ${2:-} =~ ^[1-9][0-9]*$ ||
      ! ${3:-sqlite} =~ ^(sqlite|postgresql)$ ]]; then
    bash tools/dev/help.sh campaign >&2
    exit 2
fi
install_all
build_server all
exec python3 -B tools/dev/run_campaign.py "$@"
