package services;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.WriterConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import services.Judgement.Judged;

/**
 * What each expected name means.
 *
 * @param services   expected name to service
 * @param unresolved names that mean no one service
 */
public record ServiceMap(Map<String, String> services, Set<String> unresolved) {

    static ServiceMap of(List<Judged> judged) {
        Map<String, String> services = new TreeMap<>();
        Set<String> unresolved = new TreeSet<>();
        for (Judged one : judged) {
            one.meeting().meant().ifPresentOrElse(service -> services.merge(one.expectation().name(), service,
                    (known, other) -> one.meeting() instanceof Meeting.Exact ? other : known), () -> unresolved.add(one.expectation().name()));
        }
        unresolved.removeAll(services.keySet());
        return new ServiceMap(services, unresolved);
    }

    /** The endings that {@link #text} knows. */
    public static final List<String> ENDINGS = List.of("json", "yaml", "yml", "env", "properties");

    /** What follows the last dot of a file's name; the name itself where there is none. */
    public static String ending(String file) {
        return file.substring(file.lastIndexOf('.') + 1);
    }

    /** Expected name to service, for code to read, in the format of a file's ending. */
    public String text(String ending) {
        StringBuilder text = new StringBuilder();
        switch (ending) {
            case "json" -> {
                JsonObject json = Json.object();
                services.forEach(json::add);
                text.append(json.toString(WriterConfig.PRETTY_PRINT)).append('\n');
            }
            case "env" -> services.forEach((name, service) -> text.append(variable(name)).append("_SERVICE=").append(service).append('\n'));
            case "properties" -> services.forEach((name, service) -> text.append(name).append('=').append(service).append('\n'));
            default -> services.forEach((name, service) -> text.append('"').append(name).append("\": \"").append(service).append("\"\n"));
        }
        return text.toString();
    }

    /** A name as an environment variable is written. */
    public static String variable(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Character.isDigit(upper.charAt(0)) ? "_" + upper : upper;
    }
}
