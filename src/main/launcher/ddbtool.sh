#!/bin/sh
# ddbtool: this file is a short shell script with a jar behind it. The script finds a Java, says what is wrong if there is
# none, finds out what Java 17 cannot (which streams are terminals, and how wide), and hands over to it.
# It starts no second JVM on the good path, and it runs in dash, bash and busybox alike.

needed=17

# A message for people, and the exit code that ddbtool gives for a wrong set-up.
die() {
  printf 'ddbtool: %s\nhint: %s\n' "$1" "$2" >&2
  exit 2
}

# Sets $target to what a chain of symbolic links ends in; `readlink -f` is not everywhere.
resolve() {
  target=$1
  hops=0
  while [ -L "$target" ] && [ "$hops" -lt 40 ]; do
    link=$(readlink "$target") || return 0
    case $link in
      /*) target=$link ;;
      *) target=${target%/*}/$link ;;
    esac
    hops=$((hops + 1))
  done
}

# Sets $version from the `release` file of a Java home: read, never sourced.
version_of_home() {
  version=
  [ -r "$1/release" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        version=${line#JAVA_VERSION=}
        version=${version#\"}
        version=${version%%\"*}
        return 0
        ;;
    esac
  done <"$1/release"
}

# Sets $version by asking: the slow way, for a Java whose home cannot be told (version managers put scripts in front of it).
version_by_asking() {
  version=$("$1" -version 2>&1 </dev/null | sed -n 's/^[^"]* version "\([^"]*\)".*/\1/p' | sed -n 1p)
}

# Sets $major: 17 of 17.0.15+6 or 17-ea, 8 of 1.8.0_302, nothing of what is no version.
major_of() {
  major=${1#1.}
  major=${major%%[!0-9]*}
}

find_java() {
  if [ -n "${JAVA_HOME-}" ]; then
    java=$JAVA_HOME/bin/java
    from="JAVA_HOME '$JAVA_HOME'"
    if [ ! -x "$java" ] || [ -d "$java" ]; then
      die "JAVA_HOME is set to '$JAVA_HOME', but there is no bin/java in it that can be run" \
        "set JAVA_HOME to the folder of a Java $needed or newer, or unset it to use the java on the PATH"
    fi
    version_of_home "$JAVA_HOME"
  else
    java=$(command -v java) || java=
    case $java in
      */*) ;;
      *)
        die "no Java found: JAVA_HOME is not set and there is no java on the PATH" \
          "install a Java $needed or newer (a JRE is enough), or set JAVA_HOME to the folder of one"
        ;;
    esac
    from="the PATH at '$java'"
    resolve "$java"
    home=${target%/*}/..
    # A file named `release` may be anything, say a Linux distribution's: only one beside a Java's own library folder counts.
    version=
    [ ! -d "$home/lib" ] || version_of_home "$home"
  fi
  major_of "$version"
  if [ -z "$major" ]; then
    version_by_asking "$java"
    major_of "$version"
  fi
  if [ -z "$major" ]; then
    die "the java found through $from does not say its version" \
      "see what '$java -version' prints, or set JAVA_HOME to the folder of a Java $needed or newer"
  fi
  if [ "$major" -lt "$needed" ]; then
    die "Java $version was found through $from, but Java $needed or newer is needed" \
      "install a Java $needed or newer, or set JAVA_HOME to the folder of one"
  fi
}

# Sets $self to this file, in a form that `java -jar` cannot mistake for an option.
find_self() {
  self=$0
  case $self in
    */*) ;;
    *)
      # `sh ddbtool`: in this folder, else on the PATH.
      if [ -f "./$self" ]; then self=./$self; else self=$(command -v -- "$self") || self=./$0; fi
      ;;
  esac
  case $self in
    -*) self=./$self ;;
  esac
}

# Sets $terminals to the comma list of those of the three streams that are terminals, $columns to their width if it is known.
find_terminals() {
  terminals=
  columns=
  size=
  if [ -t 0 ]; then
    terminals=stdin
  fi
  if [ -t 1 ]; then
    terminals=${terminals:+$terminals,}stdout
  fi
  if [ -t 2 ]; then
    terminals=${terminals:+$terminals,}stderr
  fi
  [ -n "$terminals" ] || return 0
  columns=${COLUMNS-}
  case $columns in
    '' | *[!0-9]* | 0*)
      # Through descriptor 3, since 1 is another inside of $(…).
      case $terminals in
        stdin*) { size=$(stty size <&3 2>/dev/null); } 3<&0 ;;
        stdout*) { size=$(stty size <&3 2>/dev/null); } 3>&1 ;;
        *) { size=$(stty size <&3 2>/dev/null); } 3>&2 ;;
      esac
      columns=${size##* }
      ;;
  esac
  case $columns in
    *[!0-9]* | 0*) columns= ;;
  esac
}

# All of it is read before any of it runs, so that no shell looks at the jar that follows.
main() {
  unset IFS CDPATH
  find_java
  find_self
  find_terminals
  # Options are split into words, as JAVA_OPTS are everywhere, but no `*` in them is taken for files.
  set -f
  # shellcheck disable=SC2086
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \
    -Dddbtool.terminal="$terminals" ${columns:+-Dddbtool.columns="$columns"} \
    ${DDBTOOL_JAVA_OPTS-} -jar "$self" "$@"
  exit 126
}

main "$@"
