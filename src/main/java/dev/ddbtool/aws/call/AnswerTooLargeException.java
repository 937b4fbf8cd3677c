package dev.ddbtool.aws.call;

import java.io.IOException;

/** A response is larger than any real response. */
public final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param limit the largest response in bytes that is accepted */
    public AnswerTooLargeException(int limit) {
        super("larger than " + limit / (1024 * 1024) + " MB");
    }
}
