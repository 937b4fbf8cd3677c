package dev.ddbtool.naming;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known word that an unknown word probably means, for "did you mean" hints.
 *
 * <p>A known word is near if the given word equals it in another case, if the distance to the word or to a prefix of it
 * is at most a third of the given word's letters ({@code prod}, {@code prd} → {@code production}; {@code stage} →
 * {@code staging}), or if the given word begins with it ({@code development} → {@code dev}). A match of the whole word
 * comes before a match of a prefix ({@code companys} → {@code companies}, not {@code company-users}). The distance is
 * the Damerau-Levenshtein distance (optimal string alignment).
 */
public final class Nearest {

    /** A single letter is a prefix of too many words. */
    private static final int MIN_BEGINNING = 2;

    /** In shorter words, only a missing letter is accepted. Otherwise {@code pre} would match {@code pro…}. */
    private static final int MIN_MISTAKEN_BEGINNING = 4;

    private Nearest() {}

    /** The nearest of the known words, independent of their order; empty if none is near. */
    public static Optional<String> to(String given, Collection<String> known) {
        String lower = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .map(word -> Candidate.of(lower, word))
                .filter(candidate -> candidate.mistakes() <= allowed(lower))
                .min(Candidate.ORDER)
                .map(Candidate::word);
    }

    private static int allowed(String given) {
        return given.length() / 3;
    }

    /** A known word, the number of mistakes in the given word, and the distance of the whole words. */
    private record Candidate(String word, boolean nearAsAWhole, int mistakes, int distance) {

        static final Comparator<Candidate> ORDER = Comparator.comparing(
                        (Candidate candidate) -> !candidate.nearAsAWhole)
                .thenComparingInt(candidate -> candidate.nearAsAWhole ? candidate.distance : candidate.mistakes)
                .thenComparingInt(Candidate::distance)
                .thenComparing(Candidate::word);

        static Candidate of(String given, String word) {
            String known = word.toLowerCase(Locale.ROOT);
            int[] distances = distancesToBeginnings(given, known);
            int distance = distances[known.length()];
            boolean oneBeginsTheOther = Math.min(given.length(), known.length()) >= MIN_BEGINNING
                    && (known.startsWith(given) || given.startsWith(known));
            int mistakes = oneBeginsTheOther ? 0 : nearest(given, distances);
            return new Candidate(word, distance <= allowed(given), mistakes, distance);
        }

        private static int nearest(String given, int[] distances) {
            int shortest = given.length() < MIN_MISTAKEN_BEGINNING ? given.length() + 1 : 0;
            int first = Math.min(shortest, distances.length - 1);
            return Arrays.stream(distances, first, distances.length).min().orElseThrow();
        }
    }

    /** The distance of the given word from each prefix of the known word, by prefix length. */
    private static int[] distancesToBeginnings(String given, String known) {
        int[] beforeLast = new int[0];
        int[] last = new int[known.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= given.length(); i++) {
            int[] row = new int[known.length() + 1];
            row[0] = i;
            for (int j = 1; j <= known.length(); j++) {
                int substituted = last[j - 1] + (given.charAt(i - 1) == known.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && given.charAt(i - 1) == known.charAt(j - 2)
                        && given.charAt(i - 2) == known.charAt(j - 1)) {
                    row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last;
    }
}
