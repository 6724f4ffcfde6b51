package report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of a report, as {@code --format} names them. */
public enum Format {
    TEXT(".txt", ".text", ".log"),
    JSON(".json"),
    MARKDOWN(".md", ".markdown"),
    HTML(".html", ".htm"),
    JUNIT(".xml"),
    SARIF(".sarif", ".sarif.json"),
    GITHUB();

    private final List<String> endings;

    Format(String... endings) {
        this.endings = List.of(endings);
    }

    /** The format that a file's ending stands for; of two endings that fit, the longer one. */
    public static Optional<Format> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".sarif.json") ? Optional.of(SARIF)
                : Arrays.stream(values()).filter(format -> format.endings.stream().anyMatch(lower::endsWith)).findFirst();
    }

    /** @param colour whether text may be coloured; the other formats have no use for it */
    public Renderer renderer(boolean colour) {
        return switch (this) {
            case TEXT -> new TextReport(colour);
            case JSON -> new JsonReport();
            case MARKDOWN -> new MarkdownReport();
            case HTML -> new HtmlReport();
            case JUNIT -> new JunitReport();
            case SARIF -> new SarifReport();
            case GITHUB -> new GithubReport();
        };
    }

    /** The name that {@code --format} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
