# The Debian packages that cellcast needs, and how missing ones are installed. To be sourced.
# shellcheck shell=bash

build_packages=(g++ cmake ninja-build libeigen3-dev libboost-dev libtbb-dev libhdf5-dev libtomlplusplus-dev libcli11-dev libssl-dev libxlsxwriter-dev)
script_packages=(python3 python3-xarray python3-h5netcdf)
python_packages=(pybind11-dev python3-dev python3-pandas mypy)  # for the Python package; without them it is not built
test_packages=(catch2 librandom123-dev python3-numpy python3-scipy python3-h5py python3-netcdf4 python3-jsonschema python3-matplotlib netcdf-bin valgrind)
picture_packages=(librsvg2-bin python3-html5lib)  # for tests; without them pictures of other formats and HTML are not looked into
reader_packages=(file r-cran-ncdf4 gdal-bin python3-openpyxl)  # that read results in tests; without them those are skipped
processor_packages=(g++-aarch64-linux-gnu qemu-user-static clang-14)  # for tests; without them the bits of other processors are not compared
web_packages=(clang-19 lld-19 libc++-19-dev-wasm32 libc++abi-19-dev-wasm32 libclang-rt-19-dev-wasm32 wasi-libc gzip)  # for pages with the engine; without them there are none
browser_packages=(chromium firefox-esr)  # for tests of pages; without them those are skipped
if ! command -v npm >/dev/null; then browser_packages+=(nodejs npm); fi  # Node.js from elsewhere brings npm, and Debian's conflicts with it
shell_packages=(man-db groff-base fish zsh)  # for tests of the manual and of completion; without them those are skipped
cluster_packages=(slurmctld slurmd slurm-client munge shellcheck)  # for tests; without them those of a cluster are skipped
coverage_packages=(gcovr)
tidy_packages=(clang-tidy-14)
bench_packages=(libbenchmark-dev)
fuzz_packages=(clang-14 libclang-rt-14-dev)
package_packages=(debhelper dh-python dpkg-dev lintian)  # for scripts/package
chroot_packages=(debootstrap)  # for the test that installs packages; without it that is skipped
peer_packages=(python3-numba python3-openturns)  # measured where they are installed

# install_missing PACKAGE...: says what is missing and installs it, as root or through sudo. No daemon is started.
install_missing() {
  local missing=() package as_root=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "Installing from Debian: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Run this as root, or install sudo: packages are missing." >&2; return 1; }
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c "$install_quietly" sh "${missing[@]}" >/dev/null
}

# shellcheck disable=SC2016  # another shell expands it, as root
install_quietly='
  rule=/usr/sbin/policy-rc.d
  if [ ! -e "$rule" ]; then
    trap "rm -f $rule" EXIT
    printf "#!/bin/sh\nexit 101\n" >"$rule" && chmod 755 "$rule"
  fi
  apt-get install -y -qq --no-install-recommends "$@"
'
