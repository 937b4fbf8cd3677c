package dev.ddbtool.violations.plan;

import java.util.function.LongSupplier;

/** Reads the clock by a method reference. */
final class PassesTheClockOn {

    private PassesTheClockOn() {}

    static LongSupplier ticker() {
        return System::nanoTime;
    }
}
