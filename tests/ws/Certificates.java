package ws;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes authorities and certificates with the JDK's keytool. */
final class Certificates {

    static final String PASSWORD = "changeit";

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
    }

    /** A keystore with an authority's key. */
    Path authority(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        keytool("-genkeypair", "-keystore", store.toString(), "-alias", "a", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c");
        return store;
    }

    /** A keystore with a server's key and a certificate of the authority. @param names the alternative names @param validity keytool options */
    Path server(String name, Path authority, String names, String... validity) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Path request = folder.resolve(name + ".csr");
        Path answer = folder.resolve(name + ".crt");
        keytool("-genkeypair", "-keystore", store.toString(), "-alias", "a", "-keyalg", "EC", "-dname", "CN=" + name);
        keytool("-certreq", "-keystore", store.toString(), "-alias", "a", "-file", request.toString());
        var sign = new ArrayList<>(List.of("-gencert", "-keystore", authority.toString(), "-alias", "a", "-infile", request.toString(),
                "-outfile", answer.toString(), "-ext", "san=" + names, "-rfc"));
        sign.addAll(List.of(validity));
        keytool(sign.toArray(String[]::new));
        keytool("-importcert", "-noprompt", "-keystore", store.toString(), "-alias", "authority", "-file", pem(authority).toString());
        keytool("-importcert", "-keystore", store.toString(), "-alias", "a", "-file", answer.toString());
        keytool("-delete", "-keystore", store.toString(), "-alias", "authority");
        return store;
    }

    /** A keystore with a self-signed certificate. */
    Path selfSigned(String name, String names) throws Exception {
        Path store = folder.resolve(name + ".p12");
        keytool("-genkeypair", "-keystore", store.toString(), "-alias", "a", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + names);
        return store;
    }

    /** The certificates of a keystore as PEM. */
    Path pem(Path store) throws Exception {
        var text = new StringBuilder();
        for (Certificate certificate : open(store).getCertificateChain("a")) {
            text.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(folder.resolve(store.getFileName() + ".pem"), text);
    }

    /** The private key of a keystore as PEM. */
    Path key(Path store) throws Exception {
        Key key = open(store).getKey("a", PASSWORD.toCharArray());
        return Files.writeString(folder.resolve(store.getFileName() + ".key"), block("PRIVATE KEY", key.getEncoded()));
    }

    private static String block(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label + "-----\n";
    }

    private static KeyStore open(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new ByteArrayOutputStream();
        process.getInputStream().transferTo(said);
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }
}
