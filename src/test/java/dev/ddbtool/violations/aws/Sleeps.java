package dev.ddbtool.violations.aws;

/** Sleeps on a thread. */
final class Sleeps {

    private Sleeps() {}

    static void nap() throws InterruptedException {
        Thread.sleep(1);
    }
}
