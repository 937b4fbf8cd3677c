package dev.ddbtool.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A TLS proxy for a local server without TLS. Its certificate is new and for {@code localhost}; clients trust it
 * through {@link #trustOptions}.
 */
public final class TlsProxy implements AutoCloseable {

    /** Java requires one; the stores contain only the certificate of this test run. */
    private static final String PASSWORD = "changeit";

    private final URI server;
    private final Path trustStore;
    private final SSLServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsProxy(URI server, Path trustStore, SSLServerSocket listener) {
        this.server = server;
        this.trustStore = trustStore;
        this.listener = listener;
    }

    /**
     * Starts on a free port.
     *
     * @param server where the requests go, as {@code http://127.0.0.1:49152}
     * @param folder for the key store and the trust store
     * @throws UncheckedIOException if the certificate cannot be created
     */
    public static TlsProxy start(URI server, Path folder) {
        try {
            Path keyStore = Files.createTempDirectory(folder, "tls").resolve("keys.p12");
            makeCertificate(keyStore);
            KeyStore keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
            Path trustStore = keyStore.resolveSibling("trust.p12");
            trust(keys, trustStore);
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), null, null);
            SSLServerSocket listener = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 1024, InetAddress.getLoopbackAddress());
            TlsProxy proxy = new TlsProxy(server, trustStore, listener);
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

    private static void trust(KeyStore keys, Path trustStore) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate(keys.aliases().nextElement()));
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    /** The endpoint, such as {@code https://localhost:49153}. */
    public URI endpoint() {
        return URI.create("https://localhost:" + listener.getLocalPort());
    }

    /** Java options that trust only this server. */
    public List<String> trustOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trustStore.toAbsolutePath(),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket target = new Socket(server.getHost(), server.getPort());
                open.addAll(List.of(client, target));
                ReplyQueue.daemon("tls-requests", () -> copy(client, target)).start();
                ReplyQueue.daemon("tls-answers", () -> copy(target, client)).start();
            }
        } catch (IOException e) {
            return; // the proxy is closed
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
