package report;

/** Writes a report in one format. */
public interface Renderer {
    /** The whole text, ending with a line end; nothing in it is obeyed by whatever the format is read with. */
    String render(Report report);
}
