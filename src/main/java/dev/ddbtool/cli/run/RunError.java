package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.TimeLimitException;
import dev.ddbtool.aws.call.connect.ConnectionException;
import dev.ddbtool.naming.NamingException;
import dev.ddbtool.problem.ControlCharacters;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.project.ProjectException;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.ValueText;
import dev.ddbtool.schema.file.InvalidSchemaException;
import dev.ddbtool.schema.file.SchemaIoException;
import java.nio.file.Path;
import java.util.List;

/** Translates exceptions to a message, a hint and an exit code. */
public record RunError(Failure failure, ExitCode exitCode, List<FileProblem> problems) {

    private static final String NAME =
            "use letters, digits, '_', '.' and '-': 3 to 255 characters, including the prefix";

    private RunError(Failure failure, ExitCode exitCode) {
        this(failure, exitCode, List.of());
    }

    /** A hint for invalid schema files. Problems without a line name their fix themselves. */
    public static String hint(List<FileProblem> problems) {
        List<String> files = problems.stream()
                .filter(problem -> problem.line() != null)
                .map(FileProblem::file)
                .distinct()
                .toList();
        if (files.isEmpty()) {
            return "fix the problems above, then run the same command again";
        }
        Path folder = Path.of(files.get(0)).getParent();
        boolean one =
                files.size() == 1 && ControlCharacters.escaped(files.get(0)).equals(files.get(0));
        String where = one ? files.get(0) : folder == null ? "." : folder.toString();
        return "fix the problems above, then run: ddbtool validate " + ValueText.quoted(where);
    }

    /** The number of problems, in words. */
    public static String count(List<FileProblem> problems) {
        return ValueText.count(problems.size(), "problem") + " in the schema files";
    }

    /** @param traced whether the stack trace is already shown */
    static RunError of(Throwable thrown, boolean traced) {
        if (thrown instanceof CommandException e) {
            return new RunError(e.failure(), e.exitCode());
        } else if (thrown instanceof NamingException e) {
            String hint = e.hint() == null ? NAME : e.hint();
            return new RunError(new Failure(e.getMessage(), hint, null), ExitCode.USAGE);
        } else if (thrown instanceof ProjectException e) {
            return new RunError(
                    new Failure(
                            "the project file is invalid",
                            "fix the problems above, then run the same command again",
                            null),
                    ExitCode.USAGE,
                    e.problems());
        } else if (thrown instanceof ConnectionException e) {
            return new RunError(e.failure(), e.usage() ? ExitCode.USAGE : ExitCode.FAILED);
        } else if (thrown instanceof InvalidSchemaException e) {
            return new RunError(
                    new Failure(count(e.problems()), hint(e.problems()), null), ExitCode.SCHEMA, e.problems());
        } else if (thrown instanceof SchemaIoException e) {
            return new RunError(new Failure(e.getMessage(), e.hint(), null), ExitCode.SCHEMA);
        } else if (thrown instanceof AwsFailure e) {
            return new RunError(e.failure(), ExitCode.FAILED);
        } else if (thrown instanceof TimeLimitException e) {
            return new RunError(e.failure(), ExitCode.UNFINISHED);
        }
        String report = traced
                ? "report it with the stack trace above"
                : "run the command again with --debug and report the output";
        String what = thrown.getMessage() == null ? "no details" : thrown.getMessage();
        return new RunError(new Failure("internal error: " + what, report, null), ExitCode.INTERNAL_ERROR);
    }
}
