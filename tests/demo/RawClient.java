package demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sends bytes of any kind. */
record RawClient(Socket socket) implements AutoCloseable {

    static RawClient connect(URI url) throws IOException {
        var socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(20_000);
        return new RawClient(socket);
    }

    /** Upgrades at a path and reads to the end of the answer's head. */
    static RawClient upgraded(URI url, String path) throws IOException {
        RawClient client = connect(url);
        client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        String head = client.readUntil("\r\n\r\n");
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(head);
        }
        return client;
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** A masked frame with the mask 0, so that its payload stays readable. */
    static byte[] frame(int firstByte, byte[] payload) {
        var frame = ByteBuffer.allocate(14 + payload.length).put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    String readUntil(String end) throws IOException {
        var text = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            text.append((char) next);
            if (text.length() >= end.length() && text.indexOf(end, text.length() - end.length()) >= 0) {
                return text.toString();
            }
        }
        throw new AssertionError("the connection ended after: " + text);
    }

    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
