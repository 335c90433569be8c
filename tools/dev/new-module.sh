# usage: ./dev new-module scenario|service|core NAME
# Writes a module folder that builds: endpoints, table, tests, and a page in each client.
#
# NAME is a singular noun in snake_case. Nothing outside the folder changes, except that a core
# module gets its line in tools/layers.txt. The build, the migrator and both clients find it by
# themselves; delete the folder and it is gone.
set -euo pipefail
exec python3 -B tools/dev/scaffold_module.py "$@"
