package ws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of bare sockets that says whatever a test wants it to, byte by byte. */
final class RawServer implements AutoCloseable {

    /** What it does with one connection; the socket is closed afterwards. */
    interface Behaviour {
        void serve(Socket socket) throws Exception;
    }

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    RawServer(Behaviour behaviour) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), behaviour);
    }

    RawServer(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        var acceptor = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    var worker = new Thread(() -> serve(behaviour, socket));
                    worker.setDaemon(true);
                    worker.start();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private static void serve(Behaviour behaviour, Socket socket) {
        try (socket) {
            behaviour.serve(socket);
        } catch (Exception gone) {
            // the client left, or the test is over
        }
    }

    String url() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/ws";
    }


    /** Reads a request's head. */
    static String request(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("end of stream");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The head of a right answer to an upgrade request. */
    static String upgraded(String request) throws GeneralSecurityException {
        String key = request.lines().filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")).findFirst().orElseThrow()
                .split(":", 2)[1].strip();
        byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
    }

    static void say(Socket socket, String text) throws IOException {
        say(socket, text.getBytes(StandardCharsets.UTF_8));
    }

    static void say(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** An unmasked frame. @param first the first byte: FIN, reserved bits and opcode */
    static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    static byte[] text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] welcome() {
        return text("{\"type\":\"connection_established\",\"user_id\":\"u1\"}");
    }

    static byte[] event(String name) {
        return text("{\"type\":\"" + name + "\",\"payload\":{\"final_response\":\"forty-two\"}}");
    }

    static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return frame(0x88, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
    }

    /** Upgrades and welcomes, then waits for the client's request and swallows whatever comes. */
    static void untilRequest(Socket socket) throws Exception {
        say(socket, upgraded(request(socket)));
        say(socket, welcome());
        socket.getInputStream().read();
    }

    /** Waits until the client is gone. */
    static void swallow(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
