package dev.ddbtool.violations.schema;

/** Starts a thread, where only values are known. */
final class StartsAThread {

    private StartsAThread() {}

    static void start(Runnable work) {
        new Thread(work).start();
    }
}
