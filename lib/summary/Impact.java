package summary;

import command.Settings;
import command.UsageException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yaml.Node;
import yaml.Node.Scalar;

/**
 * What it costs when a step or a service does not work, as {@code impact:} in {@code toolkit.yaml} says it. Nothing is
 * added to what stands there.
 *
 * @param on     a step's or a service's name
 * @param text   in words; empty when only an amount is given
 * @param amount a number, such as revenue at risk
 * @param unit   what the number counts
 */
public record Impact(String on, String text, Optional<BigDecimal> amount, String unit) {
    private static final String KEY = "impact";
    private static final List<String> NAMES = List.of("text", "amount", "unit");

    /** Throws UsageException for an impact that cannot be read. */
    static List<Impact> in(Settings settings) {
        List<Impact> all = new ArrayList<>();
        settings.at(KEY).flatMap(Node::mapping).ifPresent(mapping -> mapping.entries().forEach(entry ->
                all.add(of(settings, entry.name().orElse("?"), entry.value()))));
        return all;
    }

    /** The amounts of these, summed for each unit. */
    public static Map<String, BigDecimal> sums(List<Impact> impacts) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        impacts.forEach(impact -> impact.amount().ifPresent(amount -> sums.merge(impact.unit(), amount, BigDecimal::add)));
        return sums;
    }

    /** An amount as people read it, for example {@code 500,000 USD a year}. */
    public static String shown(BigDecimal amount, String unit) {
        String number = String.format(java.util.Locale.ROOT, "%,." + Math.max(0, amount.stripTrailingZeros().scale()) + "f", amount);
        return (number + " " + unit).strip();
    }

    private static Impact of(Settings settings, String on, Node node) {
        Optional<String> plain = node.scalar().map(Scalar::value);
        if (plain.isPresent()) {
            Optional<BigDecimal> number = number(plain.get());
            return new Impact(on, number.isPresent() ? "" : plain.get(), number, "");
        }
        boolean understood = node.mapping().filter(mapping -> mapping.entries().stream()
                .allMatch(entry -> NAMES.contains(entry.name().orElse("?")) && entry.value().scalar().isPresent())).isPresent();
        if (!understood) {
            throw new UsageException(settings.place(node) + ": impact." + on + " wants a text, a number, or a mapping with " + String.join(", ", NAMES));
        }
        Optional<String> amount = node.get("amount").flatMap(Node::scalar).map(Scalar::value);
        if (amount.isPresent() && number(amount.get()).isEmpty()) {
            throw new UsageException(settings.place(node.get("amount").get()) + ": impact." + on + ".amount is no number: " + amount.get());
        }
        return new Impact(on, node.get("text").flatMap(Node::scalar).map(Scalar::value).orElse(""), amount.flatMap(Impact::number),
                node.get("unit").flatMap(Node::scalar).map(Scalar::value).orElse(""));
    }

    /** A number with or without separators of thousands, of no more digits than people write. */
    private static Optional<BigDecimal> number(String text) {
        String digits = text.strip().replaceAll("(?<=\\d)[_,](?=\\d{3}(?!\\d))", "");
        return digits.matches("-?\\d{1,18}(\\.\\d{1,6})?") ? Optional.of(new BigDecimal(digits)) : Optional.empty();
    }
}
