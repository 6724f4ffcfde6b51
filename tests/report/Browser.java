package report;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real browser without a window; without one on the path, a test that needs it is skipped. */
public final class Browser {
    private Browser() {}

    /**
     * The page's elements after its script and the probe have run.
     *
     * @param browser a folder for the browser's own files
     */
    public static String dom(Path browser, String html, String probe) throws Exception {
        Optional<File> chromium = chromium();
        assumeTrue(chromium.isPresent(), "needs chromium on the path");
        String script = html.substring(html.lastIndexOf("'use strict';"), html.lastIndexOf("</script>"));
        String probed = probe.isEmpty() ? html : html.replaceFirst("<meta http-equiv=[^>]*>", "")
                .replace(script, script + probe);
        Path file = Files.writeString(browser.resolve("page.html"), probed);
        List<String> command = new ArrayList<>(List.of(chromium.get().getPath(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + browser.resolve("profile"), "--dump-dom", file.toUri().toString()));
        Path dom = browser.resolve("dom.html");
        Process process = new ProcessBuilder(command).redirectOutput(dom.toFile()).redirectError(browser.resolve("log").toFile()).start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, "chromium did not end");
        return Files.readString(dom);
    }

    private static Optional<File> chromium() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> List.of("chromium", "chromium-browser", "google-chrome").stream().map(name -> new File(folder, name)))
                .filter(File::canExecute).findFirst();
    }
}
