package report;

import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML as both Ant's and Jenkins' schemas have it. Every compared reference is a test case: those with a finding
 * bear its place, the others are numbered. A finding that does not fail the run is a case that passes, and is told in
 * {@code system-out}, because Ant's schema has no middle between passed and failed.
 */
final class JunitReport implements Renderer {
    @Override
    public String render(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            suite(xml, report);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string cannot refuse to be written to", e);
        }
        return text.append('\n').toString();
    }

    private static void suite(XMLStreamWriter xml, Report report) throws XMLStreamException {
        List<Finding> findings = report.findings();
        long touched = findings.stream().map(Finding::place).distinct().count();
        int clean = (int) Math.max(0, report.summary().references() - touched);
        begin(xml, "  ", "testsuite",
                "name", report.command(), "package", report.command(), "id", "0", "hostname", "localhost",
                "timestamp", DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").format(report.at().atOffset(ZoneOffset.UTC)),
                "tests", String.valueOf(findings.size() + clean),
                "failures", String.valueOf(findings.stream().filter(report::fails).count()), "errors", "0",
                "time", String.format(Locale.ROOT, "%.3f", report.summary().millis() / 1000.0));
        begin(xml, "    ", "properties");
        begin(xml, "      ", "property", "name", "root", "value", Visible.line(report.root()));
        xml.writeEndElement();
        end(xml, "    ");
        for (Finding finding : findings) {
            testcase(xml, finding, report.fails(finding));
        }
        for (int i = 1; i <= clean; i++) {
            begin(xml, "    ", "testcase", "classname", report.command(),
                    "name", "reference " + i + " of " + clean + " without a finding", "time", "0");
            xml.writeEndElement();
        }
        output(xml, "system-out", findings.stream().filter(finding -> !report.fails(finding))
                .map(finding -> finding.place() + ": " + finding.severity().label() + ": " + finding.message())
                .map(Visible::line).collect(Collectors.joining("\n")));
        output(xml, "system-err", report.notes().stream().map(Visible::line).collect(Collectors.joining("\n")));
        end(xml, "  ");
        xml.writeCharacters("\n");
    }

    private static void testcase(XMLStreamWriter xml, Finding finding, boolean fails) throws XMLStreamException {
        String place = Visible.line(finding.place().toString());
        begin(xml, "    ", "testcase", "classname", Visible.line(finding.place().file()),
                "name", place + " " + finding.rule().name() + " " + Visible.line(finding.subject()), "time", "0");
        if (fails) {
            begin(xml, "      ", "failure", "type", finding.rule().name(), "message", Visible.line(finding.message()));
            StringBuilder detail = new StringBuilder(place).append(": ").append(Visible.line(finding.message()));
            finding.available().forEach(name -> detail.append("\navailable: ").append(Visible.line(name)));
            finding.related().forEach(other -> detail.append("\nsee ").append(Visible.line(other.place() + ": " + other.message())));
            finding.fix().ifPresent(fix -> detail.append("\nfix: ").append(Visible.line(fix.title())));
            xml.writeCharacters(detail.toString());
            xml.writeEndElement();
            end(xml, "    ");
        } else {
            xml.writeEndElement();
        }
    }

    private static void output(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        begin(xml, "    ", name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void begin(XMLStreamWriter xml, String indent, String name, String... attributes) throws XMLStreamException {
        xml.writeCharacters("\n" + indent);
        xml.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private static void end(XMLStreamWriter xml, String indent) throws XMLStreamException {
        xml.writeCharacters("\n" + indent);
        xml.writeEndElement();
    }
}
