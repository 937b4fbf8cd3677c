package dev.ddbtool.aws;

import dev.ddbtool.plan.Failure;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * How the person or job behind this run signs in, as far as the profile tells.
 *
 * @param profile the profile's name
 * @param profileExists false only for a profile that was chosen and is not configured
 * @param command the command that signs in, or signs in again
 */
record SignIn(String profile, boolean profileExists, String command) {

    private static final String DEFAULT_PROFILE = "default";

    static SignIn of(String name, ProfileFile profiles) {
        Optional<Profile> profile = profiles.profile(name);
        boolean isDefault = name.equals(DEFAULT_PROFILE);
        boolean sso = has(profile, "sso_session") || has(profile, "sso_start_url");
        boolean keys = has(profile, "aws_access_key_id");
        String verb = sso ? "aws sso login" : keys ? "aws configure" : "aws login";
        return new SignIn(name, profile.isPresent() || isDefault, isDefault ? verb : verb + " --profile " + name);
    }

    private static boolean has(Optional<Profile> profile, String property) {
        return profile.flatMap(p -> p.property(property)).isPresent();
    }

    /** What to say where no credentials are found at all. */
    Failure noCredentials() {
        return new Failure(
                "no AWS credentials found" + (profile.equals(DEFAULT_PROFILE) ? "" : " for profile '" + profile + "'"),
                "sign in with: " + command + ", or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or choose a profile"
                        + " with --profile",
                null);
    }
}
