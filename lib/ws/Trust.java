package ws;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Which servers are believed to be who they say: those of public authorities, those of a given one besides, or all. */
final class Trust {

    private final Optional<Path> authorities;
    private final boolean insecure;
    private Optional<SSLContext> context = Optional.empty();

    private Trust(Optional<Path> authorities, boolean insecure) {
        this.authorities = authorities;
        this.insecure = insecure;
    }

    /**
     * @param authorities a PEM file whose certificates are trusted beside the JDK's own
     * @param insecure whether nothing is checked at all
     * @throws UsageException when the file cannot be read or holds no certificate
     */
    static Trust of(Optional<Path> authorities, boolean insecure) {
        var trust = new Trust(authorities, insecure);
        if (authorities.isPresent()) {
            trust.context();
        }
        return trust;
    }

    /** Made when it is first needed: reading the JDK's authorities costs more than a whole run without TLS. */
    synchronized SSLContext context() {
        if (context.isEmpty()) {
            context = Optional.of(make());
        }
        return context.get();
    }

    private SSLContext make() {
        try {
            TrustManager manager = insecure ? new Everyone() : new Explaining(authorities(authorities));
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(null, new TrustManager[] {manager}, new SecureRandom());
            return made;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new UsageException("--ca " + authorities.map(Path::toString).orElse("") + ": " + impossible.getMessage() + ".");
        }
    }

    /** An engine for one connection, with server name indication and host name verification (RFC 9110, section 4.3.4). */
    SSLEngine engine(String host, int port) {
        SSLEngine engine = context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (!insecure) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (!host.contains(":") && !host.matches("[0-9.]+")) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static X509ExtendedTrustManager authorities(Optional<Path> pem) throws GeneralSecurityException, IOException {
        X509ExtendedTrustManager own = manager(null);
        if (pem.isEmpty()) {
            return own;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate known : own.getAcceptedIssuers()) {
            store.setCertificateEntry("known-" + store.size(), known);
        }
        try (InputStream in = Files.newInputStream(pem.get())) {
            int count = 0;
            for (Certificate given : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("given-" + count++, given);
            }
            if (count == 0) {
                throw new IOException("there is no certificate in this file");
            }
        } catch (java.nio.file.NoSuchFileException missing) {
            throw new IOException("there is no such file", missing);
        } catch (CertificateException notPem) {
            throw new IOException("this is no file of PEM certificates", notPem);
        }
        return manager(store);
    }

    private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers()).filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast).findFirst().orElseThrow();
    }

    /** Tells a self-signed certificate from one of an unknown authority, which the JDK's message does not. */
    private static final class Explaining extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager checker;

        Explaining(X509ExtendedTrustManager checker) {
            this.checker = checker;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            try {
                checker.checkServerTrusted(chain, type, engine);
            } catch (CertificateException refused) {
                boolean self = chain.length == 1 && chain[0].getIssuerX500Principal().equals(chain[0].getSubjectX500Principal());
                throw self && TlsFailure.kind(refused) == Failure.Kind.TLS_UNKNOWN_AUTHORITY ? new TlsFailure.SelfSigned(refused)
                        : new TlsFailure.Refused(chain[0], refused);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            checker.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            checker.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            checker.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            checker.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            checker.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return checker.getAcceptedIssuers();
        }
    }

    /** For --insecure. It extends the extended class because the JDK wraps a plain {@link X509TrustManager} with checks of its own. */
    private static final class Everyone extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
