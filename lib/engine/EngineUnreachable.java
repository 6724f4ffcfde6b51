package engine;

import java.io.IOException;
import java.util.List;

/** No Docker engine answered; says where one was looked for and what came of each attempt. */
public final class EngineUnreachable extends IOException {
    private static final long serialVersionUID = 1L;

    EngineUnreachable(List<String> tried) {
        super("no Docker engine answers; tried:\n  " + String.join("\n  ", tried));
    }

    EngineUnreachable(String what, Throwable cause) {
        super(what, cause);
    }
}
