#!/bin/sh
# See that this machine has what set-up or the tests need: `sh scripts/need.sh WHAT…`.
# WHAT is venv, browser, postgresql, pdf, objects (a store of files, for tests) or
# tracker (a program that the benchmarks measure beside this one).
# Where a system package is missing it is installed by apt-get if we are root; else the
# line that installs it is printed, and this fails: nothing that a test needs is skipped
# in silence.
set -eu

PYTHON=${PYTHON:-python3}
missing=""

need() { # need PACKAGE TEST…: note the package where the test fails
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

has_server() {
    for program in /usr/lib/postgresql/*/bin/pg_ctl; do
        [ -x "$program" ] && return 0
    done
    return 1
}

has_library() { # has_library NAME: by the loader's own answer, which needs no tools
    "$PYTHON" -c "import ctypes; ctypes.CDLL('$1')"
}

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "$PYTHON is missing or older than 3.11; name another: make PYTHON=python3.12" >&2
    exit 1
fi

for what in "$@"; do
    case $what in
    venv) need python3-venv "$PYTHON" -c 'import ensurepip' ;;
    browser)
        need chromium command -v chromium
        need libatomic1 has_library libatomic.so.1
        ;;
    postgresql) need postgresql has_server ;;
    objects)
        for part in proxy account container object; do
            need "swift-$part" command -v "swift-$part-server"
        done
        ;;
    tracker)
        need request-tracker5 test -e /usr/share/request-tracker5/libexec/rt-server
        need rt5-standalone perl -MStarlet -e 1
        need rt5-db-postgresql perl -MDBD::Pg -e 1
        ;;
    pdf) need poppler-utils command -v pdftotext ;;
    *)
        echo "$what: choose from venv, browser, postgresql, pdf, objects, tracker" >&2
        exit 2
        ;;
    esac
done

[ -n "$missing" ] || exit 0

advice="apt-get install --no-install-recommends$missing"
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing on this machine:$missing. As root: $advice" >&2
    exit 1
fi

echo "Installing:$missing" >&2
case $missing in
*postgresql*) # the tests start a cluster of their own; Debian need not make one too
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    ;;
esac
case $missing in
*request-tracker5*) # the benchmark makes a database of its own; Debian need not
    echo 'request-tracker5 request-tracker5/dbconfig-install boolean false' |
        debconf-set-selections
    ;;
esac
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of names
apt-get install -y -qq --no-install-recommends $missing </dev/null >/dev/null || {
    echo "That did not work. As root: $advice" >&2
    exit 1
}
