# usage: ./dev up [--port N] [--data DIR] [--database URL]
# Installs, builds and starts the platform with its demo bank.
#
#   --port N         port of HTTPS, 8443 unless told
#   --data DIR       folder of database, certificate and keys, build/data unless told
#   --database URL   postgresql://… instead of the embedded SQLite
#
# The first start makes a development certificate, migrates the database and loads the demo bank;
# later starts take under two seconds. Ctrl-C drains and stops. Logs of the build: build/log/.
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

port=8443
folder=build/data
database=()
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || { echo "$1 needs a value; see ./dev help up" >&2; exit 2; }
    case $1 in
        --port) port=$2 ;;
        --data) folder=$2 ;;
        --database) database=(--database "$2") ;;
        *)
            echo "up does not know $1; see ./dev help up" >&2
            exit 2
            ;;
    esac
    shift 2
done

install_all
build_server dlfpd dlfpctl
build_web
mkdir -p "$folder"
say "starting the platform"
exec build/dev/bin/dlfpd serve --development --data "$folder" --port "$port" \
    "${database[@]}" --web web
