package engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks whether an engine answers at an address, with nothing but a socket: a place where none does is told before the
 * client's classes are loaded, which takes longer than most engines to answer.
 */
final class Ping {
    private static final byte[] REQUEST = "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_HEAD = 4096;

    private Ping() {}

    /**
     * Connects, and where no TLS is spoken asks the engine's own {@code /_ping}. It may block for ever; an interrupt ends it.
     *
     * @throws IOException saying what is there instead
     */
    static void at(EngineAddress address) throws IOException {
        try (SocketChannel socket = connected(address)) {
            if (address.tls()) {
                return;
            }
            socket.write(ByteBuffer.wrap(REQUEST));
            String head = head(socket);
            if (head.contains("HTTP request to an HTTPS server")) {
                throw new IOException("it speaks TLS, which DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH turn on");
            } else if (head.isEmpty()) {
                throw new IOException("it closed the connection without an answer");
            } else if (!head.matches("(?s)HTTP/1\\.[01] 200\\b.*") || !head.toLowerCase(Locale.ROOT).contains("\napi-version:")) {
                throw new IOException("what answers there is no Docker engine");
            }
        }
    }

    private static SocketChannel connected(EngineAddress address) throws IOException {
        if (address.uri().getScheme().equals("unix")) {
            SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
            socket.connect(UnixDomainSocketAddress.of(address.uri().getPath()));
            return socket;
        }
        var place = address.uri().getHost() == null ? InetSocketAddress.createUnresolved("?", 0)
                : new InetSocketAddress(address.uri().getHost(), address.uri().getPort());
        if (place.isUnresolved()) {
            throw new IOException("no such host");
        }
        return SocketChannel.open(place);
    }

    /** The head of the answer and what came with it; as much as there was when the server closes before. */
    private static String head(SocketChannel socket) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_HEAD);
        String text = "";
        while (bytes.hasRemaining() && socket.read(bytes) >= 0 && !text.contains("\r\n\r\n")) {
            text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
