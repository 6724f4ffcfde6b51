package dockerfile;

import compose.Value.Text;
import compose.Variable.Definition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tree.Edit;
import tree.TextFile;
import yaml.Node.Scalar;
import yaml.Scalars;
import yaml.Yaml;

/** How another path is written where a reference stands. */
sealed interface Spelling {
    /** The edit that makes the reference lead elsewhere; empty when there is none that changes just this. */
    Optional<Edit> write(Reference old, String path);

    /** What goes into a shell word or a string literal without a thought. */
    Pattern HARMLESS = Pattern.compile("[\\w./@+,=\\\\~-]+");

    private static Edit edit(Reference old, String text) {
        return new Edit(old.file().path(), old.start(), old.end(), text);
    }

    /** As it is: a shell word, a string literal. */
    record Bare() implements Spelling {
        @Override
        public Optional<Edit> write(Reference old, String path) {
            return HARMLESS.matcher(path).matches() ? Optional.of(edit(old, path)) : Optional.empty();
        }
    }

    /** A YAML scalar whose value is the path, perhaps behind a text that stays. */
    record Yamled(Yaml file, Scalar scalar, String before) implements Spelling {
        @Override
        public Optional<Edit> write(Reference old, String path) {
            return Optional.of(edit(old, Scalars.replacement(file, scalar, before + path)));
        }
    }

    /** A value with a variable: written where the variable's value stands, when that alone makes the difference. */
    record Interpolated(Yaml file, Scalar scalar, Text value, Optional<TextFile> definedIn) implements Spelling {
        private static final Pattern ONE = Pattern.compile("(?<before>[^$]*)\\$(?:\\{(?<name>\\w+)(?:(?<mark>:?-)(?<default>[^${}]*))?}|(?<bare>\\w+))(?<after>[^$]*)");

        @Override
        public Optional<Edit> write(Reference old, String path) {
            Matcher raw = ONE.matcher(value.raw());
            if (!raw.matches() || value.variables().size() != 1 || path.length() < raw.group("before").length() + raw.group("after").length()
                    || !path.startsWith(raw.group("before")) || !path.endsWith(raw.group("after"))) {
                return Optional.empty();
            }
            String part = path.substring(raw.group("before").length(), path.length() - raw.group("after").length());
            return switch (value.variables().get(0).origin()) {
                case DEFAULT -> Optional.of(edit(old, Scalars.replacement(file, scalar, raw.group("before") + "${" + raw.group("name")
                        + raw.group("mark") + part + "}" + raw.group("after"))));
                case DEFINED -> value.variables().get(0).definition().flatMap(definition -> defined(definition, part));
                case UNSET -> Optional.empty();
            };
        }

        private Optional<Edit> defined(Definition definition, String part) {
            if (definedIn.isEmpty() || !HARMLESS.matcher(part).matches()) {
                return Optional.empty();
            }
            TextFile env = definedIn.get();
            Matcher line = Pattern.compile("(?m)^\\s*(?:export\\s+)?" + Pattern.quote(definition.name()) + "\\s*=\\s*[\"']?("
                    + Pattern.quote(definition.value()) + ")[\"']?\\s*(#.*)?$").matcher(env.text());
            int[] span = line.find() ? new int[] {line.start(1), line.end(1)} : null;
            return span == null || line.find() ? Optional.empty() : Optional.of(new Edit(env.path(), span[0], span[1], part));
        }
    }

    /** Literals joined by code: {@code "docker" / "x.Dockerfile"}, {@code "docker", "x.Dockerfile"}. */
    record Joined() implements Spelling {
        private static final Pattern LITERAL = Pattern.compile("[\"']([^\"']*)[\"']");

        @Override
        public Optional<Edit> write(Reference old, String path) {
            String source = old.file().text().substring(old.start(), old.end());
            List<String> parts = Paths.parts(path);
            Matcher literal = LITERAL.matcher(source);
            if (!HARMLESS.matcher(path).matches()) {
                return Optional.empty();
            }
            if (literal.results().count() == parts.size()) {
                int[] next = {0};
                return Optional.of(edit(old, literal.reset().replaceAll(found -> Matcher.quoteReplacement(
                        found.group().charAt(0) + parts.get(next[0]++) + found.group().charAt(0)))));
            }
            literal.reset();
            if (!literal.find()) {
                return Optional.empty();
            }
            char quote = literal.group().charAt(0);
            int gap = literal.end();
            return literal.find() ? Optional.of(edit(old, quote + String.join(quote + source.substring(gap, literal.start()) + quote, parts) + quote))
                    : Optional.empty();
        }
    }
}
