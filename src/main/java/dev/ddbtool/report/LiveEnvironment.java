package dev.ddbtool.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An environment that has live tables.
 *
 * @param declaration its name or pattern among the known environments; null if only the names of its tables suggest it
 * @param guarded whether changes require confirmation
 * @param ephemeral whether {@code destroy} may delete it
 * @param tables the physical names of its live tables
 */
public record LiveEnvironment(
        String name, @Nullable String declaration, boolean guarded, boolean ephemeral, List<String> tables) {

    public LiveEnvironment {
        tables = List.copyOf(tables);
    }

    /** How it is declared, in words. */
    String remark() {
        if (declaration == null) {
            return "undeclared";
        }
        String kind = guarded ? "protected" : ephemeral ? "ephemeral" : "declared";
        return name.equals(declaration) ? kind : kind + " (" + declaration + ")";
    }
}
