package dev.ddbtool.aws.call;

import java.io.IOException;

/** An answer has more bytes than any real one. */
public final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param limit the largest answer in bytes that is accepted */
    public AnswerTooLargeException(int limit) {
        super("larger than " + limit / (1024 * 1024) + " MB");
    }
}
