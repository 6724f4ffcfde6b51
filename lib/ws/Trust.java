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
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Which servers are believed to be who they say: those of public authorities, those of a given one besides, or all. */
final class Trust {

    static final String NO_CERTIFICATE = "the server asks for a certificate of the client (mutual TLS), and this client has none to give";

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

    /** Why a TLS connection ended before its time. @param authority the server's host and port */
    static Failure failure(IOException reason, String authority) {
        String certificate = "";
        Throwable deepest = reason;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            certificate = deepest instanceof Refused refused ? refused.getMessage() + ": " : certificate;
            deepest = deepest.getCause();
        }
        String said = String.valueOf(deepest.getMessage());
        var failure = new Failure(reason instanceof SSLException ? kind(reason) : Failure.Kind.TLS_FAILED, "a TLS connection to " + authority,
                certificate + said);
        return said.contains("certificate_required") || said.contains("bad_certificate")
                ? failure.onlyBecause(NO_CERTIFICATE)
                : said.contains("protocol_version") ? failure.onlyBecause("the server speaks neither TLS 1.2 nor TLS 1.3") : failure;
    }

    /** What is wrong about TLS, read off the exception that ended a handshake. */
    static Failure.Kind kind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof SelfSigned) {
                return Failure.Kind.TLS_SELF_SIGNED;
            }
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException
                    || message.contains("validity check failed")) {
                return Failure.Kind.TLS_EXPIRED;
            }
            if (message.startsWith("No subject alternative") || message.startsWith("No name matching")
                    || message.contains("doesn't match any of the subject alternative names")) {
                return Failure.Kind.TLS_WRONG_HOST;
            }
            if (message.contains("unable to find valid certification path") || message.contains("Path does not chain")) {
                return Failure.Kind.TLS_UNKNOWN_AUTHORITY;
            }
            if (message.contains("nrecognized SSL message")) {
                return Failure.Kind.TLS_NOT_SPOKEN;
            }
        }
        return Failure.Kind.TLS_FAILED;
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

    private static final class SelfSigned extends CertificateException {
        private static final long serialVersionUID = 1;

        SelfSigned(CertificateException cause) {
            super("the certificate is self-signed", cause);
        }
    }

    /** Says whose certificate it was that came, which the JDK's message does not. */
    private static final class Refused extends CertificateException {
        private static final long serialVersionUID = 1;
        private static final int DNS_NAME = 2;
        private static final int IP_ADDRESS = 7;
        private static final int MOST_NAMES = 4;

        Refused(X509Certificate certificate, CertificateException cause) throws CertificateParsingException {
            super("a certificate for " + names(certificate) + " from " + certificate.getIssuerX500Principal(), cause);
        }

        /** @return the names that count (RFC 9110, section 4.3.4), else the subject's */
        private static String names(X509Certificate certificate) throws CertificateParsingException {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            String names = all == null ? "" : all.stream().filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                    .limit(MOST_NAMES).map(name -> name.get(1).toString()).collect(Collectors.joining(", "));
            return names.isEmpty() ? certificate.getSubjectX500Principal().toString() : names;
        }
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
                throw self && Trust.kind(refused) == Failure.Kind.TLS_UNKNOWN_AUTHORITY ? new SelfSigned(refused)
                        : new Refused(chain[0], refused);
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
