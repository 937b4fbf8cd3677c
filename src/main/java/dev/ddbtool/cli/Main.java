package dev.ddbtool.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Prints the version. */
public final class Main {

    private Main() {}

    /**
     * The process.
     *
     * @param args ignored
     * @throws IOException if the version cannot be read
     */
    public static void main(String[] args) throws IOException {
        Properties version = new Properties();
        try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IOException("version.properties is missing");
            }
            version.load(in);
        }
        System.out.println("ddbtool " + version.getProperty("version") + " (" + version.getProperty("commit") + ")");
    }
}
