package summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows a page in the browser that the platform's opener chooses. */
public final class Pages {
    private Pages() {}

    /** @throws IOException when the page cannot be written or there is no opener; the message says where the page lies */
    public static void open(String html) throws IOException {
        Path page = Files.createTempFile("doctor-", ".html");
        Files.writeString(page, html);
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> opener = system.contains("win") ? List.of("cmd", "/c", "start", "", page.toString())
                : List.of(system.contains("mac") ? "open" : "xdg-open", page.toString());
        try {
            new ProcessBuilder(opener).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException missing) {
            throw new IOException("no program to open the page with; it lies at " + page, missing);
        }
    }
}
