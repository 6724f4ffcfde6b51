package ws;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** What went wrong about TLS, read off the exception that ended a handshake or a connection. */
final class TlsFailure {

    static final String NO_CERTIFICATE = "the server asks for a certificate of the client (mutual TLS), and this client has none to give";

    private TlsFailure() {
    }

    /** Why a TLS connection ended before its time. @param authority the server's host and port */
    static Failure of(IOException reason, String authority) {
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

    /** Which kind of failure an exception stands for. */
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

    static final class SelfSigned extends CertificateException {
        private static final long serialVersionUID = 1;

        SelfSigned(CertificateException cause) {
            super("the certificate is self-signed", cause);
        }
    }

    /** Says whose certificate it was that came, which the JDK's message does not. */
    static final class Refused extends CertificateException {
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
}
