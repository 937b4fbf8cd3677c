package dev.ddbtool.project;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.plan.Policy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of one environment, and where each comes from.
 *
 * @param schemas its schema folder, relative to the working directory
 * @param sharesSchemas whether the folder also belongs to another environment, and no flag or variable names it
 * @param profile empty if the AWS SDK finds the credentials
 * @param region empty if the AWS SDK finds the Region
 * @param endpointUrl empty for AWS
 * @param account the only accepted AWS account
 * @param guarded whether changes require confirmation
 * @param ephemeral whether it exists only for a short time, for example for a pull request
 * @param policy what it overrides in the schema files
 */
public record EnvironmentSettings(
        Environment environment,
        Sourced<Path> schemas,
        boolean sharesSchemas,
        Optional<Sourced<String>> profile,
        Optional<Sourced<String>> region,
        Optional<Sourced<String>> endpointUrl,
        Optional<Sourced<String>> account,
        Sourced<Boolean> guarded,
        Sourced<Boolean> ephemeral,
        Policy policy) {}
