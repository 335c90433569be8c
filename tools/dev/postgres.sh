#!/usr/bin/env bash
# A private PostgreSQL on a Unix socket, for tests and benchmarks; nothing listens on a port.
#
#   tools/dev/postgres.sh start DIR            makes and starts it, prints its connection URL
#   tools/dev/postgres.sh start DIR --durable  the same with fsync on, as a benchmark wants it
#   tools/dev/postgres.sh stop DIR             stops it and removes DIR
#
# DIR must be short (a socket path holds 107 characters) and is owned by the cluster alone.
set -euo pipefail

# initdb refuses to run as root: there the cluster belongs to the package's user.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

programs_folder() {
    local folder
    for folder in /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && found=$folder
    done
    [ -n "${found:-}" ] || {
        echo "PostgreSQL's initdb is not installed (package postgresql-15)." >&2
        exit 1
    }
    echo "$found"
}

settings() {
    cat <<CONF
listen_addresses = ''
unix_socket_directories = '$1'
max_connections = 200
shared_buffers = 128MB
max_prepared_transactions = 0
log_min_messages = warning
CONF
    [ "$2" = --durable ] || printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n'
}

start() {
    local folder=$1 durability=${2:-} programs
    programs=$(programs_folder)
    if [ ${#folder} -gt 80 ]; then
        echo "$folder is too long for a socket." >&2
        exit 1
    fi
    mkdir -p "$folder"
    chmod 755 "$folder"
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
    cd "$folder"
    if [ ! -f "$folder/data/PG_VERSION" ]; then
        as_owner "$programs/initdb" -D "$folder/data" -U dlfp -A trust -E UTF8 \
            --locale=C.UTF-8 --no-sync --no-instructions >"$folder.log" 2>&1 ||
            { cat "$folder.log" >&2; exit 1; }
        settings "$folder" "$durability" >>"$folder/data/postgresql.conf"
    fi
    as_owner "$programs/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -w -t 60 start \
        >>"$folder.log" 2>&1 </dev/null ||
        { cat "$folder.log" "$folder/data/server.log" >&2; exit 1; }
    as_owner "$programs/createdb" -h "$folder" -U dlfp dlfp 2>/dev/null || true
    echo "postgresql:///dlfp?host=$folder&user=dlfp"
}

stop() {
    local folder=$1
    [ -f "$folder/data/PG_VERSION" ] || return 0
    cd "$folder"
    as_owner "$(programs_folder)/pg_ctl" -D "$folder/data" -m immediate -w stop \
        >/dev/null 2>&1 || true
    cd /
    rm -rf "$folder" "$folder.log"
}

case "${1:-} ${2:-}" in
    "start /"*) start "$2" "${3:-}" ;;
    "stop /"*) stop "$2" ;;
    *)
        sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
        exit 2
        ;;
esac
