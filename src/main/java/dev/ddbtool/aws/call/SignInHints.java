package dev.ddbtool.aws.call;

import dev.ddbtool.problem.Failure;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * How the person or job that runs ddbtool signs in, according to the profile.
 *
 * @param profile the profile's name
 * @param profileExists false only for a profile that was chosen and is not configured
 * @param command the command that signs in, or signs in again; null if the keys are in variables
 */
public record SignInHints(
        String profile, boolean profileExists, @Nullable String command) {

    private static final String DEFAULT_PROFILE = "default";

    /**
     * The hints for a profile.
     *
     * @param keysInVariables whether the keys are in variables, which the SDK prefers to any profile
     */
    public static SignInHints of(String name, ProfileFile profiles, boolean keysInVariables) {
        boolean exists = profiles.profile(name).isPresent() || name.equals(DEFAULT_PROFILE);
        return new SignInHints(name, exists, keysInVariables ? null : command(name, profiles));
    }

    /** A profile that assumes a role signs in as its source profile does. */
    private static String command(String name, ProfileFile profiles) {
        String signsIn = name;
        Set<String> seen = new HashSet<>();
        while (seen.add(signsIn)) {
            signsIn = property(profiles, signsIn, "source_profile").orElse(signsIn);
        }
        boolean sso = property(profiles, signsIn, "sso_session").isPresent()
                || property(profiles, signsIn, "sso_start_url").isPresent();
        boolean keys = property(profiles, signsIn, "aws_access_key_id").isPresent();
        String verb = sso ? "aws sso login" : keys ? "aws configure" : "aws login";
        // "aws configure" does not ask for the session token, and keeps the old one
        String then = verb.equals("aws configure")
                        && property(profiles, signsIn, "aws_session_token").isPresent()
                ? ", then set aws_session_token in the profile"
                : "";
        return (signsIn.equals(DEFAULT_PROFILE) ? verb : verb + " --profile " + signsIn) + then;
    }

    private static Optional<String> property(ProfileFile profiles, String profile, String property) {
        return profiles.profile(profile).flatMap((Profile p) -> p.property(property));
    }

    /** What to do when a session has expired. */
    String again() {
        return command == null
                ? "set new values for AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN"
                : "sign in again: " + command;
    }

    /** The failure if a session has expired or was never started. */
    Failure expired(@Nullable String code) {
        return new Failure("the AWS credentials have expired", again(), code);
    }

    /** The failure if the profile cannot be used. */
    Failure failed(String reason) {
        return new Failure(
                "sign-in with profile '" + profile + "' failed: " + reason, "check the profile, or " + again(), null);
    }

    /** The failure if no credentials are found. */
    Failure noCredentials() {
        return new Failure(
                "no AWS credentials found" + (profile.equals(DEFAULT_PROFILE) ? "" : " for profile '" + profile + "'"),
                (command == null ? "" : "sign in with: " + command + ", or ")
                        + "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use a profile with --profile",
                null);
    }
}
