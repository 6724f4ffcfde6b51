package demo;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.ParseException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Access tokens: JSON Web Tokens (RFC 7519) signed with a key that lives as long as the backend. Beside them the fixed tokens
 * {@code demo-NAME} are good for the user NAME, for tools that cannot log in.
 */
final class Tokens {

    static final int LIFETIME_SECONDS = 900;

    private static final String FIXED = "demo-";
    private static final Base64.Encoder TO_BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;

    Tokens() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** The id of the user with an e-mail address: the same for the same address. */
    static String userId(String email) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
            return "user-" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    String issue(String userId, Instant now) {
        var claims = new JsonObject().add("sub", userId).add("exp", now.getEpochSecond() + LIFETIME_SECONDS);
        String content = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(claims.toString());
        return content + "." + signature(content);
    }

    /** The user of a token, empty when the token is not one of this backend or has expired. */
    Optional<String> user(String token, Instant now) {
        if (token.startsWith(FIXED) && token.length() > FIXED.length()) {
            return Optional.of(token.substring(FIXED.length()));
        }
        int dot = token.lastIndexOf('.');
        if (dot < 0 || !MessageDigest.isEqual(signature(token.substring(0, dot)).getBytes(StandardCharsets.UTF_8),
                token.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            String claims = token.substring(token.indexOf('.') + 1, dot);
            JsonObject json = Json.parse(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8)).asObject();
            return json.getLong("exp", 0) > now.getEpochSecond() ? Optional.of(json.getString("sub", "")) : Optional.empty();
        } catch (IllegalArgumentException | ParseException | UnsupportedOperationException notOurs) {
            return Optional.empty();
        }
    }

    private String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return TO_BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String encode(String text) {
        return TO_BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
