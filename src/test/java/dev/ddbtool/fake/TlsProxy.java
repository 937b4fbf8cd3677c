package dev.ddbtool.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A TLS proxy for a local server without TLS. Its certificate is new and for {@code localhost}; clients trust it
 * through {@link #trustOptions} or {@link #certificate}.
 */
public final class TlsProxy implements AutoCloseable {

    /** The password of the JDK's own trust store. */
    private static final String PASSWORD = "changeit";

    private final URI server;
    private final Path folder;
    private final SSLServerSocket listener;
    private final Duration roundTrip;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsProxy(URI server, Path folder, SSLServerSocket listener, Duration roundTrip) {
        this.server = server;
        this.folder = folder;
        this.listener = listener;
        this.roundTrip = roundTrip;
    }

    /**
     * Starts on a free port.
     *
     * @param server where the requests go, as {@code http://127.0.0.1:49152}
     * @param parent for a folder with the keys and the trust stores
     * @throws UncheckedIOException if the certificate cannot be created
     */
    public static TlsProxy start(URI server, Path parent) {
        return start(server, parent, Duration.ZERO);
    }

    /** Starts in a network in which connecting and the handshake each take one round trip of this length. */
    public static TlsProxy start(URI server, Path parent, Duration roundTrip) {
        try {
            Path folder = Files.createTempDirectory(parent, "tls").toAbsolutePath();
            Path keyStore = folder.resolve("keys.p12");
            makeCertificate(keyStore);
            KeyStore keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
            Certificate certificate = keys.getCertificate(keys.aliases().nextElement());
            writeTrustStore(certificate, trustStore(folder));
            Files.writeString(certificate(folder), pem(certificate), StandardCharsets.US_ASCII);
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), null, null);
            SSLServerSocket listener = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 1024, InetAddress.getLoopbackAddress());
            TlsProxy proxy = new TlsProxy(server, folder, listener, roundTrip);
            ReplyQueue.daemon("tls-proxy", proxy::accept).start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void makeCertificate(Path keyStore) throws IOException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA", // like the certificates of AWS
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (!Files.exists(keyStore)) {
            throw new IOException("keytool made no certificate: " + output);
        }
    }

    /** Adds the certificate to the JDK's own, so that clients load as many certificates as in production. */
    private static void writeTrustStore(Certificate certificate, Path trustStore)
            throws IOException, GeneralSecurityException {
        Path usual = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        KeyStore trusted = KeyStore.getInstance(usual.toFile(), PASSWORD.toCharArray());
        trusted.setCertificateEntry("server", certificate);
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    private static String pem(Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static Path trustStore(Path folder) {
        return folder.resolve("trusted");
    }

    private static Path certificate(Path folder) {
        return folder.resolve("certificate.pem");
    }

    /** The endpoint, such as {@code https://localhost:49153}. */
    public URI endpoint() {
        return URI.create("https://localhost:" + listener.getLocalPort());
    }

    /** Java options that trust this server. */
    public List<String> trustOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trustStore(folder), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** The certificate as PEM, for programs in other languages. */
    public Path certificate() {
        return certificate(folder);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                ReplyQueue.daemon("tls-requests", () -> serve(client)).start();
            }
        } catch (IOException e) {
            return; // the proxy is closed
        }
    }

    /** The delay before the handshake stands for both round trips: the client has nothing to do in between. */
    private void serve(Socket client) {
        open.add(client);
        try (client) {
            TimeUnit.NANOSECONDS.sleep(2 * roundTrip.toNanos());
            Socket target = new Socket(server.getHost(), server.getPort());
            open.add(target);
            ReplyQueue.daemon("tls-answers", () -> copy(target, client)).start();
            copy(client, target);
        } catch (IOException | InterruptedException e) {
            return; // the proxy or the server is closed
        } finally {
            open.remove(client);
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            return; // one side has closed; close the other
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
