#!/usr/bin/env bash
# Builds the last commit twice, in clones whose folder and time zone differ, and compares what a release publishes for every system.
# An archive that contains its own Java is not compared: its class-data archive depends on the machine.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
  local folder=$1 zone=$2
  git clone --quiet . "$folder"
  (cd "$folder" && TZ=$zone ./mvnw -q -Prelease -DskipTests verify)
}

build "$work/one" UTC
build "$work/another folder" Asia/Tokyo

cd "$work/one/target"
name=$(basename ddbtool-*.zip .zip)
for file in ddbtool/lib/ddbtool.jar "$name".{jar,tar.gz,zip,cdx.json}; do
  cmp "$file" "$work/another folder/target/$file"
  sha256sum "$file"
done
echo "compare-builds: both builds are identical"
