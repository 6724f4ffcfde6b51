package demo;

import java.util.Locale;

/** The modes of a WebSocket connection; its path decides which. */
enum Endpoint {
    MAIN, FACTORY, ISOLATED, LEGACY;

    /** As the welcome's {@code mode} says it. */
    String mode() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean needsToken() {
        return this != LEGACY;
    }

    String welcomeType() {
        return this == MAIN ? "connection_established" : mode() + "_connection_established";
    }

    /** The legacy and the factory mode close with 1000 on text that is not JSON, the others answer with an error. */
    boolean closesOnBadJson() {
        return this == LEGACY || this == FACTORY;
    }
}
