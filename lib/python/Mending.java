package python;

import java.util.List;
import report.Finding;

final class Mending {
    Mending(ConfigOptions options, Inference inference, Selection selection, List<Module> modules, List<Findings.Missing> missing, List<Misplaced> misplaced) {}
    Finding mend(Findings.Missing m, Finding f) { return f; }
    Finding mend(Misplaced m, Finding f) { return f; }
    Finding declare(ClassDef d, String n, List<Use.Read> reads, Finding f) { return f; }
}
