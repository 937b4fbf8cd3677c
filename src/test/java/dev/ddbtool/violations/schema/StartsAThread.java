package dev.ddbtool.violations.schema;

/** Starts a thread in a package of values. */
final class StartsAThread {

    private StartsAThread() {}

    static void start(Runnable work) {
        new Thread(work).start();
    }
}
