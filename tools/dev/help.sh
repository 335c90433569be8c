# usage: ./dev help [command]
# Lists the commands, or explains one.
#
# The explanation is the comment at the head of tools/dev/<command>.sh, so it cannot go astray.
set -euo pipefail

explain() {
    sed -n '/^# usage:/,/^[^#]/{/^#/s/^# \{0,1\}//p}' "tools/dev/$1.sh"
}

if [ $# -gt 0 ]; then
    if [[ ! $1 =~ ^[a-z-]+$ ]] || ! grep -qs '^# usage: ./dev ' "tools/dev/$1.sh"; then
        printf 'There is no command "%s".\n' "$1" >&2
        exit 2
    fi
    explain "$1"
    exit 0
fi

printf 'dlfp, the Digital Livelihood Finance Platform. Commands:\n\n'
for name in up test check analyse bench hunt fuzz campaign coverage sbom new-module help; do
    [ -f "tools/dev/$name.sh" ] || continue
    usage=$(sed -n 's/^# usage: //p' "tools/dev/$name.sh" | head -n 1)
    summary=$(sed -n '/^# usage:/{n;s/^# //p;q}' "tools/dev/$name.sh")
    printf '  %s\n      %s\n' "$usage" "$summary"
done
printf '\n./dev help COMMAND says more.\n'
