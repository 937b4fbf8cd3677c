#!/usr/bin/env bash
# release-notes.sh VERSION [ADDRESS]: prints the section of a version in CHANGELOG.md. Links to files start with the address, since the page of
# a release is not beside them. Fails if pom.xml has another version, or there is no such section.
set -euo pipefail

version=$1
address=${2:+$2/}

die() {
  echo "release-notes: $1" >&2
  exit 1
}

grep -qxF "  <version>$version</version>" pom.xml || die "the version in pom.xml is not '$version'"
notes=$(awk -v heading="## [$version] - " '
  index($0, heading) == 1 { inside = 1; next }
  /^## / || /^\[/ { inside = 0 }
  inside' CHANGELOG.md)
[ -n "$notes" ] || die "CHANGELOG.md has no section '## [$version] - DATE', or it is empty"
# shellcheck disable=SC2001 # a group cannot be used in ${notes//…}
sed "s#](\([A-Za-z][^:)]*\))#](${address}\1)#g" <<<"$notes"
