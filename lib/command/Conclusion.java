package command;

import report.Format;
import report.Report;

/** What a run has to tell, in any format, and the exit code that it ends with. */
public interface Conclusion {
    /** @param colour whether text may be coloured */
    String render(Format format, boolean colour);

    int exitCode();

    /** A report alone. */
    static Conclusion of(Report report) {
        return new Conclusion() {
            @Override
            public String render(Format format, boolean colour) {
                return format.renderer(colour).render(report);
            }

            @Override
            public int exitCode() {
                return report.exitCode();
            }
        };
    }
}
