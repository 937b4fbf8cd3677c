#!/usr/bin/env bash
# Installs a released archive of ddbtool on a runner of GitHub Actions: action.yml calls it. It downloads the archive, checks its SHA-256
# checksum before it unpacks anything, and adds the bin folder to the PATH of the next steps.
set -euo pipefail

# Prints an error, which GitHub shows with the run, and a hint. Exits with 1.
die() {
  echo "::error title=ddbtool::$1"
  echo "hint: $2"
  exit 1
}

# The name of the archive: with its own Java where the release has one for this runner, else the portable one.
archive_name() {
  case "$RUNNER_OS-$RUNNER_ARCH" in
    Linux-X64) echo "ddbtool-$VERSION-linux-x86_64" ;;
    Linux-ARM64) echo "ddbtool-$VERSION-linux-aarch64" ;;
    macOS-ARM64) echo "ddbtool-$VERSION-macos-aarch64" ;;
    Windows-X64) echo "ddbtool-$VERSION-windows-x86_64" ;;
    *) echo "ddbtool-$VERSION" ;;
  esac
}

# The SHA-256 checksum of a file. macOS has shasum instead of sha256sum.
checksum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

[[ $VERSION =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] ||
  die "invalid value '$VERSION' for version" "use the version of a release, without v: 0.1.0"
[[ $SHA256 =~ ^[0-9a-f]{64}$ ]] ||
  die "invalid value '$SHA256' for sha256" "copy the 64 digits of the archive from SHA256SUMS of the release"

name=$(archive_name)
# Only relative names: the tar of Git for Windows takes the drive in D:\folder for a host.
mkdir -p "$RUNNER_TEMP/ddbtool"
cd "$RUNNER_TEMP/ddbtool"
curl --fail --silent --show-error --location --retry 3 --output archive.tar.gz "$RELEASES/v$VERSION/$name.tar.gz" ||
  die "cannot download '$RELEASES/v$VERSION/$name.tar.gz'" "check the version, and that its release has this file"
found=$(checksum archive.tar.gz)
[ "$found" = "$SHA256" ] ||
  die "wrong checksum of '$name.tar.gz': expected '$SHA256', found '$found'" \
    "copy the checksum of this archive from SHA256SUMS of the release; if it is the same, do not use the archive"
tar -xzf archive.tar.gz
rm archive.tar.gz

"$name/bin/ddbtool" --version || die "'$name' does not start" "install Java 17 or newer for the portable archive: actions/setup-java"
bin=$PWD/$name/bin
# The other steps on Windows expect a path such as D:\folder.
if command -v cygpath >/dev/null; then bin=$(cygpath -w "$bin"); fi
echo "$bin" >>"$GITHUB_PATH"
