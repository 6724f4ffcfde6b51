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
import report.TestSuite.Case;
import report.TestSuite.Problem;

/**
 * JUnit XML as both Ant's and Jenkins' schemas have it. Ant's has no word for a skipped case, so such a case passes, and
 * {@code system-out} tells why it was not tried.
 */
public final class JunitXml {
    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    public static String of(List<TestSuite> suites) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            JunitXml writer = new JunitXml(xml);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            for (int i = 0; i < suites.size(); i++) {
                writer.suite(suites.get(i), i);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string cannot refuse to be written to", e);
        }
        return text.append('\n').toString();
    }

    private void suite(TestSuite suite, int id) throws XMLStreamException {
        begin("  ", "testsuite",
                "name", suite.name(), "package", suite.name(), "id", String.valueOf(id), "hostname", "localhost",
                "timestamp", DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").format(suite.at().atOffset(ZoneOffset.UTC)),
                "tests", String.valueOf(suite.cases().size()),
                "failures", String.valueOf(suite.cases().stream().filter(JunitXml::failed).count()), "errors", "0",
                "time", seconds(suite.seconds()));
        begin("    ", "properties");
        for (int i = 0; i < suite.properties().size(); i += 2) {
            begin("      ", "property", "name", suite.properties().get(i), "value", suite.properties().get(i + 1));
            xml.writeEndElement();
        }
        end("    ");
        for (Case one : suite.cases()) {
            testcase(one);
        }
        List<String> skipped = suite.cases().stream().filter(one -> one.problem().orElse(null) instanceof Problem.Skipped)
                .map(one -> one.name() + ": not tried: " + ((Problem.Skipped) one.problem().get()).reason()).toList();
        output("system-out", java.util.stream.Stream.concat(suite.out().stream(), skipped.stream()).toList());
        output("system-err", suite.err());
        end("  ");
    }

    private void testcase(Case one) throws XMLStreamException {
        begin("    ", "testcase", "classname", one.group(), "name", one.name(), "time", seconds(one.seconds()));
        if (one.problem().orElse(null) instanceof Problem.Failed failed) {
            begin("      ", "failure", "type", failed.type(), "message", failed.message());
            xml.writeCharacters(failed.detail().lines().map(Visible::line).collect(Collectors.joining("\n")));
            xml.writeEndElement();
            end("    ");
        } else {
            xml.writeEndElement();
        }
    }

    private static boolean failed(Case one) {
        return one.problem().filter(Problem.Failed.class::isInstance).isPresent();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private void output(String name, List<String> lines) throws XMLStreamException {
        begin("    ", name);
        xml.writeCharacters(lines.stream().map(Visible::line).collect(Collectors.joining("\n")));
        xml.writeEndElement();
    }

    private void begin(String indent, String name, String... attributes) throws XMLStreamException {
        xml.writeCharacters("\n" + indent);
        xml.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], Visible.line(attributes[i + 1]));
        }
    }

    private void end(String indent) throws XMLStreamException {
        xml.writeCharacters("\n" + indent);
        xml.writeEndElement();
    }
}
