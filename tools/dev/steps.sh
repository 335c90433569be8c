# Shows steps of work with their time: quiet output in build/log/, its tail when a step fails.
# Sourced by the commands.

steps_began_us=${EPOCHREALTIME/[.,]/}
mkdir -p build/log build/stamps

# seconds_since MICROSECONDS: "1.2"
seconds_since() {
    local passed_ms=$(((${EPOCHREALTIME/[.,]/} - $1) / 1000))
    printf '%d.%d' $((passed_ms / 1000)) $((passed_ms % 1000 / 100))
}

say() {
    printf '[%6s s] %s\n' "$(seconds_since "$steps_began_us")" "$*"
}

# Shows that a step is alive: on a terminal its last line of output, elsewhere one line a minute.
watch_step() {
    local process=$1 title=$2 log=$3 ticks=0 last
    while kill -0 "$process" 2>/dev/null; do
        sleep 0.2
        ticks=$((ticks + 1))
        if [ -t 1 ]; then
            last=$(tail -c 300 "$log" | tr '\r' '\n' | tail -n 1 | cut -c1-60)
            printf '\r\033[K[%6s s] %s … %s' "$(seconds_since "$steps_began_us")" \
                "$title" "$last"
        elif [ $((ticks % 300)) -eq 0 ]; then
            say "$title … $(tail -n 1 "$log" | cut -c1-80)"
        fi
    done
    [ ! -t 1 ] || printf '\r\033[K'
}

# step TITLE LOG_NAME COMMAND…: runs the command quietly; a failure shows the end of its log.
step() {
    local title=$1 log=build/log/$2.log began_us=${EPOCHREALTIME/[.,]/} code=0
    shift 2
    set -m # a process group of its own, so that Ctrl-C ends all of it
    "$@" >"$log" 2>&1 </dev/null &
    local process=$!
    set +m
    # shellcheck disable=SC2064  # the process of now is meant
    trap "kill -- -$process 2>/dev/null; exit 130" INT TERM
    watch_step "$process" "$title" "$log"
    wait "$process" || code=$?
    trap - INT TERM
    if [ "$code" -ne 0 ]; then
        say "$title: FAILED after $(seconds_since "$began_us") s, the end of $log:"
        tail -n 40 "$log" | sed 's/^/    | /'
        return "$code"
    fi
    say "$title: $(seconds_since "$began_us") s"
}
