package dev.ddbtool.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a project file, or of none.
 *
 * @param file the project file; null if there is none
 * @param folder the folder from which its paths start; without a file, the working directory
 * @param environments the declared environments; empty if the file declares none
 * @param scriptVariables whether the plain variables of the original scripts are read
 */
public record Project(
        @Nullable Path file,
        Path folder,
        Optional<Sourced<String>> schemas,
        Optional<Sourced<String>> defaultEnvironment,
        Optional<Sourced<String>> prefix,
        List<DeclaredEnvironment> environments,
        boolean scriptVariables) {

    /** The name of the project file. */
    public static final String FILE = "ddbtool.toml";

    public Project {
        environments = List.copyOf(environments);
    }

    /** The project without a file, which reads the plain variables of the original scripts. */
    static Project none(Path workingDirectory) {
        return new Project(
                null, workingDirectory, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), true);
    }

    /** The declared environment with this name. */
    Optional<DeclaredEnvironment> environment(String name) {
        return environments.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
