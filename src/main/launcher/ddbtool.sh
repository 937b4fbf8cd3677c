#!/bin/sh
# ddbtool: this file is a short shell script with a jar behind it. The script finds a Java, says what is wrong if there is
# none, finds out what Java 17 cannot (which streams are terminals, and how wide), and hands over to it.
# It starts no second JVM on the good path, and it runs in dash, bash and busybox alike.
#
# With DDBTOOL_CLASS_ARCHIVE=on the JVM is started from an archive of the program's classes (docs/decisions/0005-class-data-archive.md);
# with =now the archive is made before the command runs, if there is none, instead of after it in the background.

needed=17

# For Java 18 and newer, in the rehearsal too, so that the archive holds what a run needs.
reflection=-Djdk.reflect.useNativeAccessorOnly=true

# What tells one build from another; the build puts a checksum of the jar here.
build=@build@

# A message for people, and an exit code that no result of a command has.
die() {
  printf 'ddbtool: %s\nhint: %s\n' "$1" "$2" >&2
  exit 70
}

# Java would end with 1 and a stack trace.
check_working_directory() {
  # bash fails here, dash prints nothing
  here=$(pwd -P 2>/dev/null) || here=
  [ -n "$here" ] || die "the working directory no longer exists" "change to a folder that exists (cd), then run the command again"
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

# Sets $version from the `release` file of a Java home, and $runtime, which says more, where that comes first: read, never sourced.
version_of_home() {
  version=
  [ -r "$1/release" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_RUNTIME_VERSION=*)
        runtime=${line#JAVA_RUNTIME_VERSION=\"}
        runtime=${runtime%%\"*}
        ;;
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
  runtime=
  if [ -n "${JAVA_HOME-}" ]; then
    home=$JAVA_HOME
    java=$home/bin/java
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

# Sets $self to this file, by its whole path.
find_self() {
  self=$0
  case $self in
    */*) ;;
    *)
      # `sh ddbtool`: in this folder, else on the PATH.
      if [ -f "./$self" ]; then self=./$self; else self=$(command -v -- "$self") || self=./$0; fi
      ;;
  esac
  # Whole, since an archive of classes remembers it.
  case $self in
    /*) ;;
    *) self=$PWD/${self#./} ;;
  esac
  if [ ! -f "$self" ] || [ ! -r "$self" ]; then
    die "cannot read '$self', which is the program itself" "run ddbtool by its path or from a folder on the PATH"
  fi
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

# Sets $archive to where the archive of this program for this Java belongs; to nothing if there shall be none. It holds code, so that
# its folder must be a person's own.
find_archive() {
  archive=
  case ${DDBTOOL_CLASS_ARCHIVE-} in
    on | now) ;;
    *) return 0 ;;
  esac
  # Whoever brings an archive, or makes one, does not want another.
  case ${DDBTOOL_JAVA_OPTS-} in
    *-Xshare* | *-XX:*Archive* | *-XX:*AOT* | *ClassList*) return 0 ;;
  esac
  cache=${XDG_CACHE_HOME-}
  case $cache in
    /*) ;;
    *) case ${HOME-} in /*) cache=$HOME/.cache ;; *) return 0 ;; esac ;;
  esac
  folder=$cache/ddbtool
  # An archive is good for one program at one place and for one Java.
  name=$build/${runtime:-$version}/$home/$self
  IFS=/
  # shellcheck disable=SC2086
  set -- $name
  IFS=,
  name=$*
  unset IFS
  # Java takes a colon for two archives, and no file name is longer than this with what follows.
  case $folder$name in
    *:* | *"
"*) return 0 ;;
  esac
  [ "${#name}" -le 240 ] || return 0
  archive=$folder/$name.jsa
}

# Whether $folder is a folder of the person who runs this, and nobody else may write to it; nor to $archive, if that is there.
is_own() {
  [ -d "$folder" ] && [ ! -L "$folder" ] && [ -O "$folder" ] || return 1
  if [ ! -e "$archive" ]; then
    modes=$(ls -ldn "$folder")
    case $modes in
      d????-??-*) return 0 ;;
    esac
    return 1
  fi
  [ -f "$archive" ] && [ ! -L "$archive" ] && [ -O "$archive" ] || return 1
  modes=$(ls -ldn "$folder" "$archive")
  case $modes in
    d????-??-*"
-"????-??-*) return 0 ;;
  esac
  return 1
} 2>/dev/null

# shellcheck disable=SC3013 # -nt is in every shell that is a /bin/sh
# Whether the archive can be used, as far as a shell can tell; Java looks closer, and the program removes what Java refuses.
is_good() {
  [ -s "$archive" ] && ! [ "$self" -nt "$archive" ] && ! [ "$home/lib/modules" -nt "$archive" ] && is_own
} 2>/dev/null

# Whether it is of any use to try to make one.
can_make() {
  if [ -d "$folder" ]; then
    [ -w "$folder" ]
  elif [ -d "$cache" ]; then
    [ -w "$cache" ] && ! [ -e "$folder" ] && ! [ -L "$folder" ]
  fi
}

# Makes the archive from a rehearsal: the program at work on a server of its own, with nothing of the person's settings. The archive
# gets its name when it is whole.
make_archive() (
  umask 077
  cd / || exit 0
  # shellcheck disable=SC2174
  mkdir -p "$cache" && { [ -d "$folder" ] || mkdir -m 700 "$folder"; } && is_own || exit 0
  # What is a day old, and no archive, was left behind: the folders of those who were killed at it too, whole.
  (cd "$folder" && find . ! -name . -prune ! -name '*.jsa' -mtime +0 -exec rm -rf {} +)
  [ ! -e "$folder/$name.failed" ] || exit 0
  work=$folder/$name.work
  if ! mkdir "$work"; then
    # Somebody else is at it, or was killed at it.
    IFS= read -r maker <"$work/maker" || exit 0
    ! kill -0 "$maker" || exit 0
    rm -rf "$work"
    mkdir "$work" || exit 0
  fi
  trap 'rm -rf "$work"' EXIT
  sh -c 'echo "$PPID"' >"$work/maker"
  if dump "$work" && [ -s "$work/archive" ]; then
    sync "$work/archive"
    mv -f "$work/archive" "$archive"
    clean
  else
    : >"$folder/$name.failed"
  fi
) >/dev/null 2>&1 </dev/null

# Makes the archive in a folder; nobody waits for it.
dump() {
  rehearse "$1" -XX:DumpLoadedClassList="$1/loaded" || return
  # Some lines have Java link classes while the archive is dumped: constants that were in use (@cp, newer Javas), and lambdas of our
  # classes that use picocli. Its class files are so old that linked ones are left out of the archive. Without these lines no start is slower.
  grep -v -e '^@cp ' -e '^@lambda-proxy dev/ddbtool/cli/option/' -e '^@lambda-proxy dev/ddbtool/cli/[A-Z]' "$1/loaded" >"$1/classes" || return
  # With G1 it holds objects too, which other collectors can load.
  $humbly env -i "$java" -Xshare:dump -XX:+UseG1GC -XX:SharedClassListFile="$1/classes" -XX:SharedArchiveFile="$1/archive" -cp "$self"
}

rehearse() {
  printf '[default]\nregion = eu-west-1\n' >"$1/config"
  $humbly env -i AWS_CONFIG_FILE="$1/config" AWS_SHARED_CREDENTIALS_FILE="$1/config" AWS_EC2_METADATA_DISABLED=true \
    "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$reflection" "$2" -cp "$self" dev.ddbtool.cli.Rehearsal "$1/rehearsal"
}

# Keeps the newest archives: those of earlier versions are not used again.
clean() {
  # shellcheck disable=SC2010
  ls -t "$folder" | grep '[.]jsa$' | tail -n +5 | while IFS= read -r old; do
    rm -f "$folder/$old"
  done
}

# Makes the archive when this process, which is to become Java, has ended: the first run is no slower than it would be without. Nothing
# of the terminal or of whoever waits for an open descriptor is held, and no lock.
make_archive_later() {
  (
    trap '' HUP INT
    cd / || exit 0
    seconds=0
    while kill -0 "$$" && [ "$seconds" -lt 300 ]; do
      sleep 1
      seconds=$((seconds + 1))
    done
    humbly="nice -n 19"
    make_archive
  ) >/dev/null 2>&1 </dev/null 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
}

# Sets $how to the options that make Java start from the archive.
find_how() {
  how=
  humbly=
  find_archive
  [ -n "$archive" ] || return 0
  if ! is_good; then
    can_make || return 0
    if [ "${DDBTOOL_CLASS_ARCHIVE-}" != now ]; then
      make_archive_later
      return 0
    fi
    make_archive
    is_good || return 0
  fi
  how=-XX:SharedArchiveFile=$archive
}

# Sets $flags to what makes a run of these arguments fast and its start safe, as far as it goes together with the person's own options, and $own to those,
# wherever they stand, with a space in front of each.
find_flags() {
  # An archive that is damaged inside would crash Java. Its sums take 10 to 20 ms: little for a run that does something, much for --help.
  verified=
  case ${how:+${1-}} in
    export | create | add-gsi | diff | validate) verified=" -XX:+VerifySharedSpaces" ;;
  esac
  # shellcheck disable=SC2086
  set -- ${DDBTOOL_JAVA_OPTS-} ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-}
  own=" $*"
  # From Java 18 on every first use of reflection makes classes, unless it is told not to.
  flags="-XX:TieredStopAtLevel=1 $reflection"
  # Classes stay at the addresses in the archive; by default, Java moves them all at every start. Not every Java version supports these
  # options, so Java is told to ignore unknown ones. That would hide mistakes in other options: with any options of the user except -D,
  # none of these are set.
  case $own in
    *" -"[!D]* | *" @"*) ;;
    *) flags="$flags -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0$verified" ;;
  esac
  case $own in
    # Java refuses to have two collectors.
    *" -XX:+Use"*GC* | *" @"* | *" -XX:Flags"* | *" -XX:VMOptionsFile"*) ;;
    *) flags="$flags -XX:+UseSerialGC" ;;
  esac
  # New objects get this much memory and no more, and what lasts begins with as much, so that it is looked through before it has filled
  # a part of the machine: 1,000 tables take 140 MB in all instead of 215, and 10,000 little more. The heap itself may grow as Java lets it.
  case $own in
    # Java warns, or does not start, where it does not fit together.
    *" -Xm"* | *" -XX:+Use"*GC* | *Heap* | *NewSize* | *RAM* | *" @"* | *" -XX:Flags"* | *" -XX:VMOptionsFile"*) ;;
    *) flags="$flags -Xms96m -Xmn48m" ;;
  esac
}

# All of it is read before any of it runs, so that no shell looks at the jar that follows.
main() {
  unset IFS CDPATH
  # No `*` is taken for files: not in a path, and not in the options, which are split into words as JAVA_OPTS are everywhere.
  set -f
  check_working_directory
  find_java
  find_self
  find_terminals
  find_how
  find_flags "$@"
  # An archive that Java refuses is the program's to remove, except where it is for these options that Java refuses it.
  watched=
  if [ "$own" = " " ]; then
    watched=${how:+$archive}
  fi
  # Asked to start a jar, Java reads the names of all that is in it, nine thousand; asked for a class of the archive, it does not.
  if [ -n "$how" ]; then
    set -- -cp "$self" dev.ddbtool.cli.Main "$@"
  else
    set -- -jar "$self" "$@"
  fi
  # shellcheck disable=SC2086
  exec "$java" $flags ${how:+-Xlog:disable "$how"} ${watched:+-Dddbtool.archive="$watched"} \
    -Dddbtool.terminal="$terminals" ${columns:+-Dddbtool.columns="$columns"} \
    ${DDBTOOL_JAVA_OPTS-} "$@"
  exit 126
}

main "$@"
