package ws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ws.Failure.Kind;

/** Collects a server's answer to an upgrade request until it can be judged. It does no input or output. */
final class Upgrade {

    enum State { INCOMPLETE, ACCEPTED, REFUSED, REFUSED_BODY_TO_COME }

    private static final String EXPECTED = "HTTP 101 Switching Protocols";
    private static final int MOST_BODY = 2048;
    private static final int TLS_ALERT = 0x15;
    /** What nginx, Go and Apache say, in this order, to plain HTTP on a port of HTTPS. */
    private static final Pattern WANTS_TLS = Pattern.compile("(?i)sent to HTTPS port|HTTP request to an HTTPS server|SSL-enabled server port");
    private static final Pattern WANTS_CERTIFICATE = Pattern.compile("(?i)no required SSL certificate|client certificate");

    private List<String> subprotocols = List.of();
    private String key = "";
    private byte[] bytes = new byte[0];
    private String interim = "";
    private Optional<UpgradeResponse> response = Optional.empty();
    private Optional<Failure> problem = Optional.empty();

    /** What the server is about to answer. */
    void asked(UpgradeRequest request) {
        key = request.key();
        subprotocols = request.subprotocols();
    }

    /** Takes bytes until the answer is longer than any that makes sense. */
    void collect(ByteBuffer input) {
        int before = bytes.length;
        int room = UpgradeResponse.LONGEST_HEAD + MOST_BODY + input.remaining();
        bytes = Arrays.copyOf(bytes, Math.min(before + input.remaining(), room));
        input.get(bytes, before, bytes.length - before);
        if (response.isEmpty()) {
            response = UpgradeResponse.parse(bytes);
            while (response.isPresent() && response.get().isInterim()) {
                interim = response.get().summary();
                bytes = Arrays.copyOfRange(bytes, response.get().headLength(), bytes.length);
                response = bytes.length == 0 ? Optional.empty() : UpgradeResponse.parse(bytes);
            }
            problem = response.flatMap(answer -> answer.problem(key, subprotocols));
        }
    }

    State state() {
        if (response.isEmpty()) {
            return State.INCOMPLETE;
        }
        if (problem.isEmpty()) {
            return State.ACCEPTED;
        }
        boolean whole = response.get().status() == 0
                || bytes.length - response.get().headLength() >= Math.min(response.get().bodyLength(), MOST_BODY);
        return whole ? State.REFUSED : State.REFUSED_BODY_TO_COME;
    }

    /** Why the server refused, with what its answer says. */
    Failure failure() {
        Failure refused = problem.orElseThrow();
        UpgradeResponse answer = response.orElseThrow();
        if (bytes.length > 2 && bytes[0] == TLS_ALERT && bytes[1] == 3) {
            return refused.withCame("a TLS alert").because(Connection.EXPECTS_TLS);
        }
        if (refused.kind() == Kind.BAD_UPGRADE) {
            return refused;
        }
        HttpBody body = HttpBody.of(bytes, answer.headLength(), answer.isChunked());
        Failure told = refused.withCame(Stream.of(refused.came(), answer.status() == 0 ? body.text() : body.summary())
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(", ")));
        if (WANTS_TLS.matcher(body.summary()).find()) {
            return told.onlyBecause(Connection.EXPECTS_TLS);
        }
        if (WANTS_CERTIFICATE.matcher(body.summary()).find()) {
            return told.onlyBecause(TlsFailure.NO_CERTIFICATE);
        }
        return answer.redirection().map(told::onlyBecause).or(() -> body.page().map(answer::standIn).map(told::because)).orElse(told);
    }

    /** Why it failed when nothing more comes. @param within added to what was expected @param nothing what no byte at all is called */
    Failure cut(Kind kind, String within, String nothing) {
        return response.isPresent() ? failure()
                : new Failure(kind, EXPECTED + within, bytes.length > 0 ? new String(bytes, StandardCharsets.ISO_8859_1)
                        : interim.isEmpty() ? nothing : "only " + interim);
    }

    /** What came after the head: the first frames. */
    ByteBuffer rest() {
        int from = response.orElseThrow().headLength();
        return ByteBuffer.wrap(bytes, from, bytes.length - from);
    }

    /** Lets go of the answer, which is not needed once the connection is open. */
    void forget() {
        bytes = new byte[0];
        response = Optional.empty();
    }

    /** What a transcript has of it. */
    @Override
    public String toString() {
        return response.map(UpgradeResponse::summary).orElse("nothing");
    }
}
