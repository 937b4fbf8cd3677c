package dev.ddbtool.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script for bash, and for zsh with bashcompinit. (That of picocli completes neither table names nor values of
 * options that are not enums.) It starts no program: environments come from the variable, tables from the schema folder.
 */
final class CompletionScript {

    private static final String INSTALL = """
            # ddbtool completion for bash and zsh.
            #   bash, this shell:   source <(ddbtool completion)
            #   bash, permanently:  mkdir -p ~/.local/share/bash-completion/completions
            #                       ddbtool completion > ~/.local/share/bash-completion/completions/ddbtool
            #                       (requires the bash-completion package; without it: ddbtool completion >
            #                       ~/.ddbtool-completion, and in ~/.bashrc: source ~/.ddbtool-completion)
            #   zsh, this shell:    source <(ddbtool completion)
            #   zsh, permanently:   ddbtool completion > ~/.ddbtool-completion, and in ~/.zshrc:
            #                       source ~/.ddbtool-completion
            """;

    private static final String START = """
            if [ -n "${ZSH_VERSION-}" ]; then
              typeset -f compdef >/dev/null || { autoload -Uz compinit && compinit; }
              typeset -f complete >/dev/null || { autoload -Uz bashcompinit && bashcompinit; }
            fi

            _ddbtool_tables() {
              local folder=${SCHEMA_DIR:-schemas} file i
              for ((i = 1; i < COMP_CWORD; i++)); do
                case ${COMP_WORDS[i]} in
                  --schemas) folder=${COMP_WORDS[i + 1]} ;;
                  --schemas=*) folder=${COMP_WORDS[i]#--schemas=} ;;
                esac
              done
              for file in "$folder"/*.json; do
                [ ! -e "$file" ] || { file=${file##*/}; printf '%s\\n' "${file%.json}"; }
              done
            }

            _ddbtool_words() {
              COMPREPLY=()
              local word
              while IFS= read -r word; do
                COMPREPLY+=("$word")
              done < <(compgen -P "$start" "$@")
            }

            _ddbtool() {
              local current=${COMP_WORDS[COMP_CWORD]-} before=${COMP_WORDS[COMP_CWORD-1]-} command=${COMP_WORDS[1]-}
              local start= formats= environments=${ENVIRONMENTS:-staging,dev}
              COMPREPLY=()
              if [ "$COMP_CWORD" -le 1 ]; then
                _ddbtool_words -W "COMMANDS --help --version" -- "$current"
                return
              fi
              # bash splits '--output=js' into '--output', '=' and 'js', because of COMP_WORDBREAKS.
              if [ "$current" = "=" ]; then
                current=
              elif [ "$before" = "=" ]; then
                before=${COMP_WORDS[COMP_CWORD-2]-}
              else
                case $current in # zsh does not split it
                  --*=*) before=${current%%=*} start=${current%%=*}= current=${current#*=} ;;
                esac
              fi
              case $command in
            FORMATS  esac
              case $before in
            VALUES  esac
              case $command in
            CASES  esac
            }

            complete -o default -F _ddbtool ddbtool
            """;

    /** The values of each option, as arguments of compgen. */
    private static final Map<String, String> VALUES = new TreeMap<>(Map.of(
            "--output", "-W \"$formats\"",
            "--to", "-W \"cloudformation terraform schema\"",
            "--out", "-d",
            "--billing", "-W \"on-demand as-exported\"",
            "--deletion-protection", "-W \"on off\"",
            "--projection", "-W \"ALL KEYS_ONLY INCLUDE\"",
            "--environment|-e|--against", "-W \"production ${environments//,/ }\"",
            "--schemas|--against-folder", "-d",
            "--table", "-W \"$(_ddbtool_tables)\""));

    private static final Set<String> OF_TABLES = Set.of("export", "create", "reconcile", "add-gsi", "diff", "convert");

    private CompletionScript() {}

    static String of(CommandLine root) {
        String commands = String.join(" ", root.getSubcommands().keySet());
        String values = VALUES.entrySet().stream()
                .map(value -> line(value.getKey(), value.getValue() + " -- \"$current\"; return"))
                .collect(Collectors.joining());
        String free = line(withFreeValues(root), "return").replace("_ddbtool_words ", "");
        String cases = root.getSubcommands().entrySet().stream()
                .map(command -> line(command.getKey(), words(command.getKey(), command.getValue(), commands)))
                .collect(Collectors.joining());
        return INSTALL
                + START.replace("FORMATS", formats(root))
                        .replace("VALUES", values + free)
                        .replace("CASES", cases)
                        .replace("COMMANDS", commands);
    }

    /** The output formats of each command. */
    private static String formats(CommandLine root) {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        root.getSubcommands().forEach((name, command) -> {
            OptionSpec output = command.getCommandSpec().findOption("--output");
            if (output != null) {
                commands.computeIfAbsent(String.join(" ", output.completionCandidates()), formats -> new ArrayList<>())
                        .add(name);
            }
        });
        return commands.entrySet().stream()
                .map(each -> "    " + String.join("|", each.getValue()) + ") formats=\"" + each.getKey() + "\" ;;\n")
                .collect(Collectors.joining());
    }

    private static String line(String pattern, String arguments) {
        return "    " + pattern + ") _ddbtool_words " + arguments + " ;;\n";
    }

    /** Options with arbitrary values, which are not completed. */
    private static String withFreeValues(CommandLine root) {
        List<String> known = VALUES.keySet().stream()
                .flatMap(names -> Arrays.stream(names.split("\\|", -1)))
                .toList();
        return root.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(option -> option.arity().max() > 0 && !option.hidden())
                .map(OptionSpec::longestName)
                .filter(name -> !known.contains(name))
                .distinct()
                .sorted()
                .collect(Collectors.joining("|"));
    }

    private static String words(String name, CommandLine command, String commands) {
        String options = command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .collect(Collectors.joining(" "));
        String more = OF_TABLES.contains(name) ? " $(_ddbtool_tables)" : name.equals("help") ? " " + commands : "";
        String files = Set.of("validate", "convert").contains(name) ? " -f" : "";
        return "-W \"" + options + more + "\"" + files + " -- \"$current\"";
    }
}
