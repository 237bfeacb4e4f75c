#!/usr/bin/env bash
# pythons.sh [VERSION…]: bring Debian's native CPythons (3.13, 3.14, 3.15 unless told) into artifacts/pythons/X.Y,
# where tests and benchmarks find artifacts/pythons/X.Y/python. What already runs there is left as it is.
# The fetching is done by tools/get-python.sh of $KILN_SHARED, or of ../shared beside the repository.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pythons=$repository/artifacts/pythons
shared=${KILN_SHARED:-$repository/../shared}
fetch=$shared/tools/get-python.sh
[ $# -gt 0 ] || set -- 3.13 3.14 3.15

version_of() { "$pythons/$1/python" -I -S -c 'import sys; print(sys.version.split()[0])' 2>/dev/null; }

reason_not_to_fetch() {
  if [ ! -e "$fetch" ]; then echo "there is no $fetch; set KILN_SHARED to the folder that holds tools/get-python.sh"
  elif ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then echo "apt-get and dpkg-deb are needed, and this machine lacks them"
  elif [ "$(uname -m)" != x86_64 ]; then echo "the packages are fetched for x86_64, and this machine is $(uname -m)"
  fi
}

failed=0
for version in "$@"; do
  case $version in 3.13 | 3.14 | 3.15) ;; *) echo "error: no CPython $version to be had; choose among 3.13, 3.14, 3.15" >&2; exit 2 ;; esac
  if found=$(version_of "$version"); then echo "$version: $found is there"; continue; fi
  reason=$(reason_not_to_fetch)
  if [ -n "$reason" ]; then echo "$version: skipped: $reason"; continue; fi
  # Unpacked in its final place: get-python.sh writes absolute library paths into the executable. The rest of an interrupted try goes first.
  rm -rf "${pythons:?}/$version"
  if bash "$fetch" "$version" "$pythons/$version" >/dev/null && found=$(version_of "$version"); then echo "$version: $found fetched"
  else echo "error: $version could not be fetched" >&2; failed=1; fi
done
exit $failed
