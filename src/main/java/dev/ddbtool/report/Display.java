package dev.ddbtool.report;

/**
 * The console as the user wants to see it.
 *
 * @param colors whether terminals show colours
 * @param quiet whether suggested commands are hidden
 */
public record Display(Console console, boolean colors, boolean quiet) {

    LineWriter out() {
        return console.out();
    }

    LineWriter err() {
        return console.err();
    }

    Paint paint(String stream) {
        return new Paint(colors && console.terminals().contains(stream));
    }
}
