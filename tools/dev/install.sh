# Installs what is missing: Debian packages of packages.txt and a Node that the web tools accept.
# Sourced by the commands after steps.sh.

node_floor=20.19

# Debian's npm, which brings Node 18, only fetches the pinned Node where there is none new enough.
wanted_packages() {
    sed 's/#.*//; /^[[:space:]]*$/d' tools/dev/packages.txt
    node_suffices node || echo npm
}

node_suffices() {
    local version
    version=$("$1" --version 2>/dev/null) || return 1
    [ "$(printf '%s\n' "$node_floor" "${version#v}" | sort -V | head -n 1)" = "$node_floor" ]
}

missing_packages() {
    local wanted
    wanted=$(wanted_packages)
    # shellcheck disable=SC2086  # one word per package is meant
    comm -23 <(sort <<<"$wanted") \
        <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
            sed -n 's/^installed //p' | sort -u)
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "Neither root nor sudo: cannot run $*" >&2
        return 1
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900 \
        -o Acquire::Retries=3 "$@"
}

apt_install() {
    # Debian's server package would start a cluster of its own; ours are private to a test.
    local drop_in=/etc/postgresql-common/createcluster.d/dlfp.conf
    if [ ! -e /usr/share/postgresql-common ] && [ ! -e "$drop_in" ]; then
        as_root mkdir -p "${drop_in%/*}"
        echo 'create_main_cluster = false' | as_root tee "$drop_in" >/dev/null
    fi
    apt install -y --no-install-recommends "$@" && return 0
    apt update && apt install -y --no-install-recommends "$@"
}

# Asks dpkg only when the list or dpkg's own records have changed since the last complete answer.
install_packages() {
    local stamp=build/stamps/packages missing
    if [ "$stamp" -nt tools/dev/packages.txt ] && [ "$stamp" -nt /var/lib/dpkg/status ]; then
        return 0
    fi
    missing=$(missing_packages | tr '\n' ' ')
    if [ -n "${missing// /}" ]; then
        if [ "$(id -u)" -ne 0 ] && command -v sudo >/dev/null; then sudo -v; fi
        say "missing from Debian: $missing"
        # shellcheck disable=SC2086  # one word per package is meant
        step "installing $(wc -w <<<"$missing") Debian packages" apt apt_install $missing
    fi
    touch "$stamp"
}

# Debian 12 has Node 18; the pinned Node and npm of tools/dev/node come from npm then.
bring_node() {
    [ "$(uname -m)" = x86_64 ] || {
        echo "Node ≥ $node_floor is needed; on $(uname -m) please install it yourself." >&2
        return 1
    }
    command -v npm >/dev/null || apt_install npm
    mkdir -p build/node
    cp tools/dev/node/package.json tools/dev/node/package-lock.json build/node/
    npm ci --prefix build/node --ignore-scripts --no-audit --no-fund
    node_suffices build/node/node_modules/.bin/node
    touch build/stamps/node
}

install_node() {
    if [ build/stamps/node -nt tools/dev/node/package-lock.json ] &&
        [ -x build/node/node_modules/.bin/node ]; then
        PATH=$PWD/build/node/node_modules/.bin:$PATH
        return 0
    fi
    if command -v npm >/dev/null && node_suffices node; then return 0; fi
    step "bringing Node from npm" node bring_node
    PATH=$PWD/build/node/node_modules/.bin:$PATH
}

install_all() {
    install_packages
    install_node
    export PATH
}
