package dev.ddbtool.violations.cli.command;

import dev.ddbtool.violations.plan.Step;

/** Plans to delete a table outside of {@code destroy}. */
final class DeletesATable {

    private DeletesATable() {}

    static Step plan() {
        return new Step.DeleteTable();
    }
}
